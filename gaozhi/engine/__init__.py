"""A program and facts to a decision: the reference interpreter, questions, explanation."""

from gaozhi.engine.case import Case, Place, read_facts
from gaozhi.engine.case_times import set_by_another
from gaozhi.engine.certainty import certainty
from gaozhi.engine.compiled import Engine
from gaozhi.engine.deadline import Deadline
from gaozhi.engine.decide import decide
from gaozhi.engine.decision import Decision, case_of
from gaozhi.engine.duties import deadlines, owed_by, schedule
from gaozhi.engine.events import Event, Pause, Where, as_events, as_pause
from gaozhi.engine.explain import (
    citation_text,
    deciding_lines,
    explain,
    ground_lines,
    minded,
    places_text,
    question_text,
    reading_text,
    shown_citations,
    unchecked,
)
from gaozhi.engine.explanations import inferred_caveats
from gaozhi.engine.generate import Generated
from gaozhi.engine.interview import Interview, Progress
from gaozhi.engine.lookup import Elsewhere, ItemKey, find_decision, find_item
from gaozhi.engine.notebook import card, listed, table
from gaozhi.engine.obligation import STATUS_CODES, STATUS_WORDS, Obligation, Status
from gaozhi.engine.parts import (
    Caveat,
    Citation,
    Ground,
    ItemRef,
    Question,
    Stamp,
)
from gaozhi.engine.receipt import FORMAT, READABLE, Receipt, plain_numbers, require_key
from gaozhi.engine.replay import Difference, Replay, replayed, unmasked
from gaozhi.engine.timeline import case_at, timeline
from gaozhi.engine.travel import Origin, refuse, take_in

__all__ = [
    "FORMAT",
    "READABLE",
    "STATUS_CODES",
    "STATUS_WORDS",
    "Case",
    "Caveat",
    "Citation",
    "Deadline",
    "Decision",
    "Difference",
    "Elsewhere",
    "Engine",
    "Event",
    "Generated",
    "Ground",
    "Interview",
    "ItemKey",
    "ItemRef",
    "Obligation",
    "Origin",
    "Pause",
    "Place",
    "Progress",
    "Question",
    "Receipt",
    "Replay",
    "Stamp",
    "Status",
    "Where",
    "as_events",
    "as_pause",
    "card",
    "case_at",
    "case_of",
    "certainty",
    "citation_text",
    "deadlines",
    "decide",
    "deciding_lines",
    "explain",
    "find_decision",
    "find_item",
    "ground_lines",
    "inferred_caveats",
    "listed",
    "minded",
    "owed_by",
    "places_text",
    "plain_numbers",
    "question_text",
    "read_facts",
    "reading_text",
    "refuse",
    "replayed",
    "require_key",
    "schedule",
    "set_by_another",
    "shown_citations",
    "table",
    "take_in",
    "timeline",
    "unchecked",
    "unmasked",
]
