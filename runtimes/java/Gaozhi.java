import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides by a program.json of gaozhi, without gaozhi: Java 8, this one file, no dependencies.
 *
 * <pre>{@code
 * Gaozhi.Program program = Gaozhi.read(text);
 * Map<String, Object> answer = program.decide(facts, null, 2, "2022-06-30");
 * String json = Gaozhi.write(answer);
 * }</pre>
 *
 * <p>An answer has the form of {@code gaozhi decide --json}. What every part of a program means,
 * and how an answer follows from it, stands in docs/integrators/program.md of gaozhi. This file is
 * pure ASCII, so that it compiles under any encoding; the words of an answer come from the program.
 */
public final class Gaozhi {
    /** The format of program.json that is read. */
    public static final String FORMAT = "gaozhi.program/1";

    // The outcomes of a decision that is still open, and of one that no rule makes; and what an
    // item ordinarily is, a certificate.
    private static final String PENDING = "\u5f85\u8865\u5145";
    private static final String NO_RULE = "\u65e0\u6b64\u89c4\u5b9a";
    private static final String CERTIFICATE = "\u8bc1\u660e";
    private static final String FIRST_DAY = "0001-01-01";
    private static final String LAST_DAY = "9999-12-31";
    /** The day that never comes: as text it is after every day. */
    private static final String NEVER = "~";
    private static final String ANY_DAY = "2000-01-01";
    /** Any text that no rule mentions. */
    private static final Object OTHER_TEXT = new Object();

    private Gaozhi() {}

    /**
     * Reads a program from its JSON text.
     *
     * @throws Refused GZ720 where it is no program of this format, GZ721 where it was changed
     */
    public static Program read(String json) {
        Object value;
        try {
            value = Json.parse(json);
        } catch (IllegalArgumentException error) {
            throw otherFormat(error);
        }
        if (!(value instanceof Map)) {
            throw otherFormat(null);
        }
        return read((Map<?, ?>) value);
    }

    /**
     * Reads a program from parsed JSON: maps, lists, strings, numbers, booleans and nulls.
     *
     * @throws Refused GZ720 where it is no program of this format, GZ721 where it was changed
     */
    public static Program read(Map<?, ?> json) {
        try {
            if (!FORMAT.equals(json.get("format"))) {
                throw otherFormat(null);
            }
            Map<String, Object> data = Json.object(Json.copy(json));
            Map<String, Object> rest = new HashMap<>(data);
            Object checksum = rest.remove("checksum");
            if (!("sha256:" + sha256(Json.write(rest, true))).equals(checksum)) {
                // "The content and its checksum do not agree."
                throw new Refused("GZ721", "program.json \u7684\u6821\u9a8c\u548c\u4e0d\u7b26");
            }
            return new Program(data);
        } catch (Refused refused) {
            throw refused;
        } catch (RuntimeException error) {
            throw otherFormat(error);
        }
    }

    /** Returns JSON text: of an answer, or of any maps, lists, strings, numbers and booleans. */
    public static String write(Object value) {
        return Json.write(value, false);
    }

    /**
     * Returns what JSON text says: maps, lists, strings, numbers, booleans and nulls.
     *
     * @throws IllegalArgumentException where it is no JSON
     */
    public static Object parse(String json) {
        return Json.parse(json);
    }

    private static Refused otherFormat(Throwable cause) {
        // "This is not a program.json of the format ..."
        String words = "\u4e0d\u662f " + FORMAT + " \u683c\u5f0f\u7684 program.json";
        Refused refused = new Refused("GZ720", words);
        refused.initCause(cause);
        return refused;
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] bytes = digest.digest(text.getBytes(StandardCharsets.UTF_8));
            return String.format("%064x", new BigInteger(1, bytes));
        } catch (NoSuchAlgorithmException error) {
            throw new IllegalStateException(error);
        }
    }

    /** One thing that is wrong with a program or a case. */
    public static final class Problem implements Serializable {
        private static final long serialVersionUID = 1L;
        /** The diagnostic's code, such as GZ602. */
        public final String code;
        /** What is wrong, in Chinese; identity numbers are masked. */
        public final String message;

        private final String[] path;

        Problem(String code, String message, String... path) {
            this.code = code;
            this.message = message;
            this.path = path;
        }

        /** Returns where it is, such as [facts, applicant, willing]. */
        public List<String> path() {
            return Collections.unmodifiableList(Arrays.asList(path));
        }

        @Override
        public String toString() {
            return path.length == 0 ? code + " " + message
                    : code + " " + String.join(".", path) + ": " + message;
        }
    }

    /** A program or a case that cannot be answered for, with every problem that it has. */
    public static final class Refused extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;
        private final Problem[] problems;

        Refused(String code, String message) {
            this(Collections.singletonList(new Problem(code, message)));
        }

        Refused(List<Problem> problems) {
            super(lines(problems));
            this.problems = problems.toArray(new Problem[0]);
        }

        /** Returns all problems. */
        public List<Problem> problems() {
            return Collections.unmodifiableList(Arrays.asList(problems));
        }

        private static String lines(List<Problem> problems) {
            List<String> lines = new ArrayList<>();
            for (Problem problem : problems) {
                lines.add(problem.toString());
            }
            return String.join("\n", lines);
        }
    }

    /** The rules of one jurisdiction. It never changes, and any number of threads may share it. */
    public static final class Program {
        private final Map<String, Object> data;
        private final Map<String, Object> jurisdiction;
        private final Map<String, Object> answered;
        private final Map<String, Object> list;
        private final List<Map<String, Object>> levels;
        private final List<Map<String, Object>> provisions;
        private final List<Fact> facts = new ArrayList<>();
        private final Map<String, Fact> factsByName = new HashMap<>();
        private final Set<String> groups = new HashSet<>();
        private final List<Implication> implications = new ArrayList<>();
        private final Condition[] conditions;
        private final Map<String, Table> tables = new HashMap<>();
        private final Fact date;
        private final Fact listed;

        private Program(Map<String, Object> data) {
            this.data = data;
            jurisdiction = Json.object(data.get("jurisdiction"));
            list = Json.object(data.get("list"));
            levels = Json.objects(data.get("levels"));
            provisions = Json.objects(data.get("provisions"));
            Map<String, Object> program = new LinkedHashMap<>();
            program.put("digest", data.get("digest"));
            program.put("version", data.get("version"));
            answered = Collections.unmodifiableMap(program);
            for (Map<String, Object> fact : Json.objects(data.get("facts"))) {
                add(new Fact(facts.size(), fact));
            }
            for (Map<String, Object> one : Json.objects(data.get("implications"))) {
                implications.add(new Implication(one, factsByName));
            }
            List<Map<String, Object>> written = Json.objects(data.get("conditions"));
            conditions = new Condition[written.size()];
            for (int i = 0; i < conditions.length; i++) {
                conditions[i] = new Condition(written.get(i), factsByName);
            }
            for (Map<String, Object> decision : Json.objects(data.get("decisions"))) {
                Table table = new Table(decision);
                tables.put(table.name, table);
                tables.put(table.api, table);
            }
            Map<String, Object> roles = Json.object(data.get("roles"));
            date = factsByName.get(roles.get("date"));
            listed = factsByName.get(roles.get("listed"));
        }

        private void add(Fact fact) {
            facts.add(fact);
            for (String name : Arrays.asList(fact.name, fact.api)) {
                factsByName.put(name, fact);
                for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
                    groups.add(name.substring(0, dot));
                }
            }
        }

        /** Returns the jurisdiction's name. */
        public String jurisdiction() {
            return (String) jurisdiction.get("name");
        }

        /** Returns the digest of the rules, which stands in every answer. */
        public String digest() {
            return (String) data.get("digest");
        }

        /** Decides the program's default decision, of no listed item and no known day. */
        public Map<String, Object> decide(Map<?, ?> facts) {
            return decide(facts, null, null, null);
        }

        /**
         * Decides.
         *
         * @param facts what is known, by names or api names, flat or nested; what is absent or null
         *     is unknown. Values are Boolean, String, Number, a Collection of String, and for a day
         *     ISO text or a LocalDate
         * @param decision the decision's name or api name; null for the program's default
         * @param item the number in the published list, or a map of certificate, matter and perhaps
         *     kind; null for none
         * @param on the day of the decision, ISO text or a LocalDate; null where it is unknown
         * @return the answer, in the form of {@code gaozhi decide --json}
         * @throws Refused with every problem of the case
         */
        public Map<String, Object> decide(
                Map<?, ?> facts, String decision, Object item, Object on) {
            Case read = new CaseReader(this).read(facts, item, on);
            return read.judgement(table(decision)).answer();
        }

        /**
         * Returns where a conversation stands: the next question to put, null where no answer can
         * change what the applicant must do; all questions; and the answers of its decisions.
         *
         * @param talk as gaozhi's own interviews are written down: decisions, item, date, facts
         *     known beforehand, answers (fact and value; null is not known), and at, how many of
         *     the answers are in effect; all may be absent
         * @throws Refused with every problem of the case
         */
        public Map<String, Object> interview(Map<?, ?> talk) {
            return new Talk(this, talk).standing();
        }

        /**
         * Returns a conversation with one more answer, or with another in place of an earlier one.
         *
         * @param talk the conversation, which stays as it is
         * @param fact the fact's name or api name
         * @param value the value, null for not known
         * @throws Refused where the answer cannot be
         */
        public Answered answer(Map<?, ?> talk, String fact, Object value) {
            return new Talk(this, talk).answered(fact, value);
        }

        private Table table(String decision) {
            Table table = tables.get(decision == null ? data.get("default") : decision);
            if (table == null) {
                throw refused("GZ610", decision, "decision");
            }
            return table;
        }

        private Refused refused(String code, String about, String... path) {
            return new Refused(Collections.singletonList(problem(code, about, path)));
        }

        private Problem problem(String code, String about, String... path) {
            Object words = Json.object(data.get("problems")).get(code);
            String[] masked = new String[path.length];
            for (int i = 0; i < path.length; i++) {
                masked[i] = Identity.masked(path[i]);
            }
            String name = about.isEmpty() ? "" : "\u201c" + Identity.masked(about) + "\u201d\uff1a";
            return new Problem(code, name + words, masked);
        }

        private String words(String key) {
            return (String) Json.object(data.get("words")).get(key);
        }
    }

    /** A conversation after an answer. */
    public static final class Answered {
        /** The conversation. */
        public final Map<String, Object> talk;
        /** The facts whose earlier answers had to go, since they are impossible now. */
        public final List<String> lost;

        Answered(Map<String, Object> talk, List<String> lost) {
            this.talk = talk;
            this.lost = lost;
        }
    }

    /** A conversation, of which everything is worked out anew from its answers. */
    private static final class Talk {
        private final Program program;
        private final Map<String, Object> data = new LinkedHashMap<>();
        private final Map<?, ?> facts;
        private final List<Map<String, Object>> answers;
        private final int at;

        Talk(Program program, Map<?, ?> talk) {
            this.program = program;
            talk.forEach((key, value) -> data.put((String) key, value));
            if (!given("digest", program.digest()).equals(program.digest())) {
                // "Of other rules: start anew."
                String words = "\u89c4\u5219\u4e0d\u540c\uff0c\u53e6\u5f00\u4e00\u6b21";
                throw new Refused("GZ616", words);
            }
            facts = (Map<?, ?>) given("facts", Collections.emptyMap());
            answers = Json.objects(given("answers", Collections.emptyList()));
            at = Json.integer(given("at", answers.size()));
        }

        private Object given(String key, Object otherwise) {
            return data.get(key) == null ? otherwise : data.get(key);
        }

        private String name(Object given) {
            Fact fact = program.factsByName.get(given);
            return fact == null ? (String) given : fact.name;
        }

        private Case read(List<Map<String, Object>> some) {
            Map<Object, Object> given = new LinkedHashMap<>(facts);
            for (Map<String, Object> answer : some) {
                given.put(name(answer.get("fact")), answer.get("value"));
            }
            return new CaseReader(program).read(given, data.get("item"), data.get("date"));
        }

        Map<String, Object> standing() {
            List<Map<String, Object>> taken = answers.subList(0, at);
            Case read = read(taken);
            Map<String, Object> questions = new LinkedHashMap<>();
            List<Object> decisions = new ArrayList<>();
            List<?> byDefault = Collections.singletonList(program.data.get("default"));
            for (String name : Json.strings(given("decisions", byDefault))) {
                Judgement judgement = read.judgement(program.table(name));
                for (Fact fact : judgement.mattering()) {
                    questions.putIfAbsent(fact.name, judgement.question(fact));
                }
                decisions.add(judgement.answer());
            }
            Object next = at < answers.size() ? question(answers.get(at), questions) : null;
            for (Map<String, Object> answer : taken) {
                if (answer.get("value") == null) {
                    questions.remove(name(answer.get("fact")));
                }
            }
            if (next == null && !questions.isEmpty()) {
                next = questions.values().iterator().next();
            }
            Map<String, Object> standing = new LinkedHashMap<>();
            standing.put("next", next);
            standing.put("questions", new ArrayList<>(questions.values()));
            standing.put("decisions", decisions);
            return standing;
        }

        /** Returns the question that was gone back to, whether or not it matters now. */
        private Object question(Map<String, Object> answer, Map<String, Object> questions) {
            String name = name(answer.get("fact"));
            Map<String, Object> plain = new LinkedHashMap<>(program.factsByName.get(name).question);
            plain.put("because", new ArrayList<>());
            return questions.getOrDefault(name, plain);
        }

        Answered answered(String fact, Object value) {
            String name = name(fact);
            Map<String, Object> known = new CaseReader(program).readFacts(facts);
            if (known.containsKey(name)) {
                Map<?, ?> given = Collections.singletonMap(name, value);
                if (!known.get(name).equals(new CaseReader(program).readFacts(given).get(name))) {
                    throw program.refused("GZ612", name, "facts", name);
                }
                return new Answered(data, Collections.emptyList());
            }
            int place = 0;
            while (place < at && !name(answers.get(place).get("fact")).equals(name)) {
                place++;
            }
            List<Map<String, Object>> kept = new ArrayList<>(answers.subList(0, place));
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("fact", name);
            answer.put("value", value);
            kept.add(answer);
            read(kept);
            List<String> lost = new ArrayList<>();
            for (Map<String, Object> later : answers.subList(place, answers.size())) {
                if (!name(later.get("fact")).equals(name)) {
                    kept.add(later);
                    try {
                        read(kept);
                    } catch (Refused refused) {
                        kept.remove(kept.size() - 1);
                        lost.add(name(later.get("fact")));
                    }
                }
            }
            Map<String, Object> talk = new LinkedHashMap<>(data);
            talk.put("answers", kept);
            talk.put("at", kept.size());
            return new Answered(talk, lost);
        }
    }

    /** A fact of the vocabulary. */
    private static final class Fact {
        final int index;
        final String name;
        final String api;
        final String type;
        final String never;
        final boolean identity;
        final List<String> values;
        final Set<String> excepts;
        final Map<String, String> codes = new HashMap<>();
        final Map<String, Object> question = new LinkedHashMap<>();

        Fact(int index, Map<String, Object> data) {
            this.index = index;
            name = (String) data.get("name");
            api = (String) data.get("api");
            type = (String) data.get("type");
            never = (String) data.get("never");
            identity = (Boolean) data.get("identity");
            values = Json.strings(data.get("values"));
            excepts = new HashSet<>(Json.strings(data.get("excepts")));
            for (Map<String, Object> option : Json.objects(data.get("options"))) {
                codes.put((String) option.get("value"), (String) option.get("code"));
            }
            question.put("fact", name);
            for (String key : Arrays.asList("api", "type", "ask", "label", "group", "ask_applicant",
                    "note", "never", "identity", "answered_by")) {
                question.put(key, data.get(key));
            }
            for (String key : Arrays.asList("values", "options")) {
                if (!((List<?>) data.get(key)).isEmpty()) {
                    question.put(key, data.get(key));
                }
            }
        }
    }

    /** Where one bool fact is true, another fact has a value. */
    private static final class Implication {
        final Fact given;
        final Fact then;
        final Object value;

        Implication(Map<String, Object> data, Map<String, Fact> facts) {
            given = facts.get(data.get("given"));
            then = facts.get(data.get("then"));
            value = data.get("value");
        }
    }

    /** A node of the table of conditions. */
    private static final class Condition {
        final String kind;
        final Fact fact;
        final Fact other;
        final String relation;
        final Object constant;
        final Set<String> values;
        final String decision;
        final boolean always;
        final int[] parts;

        Condition(Map<String, Object> data, Map<String, Fact> facts) {
            kind = (String) data.get("kind");
            fact = facts.get(data.get("fact"));
            relation = (String) data.get("relation");
            decision = (String) data.get("decision");
            always = Boolean.TRUE.equals(data.get("value"));
            values = data.containsKey("values")
                    ? new LinkedHashSet<>(Json.strings(data.get("values")))
                    : Collections.emptySet();
            parts = data.containsKey("parts") ? Json.integers(data.get("parts")) : new int[0];
            Object operand = data.get("operand");
            String to = (String) data.get("to");
            other = "other".equals(operand) ? facts.get(to) : null;
            constant = "number".equals(operand) ? new BigDecimal(to) : to == null ? NEVER : to;
        }

        /** Returns whether it holds of values; null where one that it reads is. */
        Boolean holds(Object value, Object otherValue) {
            Object second = other == null ? constant : otherValue;
            if (value == null || second == null) {
                return null;
            }
            switch (kind) {
                case "holds":
                    return (Boolean) value;
                case "among":
                    return values.contains(value);
                case "overlaps":
                    return !Collections.disjoint(values, (Collection<?>) value);
                case "empty":
                    return ((Collection<?>) value).isEmpty();
                default:
                    int compared = compared(value, second);
                    return compared == 0 ? relation.contains("=")
                            : relation.startsWith(compared < 0 ? "<" : ">");
            }
        }
    }

    private static int compared(Object one, Object other) {
        return one instanceof BigDecimal ? ((BigDecimal) one).compareTo((BigDecimal) other)
                : ((String) one).compareTo((String) other);
    }

    /** A decision, its rules, and which of them stand when. */
    private static final class Table {
        final String name;
        final String api;
        final boolean collects;
        final List<String> values;
        final List<String> says;
        final Map<String, String> codes = new HashMap<>();
        final List<Version> versions = new ArrayList<>();
        final Version undated;

        Table(Map<String, Object> data) {
            name = (String) data.get("name");
            api = (String) data.get("api");
            collects = "all".equals(data.get("combine"));
            values = Json.strings(data.get("values"));
            says = Json.strings(data.get("says"));
            List<String> written = Json.strings(data.get("codes"));
            for (int i = 0; i < written.size(); i++) {
                codes.put(values.get(i), written.get(i));
            }
            codes.put(NO_RULE, "no_rule");
            codes.put(PENDING, "pending");
            List<Rule> rules = new ArrayList<>();
            for (Map<String, Object> rule : Json.objects(data.get("rules"))) {
                rules.add(new Rule(rule));
            }
            for (Map<String, Object> version : Json.objects(data.get("versions"))) {
                versions.add(new Version(version, rules));
            }
            undated = new Version(Json.object(data.get("undated")), rules);
        }

        /** Returns what stands on a day, null where the day is unknown. */
        Version on(String day) {
            if (day == null) {
                return undated;
            }
            Version found = versions.get(0);
            for (Version version : versions) {
                if (version.since.compareTo(day) <= 0) {
                    found = version;
                }
            }
            return found;
        }
    }

    /** A rule of a decision. */
    private static final class Rule {
        final String name;
        final String title;
        final List<String> effects;
        final boolean otherwise;
        final String caveat;
        final Object reading;
        final int[] basis;
        final Set<String> facts;
        final int holds;
        final int alive;
        final int reads;

        Rule(Map<String, Object> data) {
            name = (String) data.get("name");
            title = (String) data.get("title");
            effects = Json.strings(data.get("effects"));
            otherwise = (Boolean) data.get("otherwise");
            caveat = (String) data.get("caveat");
            reading = data.get("reading");
            basis = Json.integers(data.get("basis"));
            facts = new HashSet<>(Json.strings(data.get("facts")));
            holds = Json.integer(data.get("holds"));
            alive = Json.integer(data.get("alive"));
            reads = data.get("reads") == null ? -1 : Json.integer(data.get("reads"));
        }

        boolean isRow() {
            return !effects.isEmpty() && !otherwise;
        }
    }

    /** The rules that stand from a day on, and their prepared diagrams. */
    private static final class Version {
        final String since;
        final List<Standing> standing = new ArrayList<>();
        final List<Standing> rows = new ArrayList<>();
        final Diagrams diagrams;

        Version(Map<String, Object> data, List<Rule> rules) {
            since = (String) data.get("since");
            for (Map<String, Object> one : Json.objects(data.get("standing"))) {
                Standing rule = new Standing(one, rules);
                standing.add(rule);
                if (rule.rule.isRow()) {
                    rows.add(rule);
                }
            }
            Map<String, Object> prepared = Json.object(data.get("diagrams"));
            diagrams = prepared == null ? null : new Diagrams(prepared);
        }
    }

    /** A rule as it stands in a version. */
    private static final class Standing {
        final Rule rule;
        final int own;
        final int[] atoms;
        final int waits;

        Standing(Map<String, Object> data, List<Rule> rules) {
            rule = rules.get(Json.integer(data.get("rule")));
            own = Json.integer(data.get("own"));
            atoms = Json.integers(data.get("atoms"));
            waits = Json.integer(data.get("waits"));
        }
    }

    /** Prepared diagrams: a node is the leaf of a Graph alone, or a variable and its children. */
    private static final class Diagrams {
        final List<PreparedVariable> variables = new ArrayList<>();
        final int[][] nodes;
        final int[] rules;
        final int[] outcome;
        final int follows;

        Diagrams(Map<String, Object> data) {
            for (Map<String, Object> variable : Json.objects(data.get("variables"))) {
                variables.add(new PreparedVariable(variable));
            }
            List<?> written = (List<?>) data.get("nodes");
            nodes = new int[written.size()][];
            for (int i = 0; i < nodes.length; i++) {
                Object node = written.get(i);
                nodes[i] = node instanceof List ? Json.integers(node) : new int[] {leaf(node)};
            }
            rules = Json.integers(data.get("rules"));
            outcome = Json.integers(data.get("outcome"));
            follows = data.get("follows") == null ? -1 : Json.integer(data.get("follows"));
        }

        private static int leaf(Object node) {
            if (node instanceof Boolean) {
                return (Boolean) node ? Graph.TRUE : Graph.FALSE;
            }
            return node == null ? Graph.NOTHING : Graph.FIRST_VALUE + Json.integer(node);
        }
    }

    /** What a prepared diagram branches on: a comparison, a group of a set, or a fact's cells. */
    private static final class PreparedVariable {
        final int condition;
        final String fact;
        final Set<String> group;
        final List<?> cells;

        PreparedVariable(Map<String, Object> data) {
            Object compared = data.get("condition");
            Object together = data.get("group");
            condition = compared == null ? -1 : Json.integer(compared);
            fact = (String) data.get("fact");
            group = together == null ? null : new HashSet<>(Json.strings(together));
            cells = (List<?>) data.get("cells");
        }

        /** Returns the cell of a value: the last where it stands in none. */
        int cell(Object value) {
            int found = cells.indexOf(value);
            return found < 0 ? cells.size() - 1 : found;
        }
    }

    /** A value cannot be that of its fact. */
    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final String code;

        Wrong(String code) {
            super(code, null, false, false);
            this.code = code;
        }
    }

    /** Reads what a caller gave as a case, and gathers all that is wrong with it. */
    private static final class CaseReader {
        private static final int MOST_LEVELS = 9;
        private static final int MOST_TEXT = 10_000;
        private static final int MOST_DIGITS = 40;
        /** Beyond it, whole numbers that differ are the same double. */
        private static final double EXACT = 1L << 53;

        private final Program program;
        private final List<Problem> problems = new ArrayList<>();
        private final Map<String, Object> values = new HashMap<>();
        private final Set<String> stated = new HashSet<>();
        private final List<String> differing = new ArrayList<>();

        CaseReader(Program program) {
            this.program = program;
        }

        /** Returns the values of facts that stand before a case, by their names. */
        Map<String, Object> readFacts(Map<?, ?> facts) {
            readFacts(facts, "", new String[] {"facts"});
            if (!problems.isEmpty()) {
                throw new Refused(problems);
            }
            return values;
        }

        Case read(Map<?, ?> facts, Object item, Object on) {
            readFacts(facts == null ? Collections.emptyMap() : facts, "", new String[] {"facts"});
            if (on != null) {
                readDay(on);
            }
            Map<String, Object> found = item == null ? null : item(item);
            if (found != null) {
                state(found);
            }
            imply();
            String day = program.date == null ? null : (String) values.get(program.date.name);
            if (found != null && (day == null || day.compareTo(published()) >= 0)) {
                presume();
                imply();
            }
            Case read = new Case(program, values, found, day, differing);
            checkDay(read);
            if (!problems.isEmpty()) {
                throw new Refused(problems);
            }
            return read;
        }

        private void readFacts(Map<?, ?> facts, String before, String[] path) {
            for (Map.Entry<?, ?> entry : facts.entrySet()) {
                String name = before + entry.getKey();
                String[] place = Arrays.copyOf(path, path.length + 1);
                place[path.length] = String.valueOf(entry.getKey());
                Object value = entry.getValue();
                boolean nested = value instanceof Map;
                if (nested && !((Map<?, ?>) value).isEmpty() && path.length < MOST_LEVELS) {
                    readFacts((Map<?, ?>) value, name + ".", place);
                } else if (program.factsByName.containsKey(name)) {
                    readFact(program.factsByName.get(name), value, place);
                } else if (!(program.groups.contains(name) && (nested || value == null))) {
                    problems.add(program.problem("GZ601", name, place));
                }
            }
        }

        private void readFact(Fact fact, Object given, String[] path) {
            if (given == null) {
                return;
            }
            try {
                Object value = value(fact, given);
                require(value.equals(values.getOrDefault(fact.name, value)), "GZ612");
                values.put(fact.name, value);
            } catch (Wrong wrong) {
                problems.add(program.problem(wrong.code, fact.name, path));
            }
        }

        private static void require(boolean holds, String code) {
            if (!holds) {
                throw new Wrong(code);
            }
        }

        /** Returns what a fact has for a value that was given. Throws Wrong. */
        private static Object value(Fact fact, Object given) {
            switch (fact.type) {
                case "bool":
                    require(given instanceof Boolean, "GZ602");
                    return Boolean.valueOf((Boolean) given);
                case "date":
                    String day = given.equals(fact.never) ? NEVER : day(given);
                    require(day != null, "GZ602");
                    return day;
                case "number":
                    BigDecimal number = given instanceof Number ? number((Number) given) : null;
                    require(number != null, "GZ602");
                    return number;
                case "text":
                    require(given instanceof String && isText((String) given), "GZ602");
                    String text = fact.identity ? Identity.read((String) given) : (String) given;
                    require(text != null, "GZ609");
                    return text;
                case "one_of":
                    require(given instanceof String, "GZ602");
                    require(fact.values.contains(given), "GZ603");
                    return given;
                default:
                    require(given instanceof Collection, "GZ602");
                    require(fact.values.containsAll((Collection<?>) given), "GZ603");
                    Set<String> chosen = new LinkedHashSet<>(fact.values);
                    chosen.retainAll((Collection<?>) given);
                    return chosen;
            }
        }

        private static String day(Object given) {
            String text = given instanceof LocalDate ? given.toString() : "";
            if (given instanceof String) {
                text = (String) given;
            }
            try {
                return text.length() == 10 && LocalDate.parse(text).getYear() >= 1 ? text : null;
            } catch (DateTimeParseException error) {
                return null;
            }
        }

        private static BigDecimal number(Number given) {
            double near = given.doubleValue();
            boolean isBinary = given instanceof Double || given instanceof Float;
            boolean isPart = near != Math.rint(near) && !Double.isNaN(near);
            if (isBinary && !isPart && !(Math.abs(near) <= EXACT)) {
                return null;
            }
            BigDecimal number = new BigDecimal(given.toString());
            int power = number.precision() - number.scale() - 1;
            boolean fits = number.precision() <= MOST_DIGITS && Math.abs(power) < MOST_DIGITS;
            return fits ? number : null;
        }

        /** Returns whether a text is short enough, and has no half of a surrogate pair. */
        private static boolean isText(String given) {
            return given.codePointCount(0, given.length()) <= MOST_TEXT && given.codePoints()
                    .allMatch(point -> Character.getType(point) != Character.SURROGATE);
        }

        private void readDay(Object on) {
            if (program.date == null) {
                problems.add(program.problem("GZ601", "", "date"));
                return;
            }
            String day = day(on);
            Object written = values.get(program.date.name);
            if (day == null) {
                problems.add(program.problem("GZ602", "", "date"));
            } else if (written != null && !written.equals(day)) {
                problems.add(program.problem("GZ605", "", "date"));
            } else {
                values.put(program.date.name, day);
            }
        }

        private String published() {
            return (String) program.list.get("published");
        }

        /** Returns the one item that is meant; null, and a problem, where there is not just one. */
        private Map<String, Object> item(Object wanted) {
            List<Map<String, Object>> found = new ArrayList<>();
            if (program.list != null) {
                for (Map<String, Object> item : Json.objects(program.list.get("items"))) {
                    if (wanted instanceof Map ? isNamed(item, (Map<?, ?>) wanted)
                            : wanted instanceof Number && isNumbered(item, (Number) wanted)) {
                        found.add(item);
                    }
                }
            }
            if (found.size() == 1) {
                return found.get(0);
            }
            problems.add(program.problem("GZ607", "", "item"));
            return null;
        }

        private static boolean isNumbered(Map<String, Object> item, Number wanted) {
            BigDecimal number = number(wanted);
            BigDecimal listed = new BigDecimal(item.get("number").toString());
            return number != null && number.compareTo(listed) == 0;
        }

        private static boolean isNamed(Map<String, Object> item, Map<?, ?> wanted) {
            Object certificate = wanted.get("certificate");
            Object kind = wanted.get("kind");
            return Arrays.asList("certificate", "matter", "kind").containsAll(wanted.keySet())
                    && item.get("certificate").equals(certificate == null ? "" : certificate)
                    && item.get("matter").equals(wanted.get("matter"))
                    && (kind == null || item.get("kind").equals(kind));
        }

        /** Takes what the list says of an item, whatever the case says. */
        private void state(Map<String, Object> item) {
            for (Map<String, Object> one : Json.objects(item.get("facts"))) {
                Fact fact = program.factsByName.get(one.get("fact"));
                Object value = listedValue(one);
                stated.add(fact.name);
                state(fact, value);
            }
            if (program.listed == null) {
                return;
            }
            Object day = program.date == null ? null : values.get(program.date.name);
            if (day != null && ((String) day).compareTo(published()) < 0) {
                values.put(program.listed.name, false);
            } else {
                state(program.listed, true);
            }
        }

        private void state(Fact fact, Object value) {
            Object written = values.put(fact.name, value);
            if (written != null && !written.equals(value)) {
                problems.add(program.problem("GZ606", fact.name, "facts", fact.name));
            }
        }

        private Object listedValue(Map<String, Object> one) {
            Fact fact = program.factsByName.get(one.get("fact"));
            return value(fact, one.get("value"));
        }

        private void presume() {
            for (Map<String, Object> one : Json.objects(program.list.get("presumes"))) {
                String name = (String) one.get("fact");
                Object value = listedValue(one);
                if (!values.containsKey(name)) {
                    values.put(name, value);
                } else if (!values.get(name).equals(value) && !stated.contains(name)) {
                    differing.add(name);
                }
            }
        }

        private void imply() {
            boolean changed = true;
            while (changed) {
                changed = false;
                for (Implication one : program.implications) {
                    Object given = values.get(one.given.name);
                    Object then = values.get(one.then.name);
                    if (Boolean.TRUE.equals(given) && then == null) {
                        values.put(one.then.name, one.value);
                        changed = true;
                    } else if (given == null && then != null && !then.equals(one.value)) {
                        values.put(one.given.name, false);
                        changed = true;
                    }
                }
            }
            for (Implication one : program.implications) {
                if (Boolean.TRUE.equals(values.get(one.given.name))
                        && !one.value.equals(values.get(one.then.name))) {
                    String name = one.then.name;
                    problems.add(program.problem("GZ604", name, "facts", name));
                }
            }
        }

        private void checkDay(Case read) {
            Map<String, Object> top = program.levels.get(0);
            if (read.day != null && !isWithin(read.day, top)) {
                problems.add(program.problem("GZ608", "", "date"));
            } else if (read.firstListed.compareTo(read.last) > 0
                    || read.day != null && read.item != null && !isWithin(read.day, read.item)) {
                problems.add(program.problem("GZ613", "", "item"));
            }
        }
    }

    private static boolean isWithin(String day, Map<String, Object> span) {
        return day.compareTo((String) span.get("since")) >= 0
                && day.compareTo((String) span.get("until")) <= 0;
    }

    /** A case as it was read, and what its decisions come to: each is made once. */
    private static final class Case {
        final Program program;
        final Map<String, Object> item;
        final String day;
        /** The first and the last day that the rules and the list allow. */
        final String first;
        final String last;
        /** The first day of a case with an item: before its list was published there is none. */
        final String firstListed;
        /** The facts that are not as the list presumes. */
        final List<String> differing;

        private final Map<String, Object> values;
        private final Boolean[] truths;
        private final boolean[] hasTruth;
        private final Map<String, Judgement> judgements = new HashMap<>();

        Case(Program program, Map<String, Object> values, Map<String, Object> item, String day,
                List<String> differing) {
            this.program = program;
            this.values = values;
            this.item = item;
            this.day = day;
            this.differing = differing;
            truths = new Boolean[program.conditions.length];
            hasTruth = new boolean[truths.length];
            List<String> since = new ArrayList<>();
            List<String> until = new ArrayList<>();
            for (Map<String, Object> span : Arrays.asList(program.levels.get(0), item)) {
                if (span != null) {
                    since.add((String) span.get("since"));
                    until.add((String) span.get("until"));
                }
            }
            first = day == null ? Collections.max(since) : day;
            last = day == null ? Collections.min(until) : day;
            String published = item == null ? first : (String) program.list.get("published");
            firstListed = day == null && published.compareTo(first) > 0 ? published : first;
        }

        Object value(Fact fact) {
            return values.get(fact.name);
        }

        Judgement judgement(Table table) {
            Judgement found = judgements.get(table.name);
            if (found == null) {
                found = new Judgement(this, table);
                judgements.put(table.name, found);
            }
            return found;
        }

        /** Returns whether a condition holds by three-valued logic; null where it is open. */
        Boolean truth(int index) {
            if (!hasTruth[index]) {
                truths[index] = truth(program.conditions[index]);
                hasTruth[index] = true;
            }
            return truths[index];
        }

        private Boolean truth(Condition condition) {
            switch (condition.kind) {
                case "always":
                    return condition.always;
                case "not":
                    return not(truth(condition.parts[0]));
                case "all":
                    return together(condition.parts, false);
                case "any":
                    return together(condition.parts, true);
                case "came_to":
                    Table table = program.tables.get(condition.decision);
                    return judgement(table).cameTo(condition.values);
                default:
                    Object other = condition.other == null ? null : value(condition.other);
                    return condition.holds(value(condition.fact), other);
            }
        }

        private Boolean together(int[] parts, boolean decisive) {
            Boolean result = !decisive;
            for (int part : parts) {
                Boolean truth = truth(part);
                if (truth == null) {
                    result = null;
                } else if (truth == decisive) {
                    return decisive;
                }
            }
            return result;
        }

        /** Returns the provisions of a basis: those in force on the day, or all where none is. */
        List<Map<String, Object>> provisions(int[] basis) {
            List<Map<String, Object>> all = new ArrayList<>();
            List<Map<String, Object>> inForce = new ArrayList<>();
            for (int index : basis) {
                Map<String, Object> written = program.provisions.get(index);
                Map<String, Object> provision = new LinkedHashMap<>(written);
                provision.keySet().removeAll(Arrays.asList("since", "until"));
                all.add(provision);
                if (day == null || isWithin(day, written)) {
                    inForce.add(provision);
                }
            }
            return inForce.isEmpty() ? all : inForce;
        }
    }

    private static Boolean not(Boolean truth) {
        return truth == null ? null : !truth;
    }

    /** What one decision comes to in a case. */
    private static final class Judgement {
        private final Case on;
        private final Program program;
        private final Table table;
        private final Version version;
        private final Space space;
        private final int[] outcome;
        private final Boolean[] holds;
        private final boolean isNoRule;
        private final List<String> possible = new ArrayList<>();
        private final List<String> values = new ArrayList<>();
        private final List<String> pending = new ArrayList<>();
        private List<Map<String, Object>> grounds;

        Judgement(Case on, Table table) {
            this.on = on;
            this.program = on.program;
            this.table = table;
            version = table.on(on.day);
            if (version.diagrams == null) {
                throw program.refused("GZ414", table.name, "decision");
            }
            holds = new Boolean[version.standing.size()];
            Set<Integer> open = new LinkedHashSet<>();
            for (int i = 0; i < holds.length; i++) {
                Standing standing = version.standing.get(i);
                holds[i] = stands(standing);
                if (holds[i] == null) {
                    for (int atom : standing.atoms) {
                        open.add(atom);
                    }
                }
            }
            space = new Space(on, version.diagrams, open);
            for (int i = 0; i < holds.length; i++) {
                if (holds[i] == null) {
                    holds[i] = space.truth(version.diagrams.rules[i]);
                }
            }
            outcome = space.turned(version.diagrams.outcome);
            isNoRule = hasNoRule();
            if (!isNoRule) {
                gatherValues();
            }
        }

        /** Returns whether a rule holds by three-valued logic. */
        private Boolean stands(Standing standing) {
            Boolean result = on.truth(standing.own);
            for (Standing row : version.rows.subList(0, standing.waits)) {
                Boolean free = not(on.truth(row.own));
                if (Boolean.FALSE.equals(free) || Boolean.FALSE.equals(result)) {
                    return false;
                }
                result = free == null ? null : result;
            }
            return result;
        }

        private boolean hasNoRule() {
            for (int i = 0; i < holds.length; i++) {
                for (String effect : version.standing.get(i).rule.effects) {
                    if (Boolean.TRUE.equals(holds[i]) && effect.equals(NO_RULE)) {
                        return true;
                    }
                }
            }
            return false;
        }

        private void gatherValues() {
            for (int i = 0; i < table.values.size(); i++) {
                String value = table.values.get(i);
                if (!table.collects) {
                    if (space.graph.leaves(outcome[0]).contains(Graph.FIRST_VALUE + i)) {
                        possible.add(value);
                    }
                } else if (space.graph.leaves(outcome[i]).contains(Graph.TRUE)) {
                    boolean always = !space.graph.leaves(outcome[i]).contains(Graph.FALSE);
                    (always ? values : pending).add(value);
                }
            }
        }

        private boolean isSettled() {
            return possible.size() <= 1 && pending.isEmpty();
        }

        /** Returns what has certainly come out. */
        private List<String> cameOut() {
            return possible.size() == 1 ? possible : values;
        }

        /** Returns whether it came to one of some values; null where that is open. */
        Boolean cameTo(Set<String> wanted) {
            if (possible.isEmpty()) {
                boolean came = !Collections.disjoint(values, wanted);
                return came || Collections.disjoint(pending, wanted) ? came : null;
            }
            boolean none = Collections.disjoint(possible, wanted);
            return none || wanted.containsAll(possible) ? !none : null;
        }

        Map<String, Object> answer() {
            Map<String, Object> answer = new LinkedHashMap<>();
            String result = result();
            answer.put("jurisdiction", program.jurisdiction());
            answer.put("decision", table.name);
            answer.put("outcome", result);
            answer.put("code", table.codes.get(result));
            answer.put("possible", possible);
            answer.put("settled", isSettled());
            answer.put("values", values);
            answer.put("pending", pending);
            Map<String, Object> codes = new LinkedHashMap<>();
            for (List<String> some : Arrays.asList(possible, values, pending)) {
                for (String value : some) {
                    codes.put(value, table.codes.get(value));
                }
            }
            answer.put("codes", codes);
            answer.put("date", on.day);
            answer.put("item", on.item == null ? null : item());
            answer.put("grounds", grounds());
            answer.put("caveats", caveats());
            answer.put("pending_caveats", pendingCaveats());
            answer.put("questions", questions());
            answer.put("program", program.answered);
            return answer;
        }

        private String result() {
            if (isNoRule || !isSettled()) {
                return isNoRule ? NO_RULE : PENDING;
            }
            return table.collects ? null : possible.get(0);
        }

        private Map<String, Object> item() {
            Map<String, Object> item = new LinkedHashMap<>();
            Object certificate = on.item.get("certificate");
            item.put("number", on.item.get("number"));
            item.put("certificate", "".equals(certificate) ? null : certificate);
            item.put("matter", on.item.get("matter"));
            if (!CERTIFICATE.equals(on.item.get("kind"))) {
                item.put("kind", on.item.get("kind"));
            }
            return item;
        }

        private List<Map<String, Object>> questions() {
            List<Map<String, Object>> questions = new ArrayList<>();
            if (!isSettled()) {
                for (Fact fact : new Questions(this, outcome).ordered()) {
                    questions.add(question(fact));
                }
            }
            return questions;
        }

        Map<String, Object> question(Fact fact) {
            List<Object> because = new ArrayList<>();
            for (int i = 0; i < holds.length; i++) {
                Rule rule = version.standing.get(i).rule;
                if (holds[i] == null && rule.isRow() && rule.facts.contains(fact.name)) {
                    List<Object> provisions = new ArrayList<>();
                    on.provisions(rule.basis).forEach(one -> provisions.add(one.get("provision")));
                    Map<String, Object> reason = new LinkedHashMap<>();
                    reason.put("rule", rule.name);
                    reason.put("title", rule.title);
                    reason.put("provisions", provisions);
                    because.add(reason);
                }
            }
            Map<String, Object> question = new LinkedHashMap<>(fact.question);
            question.put("because", because);
            return question;
        }

        /** Returns the facts, in order, whose answers can change what the applicant must do. */
        List<Fact> mattering() {
            Set<String> says = new HashSet<>();
            possible.forEach(value -> says.add(table.says.get(table.values.indexOf(value))));
            if (isSettled() || says.size() == 1 && !says.contains("")) {
                return Collections.emptyList();
            }
            List<Fact> asked = new Questions(this, outcome).ordered();
            if (version.diagrams.follows >= 0) {
                int follows = space.turned(version.diagrams.follows);
                asked.retainAll(new Questions(this, follows).ordered());
            }
            return asked;
        }

        /** Returns the grounds of what has come out. */
        List<Map<String, Object>> grounds() {
            if (grounds == null) {
                grounds = grounds(cameOut());
            }
            return grounds;
        }

        private List<Map<String, Object>> grounds(Collection<String> came) {
            List<Map<String, Object>> found = new ArrayList<>();
            Set<String> given = new HashSet<>();
            for (int i = 0; i < holds.length; i++) {
                for (String effect : version.standing.get(i).rule.effects) {
                    if (Boolean.TRUE.equals(holds[i]) && !effect.equals(NO_RULE)) {
                        found.add(ground(version.standing.get(i), effect, true));
                        given.add(effect);
                    }
                }
            }
            for (int i = 0; i < holds.length; i++) {
                for (String effect : version.standing.get(i).rule.effects) {
                    if (holds[i] == null && came.contains(effect) && !given.contains(effect)) {
                        found.add(ground(version.standing.get(i), effect, false));
                    }
                }
            }
            return found;
        }

        private Map<String, Object> ground(Standing standing, String effect, boolean certain) {
            Rule rule = standing.rule;
            Set<Fact> read = new LinkedHashSet<>();
            if (certain) {
                gatherFacts(rule.holds, true, read);
            }
            Map<String, Object> facts = new LinkedHashMap<>();
            Map<String, Object> codes = new LinkedHashMap<>();
            for (Fact fact : read) {
                putFact(fact, facts, codes);
            }
            Map<String, Object> ground = new LinkedHashMap<>();
            ground.put("decision", table.name);
            ground.put("rule", rule.name);
            ground.put("title", rule.title);
            ground.put("effect", effect);
            ground.put("code", table.codes.get(effect));
            ground.put("certain", certain);
            ground.put("facts", facts);
            ground.put("fact_codes", codes);
            ground.put("reading", rule.reading);
            ground.put("basis", on.provisions(rule.basis));
            ground.put("because", new Because(on).of(version, standing));
            return ground;
        }

        /** Gathers the facts that make a condition true, or false, in the order of its parts. */
        private void gatherFacts(int index, boolean want, Set<Fact> into) {
            Condition condition = program.conditions[index];
            if (condition.kind.equals("not")) {
                gatherFacts(condition.parts[0], !want, into);
            } else if (condition.parts.length > 0) {
                for (int part : condition.parts) {
                    Boolean truth = on.truth(part);
                    if (truth != null && truth == want) {
                        gatherFacts(part, want, into);
                    }
                }
            } else if (condition.fact != null) {
                boolean isDay = condition.fact == program.date && condition.kind.equals("order");
                if (!isDay || condition.other != null) {
                    into.add(condition.fact);
                }
                if (condition.other != null) {
                    into.add(condition.other);
                }
            }
        }

        private void putFact(Fact fact, Map<String, Object> facts, Map<String, Object> codes) {
            Object value = on.value(fact);
            if (value == null) {
                return;
            }
            if (value instanceof Set) {
                List<Object> coded = new ArrayList<>();
                for (Object one : (Set<?>) value) {
                    coded.add(fact.codes.get(one));
                }
                facts.put(fact.name, new ArrayList<Object>((Set<?>) value));
                codes.put(fact.name, coded);
                return;
            }
            Object shown = value;
            if (fact.type.equals("date") && value.equals(NEVER)) {
                shown = fact.never;
            } else if (value instanceof BigDecimal) {
                shown = Identity.masked((BigDecimal) value);
            } else if (fact.type.equals("text")) {
                shown = Identity.masked((String) value);
            }
            facts.put(fact.name, shown);
            if (shown instanceof String && fact.codes.containsKey(shown)) {
                codes.put(fact.name, fact.codes.get(shown));
            }
        }

        /** Returns the grounds that led to some of the values that are possible. */
        List<Map<String, Object>> leadingTo(Set<String> wanted) {
            Set<String> came = new LinkedHashSet<>();
            for (List<String> some : Arrays.asList(possible, values, pending)) {
                came.addAll(some);
            }
            came.retainAll(wanted);
            boolean out = cameOut().containsAll(came);
            List<Map<String, Object>> found = new ArrayList<>();
            for (Map<String, Object> ground : out ? grounds() : grounds(came)) {
                String effect = (String) ground.get("effect");
                if (came.contains(effect)) {
                    Map<String, Object> changed = new LinkedHashMap<>(ground);
                    if (!cameOut().contains(effect)) {
                        changed.put("certain", false);
                    }
                    found.add(changed);
                }
            }
            return found;
        }

        private List<Map<String, Object>> caveats() {
            Set<Map<String, Object>> found = new LinkedHashSet<>();
            if (isNoRule) {
                String day = on.day == null ? "" : filled(program.words("day"), "day", on.day);
                found.add(caveat("no_rule", Collections.emptyList(), "day", day,
                        "jurisdiction", program.jurisdiction(), "decision", table.name));
            }
            addCaveats(found, true);
            for (String name : on.differing) {
                List<Map<String, Object>> basis =
                        on.provisions(Json.integers(program.list.get("presumes_basis")));
                found.add(caveat("presumed", basis, "fact", name));
            }
            addDayCaveats(found, true);
            for (Map<String, Object> ground : grounds()) {
                addInferred(found, ground);
            }
            return new ArrayList<>(found);
        }

        private List<Map<String, Object>> pendingCaveats() {
            Set<Map<String, Object>> found = new LinkedHashSet<>();
            addCaveats(found, null);
            addDayCaveats(found, false);
            return new ArrayList<>(found);
        }

        private void addCaveats(Set<Map<String, Object>> found, Boolean state) {
            for (int i = 0; i < holds.length; i++) {
                Rule rule = version.standing.get(i).rule;
                if (holds[i] == state && rule.caveat != null) {
                    found.add(caveat(rule.name, rule.caveat, on.provisions(rule.basis)));
                }
            }
        }

        /** Adds what has to be said of the day: what is certain of it, or what is only possible. */
        private void addDayCaveats(Set<Map<String, Object>> found, boolean certain) {
            if (program.date == null) {
                return;
            }
            String lead = program.words(certain ? "lead" : "lead_open");
            String above = certain && isNoRule ? "" : program.words("above");
            for (Map<String, Object> level : program.levels.subList(1, program.levels.size())) {
                String label = (String) level.get("label");
                String since = (String) level.get("since");
                String until = (String) level.get("until");
                String[] before = {"document", label, "day", since, "lead", lead, "above", above};
                String[] after = {"document", label, "day", until, "lead", lead, "above", above};
                if (isBefore(since, certain)) {
                    found.add(caveat("before", Collections.emptyList(), before));
                }
                if (isAfter(until, certain)) {
                    found.add(caveat("after", Collections.emptyList(), after));
                }
            }
            if (on.item != null && isBefore((String) program.list.get("published"), certain)) {
                int[] basis = Json.integers(program.list.get("basis"));
                found.add(caveat("unpublished", on.provisions(basis),
                        "list", (String) program.list.get("title"),
                        "day", (String) program.list.get("published"), "lead", lead));
            }
        }

        private boolean isBefore(String since, boolean certain) {
            boolean always = on.last.compareTo(since) < 0;
            return certain ? always : !always && on.first.compareTo(since) < 0;
        }

        private boolean isAfter(String until, boolean certain) {
            boolean always = on.first.compareTo(until) > 0;
            return certain ? always : !always && on.last.compareTo(until) > 0;
        }

        private void addInferred(Set<Map<String, Object>> found, Map<String, Object> ground) {
            List<Map<String, Object>> basis = Json.objects(ground.get("basis"));
            Set<String> documents = new LinkedHashSet<>();
            boolean weak = true;
            for (Map<String, Object> provision : basis) {
                Object certainty = provision.get("certainty");
                if (certainty.equals("text") || certainty.equals("seen")) {
                    return;
                }
                weak &= certainty.equals("weak");
                documents.add((String) provision.get("document"));
            }
            if (!basis.isEmpty()) {
                found.add(caveat("inferred", basis, "rule", (String) ground.get("rule"),
                        "title", (String) ground.get("title"),
                        "where", String.join(program.words("comma"), documents),
                        "known", program.words(weak ? "weak" : "inferred")));
            }
        }

        private Map<String, Object> caveat(String kind, List<Map<String, Object>> basis,
                String... fields) {
            Map<String, Object> all = Json.object(program.data.get("caveats"));
            Map<String, Object> words = Json.object(all.get(kind));
            return caveat(filled((String) words.get("rule"), fields),
                    filled((String) words.get("text"), fields), basis);
        }

        private static Map<String, Object> caveat(String rule, String text,
                List<Map<String, Object>> basis) {
            Map<String, Object> caveat = new LinkedHashMap<>();
            caveat.put("rule", rule);
            caveat.put("text", text);
            caveat.put("basis", basis);
            return caveat;
        }

        private static String filled(String text, String... fields) {
            String result = text;
            for (int i = 0; i < fields.length; i += 2) {
                result = result.replace("{" + fields[i] + "}", fields[i + 1]);
            }
            return result;
        }
    }

    /** Gathers the other decisions on which a rule rests, and their grounds. */
    private static final class Because {
        private final Case on;
        private final Map<Judgement, Set<String>> counted = new LinkedHashMap<>();
        private final ArrayDeque<Runnable> choices = new ArrayDeque<>();

        Because(Case on) {
            this.on = on;
        }

        List<Map<String, Object>> of(Version version, Standing standing) {
            if (standing.rule.reads >= 0) {
                gather(standing.rule.reads, true, false);
                finish();
            }
            for (Standing row : version.rows.subList(0, standing.waits)) {
                Rule rule = row.rule;
                boolean other = !standing.rule.effects.contains(rule.effects.get(0));
                if (rule.reads >= 0 && other && !Boolean.FALSE.equals(on.truth(rule.alive))) {
                    gather(rule.reads, false, true);
                }
            }
            finish();
            List<Map<String, Object>> grounds = new ArrayList<>();
            for (Map.Entry<Judgement, Set<String>> entry : counted.entrySet()) {
                grounds.addAll(entry.getKey().leadingTo(entry.getValue()));
            }
            return grounds;
        }

        private void finish() {
            while (!choices.isEmpty()) {
                choices.remove().run();
            }
        }

        private Judgement judgement(Condition condition) {
            return on.judgement(on.program.tables.get(condition.decision));
        }

        private void gather(int index, boolean want, boolean sparing) {
            Condition condition = on.program.conditions[index];
            switch (condition.kind) {
                case "came_to":
                    Judgement judgement = judgement(condition);
                    Set<String> values = new LinkedHashSet<>(judgement.possible);
                    values.removeAll(condition.values);
                    counted.computeIfAbsent(judgement, one -> new LinkedHashSet<>())
                            .addAll(want ? condition.values : values);
                    break;
                case "not":
                    gather(condition.parts[0], !want, sparing);
                    break;
                case "all":
                case "any":
                    if (condition.kind.equals("all") == want) {
                        for (int part : condition.parts) {
                            gather(part, want, sparing);
                        }
                    } else {
                        choices.add(() -> choose(condition.parts, want, sparing));
                    }
                    break;
                default:
                    break;
            }
        }

        private void choose(int[] parts, boolean want, boolean sparing) {
            List<Integer> fitting = parts(parts, want);
            for (int part : fitting) {
                Set<Judgement> read = new HashSet<>();
                gatherRead(part, read);
                if (counted.keySet().containsAll(read) && (sparing || !read.isEmpty())) {
                    return;
                }
            }
            for (int part : fitting.isEmpty() ? parts(parts, null) : fitting) {
                gather(part, want, sparing);
            }
        }

        private List<Integer> parts(int[] parts, Boolean truth) {
            List<Integer> found = new ArrayList<>();
            for (int part : parts) {
                if (on.truth(part) == truth) {
                    found.add(part);
                }
            }
            return found;
        }

        private void gatherRead(int index, Set<Judgement> into) {
            Condition condition = on.program.conditions[index];
            if (condition.kind.equals("came_to")) {
                into.add(judgement(condition));
            }
            for (int part : condition.parts) {
                gatherRead(part, into);
            }
        }
    }

    /** The facts that can still change what comes out. */
    private static final class Questions {
        private final Judgement judgement;
        private final Graph graph;
        private final int[] roots;

        Questions(Judgement judgement, int... roots) {
            this.judgement = judgement;
            this.graph = judgement.space.graph;
            this.roots = roots;
        }

        /** Returns them, the most decisive first; an exception follows what it is one to. */
        List<Fact> ordered() {
            List<Fact> left = new ArrayList<>();
            Map<Fact, int[]> weights = new HashMap<>();
            for (Fact fact : judgement.program.facts) {
                List<Variable> variables = judgement.space.variables(fact);
                if (variables.stream().anyMatch(this::matters)) {
                    left.add(fact);
                    weights.put(fact, weight(variables));
                }
            }
            left.sort((one, other) -> {
                int[] a = weights.get(one);
                int[] b = weights.get(other);
                return Long.compare((long) a[0] * b[1], (long) b[0] * a[1]);
            });
            List<Fact> order = new ArrayList<>();
            while (!left.isEmpty()) {
                Set<String> names = new HashSet<>();
                left.forEach(fact -> names.add(fact.name));
                Fact next = left.stream()
                        .filter(fact -> Collections.disjoint(fact.excepts, names))
                        .findFirst().orElse(left.get(0));
                left.remove(next);
                order.add(next);
            }
            return order;
        }

        private boolean matters(Variable variable) {
            for (int root : roots) {
                if (graph.turnsOn(root, variable.level)) {
                    return true;
                }
            }
            return false;
        }

        /** Returns how many outcomes all answers together leave, and how many answers there are. */
        private int[] weight(List<Variable> variables) {
            List<Map<Integer, Integer>> answers = new ArrayList<>();
            if (variables.get(0).group == null) {
                for (int cell = 0; cell < variables.get(0).cells.size(); cell++) {
                    answers.add(Collections.singletonMap(variables.get(0).level, cell));
                }
            } else {
                for (int chosen = -1; chosen < variables.size(); chosen++) {
                    Map<Integer, Integer> answer = new HashMap<>();
                    for (int i = 0; i < variables.size(); i++) {
                        answer.put(variables.get(i).level, i == chosen ? 1 : 0);
                    }
                    answers.add(answer);
                }
            }
            int count = 0;
            for (Map<Integer, Integer> answer : answers) {
                for (int root : roots) {
                    count += graph.leaves(root, answer).size();
                }
            }
            return new int[] {count, answers.size()};
        }
    }

    /** An unknown fact, or a group of an unknown set, that may change something. */
    private static final class Variable {
        final int level;
        final List<Object> cells;
        final List<String> group;

        Variable(int level, List<Object> cells, List<String> group) {
            this.level = level;
            this.cells = cells;
            this.group = group;
        }
    }

    /** The completions of a case, and the prepared diagrams turned into diagrams over them. */
    private static final class Space {
        final Graph graph = new Graph();
        private final Case on;
        private final Diagrams diagrams;
        private final List<Condition> open = new ArrayList<>();
        private final Map<Fact, Set<Object>> mentioned = new LinkedHashMap<>();
        private final Map<Fact, List<Variable>> variables = new HashMap<>();
        private final int[] turned;
        private final int admissible;
        private int levels;

        Space(Case on, Diagrams diagrams, Set<Integer> atoms) {
            this.on = on;
            this.diagrams = diagrams;
            turned = new int[diagrams.nodes.length];
            Arrays.fill(turned, -1);
            for (int atom : atoms) {
                read(on.program.conditions[atom]);
            }
            imply();
            for (Fact fact : mentioned.keySet()) {
                variables.put(fact, made(fact));
            }
            admissible = admissible();
        }

        List<Variable> variables(Fact fact) {
            return variables.getOrDefault(fact, Collections.emptyList());
        }

        private void read(Condition atom) {
            open.add(atom);
            for (Fact fact : Arrays.asList(atom.fact, atom.other)) {
                if (fact != null && on.value(fact) == null) {
                    mentioned.computeIfAbsent(fact, one -> new HashSet<>()).addAll(atom.values);
                }
            }
        }

        private void imply() {
            boolean grew = true;
            while (grew) {
                grew = false;
                for (Implication one : on.program.implications) {
                    int before = mentioned.size();
                    boolean isRead = mentioned.containsKey(one.given)
                            || mentioned.containsKey(one.then);
                    if (isOpen(one) && isRead) {
                        mentioned.computeIfAbsent(one.given, fact -> new HashSet<>());
                        mentioned.computeIfAbsent(one.then, fact -> new HashSet<>()).add(one.value);
                        grew |= mentioned.size() > before;
                    }
                }
            }
        }

        private boolean isOpen(Implication one) {
            return on.value(one.given) == null && on.value(one.then) == null;
        }

        private List<Variable> made(Fact fact) {
            List<Variable> made = new ArrayList<>();
            if (fact.type.equals("set_of")) {
                for (List<String> group : groups(fact)) {
                    made.add(new Variable(levels++, Arrays.asList(false, true), group));
                }
            } else {
                made.add(new Variable(levels++, cells(fact), null));
            }
            return made;
        }

        /** Returns the values of a set that every open condition treats alike, together. */
        private Collection<List<String>> groups(Fact fact) {
            Map<List<Boolean>, List<String>> groups = new LinkedHashMap<>();
            for (String value : fact.values) {
                List<Boolean> treated = new ArrayList<>();
                boolean isRead = false;
                for (Condition atom : open) {
                    if (atom.fact == fact) {
                        treated.add(atom.values.contains(value));
                        isRead |= atom.values.contains(value) || atom.kind.equals("empty");
                    }
                }
                if (isRead) {
                    groups.computeIfAbsent(treated, one -> new ArrayList<>()).add(value);
                }
            }
            return groups.values();
        }

        private List<Object> cells(Fact fact) {
            Set<Object> values = mentioned.get(fact);
            switch (fact.type) {
                case "bool":
                    return Arrays.asList(false, true);
                case "one_of":
                    List<Object> chosen = new ArrayList<>(fact.values);
                    chosen.retainAll(values);
                    for (String value : fact.values) {
                        if (!values.contains(value)) {
                            chosen.add(value);
                            break;
                        }
                    }
                    return chosen;
                case "text":
                    List<Object> texts = new ArrayList<>(values);
                    texts.add(OTHER_TEXT);
                    return texts;
                default:
                    return orderedCells(fact);
            }
        }

        private List<Object> orderedCells(Fact fact) {
            Set<Fact> cluster = cluster(fact);
            TreeSet<Object> marks = marks(cluster);
            int room = cluster.size() + 1;
            boolean isDay = fact.type.equals("date");
            List<Object> cells = isDay ? days(marks, room) : numbers(marks, room);
            if (fact == on.program.date) {
                cells.removeIf(day -> compared(day, on.firstListed) < 0);
                cells.removeIf(day -> compared(day, on.last) > 0);
            }
            if (fact.never != null) {
                cells.add(NEVER);
            }
            return cells;
        }

        /** Returns a fact with all others that are compared with it, or with one of them. */
        private Set<Fact> cluster(Fact fact) {
            Set<Fact> cluster = new HashSet<>(Collections.singleton(fact));
            boolean grew = true;
            while (grew) {
                grew = false;
                for (Condition atom : open) {
                    boolean joins = atom.other != null && on.value(atom.fact) == null
                            && on.value(atom.other) == null;
                    if (joins && (cluster.contains(atom.fact) || cluster.contains(atom.other))) {
                        grew |= cluster.addAll(Arrays.asList(atom.fact, atom.other));
                    }
                }
            }
            return cluster;
        }

        /** Returns what the facts of a cluster are compared with. */
        private TreeSet<Object> marks(Set<Fact> cluster) {
            TreeSet<Object> marks = new TreeSet<>(Gaozhi::compared);
            for (Condition atom : open) {
                if (cluster.contains(atom.fact) || cluster.contains(atom.other)) {
                    Object second = atom.other == null ? atom.constant : on.value(atom.other);
                    for (Object mark : Arrays.asList(on.value(atom.fact), second)) {
                        if (mark != null && !mark.equals(NEVER)) {
                            marks.add(mark);
                        }
                    }
                }
            }
            if (cluster.contains(on.program.date)) {
                for (String bound : Arrays.asList(on.firstListed, on.last)) {
                    if (!bound.equals(FIRST_DAY) && !bound.equals(LAST_DAY)) {
                        marks.add(bound);
                    }
                }
            }
            return marks;
        }

        private static List<Object> days(TreeSet<Object> marks, int room) {
            if (marks.isEmpty()) {
                marks.add(ANY_DAY);
            }
            TreeSet<Object> days = new TreeSet<>();
            for (Object mark : marks) {
                LocalDate day = LocalDate.parse((String) mark);
                for (int step = mark == marks.first() ? -room : 0; step <= room; step++) {
                    LocalDate near = day.plusDays(step);
                    if (near.getYear() >= 1 && near.getYear() <= 9999) {
                        days.add(near.toString());
                    }
                }
            }
            return new ArrayList<>(days);
        }

        private static List<Object> numbers(TreeSet<Object> marks, int room) {
            List<Object> numbers = new ArrayList<>(marks);
            for (int step = 0; step < room; step++) {
                if (marks.isEmpty()) {
                    numbers.add(BigDecimal.valueOf(step));
                } else {
                    BigDecimal beyond = BigDecimal.valueOf(step + 1);
                    numbers.add(((BigDecimal) marks.first()).subtract(beyond));
                    numbers.add(((BigDecimal) marks.last()).add(beyond));
                }
            }
            for (Object mark : marks) {
                BigDecimal next = (BigDecimal) marks.higher(mark);
                BigDecimal between = (BigDecimal) mark;
                for (int step = 0; next != null && step < room; step++) {
                    between = between.add(next).multiply(new BigDecimal("0.5"));
                    numbers.add(between);
                }
            }
            return numbers;
        }

        /** Returns the diagram of the completions that keep the implications. */
        private int admissible() {
            int all = Graph.TRUE;
            for (Implication one : on.program.implications) {
                if (variables.containsKey(one.given) && variables.containsKey(one.then)) {
                    int given = branch(one.given, value -> leaf((Boolean) value));
                    int then = branch(one.then, value -> leaf(value.equals(one.value)));
                    all = graph.choose(graph.choose(given, then, Graph.TRUE), all, Graph.FALSE);
                }
            }
            return all;
        }

        private static int leaf(boolean truth) {
            return truth ? Graph.TRUE : Graph.FALSE;
        }

        private int branch(Fact fact, ToIntFunction<Object> follows) {
            if (on.value(fact) != null) {
                return follows.applyAsInt(on.value(fact));
            }
            Variable variable = variables.get(fact).get(0);
            int[] children = variable.cells.stream().mapToInt(follows).toArray();
            return graph.branch(variable.level, children);
        }

        /** Returns a prepared diagram over the completions; elsewhere its leaves are IMPOSSIBLE. */
        int turned(int index) {
            return graph.choose(admissible, turn(index), Graph.IMPOSSIBLE);
        }

        int[] turned(int[] indices) {
            return Arrays.stream(indices).map(this::turned).toArray();
        }

        /** Returns whether a prepared diagram of truth values is true; null where it varies. */
        Boolean truth(int index) {
            Set<Integer> leaves = graph.leaves(turned(index));
            boolean mayHold = leaves.contains(Graph.TRUE);
            return mayHold && leaves.contains(Graph.FALSE) ? null : (Boolean) mayHold;
        }

        private int turn(int index) {
            if (turned[index] < 0) {
                int[] node = diagrams.nodes[index];
                turned[index] = node.length == 1 ? node[0]
                        : turn(diagrams.variables.get(node[0]), node);
            }
            return turned[index];
        }

        private int turn(PreparedVariable variable, int[] node) {
            if (variable.condition >= 0) {
                return turnComparison(variable, node);
            }
            Fact fact = on.program.factsByName.get(variable.fact);
            return variable.group == null ? turnCells(variable, node, fact)
                    : turnGroup(variable, node, fact);
        }

        private int turnComparison(PreparedVariable variable, int[] node) {
            Condition condition = on.program.conditions[variable.condition];
            Boolean truth = on.truth(variable.condition);
            if (truth != null) {
                return turn(node[truth ? 2 : 1]);
            }
            if (isIdle(condition.fact) || isIdle(condition.other)) {
                return turn(node[1]);
            }
            int compared = branch(condition.fact, value -> condition.other == null
                    ? leaf(condition.holds(value, null))
                    : branch(condition.other, other -> leaf(condition.holds(value, other))));
            return graph.choose(compared, turn(node[2]), turn(node[1]));
        }

        /** Returns whether a fact is unknown, and read by settled rules alone. */
        private boolean isIdle(Fact fact) {
            return fact != null && on.value(fact) == null && !variables.containsKey(fact);
        }

        private int turnCells(PreparedVariable variable, int[] node, Fact fact) {
            return isIdle(fact) ? turn(node[1])
                    : branch(fact, value -> turn(node[1 + variable.cell(value)]));
        }

        private int turnGroup(PreparedVariable variable, int[] node, Fact fact) {
            Object value = on.value(fact);
            if (value != null) {
                return turn(node[Collections.disjoint(variable.group, (Set<?>) value) ? 1 : 2]);
            }
            for (Variable group : variables(fact)) {
                if (variable.group.contains(group.group.get(0))) {
                    return graph.branch(group.level, turn(node[1]), turn(node[2]));
                }
            }
            return turn(node[1]);
        }
    }

    /** Decision diagrams: each node stands in it once, and variables are met in one order. */
    private static final class Graph {
        static final int FALSE = 0;
        static final int TRUE = 1;
        /** The leaf of completions that cannot be. */
        static final int IMPOSSIBLE = 2;
        /** The leaf where nothing comes out. */
        static final int NOTHING = 3;
        /** The leaf of a decision's first value; the others follow. */
        static final int FIRST_VALUE = 4;
        private static final int FIRST_NODE = 1 << 16;

        private final List<int[]> nodes = new ArrayList<>();
        private final Map<Key, Integer> found = new HashMap<>();
        private final Map<Key, Integer> chosen = new HashMap<>();
        private final Map<Key, Boolean> differing = new HashMap<>();

        private boolean isLeaf(int node) {
            return node < FIRST_NODE;
        }

        private int level(int node) {
            return isLeaf(node) ? Integer.MAX_VALUE : nodes.get(node - FIRST_NODE)[0];
        }

        private int[] children(int node) {
            int[] written = nodes.get(node - FIRST_NODE);
            return Arrays.copyOfRange(written, 1, written.length);
        }

        /** Returns the child on one cell of a variable: the node itself where it is on another. */
        private int child(int node, int level, int cell) {
            return level(node) == level ? nodes.get(node - FIRST_NODE)[1 + cell] : node;
        }

        /** Returns the node of a variable that comes before those of the children. */
        private int node(int level, int[] children) {
            int[] written = new int[children.length + 1];
            boolean same = true;
            written[0] = level;
            for (int i = 0; i < children.length; i++) {
                written[i + 1] = children[i];
                same &= children[i] == children[0];
            }
            if (same) {
                return children[0];
            }
            return found.computeIfAbsent(new Key(written), key -> {
                nodes.add(written);
                return FIRST_NODE + nodes.size() - 1;
            });
        }

        /** Returns a diagram that has one of the children on each cell of a variable. */
        int branch(int level, int... children) {
            int result = children[children.length - 1];
            for (int cell = children.length - 2; cell >= 0; cell--) {
                int[] on = new int[children.length];
                on[cell] = TRUE;
                result = choose(node(level, on), children[cell], result);
            }
            return result;
        }

        /** Returns a diagram that is one where a condition is true, another where it is false. */
        int choose(int condition, int then, int otherwise) {
            if (condition == TRUE || then == otherwise) {
                return then;
            }
            if (condition == FALSE) {
                return otherwise;
            }
            Key key = new Key(condition, then, otherwise);
            Integer known = chosen.get(key);
            if (known != null) {
                return known;
            }
            int level = Math.min(level(condition), Math.min(level(then), level(otherwise)));
            int[] parts = {condition, then, otherwise};
            int cells = 0;
            for (int part : parts) {
                cells = level(part) == level ? children(part).length : cells;
            }
            int[] children = new int[cells];
            for (int cell = 0; cell < cells; cell++) {
                children[cell] = choose(child(condition, level, cell), child(then, level, cell),
                        child(otherwise, level, cell));
            }
            int result = node(level, children);
            chosen.put(key, result);
            return result;
        }

        /** Returns the leaves of a diagram, without IMPOSSIBLE. */
        Set<Integer> leaves(int root) {
            return leaves(root, Collections.emptyMap());
        }

        /** Returns the leaves that are left where some variables have a cell. */
        Set<Integer> leaves(int root, Map<Integer, Integer> fixed) {
            Set<Integer> seen = new HashSet<>();
            gather(root, fixed, seen);
            seen.removeIf(node -> !isLeaf(node) || node == IMPOSSIBLE);
            return seen;
        }

        private void gather(int node, Map<Integer, Integer> fixed, Set<Integer> seen) {
            if (!seen.add(node) || isLeaf(node)) {
                return;
            }
            Integer cell = fixed.get(level(node));
            if (cell != null) {
                gather(child(node, level(node), cell), fixed, seen);
                return;
            }
            for (int child : children(node)) {
                gather(child, fixed, seen);
            }
        }

        /** Returns whether completions that differ in a variable alone have different leaves. */
        boolean turnsOn(int root, int level) {
            Set<Integer> seen = new HashSet<>();
            gather(root, Collections.emptyMap(), seen);
            for (int node : seen) {
                int[] children = level(node) == level ? children(node) : new int[0];
                for (int one : children) {
                    for (int other : children) {
                        if (one < other && differ(one, other)) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }

        private boolean differ(int one, int other) {
            if (one == other || one == IMPOSSIBLE || other == IMPOSSIBLE) {
                return false;
            }
            if (isLeaf(one) && isLeaf(other)) {
                return true;
            }
            Key key = new Key(one, other);
            Boolean known = differing.get(key);
            if (known == null) {
                int level = Math.min(level(one), level(other));
                int cells = children(level(one) == level ? one : other).length;
                known = false;
                for (int cell = 0; cell < cells && !known; cell++) {
                    known = differ(child(one, level, cell), child(other, level, cell));
                }
                differing.put(key, known);
            }
            return known;
        }
    }

    /** Some integers, as a key. */
    private static final class Key {
        private final int[] parts;

        Key(int... parts) {
            this.parts = parts;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key && Arrays.equals(parts, ((Key) other).parts);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(parts);
        }
    }

    /** Numbers of persons (GB 11643) and of organisations (GB 32100). */
    private static final class Identity {
        private static final int LENGTH = 18;
        private static final String DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        private static final String PERSON_CHECKS = "10X98765432";
        private static final int LEAST_SIGNS = 15;
        private static final int LEAST_DIGITS = 6;
        private static final int SHOWN_SIGNS = 4;

        private Identity() {}

        /** Returns a number in upper case; null where it is none. */
        static String read(String given) {
            String text = upper(given);
            return isPerson(text) || isOrganisation(text) ? text : null;
        }

        // Not String.toUpperCase: that may make another letter of one that is not ASCII.
        private static String upper(String text) {
            StringBuilder upper = new StringBuilder(text);
            for (int i = 0; i < text.length(); i++) {
                char one = text.charAt(i);
                upper.setCharAt(i, one >= 'a' && one <= 'z' ? (char) (one - 'a' + 'A') : one);
            }
            return upper.toString();
        }

        private static boolean isPerson(String text) {
            if (text.length() != LENGTH || text.charAt(0) == '0') {
                return false;
            }
            int sum = 0;
            for (int i = 0; i < LENGTH - 1; i++) {
                int digit = text.charAt(i) - '0';
                if (digit < 0 || digit > 9) {
                    return false;
                }
                sum += digit * ((1 << (LENGTH - 1 - i)) % 11);
            }
            String born = text.substring(6, 10) + "-" + text.substring(10, 12) + "-"
                    + text.substring(12, 14);
            return CaseReader.day(born) != null
                    && text.charAt(LENGTH - 1) == PERSON_CHECKS.charAt(sum % 11);
        }

        private static boolean isOrganisation(String text) {
            if (text.length() != LENGTH) {
                return false;
            }
            int sum = 0;
            int weight = 1;
            for (int i = 0; i < LENGTH; i++) {
                int digit = DIGITS.indexOf(text.charAt(i));
                boolean isRegion = i >= 2 && i < 8;
                if (digit < 0 || isRegion && digit > 9) {
                    return false;
                }
                sum += digit * (i < LENGTH - 1 ? weight : 1);
                weight = weight * 3 % 31;
            }
            return sum % 31 == 0;
        }

        /** Returns a text without the letters and digits of what may be such a number, but four. */
        static String masked(String text) {
            StringBuilder masked = new StringBuilder();
            int signs = 0;
            int digits = 0;
            for (int point : text.codePoints().toArray()) {
                String one = new String(Character.toChars(point));
                // Digits of full width, in circles and the like are digits too.
                String plain = Normalizer.normalize(one, Normalizer.Form.NFKC);
                digits += plain.matches("[0-9]+") ? 1 : 0;
                masked.append(plain.matches("[0-9A-Za-z]+") && ++signs > SHOWN_SIGNS ? "*" : one);
            }
            return signs < LEAST_SIGNS || digits < LEAST_DIGITS ? text : masked.toString();
        }

        /** Returns a number as JSON has it: whole, or decimal text; masked where it may be one. */
        static Object masked(BigDecimal number) {
            boolean isWhole = number.stripTrailingZeros().scale() <= 0;
            String text = (isWhole ? number.setScale(0) : number).toPlainString();
            String masked = masked(text);
            return isWhole && masked.equals(text) ? Json.whole(number) : masked;
        }
    }

    /** Reads and writes JSON. */
    private static final class Json {
        private static final int MOST_DEPTH = 200;
        private static final Pattern NUMBER = Pattern.compile(
                "-?(?:0|[1-9][0-9]*)((?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)");
        private static final String ESCAPES = "\"\\bfnrt";
        private static final String ESCAPED = "\"\\\b\f\n\r\t";

        private final String text;
        private int at;
        private int depth;

        private Json(String text) {
            this.text = text;
        }

        static Object parse(String text) {
            Json json = new Json(text);
            Object value = json.value();
            json.skipBlanks();
            if (json.at < text.length()) {
                throw json.bad();
            }
            return value;
        }

        private IllegalArgumentException bad() {
            return new IllegalArgumentException("no JSON at character " + at);
        }

        private void skipBlanks() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private char next() {
            if (at >= text.length()) {
                throw bad();
            }
            return text.charAt(at++);
        }

        private boolean follows(char one) {
            skipBlanks();
            boolean follows = at < text.length() && text.charAt(at) == one;
            at += follows ? 1 : 0;
            return follows;
        }

        private void expect(char one) {
            if (!follows(one)) {
                throw bad();
            }
        }

        private Object value() {
            skipBlanks();
            if (follows('{')) {
                return map();
            }
            if (follows('[')) {
                return list();
            }
            if (follows('"')) {
                return string();
            }
            int start = at;
            while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return word(text.substring(start, at));
        }

        private Object word(String word) {
            switch (word) {
                case "null":
                    return null;
                case "true":
                    return true;
                case "false":
                    return false;
                default:
                    Matcher number = NUMBER.matcher(word);
                    if (!number.matches()) {
                        throw bad();
                    }
                    boolean isWhole = number.group(1).isEmpty();
                    return isWhole ? whole(new BigDecimal(word)) : new BigDecimal(word);
            }
        }

        private void deeper() {
            if (++depth > MOST_DEPTH) {
                throw bad();
            }
        }

        private Map<String, Object> map() {
            Map<String, Object> map = new LinkedHashMap<>();
            deeper();
            if (!follows('}')) {
                do {
                    expect('"');
                    String key = string();
                    expect(':');
                    map.put(key, value());
                } while (follows(','));
                expect('}');
            }
            depth--;
            return map;
        }

        private List<Object> list() {
            List<Object> list = new ArrayList<>();
            deeper();
            if (!follows(']')) {
                do {
                    list.add(value());
                } while (follows(','));
                expect(']');
            }
            depth--;
            return list;
        }

        private String string() {
            StringBuilder string = new StringBuilder();
            int plain = at;
            for (char one = next(); one != '"'; one = next()) {
                if (one < ' ') {
                    throw bad();
                }
                if (one == '\\') {
                    string.append(text, plain, at - 1).append(escaped());
                    plain = at;
                }
            }
            return string.append(text, plain, at - 1).toString();
        }

        private char escaped() {
            char one = next();
            if (one == 'u') {
                at += 4;
                if (at > text.length() || !text.substring(at - 4, at).matches("[0-9a-fA-F]{4}")) {
                    throw bad();
                }
                return (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            int place = ESCAPES.indexOf(one);
            if (place < 0 && one != '/') {
                throw bad();
            }
            return one == '/' ? one : ESCAPED.charAt(place);
        }

        /** Returns a whole number as a Long, or as a BigInteger where it is too long for that. */
        static Object whole(BigDecimal number) {
            if (number.scale() < -MOST_DEPTH) {
                throw new IllegalArgumentException("too many digits");
            }
            return number.precision() - number.scale() < 19 ? (Object) number.longValueExact()
                    : number.toBigIntegerExact();
        }

        /** Returns JSON text: sorted, as RFC 8785 has it for ASCII keys and whole numbers. */
        static String write(Object value, boolean sorted) {
            StringBuilder text = new StringBuilder();
            write(value, sorted, text);
            return text.toString();
        }

        private static void write(Object value, boolean sorted, StringBuilder text) {
            if (value instanceof Map) {
                Map<?, ?> map = sorted ? new TreeMap<>((Map<?, ?>) value) : (Map<?, ?>) value;
                String before = "";
                text.append('{');
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    quote((String) entry.getKey(), text.append(before));
                    write(entry.getValue(), sorted, text.append(':'));
                    before = ",";
                }
                text.append('}');
            } else if (value instanceof Collection) {
                String before = "";
                text.append('[');
                for (Object one : (Collection<?>) value) {
                    write(one, sorted, text.append(before));
                    before = ",";
                }
                text.append(']');
            } else if (value instanceof String) {
                quote((String) value, text);
            } else {
                text.append(value);
            }
        }

        private static void quote(String string, StringBuilder text) {
            int plain = 0;
            text.append('"');
            for (int i = 0; i < string.length(); i++) {
                char one = string.charAt(i);
                if (one < ' ' || one == '"' || one == '\\') {
                    int place = ESCAPED.indexOf(one);
                    text.append(string, plain, i);
                    text.append(place < 0 ? String.format("\\u%04x", (int) one)
                            : "\\" + ESCAPES.charAt(place));
                    plain = i + 1;
                }
            }
            text.append(string, plain, string.length()).append('"');
        }

        /** Returns an unchangeable copy, with whole numbers as such, however they came. */
        static Object copy(Object value) {
            return copy(value, 0);
        }

        private static Object copy(Object value, int depth) {
            if (depth > MOST_DEPTH) {
                throw new IllegalArgumentException("nested too deep");
            }
            if (value instanceof Map) {
                Map<String, Object> map = new LinkedHashMap<>();
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                    map.put((String) entry.getKey(), copy(entry.getValue(), depth + 1));
                }
                return Collections.unmodifiableMap(map);
            }
            if (value instanceof Collection) {
                List<Object> list = new ArrayList<>();
                for (Object one : (Collection<?>) value) {
                    list.add(copy(one, depth + 1));
                }
                return Collections.unmodifiableList(list);
            }
            if (value instanceof Number && !(value instanceof Long)) {
                return whole(new BigDecimal(value.toString()).stripTrailingZeros());
            }
            return value;
        }

        @SuppressWarnings("unchecked")
        static Map<String, Object> object(Object value) {
            return (Map<String, Object>) value;
        }

        @SuppressWarnings("unchecked")
        static List<Map<String, Object>> objects(Object value) {
            return (List<Map<String, Object>>) value;
        }

        @SuppressWarnings("unchecked")
        static List<String> strings(Object value) {
            return (List<String>) value;
        }

        static int integer(Object value) {
            return ((Number) value).intValue();
        }

        static int[] integers(Object value) {
            return ((List<?>) value).stream().mapToInt(Json::integer).toArray();
        }
    }
}
