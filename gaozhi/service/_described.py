"""The description of the service, as it answers it itself."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from gaozhi.service._openapi import document
from gaozhi.service._replies import Reply, page_of, send_page
from gaozhi.service._snapshot import MOST_READ

if TYPE_CHECKING:
    from gaozhi.library.jurisdiction import Jurisdiction
    from gaozhi.service._call import Call

__all__ = ["openapi"]


def _described(call: Call) -> list[Jurisdiction]:
    """Return the jurisdictions whose words stand in the document."""
    library = call.snapshot.library
    return [library[name] for name in islice(library, MOST_READ)]


async def openapi(call: Call) -> Reply:
    """Answer with the OpenAPI document of what this service knows."""
    call.query()
    key = (call.scope["path"], call.scope["query_string"])
    page = call.snapshot.pages.get(key)
    if page is None:
        # So many schemas take a while: others are answered meanwhile.
        made = await call.service.work(lambda: page_of(document(_described(call))))
        page = call.snapshot.pages.keep(key, made)
    return send_page(call, page)
