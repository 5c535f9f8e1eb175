"""What is changed in the Java reader, one at a time, each to something that answers otherwise."""

MUTANTS = {
    "another day within the span": (
        'compareTo((String) span.get("since")) >= 0',
        'compareTo((String) span.get("since")) > 0',
    ),
    "the last day of a span": (
        'compareTo((String) span.get("until")) <= 0',
        'compareTo((String) span.get("until")) < 0',
    ),
    "never as any day": ('String NEVER = "~"', 'String NEVER = "2022-01-01"'),
    "no relation of equals": ('relation.contains("=")', "false"),
    "relations turned round": ('compared < 0 ? "<" : ">"', 'compared > 0 ? "<" : ">"'),
    "unknown holds": (
        "if (value == null || second == null) {\n                return null;",
        "if (value == null || second == null) {\n                return true;",
    ),
    "overlaps nothing": (
        "return !Collections.disjoint(values, (",
        "return Collections.disjoint(values, (",
    ),
    "empty is not": (
        "return ((Collection<?>) value).isEmpty()",
        "return !((Collection<?>) value).isEmpty()",
    ),
    "numbers as text": (
        "((BigDecimal) one).compareTo((BigDecimal) other)",
        "one.toString().compareTo(other.toString())",
    ),
    "a version on its first day": (
        "version.since.compareTo(day) <= 0",
        "version.since.compareTo(day) < 0",
    ),
    "a case without a day": ("return undated;", "return versions.get(0);"),
    "an otherwise is a row": (
        "return !effects.isEmpty() && !otherwise;",
        "return !effects.isEmpty();",
    ),
    "any other cell": (
        "return found < 0 ? cells.size() - 1 : found;",
        "return Math.max(found, 0);",
    ),
    "fewer levels of facts": ("MOST_LEVELS = 9", "MOST_LEVELS = 1"),
    "a group of facts": ("program.groups.contains(name)", "false"),
    "a fact twice": (
        'require(value.equals(values.getOrDefault(fact.name, value)), "GZ612");',
        "",
    ),
    "a truth of any kind": (
        'require(given instanceof Boolean, "GZ602");\n'
        "                    return Boolean.valueOf((Boolean) given);",
        "return given != null;",
    ),
    "never is no day": ("given.equals(fact.never) ? NEVER : day(given)", "day(given)"),
    "no such value": ('require(fact.values.contains(given), "GZ603");', ""),
    "no such values": ('require(fact.values.containsAll((Collection<?>) given), "GZ603");', ""),
    "the set as given": ("chosen.retainAll((Collection<?>) given);", ""),
    "no identity": ("fact.identity ? Identity.read((String) given)", "false ? null"),
    "another code of no identity": (
        'require(text != null, "GZ609");',
        'require(text != null, "GZ602");',
    ),
    "no such day": (
        "LocalDate.parse(text).getYear() >= 1 ? text : null",
        'LocalDate.parse("2020-01-01") != null ? text : null',
    ),
    "an item by its certificate": ('&& item.get("matter").equals(wanted.get("matter"))', ""),
    "an item by another number": ("number.compareTo(listed) == 0", "number.compareTo(listed) >= 0"),
    "the item's word": ("state(fact, value);\n            }", "}"),
    "listed before the list": (
        "values.put(program.listed.name, false);",
        "values.put(program.listed.name, true);",
    ),
    "against the list": (
        'if (written != null && !written.equals(value)) {\n                problems.add(program.problem("GZ606"',
        'if (false) {\n                problems.add(program.problem("GZ606"',
    ),
    "nothing presumed": ("                presume();\n", ""),
    "presumed all the same": ("                    differing.add(name);", ""),
    "implied otherwise": (
        "Boolean.TRUE.equals(given) && then == null",
        "given != null && then == null",
    ),
    "nothing implied back": (
        "values.put(one.given.name, false);",
        "values.put(one.given.name, true);",
    ),
    "contradictions": (
        "&& !one.value.equals(values.get(one.then.name))",
        "&& false",
    ),
    "a day before the law": ("read.day != null && !isWithin(read.day, top)", "false"),
    "an item off its days": ("read.item != null && !isWithin(read.day, read.item)", "false"),
    "not of unknown": (
        "return truth == null ? null : !truth;",
        "return !Boolean.TRUE.equals(truth);",
    ),
    "unknown decides": (
        "                    result = null;\n                } else if",
        "                    return null;\n                } else if",
    ),
    "provisions of any day": ("return inForce.isEmpty() ? all : inForce;", "return all;"),
    "rows do not wait": (
        "version.rows.subList(0, standing.waits)) {\n                Boolean free",
        "version.rows.subList(0, 0)) {\n                Boolean free",
    ),
    "no rule as any value": ("Boolean.TRUE.equals(holds[i]) && effect.equals(NO_RULE)", "false"),
    "pending at once": ("(always ? values : pending).add(value);", "values.add(value);"),
    "settled with two": (
        "return possible.size() <= 1 && pending.isEmpty();",
        "return possible.size() <= 2 && pending.isEmpty();",
    ),
    "an item of any kind": ('if (!CERTIFICATE.equals(on.item.get("kind"))) {', "if (false) {"),
    "jointly and each": (
        "came.contains(effect) && !given.contains(effect)",
        "came.contains(effect)",
    ),
    "facts of what is false": (
        "truth != null && truth == want",
        "truth != null",
    ),
    "the day as a fact": ("if (!isDay || condition.other != null) {", "if (true) {"),
    "masks nothing": ("shown = Identity.masked((String) value);", ""),
    "certain all the same": ('changed.put("certain", false);', ""),
    "grounds of what did not come": (
        "if (came.contains(effect)) {\n                    Map<String, Object> changed",
        "if (true) {\n                    Map<String, Object> changed",
    ),
    "above where there is no rule": (
        'certain && isNoRule ? "" : program.words("above")',
        'program.words("above")',
    ),
    "before on the day itself": (
        "boolean always = on.last.compareTo(since) < 0;",
        "boolean always = on.last.compareTo(since) <= 0;",
    ),
    "after for ever": (
        "boolean always = on.first.compareTo(until) > 0;",
        "boolean always = on.first.compareTo(until) < 0;",
    ),
    "seen is inferred": ('certainty.equals("text") || certainty.equals("seen")', "false"),
    "weak as inferred": ('weak &= certainty.equals("weak");', "weak = false;"),
    "no reasons elsewhere": ("if (standing.rule.reads >= 0) {", "if (false) {"),
    "reasons of other rows": ("if (rule.reads >= 0 && other &&", "if (rule.reads >= 0 &&"),
    "sparing": ("gather(rule.reads, false, true);", "gather(rule.reads, false, false);"),
    "wanted the other way": (
        "gather(condition.parts[0], !want, sparing);",
        "gather(condition.parts[0], want, sparing);",
    ),
    "no choice": ("choices.add(() -> choose(condition.parts, want, sparing));", ""),
    "counted already": (
        "counted.keySet().containsAll(read) && (sparing || !read.isEmpty())",
        "false",
    ),
    "in the order of the facts": (
        "return Long.compare((long) a[0] * b[1], (long) b[0] * a[1]);",
        "return 0;",
    ),
    "sums for averages": ("(long) a[0] * b[1], (long) b[0] * a[1]", "(long) a[0], (long) b[0]"),
    "exceptions first": (".filter(fact -> Collections.disjoint(fact.excepts, names))\n", ""),
    "one answer fewer": (
        "int chosen = -1; chosen < variables.size()",
        "int chosen = 0; chosen < variables.size()",
    ),
    "implications forgotten": (
        "return graph.choose(admissible, turn(index), Graph.IMPOSSIBLE);",
        "return turn(index);",
    ),
    "empty sets unread": ('|| atom.kind.equals("empty")', ""),
    "other values apart": (
        "chosen.add(value);\n                            break;",
        "chosen.add(value);",
    ),
    "no other text": ("texts.add(OTHER_TEXT);", ""),
    "less room": ("int room = cluster.size() + 1;", "int room = cluster.size() - 1;"),
    "no bounds of the day": ("if (cluster.contains(on.program.date)) {", "if (false) {"),
    "days before the first": ("step = mark == marks.first() ? -room : 0", "step = 0"),
    "no day that never comes": ("                cells.add(NEVER);", ""),
    "groups at will": ("if (variable.group.contains(group.group.get(0))) {", "if (true) {"),
    "a known set": (
        "Collections.disjoint(variable.group, (Set<?>) value) ? 1 : 2",
        "Collections.disjoint(variable.group, (Set<?>) value) ? 2 : 1",
    ),
    "impossible as any": (
        "seen.removeIf(node -> !isLeaf(node) || node == IMPOSSIBLE);",
        "seen.removeIf(node -> !isLeaf(node));",
    ),
    "impossible differs": (
        "one == other || one == IMPOSSIBLE || other == IMPOSSIBLE",
        "one == other",
    ),
    "persons unborn": ("CaseReader.day(born) != null", "born != null"),
    "organisations unchecked": ("return sum % 31 == 0;", "return true;"),
    "masked later": ("LEAST_SIGNS = 15", "LEAST_SIGNS = 19"),
    "masked further on": ("SHOWN_SIGNS = 4", "SHOWN_SIGNS = 5"),
}

FOUND_BY_LAW = frozenset(
    {
        "a version on its first day",
        "a case without a day",
        "an otherwise is a row",
        "listed before the list",
        "implied otherwise",
        "a day before the law",
        "provisions of any day",
        "no rule as any value",
        "the day as a fact",
        "above where there is no rule",
        "after for ever",
        "weak as inferred",
        "reasons of other rows",
        "sparing",
        "counted already",
        "exceptions first",
        "other values apart",
    }
)
"""What no case by hand finds, only cases of the bundled law."""
