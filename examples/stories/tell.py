"""讲述本文件夹里的故事：python examples/stories/tell.py

一个故事一个 YAML 文件，逐步写明窗口上发生的事，和依本地方案应有的结论；讲出来的写在同名的 .md 里。
故事所写的结论与规则得出的不符，不写文件，指出是哪一步。
"""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

import gaozhi
from gaozhi import Decision, Event, Ground, Jurisdiction, Library, Obligation
from gaozhi.documents import Document
from gaozhi.engine import Citation, minded, unchecked
from gaozhi.language import validate
from gaozhi.model import Reading
from gaozhi.source import Diagnostic, read_day, read_file
from gaozhi.workdays import WorkCalendar

STORIES = Path(__file__).parent


class Part(BaseModel):
    """A part of a story: a key that is not known is refused, not passed over."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Expected(Part):
    """What a decision must say: its outcome or values, provisions it rests on, what it asks."""

    gives: str | list[str]
    by: list[str] = []
    asks: list[str] = []


class Happening(Part):
    """An event of the step's day: its kind, and what it belongs to where there are several."""

    event: str
    ref: str | None = None


class Step(Part):
    """What happens on one day, and what must follow; facts and events add to those before."""

    step: str
    date: Annotated[date, BeforeValidator(read_day)]
    tells: str
    afresh: bool = False
    facts: dict[str, Any] = {}
    events: list[Happening] = []
    decides: dict[str, Expected] = {}
    renders: dict[str, dict[str, Any]] = {}
    owes: dict[str, str] = {}


class Story(Part):
    """A case from intake to the end of verification, in one jurisdiction."""

    jurisdiction: str
    title: str
    tells: str
    item: int | None = None
    steps: list[Step]


class NotSo(Exception):  # noqa: N818 - it reads as what it is
    """The rules do not say what the story expects; the message names every place."""


def read_story(path: Path) -> Story:
    """Return the story of a file.

    Raises:
        gaozhi.CaseError: with every fault of the file, each at its place.

    """
    source = read_file(path)
    if source.root is None or source.diagnostics:
        raise gaozhi.CaseError(source.diagnostics, {source.name: source.text})
    problems: list[Diagnostic] = []
    story = validate(Story, source.root, problems)
    if story is None:
        raise gaozhi.CaseError(problems, {source.name: source.text})
    return story


def tell(story: Story, library: Library) -> str:
    """Return the story as Markdown.

    Raises:
        NotSo: an outcome, a ground, a question or a day is not what the story expects.

    """
    telling = Telling(story, library[story.jurisdiction])
    text = "\n".join(telling.lines()) + "\n"
    if telling.wrong:
        raise NotSo("\n".join(telling.wrong))
    return text


class Telling:
    """A story while it is told: what is known, what has happened, and what did not come true."""

    def __init__(self, story: Story, county: Jurisdiction) -> None:
        self.story = story
        self.county = county
        self.own = county.document.label
        self.facts: dict[str, Any] = {}
        self.events: list[Event] = []
        self.told: dict[tuple[str, str | None, date | None], str] = {}
        self.wrong: list[str] = []
        self.cited: list[Citation] = []

    def lines(self) -> Iterator[str]:
        """Yield the Markdown, and note what is not so."""
        document = self.county.document
        named = f"{document.title}（{document.number}）" if document.number else self.own
        yield f"# {self.county.name}：{self.story.title}"
        yield from ("", self.story.tells)
        yield from ("", f"依据：{named}。引文没有写文件名的，出自这份文件。")
        for step in self.story.steps:
            yield from self.step(step)
        for line in unchecked(self.cited):
            yield from ("", f"{line}。")

    def step(self, step: Step) -> Iterator[str]:
        """Yield one step: the telling, the decisions, the papers, what is owed."""
        yield from ("", f"## {step.step}（{step.date}）", "", step.tells)
        if step.afresh:
            self.events.clear()
        self.facts.update(step.facts)
        self.events += [Event(one.event, step.date, one.ref) for one in step.events]
        case = self.county.case(self.facts, item=self.story.item, on=step.date)
        for name, expected in step.decides.items():
            found = self.county.decide(case, name)
            self.hold(step, found, expected)
            yield from ("", *self.decision(found))
        for form, fill in step.renders.items():
            yield from paper(self.county.render(form, case, fill))
        yield from self.timeline(step)

    def decision(self, found: Decision) -> Iterator[str]:
        """Yield what a decision says: its outcome, grounds, caveats and questions."""
        yield f"**{found.decision}：{found.outcome or '、'.join(found.values) or '无'}**"
        if found.next_step:
            yield f"（{found.next_step}）"
        if not found.settled:
            sure = f"已确定：{'、'.join(found.values)}；" if found.values else ""
            yield f"（{sure}仍可能：{'、'.join(found.possible or found.pending)}）"
        grouped: dict[tuple[str, ...], list[Ground]] = {}
        for ground in found.grounds:
            if ground.effect in (found.outcome, *found.values):
                grouped.setdefault((*self.ground(ground),), []).append(ground)
        if grouped:
            yield ""
        for words, grounds in grouped.items():
            values = "、".join(g.effect for g in grounds if g.effect != found.outcome)
            yield "- " + "：".join(part for part in (values, words[0]) if part)
            yield from (f"  - {word}" for word in words[1:])
        self.cited += [one for ground in found.grounds for one in ground.basis]
        yield from notes([caveat.text for caveat in minded(found)])
        if found.questions:
            yield from ("", "还要问：", "")
            yield from (f"{n}. {one.ask}" for n, one in enumerate(found.questions, 1))

    def ground(self, ground: Ground) -> Iterator[str]:
        """Yield what a ground says: its title, the quotes, and of two readings the one taken."""
        yield "" if ground.title == ground.effect else ground.title
        quoted = [one for one in ground.basis if one.quote]
        for one in quoted or ground.basis:
            place = one.locator if one.document == self.own else f"{one.document} {one.locator}"
            yield f"{place}：" + (f"「{one.quote}」" if one.quote else one.means)
        if not ground.basis:
            yield "文件没有规定"
        yield from two_readings(ground.reading)

    def timeline(self, step: Step) -> Iterator[str]:
        """Yield what has changed in what each organ owes, and hold it against the story."""
        found = self.county.timeline(
            self.events, facts=self.facts, as_of=step.date, item=self.story.item
        )
        standing = {f"{one.duty}（{one.ref}）" if one.ref else one.duty: one for one in found}
        for name, expected in step.owes.items():
            self.expect(step, name, expected, says(standing[name]) if name in standing else "没有")
        keys = {(one.duty, one.ref, one.deadline.since): one for one in found}
        changed = {key: one for key, one in keys.items() if self.told.get(key) != says(one)}
        if changed:
            yield from ("", "| 谁 | 做什么 | 期限和履行 | 依据 |", "|---|---|---|---|")
        for one in changed.values():
            cells = (one.actor, one.deadline.act, says(one), self.places(one))
            yield f"| {' | '.join(cells)} |"
        fresh = [one for key, one in changed.items() if key not in self.told]
        yield from notes([f"{one.duty}：{said}" for one in fresh for said in remarks(one)])
        self.told.update((key, says(one)) for key, one in changed.items())

    def places(self, one: Obligation) -> str:
        """Return where a duty stands: in the county's own document, or else in each other."""
        basis = one.deadline.basis
        cited: dict[str, dict[str, None]] = {}
        for citation in [c for c in basis if c.document == self.own] or basis:
            document = "" if citation.document == self.own else citation.document
            cited.setdefault(document, {})[citation.locator] = None
        return "；".join(document + "、".join(places) for document, places in cited.items())

    def hold(self, step: Step, found: Decision, expected: Expected) -> None:
        """Note where a decision is not what the story expects."""
        said = found.outcome or list(found.values)
        effects = (found.outcome, *found.values)
        cited = {c.provision for g in found.grounds if g.effect in effects for c in g.basis}
        asked = {question.fact for question in found.questions}
        self.expect(step, found.decision, expected.gives, said)
        self.expect(step, f"{found.decision}要问的", set(expected.asks), asked)
        self.expect(step, f"{found.decision}的依据", set(expected.by), set(expected.by) & cited)

    def expect(self, step: Step, what: str, expected: object, found: object) -> None:
        """Note what was expected and is not so."""
        if expected != found:
            told, so = (shown(one) for one in (expected, found))
            self.wrong.append(f"{step.step}，{what}：故事写的是{told}，规则得出{so}")


def shown(value: object) -> str:
    """Return an outcome, or several of them, as words."""
    words = sorted(value) if isinstance(value, set) else value
    return f"“{'、'.join(words) or '无'}”" if isinstance(words, list) else f"“{words}”"


def paper(letter: Document) -> Iterator[str]:
    """Yield a paper as it was made out, what a hand still fills, what to tell whoever fills it."""
    yield from ("", *(f"> {line}" if line else ">" for line in letter.markdown().splitlines()))
    if letter.open:
        yield from ("", f"留待手写：{'、'.join(one.label for one in letter.open)}。")
    yield from notes(letter.remarks)


def notes(texts: Sequence[str]) -> Iterator[str]:
    """Yield what must be brought along, if anything."""
    if texts:
        yield from ("", "请注意：", "", *(f"- {text}" for text in texts))


def two_readings(reading: Reading | None) -> Iterator[str]:
    """Yield which of two readings is taken, where there are two."""
    if reading is not None:
        yield f"按“{reading.taken}”理解，也有人理解为“{reading.other}”"


def says(one: Obligation) -> str:
    """Return how an obligation stands, and its last day."""
    words = one.status_text
    if one.met_on is not None:
        words += f"（{one.met_on}）"
    if one.due is not None and one.deadline.manner is None and one.status != "void":
        return f"{words}，至迟 {one.due}"
    return f"{words}，{one.deadline.manner or '没有写期限'}" if one.status == "pending" else words


def remarks(one: Obligation) -> Iterator[str]:
    """Yield how a period was reckoned, with the festivals that fall into it, and the caveats."""
    period = one.deadline.period
    if period is not None:
        festivals = dict.fromkeys(
            line.festival for line in period.trace if line.festival and line.mark != "调休上班"
        )
        within = f"，其间放假：{'、'.join(filter(None, festivals))}" if festivals else ""
        calendar = WorkCalendar.named(period.calendar).name
        yield f"自 {period.start} 起{period.period}，用{calendar}的工作日历{within}"
    yield from two_readings(one.deadline.reading)
    yield from (caveat.text for caveat in one.deadline.caveats)


def main() -> int:
    """Tell every story into the file beside it; the status is 1 where one is not so."""
    library = gaozhi.load()
    status = 0
    for path in sorted(STORIES.glob("*.yaml")):
        try:
            text = tell(read_story(path), library)
        except (gaozhi.GaozhiError, NotSo) as error:
            print(f"{path.name}：讲不下去\n{error}", file=sys.stderr)
            status = 1
            continue
        path.with_suffix(".md").write_text(text, encoding="utf-8", newline="\n")
        print(f"{path.with_suffix('.md').name}：讲好了")
    return status


if __name__ == "__main__":
    sys.exit(main())
