"""The static pages: files of one folder, and nothing beside it."""

from __future__ import annotations

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from gaozhi.service._call import Receive, Scope, Send

__all__ = ["Pages"]


class Pages:
    """Serves the files of a folder, with types, tags and compression.

    Args:
        folder: the folder.

    """

    def __init__(self, folder: Path) -> None:
        self._files = GZipMiddleware(StaticFiles(directory=folder, html=True), minimum_size=1_000)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file. Raises HTTPException where there is none."""
        scope["gaozhi"].route = "pages"
        # A backslash or a null leads out of no folder, on whatever system.
        if "\\" in scope["path"] or "\0" in scope["path"]:
            raise HTTPException(404)
        try:
            await self._files(scope, receive, send)
        except (OSError, ValueError):
            raise HTTPException(404) from None
