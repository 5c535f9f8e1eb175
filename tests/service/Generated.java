import java.time.LocalDate;
import java.util.List;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.DecidingApi;
import org.openapitools.client.api.ReadingApi;
import org.openapitools.client.model.*;

/** Calls the service through the client that was generated from its OpenAPI document. */
public final class Generated {
    public static void main(String[] arguments) throws Exception {
        ApiClient client = new ApiClient();
        client.updateBaseUri(arguments[0]);
        DecidingApi deciding = new DecidingApi(client);
        ReadingApi reading = new ReadingApi(client);

        ApplicabilityCase unwilling = new ApplicabilityCase()
                .item(new ItemKey(2))
                .date(LocalDate.of(2021, 7, 1))
                .facts(new ApplicabilityFacts()
                        .applicantWilling(false)
                        .matterKind(ApplicabilityFacts.MatterKindEnum.values()[0]));
        ApplicabilityDecision decision = deciding.decideApplicability("启东市", unwilling);
        System.out.println(decision.getOutcome().name() + " " + decision.getCode().getValue() + " "
                + decision.getSettled() + " " + String.join(",", decision.getPossible()) + " "
                + decision.getQuestions().size());

        InterviewAnswer begun = deciding.interview(
                "启东市", new InterviewRequest().decisions(List.of("适用性")).item(new ItemKey(2)));
        InterviewAnswer answered = deciding.interview("启东市", new InterviewRequest()
                .interview(begun.getInterview())
                .answer(new InterviewRequestAnswer().fact(begun.getNext().getFact()).value(true)));
        System.out.println(begun.getNext().getFact() + " " + answered.getInterview().getAnswers().size());

        System.out.println(reading.listItems("启东市", null).getItems().size() + " "
                + reading.getDue("2026-11-23", "3工作日", null, null, null, null).getDate());
        try {
            deciding.decide("启动市", new CaseRequest());
        } catch (ApiException error) {
            System.out.println(error.getCode() + " " + error.getResponseBody().contains("启东市"));
        }
    }
}
