"""What takes longer: timelines, documents, proofs and receipts, each in a thread."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import quote

from gaozhi.errors import CaseError, GaozhiError
from gaozhi.library.receipt_file import parse_receipt, replay
from gaozhi.library.timeline_file import timeline_of
from gaozhi.service._bodies import case_request, of_county, refuse_identity, taken, without_places
from gaozhi.service._problems import refuse
from gaozhi.service._replies import Reply, json_reply
from gaozhi.source import Mapping, Source, shown, suggest

if TYPE_CHECKING:
    from gaozhi.documents import Document
    from gaozhi.library.jurisdiction import Jurisdiction
    from gaozhi.library.library import Library
    from gaozhi.service._call import Call

__all__ = ["prove", "render", "timeline", "verify"]


async def timeline(call: Call) -> Reply:
    """Answer with the obligations that events make, and how each stands."""
    county, library = call.county(), call.snapshot.library
    root = of_county(await call.tree(), county, library)

    def work() -> list[dict[str, Any]]:
        if "facts" in root:
            refuse_identity(root.at(["facts"]).plain(), county)
        try:
            request = timeline_of(Source("请求", "", root, ()), root, library)
            return [one.to_dict() for one in request.obligations()]
        except CaseError as error:
            raise without_places(error) from None

    return json_reply(await call.service.work(work))


async def prove(call: Call) -> Reply:
    """Answer with the proof that a jurisdiction says the same as another, or where it does not."""
    county, library = call.county(), call.snapshot.library
    said, rest = taken(await call.tree(), against=str, decision=str)
    if rest.entries:
        name = str(rest.entries[0][0].value)
        raise refuse("not-json", f"不认识的键 {shown(name)}", "可写：against、decision", (name,))
    key = ("prove", county.id, said.get("against"), said.get("decision"))
    kept = call.snapshot.answers.get(key)
    if isinstance(kept, Reply):
        return kept
    found = await call.service.work(lambda: _proof(county, library, said))
    call.snapshot.answers.keep(key, found)
    return found


def _proof(county: Jurisdiction, library: Library, said: dict[str, Any]) -> Reply:
    from gaozhi.proof import prove as compare

    found = compare(county, said.get("against"), said.get("decision"), library=library)
    return json_reply(found.to_dict())


async def verify(call: Call) -> Reply:
    """Answer with what differs when a receipt is replayed by the rules as they are now."""
    body, library = await call.body(), call.snapshot.library

    def work() -> dict[str, Any]:
        try:
            return replay(parse_receipt(body), library).to_dict()
        except CaseError as error:
            raise without_places(error) from None

    return json_reply(await call.service.work(work))


class Format(NamedTuple):
    """A way to write a document."""

    media: str
    suffix: str
    write: Callable[[Document, float], bytes]


def _pdf(document: Document, seconds: float) -> bytes:
    """Return a document as PDF, by way of LibreOffice. Raises Refusal."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        help = "在这台机器上安装 LibreOffice；或者要 docx、html，由收件人打印"
        raise refuse(
            "not-here", "没有 LibreOffice（soffice），写不成 PDF", help, ("query", "format")
        )
    with tempfile.TemporaryDirectory(prefix="gaozhi-") as name:
        folder = Path(name)
        (folder / "文书.docx").write_bytes(document.docx())
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", name]
        try:
            subprocess.run(  # noqa: S603 - a program of this machine, and a name of ours
                [*command, str(folder / "文书.docx")],
                check=True,
                capture_output=True,
                timeout=seconds,
            )
            return (folder / "文书.pdf").read_bytes()
        except (subprocess.SubprocessError, OSError):
            raise refuse(
                "unavailable", "LibreOffice 没有写成 PDF", "改要 docx；或者稍后再试"
            ) from None


FORMATS: Final = {
    "docx": Format(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".docx",
        lambda document, _: document.docx(),
    ),
    "html": Format("text/html; charset=utf-8", ".html", lambda one, _: one.html().encode()),
    "markdown": Format(
        "text/markdown; charset=utf-8", ".md", lambda one, _: one.markdown().encode()
    ),
    "text": Format("text/plain; charset=utf-8", ".txt", lambda one, _: one.text.encode()),
    "pdf": Format("application/pdf", ".pdf", _pdf),
}


async def render(call: Call) -> Reply:
    """Answer with a form made out for a case, in the format that is asked for."""
    county, library = call.county(), call.snapshot.library
    form = _format(call)
    kinds: dict[str, Any] = {"form": str, "blank": bool, "with_identity": bool}
    said, rest = taken(await call.tree(), **kinds)
    if "form" not in said:
        help = f"写作 form: {'、'.join(one.name for one in county.forms)} 之一"
        raise refuse("not-json", "没有写是哪件文书", help, ("form",))

    def work() -> tuple[Document | None, bytes]:
        document = _made_out(county, library, said, rest)
        if form is None:
            return document, b""
        return document, form.write(document, call.service.settings.work)

    document, body = await call.service.work(work)
    if form is None:
        assert document is not None
        return json_reply(document.to_dict())
    name = quote(f"{said['form']}{form.suffix}")
    headers = (
        (b"content-disposition", f"inline; filename*=UTF-8''{name}".encode()),
        (b"vary", b"accept"),
    )
    return Reply(body, form.media.encode(), 200, headers)


def _made_out(
    county: Jurisdiction, library: Library, said: dict[str, Any], rest: Mapping
) -> Document:
    request = case_request(rest, county, library)
    try:
        return request.render(
            said["form"],
            blank=said.get("blank", False),
            with_identity=said.get("with_identity", False),
        )
    except GaozhiError as error:
        from dataclasses import replace

        found = [replace(one, span=None, related=()) for one in error.diagnostics]
        raise type(error)(found) from None


def _format(call: Call) -> Format | None:
    """Return the format that is asked for; None for JSON. Raises Refusal."""
    wanted = call.query("format").get("format")
    if wanted is not None:
        if wanted == "json":
            return None
        if wanted not in FORMATS:
            near = suggest(wanted, FORMATS)
            help = f"是不是 {near}？" if near else f"可写：{'、'.join([*FORMATS, 'json'])}"
            message = f"没有“{shown(wanted)}”这种格式"
            raise refuse("not-acceptable", message, help, ("query", "format"))
        return FORMATS[wanted]
    accepted = call.header(b"accept")
    if accepted is None:
        return None
    for media in _in_order(accepted):
        if media in ("*/*", "application/*", "application/json"):
            return None
        for one in FORMATS.values():
            kind = one.media.partition(";")[0]
            if media in (kind, f"{kind.partition('/')[0]}/*"):
                return one
    kinds = "、".join(one.media.partition(";")[0] for one in FORMATS.values())
    message = f"写不成 Accept 里的格式：{shown(accepted)}"
    raise refuse("not-acceptable", message, f"可写：{kinds}、application/json")


def _in_order(accepted: str) -> list[str]:
    """Return the media types of an Accept header, the most wanted first; refused ones are left."""
    found: list[tuple[float, str]] = []
    for one in accepted.split(",")[:20]:
        media, *parameters = (part.strip().lower() for part in one.split(";"))
        quality = next((part[2:] for part in parameters if part.startswith("q=")), "1")
        try:
            weight = float(quality)
        except ValueError:
            weight = 0.0
        if weight > 0:
            found.append((-weight, media))
    return [media for _, media in sorted(found, key=lambda pair: pair[0])]
