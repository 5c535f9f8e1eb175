"""Laws for any text or bytes at all."""

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gaozhi.source import Mapping, Node, Sequence, Source, Span, _builder, read_text, render
from gaozhi.source._text import split_lines

PIECES = [
    *("甲", "a", "：", "，", ": ", "- ", "-", "\n", "\n  ", "\n    ", "\t", "　", "\u00a0", "'"),
    *('"', "“", "”", "[", "]", "{", "}", ",", "#", " # 注", " ", "|", ">", "&x ", "*x", "!t "),
    *("<<: ", "? ", "---\n", "...\n", "%Y", "yes", "~", "01", "1:30", "1.5", "\r\n", "\r"),
    *("\ufeff", "\u200b", "\0", "\x85", "\u2028", "\ud800", "😀", "e\u0301", "［", "｝", "@", "\\"),
]
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text()
any_bytes = st.binary() | texts.map(lambda text: text.encode("utf-8", "surrogatepass"))
any_bytes |= st.sampled_from(["gb18030", "utf-16", "utf-16-le"]).flatmap(
    lambda name: st.text().map(lambda text: text.encode(name, "replace"))
)


@pytest.fixture(params=["libyaml", "pure Python"], autouse=True, scope="module")
def _both_parsers(request):
    loader = _builder.LOADER
    if request.param == "pure Python":
        _builder.LOADER = yaml.SafeLoader
    yield
    _builder.LOADER = loader


def nodes(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Mapping):
        for key, value in node:
            yield key
            yield from nodes(value)
    elif isinstance(node, Sequence):
        for item in node:
            yield from nodes(item)


def assert_inside(span: Span, lines: list[str]) -> None:
    assert (span.line, span.column) <= (span.end_line, span.end_column)
    for line, column in ((span.line, span.column), (span.end_line, span.end_column)):
        assert 1 <= line <= len(lines)
        # One beyond the last character, and one more inside \r\n.
        assert 1 <= column <= len(lines[line - 1]) + 2


def assert_sound(source: Source) -> None:
    lines = split_lines(source.text)
    for found in source.diagnostics:
        assert found.span is not None
        assert_inside(found.span, lines)
        for related in found.related:
            assert_inside(related.span, lines)
    for node in () if source.root is None else nodes(source.root):
        assert_inside(node.span, lines)
    assert source.root is not None or source.diagnostics
    for width in (40, 80):
        shown = render(source.diagnostics, {"f": source.text}, colour=False, width=width)
        shown.encode("utf-8")


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_any_text_is_read_and_every_span_lies_inside(text):
    assert_sound(read_text(text, "f"))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(any_bytes)
def test_any_bytes_are_read_and_every_span_lies_inside(data):
    assert_sound(read_text(data, "f"))


plain_data = st.recursive(
    st.booleans() | st.none() | st.integers() | st.text("甲乙：，“” :#'\"-\n", max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("甲乙丙：ab ", max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(plain_data, st.booleans())
def test_what_a_yaml_writer_writes_is_read_back(data, flow):
    text = yaml.safe_dump(
        data, allow_unicode=True, default_flow_style=flow, default_style='"' if flow else None
    )
    source = read_text(text, "f")
    if not source.diagnostics and not flow:
        assert source.root is not None
        assert source.root.plain() == data
