import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.List;

/**
 * Puts cases to many readers, each compiled as Conformance with a number behind its name.
 *
 * <p>Arguments: how many readers; a file of cases, a line each; a file of their answers. For each
 * reader it prints the number of the first case that is answered otherwise, or that it survived.
 */
public final class Mutants {
    private Mutants() {}

    public static void main(String[] arguments) throws Exception {
        List<String> cases = lines(arguments[1]);
        List<String> answers = lines(arguments[2]);
        for (int number = 0; number < Integer.parseInt(arguments[0]); number++) {
            System.out.println(firstOtherwise("Conformance" + number, cases, answers));
        }
    }

    private static List<String> lines(String file) throws Exception {
        return Files.readAllLines(Paths.get(file), StandardCharsets.UTF_8);
    }

    private static String firstOtherwise(String name, List<String> cases, List<String> answers)
            throws Exception {
        Object reader = Class.forName(name).getConstructor().newInstance();
        Method answer = reader.getClass().getMethod("answer", String.class);
        for (int i = 0; i < cases.size(); i++) {
            try {
                Object found = Gaozhi.parse((String) answer.invoke(reader, cases.get(i)));
                if (!found.equals(Gaozhi.parse(answers.get(i)))) {
                    return "answers otherwise: " + i;
                }
            } catch (InvocationTargetException error) {
                return "fails: " + i;
            }
        }
        return "survives";
    }
}
