"""A plugin of pytest that runs scenario files (``*.scenarios.yaml``) like tests.

It comes with the extra `testing` and loads nothing of gaozhi until pytest meets a scenario file, so
that it costs no other suite anything. The rules that answer are those of the folder whose
``rules/`` the file stands in, laid over the bundled ones; a file elsewhere is answered by the
bundled rules, or by those of ``gaozhi_rules`` in the configuration, and says in its first lines
which jurisdiction it is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from gaozhi import Library, ScenarioSet
    from gaozhi.authoring.scenarios import Result, Scenario
    from gaozhi.source import Diagnostic

_ENDINGS = (".scenarios.yaml", ".scenarios.yml")
_KEY = pytest.StashKey[dict[Path | None, Any]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the folder of rules that answers scenario files outside of any ``rules/``."""
    parser.addini("gaozhi_rules", "含有 rules/ 的文件夹，回答放在别处的场景文件", default="")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a scenario file."""
    if not file_path.name.lower().endswith(_ENDINGS):
        return None
    collected: pytest.Collector = ScenarioCollector.from_parent(parent, path=file_path)
    return collected


class ScenarioCollector(pytest.File):
    """A scenario file: a test for every scenario, and one that fails where it cannot be read."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the tests of the file."""
        library, found = _read(self)
        if found.diagnostics:
            yield Unreadable.from_parent(self, name="读取场景文件", found=found)
        for one in found.scenarios:
            yield ScenarioItem.from_parent(self, name=str(one), scenario=one, library=library)


class ScenarioItem(pytest.Item):
    """One scenario."""

    def __init__(self, *, scenario: Scenario, library: Library, **rest: Any) -> None:  # noqa: ANN401
        super().__init__(**rest)
        self.scenario = scenario
        self.library = library

    def runtest(self) -> None:
        """Run the scenario; raises where something came out otherwise than expected."""
        from gaozhi.authoring.scenarios import run

        result = run(self.scenario, self.library[self.scenario.jurisdiction])
        if not result.passed:
            raise ScenarioFailed(result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:  # noqa: ANN401
        """Say what was expected, and what came out."""
        if isinstance(excinfo.value, ScenarioFailed):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo, style))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where the scenario stands."""
        span = self.scenario.span
        return self.path, None if span is None else span.line - 1, self.scenario.title


class Unreadable(pytest.Item):
    """What is wrong with a scenario file: never passed over."""

    def __init__(self, *, found: ScenarioSet, **rest: Any) -> None:  # noqa: ANN401
        super().__init__(**rest)
        self.found = found

    def runtest(self) -> None:
        """Fail with every problem of the file."""
        raise ScenarioFileFailed(self.found.diagnostics)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:  # noqa: ANN401
        """Show every problem at its place."""
        from gaozhi.source import render

        if isinstance(excinfo.value, ScenarioFileFailed):
            return render(self.found.diagnostics, self.found.sources, colour=False, width=100)
        return str(super().repr_failure(excinfo, style))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return the file."""
        return self.path, 0, self.name


class ScenarioFailed(AssertionError):  # noqa: N818 - it reads as what it is
    """A scenario came out otherwise than expected."""

    def __init__(self, result: Result) -> None:
        one = result.scenario
        super().__init__("\n".join([f"{one.span}: {one.title}", *result.lines()]))


class ScenarioFileFailed(AssertionError):  # noqa: N818 - it reads as what it is
    """A scenario file cannot be read."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("\n".join(map(str, diagnostics)))


def _read(collector: ScenarioCollector) -> tuple[Library, ScenarioSet]:
    """Return the rules that answer a file, opened once a session, and its scenarios."""
    from gaozhi import GaozhiError
    from gaozhi.authoring.scenarios._sets import Opened, rules_above

    written = collector.config.getini("gaozhi_rules")
    folder = rules_above(collector.path)
    if folder is None and written:
        folder = collector.config.rootpath / str(written)
    known = collector.config.stash.setdefault(_KEY, {})
    try:
        if folder not in known:
            known[folder] = Opened.of(folder)
        opened: Opened = known[folder]
    except GaozhiError as error:
        raise collector.CollectError(str(error)) from None
    return opened.library, opened.read([collector.path])
