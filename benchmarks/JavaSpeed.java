import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.HashMap;
import java.util.Map;

/** Prints the milliseconds of reading a program, of an open decision, and of a settled one. */
public final class JavaSpeed {
    private static final int ROUNDS = 20;

    private JavaSpeed() {}

    public static void main(String[] arguments) throws Exception {
        byte[] bytes = Files.readAllBytes(Paths.get(arguments[0]));
        String text = new String(bytes, StandardCharsets.UTF_8);
        Gaozhi.Program program = Gaozhi.read(text);
        Map<String, Object> open = new HashMap<>();
        open.put("applicant.willing", true);
        open.put("applicant.made_untrue_commitment", true);
        Map<String, Object> settled = new HashMap<>(open);
        settled.put("applicant.credit_repaired", false);
        settled.put("applicant.bad_credit_until", "2023-01-01");
        say(20, () -> Gaozhi.read(text));
        say(500, () -> program.decide(open, null, 2, "2022-06-30"));
        say(500, () -> program.decide(settled, null, 2, "2022-06-30"));
    }

    private static void say(int times, Runnable call) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (int i = 0; i < times; i++) {
                call.run();
            }
            long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            best = Math.min(best, (end - start) / 1e6 / times);
        }
        System.out.println(best);
    }
}
