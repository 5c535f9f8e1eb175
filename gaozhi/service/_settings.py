"""The settings of a service: where its rules are, whom it answers, and how much it takes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a service is told when it starts.

    Attributes:
        rules: a folder of YAML or a bundle; None for the rules that come with the package.
        bundled: whether a folder is laid over the rules that come with the package.
        trusted: the public keys of whom one trusts, for a bundle; empty asks for no signature.
        host: the address to listen on.
        port: the port; 0 takes a free one.
        token_file: a file with a token a line; None asks for no token.
        public_read: whether what is only read (GET) needs no token.
        site: the folder of pages that is served at ``/``; None serves none.
        archive: the URL of the archive; None archives nothing.
        watch: seconds between two looks at the files of the rules; None does not look.
        allow_origins: the origins whose pages may call (CORS); empty allows none.
        max_body: the most bytes of a request's body; a stream of cases is not bounded by it.
        max_lines: the most cases in one stream.
        timeout: the seconds in which a request has to arrive, and each part of an answer has to
            be taken.
        work: the seconds that a proof or a document may take.
        concurrency: how many requests are answered at once; more are refused.
        rate: requests a second from one address without a token; 0 sets no bound.
        workers: how many threads work on what takes long.
        drain: the seconds that running requests get when the service ends.

    """

    rules: Path | None = None
    bundled: bool = True
    trusted: tuple[Path, ...] = ()
    host: str = "127.0.0.1"
    port: int = 8311
    token_file: Path | None = None
    public_read: bool = False
    site: Path | None = None
    archive: str | None = None
    watch: float | None = None
    allow_origins: tuple[str, ...] = ()
    max_body: int = 1_000_000
    max_lines: int = 100_000
    timeout: float = 10.0
    work: float = 60.0
    concurrency: int = 256
    rate: float = 100.0
    workers: int = 4
    drain: float = 20.0
