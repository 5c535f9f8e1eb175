import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** 用 JDK 自带的 HTTP 客户端调用 gaozhi serve：java Client.java http://127.0.0.1:8311 */
public final class Client {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String api;

    private Client(String url) {
        api = url + "/api/v1/";
    }

    public static void main(String[] arguments) throws Exception {
        String url = arguments.length > 0 ? arguments[0] : "http://127.0.0.1:8311";
        Client client = new Client(url);

        HttpResponse<String> open = client.decide(
                "启东市", "{\"item\": 2, \"date\": \"2021-07-01\", \"facts\": {\"applicant.willing\": true}}");
        System.out.println(open.statusCode() + " " + field(open.body(), "outcome"));

        HttpResponse<String> unwilling = client.decide(
                "启东市", "{\"item\": 2, \"date\": \"2021-07-01\", \"facts\": {\"applicant.willing\": false}}");
        System.out.println(unwilling.statusCode() + " " + field(unwilling.body(), "outcome")
                + "：" + field(unwilling.body(), "quote"));

        // 出错的答复是 problem+json：detail 是第一处，errors 是全部。
        HttpResponse<String> wrong = client.decide("启动市", "{}");
        System.out.println(wrong.statusCode() + " " + field(wrong.body(), "detail"));
    }

    private HttpResponse<String> decide(String jurisdiction, String body) throws Exception {
        String name = URLEncoder.encode(jurisdiction, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + name + "/decide"))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** 一个键的值。正式的程序用平台已有的 JSON 库，或者由 openapi.json 生成的客户端。 */
    private static String field(String json, String key) {
        Matcher found = Pattern.compile("\"" + key + "\":\"([^\"]*)\"").matcher(json);
        return found.find() ? found.group(1) : "";
    }
}
