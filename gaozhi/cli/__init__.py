"""The command line `gaozhi`: every other floor seen from a terminal, and no rule of the scheme."""

from collections.abc import Sequence

from gaozhi.cli._status import Status
from gaozhi.cli._streams import begin_in_utf8, prepare_streams, say_error

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    argv: the arguments without the program's name; those of the process when None.
    Returns 0 done, 1 a check found errors, 2 the call or the input is unusable, 3 beyond
    what is published, 4 待补充, 130 interrupted.
    """
    if argv is None:
        begin_in_utf8()
    prepare_streams()
    try:
        import click as _click  # noqa: F401
        import rich as _rich  # noqa: F401
    except ModuleNotFoundError as error:
        if error.name not in {"click", "rich"}:
            raise
        say_error(
            f"错误：命令行还缺少 {error.name}。请安装附加依赖 cli：\n\n"
            '    pip install "gaozhi[cli]"\n\n'
            "在 Python 程序中使用（import gaozhi）不需要它。"
        )
        return Status.UNUSABLE
    try:
        from gaozhi.cli._app import run

        return run(argv)
    except KeyboardInterrupt:
        return Status.INTERRUPTED
