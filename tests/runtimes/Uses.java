import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What a caller does with the reader; each method prints what came of it, a line each. */
public final class Uses {
    private Uses() {}

    /** Arguments: the name of a method, and the path of a program. */
    public static void main(String[] arguments) throws Exception {
        byte[] bytes = Files.readAllBytes(Paths.get(arguments[1]));
        String text = new String(bytes, StandardCharsets.UTF_8);
        Uses.class.getDeclaredMethod(arguments[0], String.class).invoke(null, text);
    }

    private static void say(Object what) {
        System.out.println(what);
    }

    /** Prints the codes and the places of the problems of something that is refused. */
    private static void sayRefused(Callable<?> call) throws Exception {
        try {
            say("not refused: " + call.call());
        } catch (Gaozhi.Refused refused) {
            List<String> problems = new ArrayList<>();
            refused.problems().forEach(one -> problems.add(one.code + " " + one.path()));
            say(String.join(", ", problems));
        }
    }

    static void programs(String text) throws Exception {
        say(Gaozhi.read(text).digest());
        for (String wrong : Arrays.asList(
                text.replace("applicant.willing", "applicant.unwilling"), "{}", "{\"format\": 1}",
                "[]", "", text.substring(1), text + "x", "[" + text, "1e999999999",
                "{\"format\": \"gaozhi.program/1\", \"a\": 1e999999999}")) {
            sayRefused(() -> Gaozhi.read(wrong));
        }
        StringBuilder deep = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            deep.append('[');
        }
        sayRefused(() -> Gaozhi.read(deep.toString()));
    }

    /** Numbers as other JSON libraries give them, and a map that its owner changes later. */
    static void parsed(String text) {
        Map<String, Object> map = new HashMap<>();
        ((Map<?, ?>) Gaozhi.parse(text)).forEach((key, value) -> map.put((String) key, doubles(value)));
        Gaozhi.Program program = Gaozhi.read(map);
        Object before = program.decide(Collections.emptyMap());
        map.clear();
        say(before.equals(program.decide(new HashMap<>())));
        say(before.equals(Gaozhi.read(text).decide(null)));
    }

    private static Object doubles(Object value) {
        if (value instanceof Map) {
            Map<Object, Object> map = new HashMap<>();
            ((Map<?, ?>) value).forEach((key, one) -> map.put(key, doubles(one)));
            return map;
        }
        if (value instanceof List) {
            List<Object> list = new ArrayList<>();
            ((List<?>) value).forEach(one -> list.add(doubles(one)));
            return list;
        }
        return value instanceof Number ? (Object) ((Number) value).doubleValue() : value;
    }

    static void facts(String text) throws Exception {
        Gaozhi.Program program = Gaozhi.read(text);
        Map<String, Object> facts = new HashMap<>();
        facts.put("d", Collections.singletonMap("day", LocalDate.of(2020, 1, 2)));
        facts.put("c.set", new HashSet<>(Arrays.asList("\u6c34", "\u91d1")));
        LocalDate on = LocalDate.of(2021, 1, 1);
        facts.put("e.day", "2020-02-01");
        Map<String, Object> found = program.decide(facts, "strong", null, on);
        say(Gaozhi.write(((Map<?, ?>) ((List<?>) found.get("grounds")).get(0)).get("facts")));
        Map<Object, Object> wrong = new HashMap<>();
        wrong.put(1, true);
        wrong.put("d.day", new java.util.Date(0));
        wrong.put("c.set", new String[] {"\u6c34"});
        wrong.put("110105194912310021", "x");
        sayRefused(() -> program.decide(wrong, "strong", "1", "2021-13-01"));
        sayRefused(() -> program.decide(facts, "no such", null, null));
        sayRefused(() -> program.decide(facts, null, Collections.singletonMap("x", 1), 20210101));
    }

    static void numbers(String text) throws Exception {
        Gaozhi.Program program = Gaozhi.read(text);
        for (Number number : Arrays.<Number>asList(11, 11L, (short) 11, 11.0, 11.0f, 10.5, 10.5f,
                new BigDecimal("10.50"), new BigDecimal("11.0"), BigInteger.valueOf(12), 1e15, 1e16,
                Double.NaN, Double.POSITIVE_INFINITY, new BigDecimal("1e39"),
                new BigDecimal("1e40"), new BigDecimal("1e999999999"))) {
            Map<String, Object> facts = new HashMap<>();
            facts.put("f.number", number);
            facts.put("matter.urgent", false);
            facts.put("certificate.risk", false);
            try {
                Map<String, Object> found = program.decide(facts, "strong", null, "2021-01-01");
                say(Gaozhi.write(((Map<?, ?>) ((List<?>) found.get("grounds")).get(0)).get("facts")));
            } catch (Gaozhi.Refused refused) {
                say(refused.problems().get(0).code);
            }
        }
    }

    /** Many threads, one program; and an answer that is changed changes no other. */
    static void threads(String text) throws Exception {
        Gaozhi.Program program = Gaozhi.read(text);
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            boolean willing = i % 2 == 0;
            calls.add(() -> {
                Map<String, Object> facts = Collections.singletonMap("applicant.willing", willing);
                Map<String, Object> found = program.decide(facts, null, 2, "2022-06-30");
                String answer = Gaozhi.write(found);
                ((List<?>) found.get("questions")).clear();
                ((Map<?, ?>) found.get("codes")).clear();
                return answer;
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(8);
        HashSet<String> answers = new HashSet<>();
        for (Future<String> one : pool.invokeAll(calls)) {
            answers.add(one.get());
        }
        pool.shutdown();
        say(answers.size());
    }

    static void conversation(String text) throws Exception {
        Gaozhi.Program program = Gaozhi.read(text);
        Map<String, Object> talk = new HashMap<>();
        talk.put("date", "2022-01-01");
        talk.put("facts", Collections.singletonMap("applicant.able", true));
        for (Boolean value : new Boolean[] {true, null, false}) {
            talk = program.answer(talk, next(program, talk), value).talk;
        }
        Map<String, Object> back = new HashMap<>(talk);
        back.put("at", 0);
        String first = next(program, back);
        Gaozhi.Answered changed = program.answer(back, first, false);
        say(((List<?>) changed.talk.get("answers")).size() + " " + changed.lost);
        Map<String, Object> same = talk;
        say(program.answer(same, "applicant.able", true).talk.equals(same));
        sayRefused(() -> program.answer(same, "applicant.able", false));
        sayRefused(() -> program.answer(same, "no.such", true));
        sayRefused(() -> program.answer(same, first, "x"));
        sayRefused(() -> {
            Map<String, Object> other = new HashMap<>(same);
            other.put("digest", "sha256:0");
            return program.interview(other);
        });
    }

    private static String next(Gaozhi.Program program, Map<String, Object> talk) {
        return (String) ((Map<?, ?>) program.interview(talk).get("next")).get("fact");
    }
}
