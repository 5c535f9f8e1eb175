"""The tools as the package ``mcp`` has them."""

from __future__ import annotations

from typing import Any

import anyio
import anyio.to_thread
import mcp_types as types
from mcp.server import Server
from mcp.server.stdio import stdio_server

from gaozhi._version import __version__
from gaozhi.errors import GaozhiError
from gaozhi.library.library import Library
from gaozhi.mcp._tools import Answer, Tools
from gaozhi.source import mask

__all__ = ["run", "server_of"]

_INSTRUCTIONS = (
    "判断一个行政事项能不能以书面告知承诺代替证明（证明事项告知承诺制），以及有关的程序、义务和期限。"
    "每个答复都引用所依据的条文：转述时写明出处，「」里是原文，没有「」的是大意。"
    "没有告诉你的事实不要猜，不写就是不知道；结论是“待补充”的，用 questions 问。"
    "不要传证件号码，姓名、住址也不需要。答复不代替行政机关的决定。"
)


def server_of(library: Library) -> Server[Any]:
    """Return the server of the tools of a library."""
    tools = Tools(library)

    async def list_tools(_context: object, _params: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_described(one) for one in tools.described()])

    async def call_tool(
        _context: object, params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        # The first call for a jurisdiction reads its program.
        return await anyio.to_thread.run_sync(_called, tools, params.name, params.arguments)

    return Server(
        "gaozhi",
        version=__version__,
        title="证明事项告知承诺制",
        instructions=_INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _described(tool: dict[str, Any]) -> types.Tool:
    annotations = types.ToolAnnotations(
        title=tool["title"],
        read_only_hint=True,
        destructive_hint=False,
        idempotent_hint=True,
        open_world_hint=False,
    )
    return types.Tool(
        name=tool["name"],
        title=tool["title"],
        description=tool["description"],
        input_schema=tool["schema"],
        annotations=annotations,
    )


def _called(tools: Tools, name: str, arguments: dict[str, Any] | None) -> types.CallToolResult:
    try:
        return _result(tools.call(name, {} if arguments is None else arguments))
    except GaozhiError as error:
        return _result(Answer(_lines_of(error), error.to_problem()), failed=True)


def _lines_of(error: GaozhiError) -> str:
    """Return every problem with its code, and the way out."""
    lines: list[str] = []
    for one in error.diagnostics:
        lines.append(f"{one.code} {one.message}")
        if one.help:
            lines.append(f"  帮助：{one.help}")
    return "\n".join(lines)


def _result(answer: Answer, *, failed: bool = False) -> types.CallToolResult:
    text = types.TextContent(type="text", text=mask(answer.text))
    return types.CallToolResult(content=[text], structured_content=answer.data, is_error=failed)


def run(server: Server[Any]) -> None:
    """Serve over standard input and output, until the input ends."""

    async def serve() -> None:
        async with stdio_server() as (reading, writing):
            await server.run(reading, writing, server.create_initialization_options())

    anyio.run(serve)
