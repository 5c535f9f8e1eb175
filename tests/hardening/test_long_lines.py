"""Many problems in one long line are shown without showing all of the line each time."""

from gaozhi.source import Diagnostic, Span
from gaozhi.source._frames import render


def test_a_long_line_is_cut_in_a_pipe_too():
    line = "对事项，应当；" * 20_000
    places = range(1, len(line), 700)
    found = [
        Diagnostic.error("GZ525", "没有着落", Span("文.txt", 1, at, 1, at + 7)) for at in places
    ]
    text = render(found, {"文.txt": line}, colour=False, width=10**9)
    assert len(text) < 5000 * len(found)
    assert text.count("没有着落") == len(found)
