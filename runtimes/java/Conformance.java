import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Answers the cases of {@code python -m conformance --exec}: a JSON object a line, in and out.
 */
public final class Conformance {
    private final Map<String, Gaozhi.Program> programs = new HashMap<>();

    /** Reads cases from the standard input until it ends. */
    public static void main(String[] arguments) throws IOException {
        InputStreamReader bytes = new InputStreamReader(System.in, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(bytes);
        PrintStream out = new PrintStream(System.out, false, "UTF-8");
        Conformance reader = new Conformance();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.print(reader.answer(line) + "\n");
        }
        out.flush();
    }

    /** Returns the answer to a line, or the codes for which it is refused; both as JSON. */
    public String answer(String line) throws IOException {
        Map<?, ?> asked = (Map<?, ?>) Gaozhi.parse(line);
        try {
            Gaozhi.Program program = program((String) asked.get("program"));
            if (asked.containsKey("interview")) {
                return Gaozhi.write(program.interview((Map<?, ?>) asked.get("interview")));
            }
            return Gaozhi.write(program.decide((Map<?, ?>) asked.get("facts"),
                    (String) asked.get("decision"), asked.get("item"), asked.get("date")));
        } catch (Gaozhi.Refused refused) {
            TreeSet<String> codes = new TreeSet<>();
            refused.problems().forEach(problem -> codes.add(problem.code));
            return Gaozhi.write(Collections.singletonMap("refused", codes));
        }
    }

    private Gaozhi.Program program(String path) throws IOException {
        Gaozhi.Program known = programs.get(path);
        if (known == null) {
            String text = new String(Files.readAllBytes(Paths.get(path)), StandardCharsets.UTF_8);
            known = Gaozhi.read(text);
            programs.put(path, known);
        }
        return known;
    }
}
