"""The service: the same decisions over HTTP, for whoever does not run Python.

`gaozhi serve` starts it. `create` returns it as an ASGI application, for a server of one's own;
it needs the extra ``serve``.
"""

from gaozhi.service._problems import StartError
from gaozhi.service._public import create
from gaozhi.service._settings import Settings

__all__ = ["Settings", "StartError", "create"]
