"""Write the JSON Schema of program.json anew: ``make schemas``."""

import json

from conformance.runner import FOLDER
from gaozhi.portable.schema import program_schema

PATH = FOLDER.parents[1] / "runtimes" / "program.schema.json"


def text() -> str:
    """Return the schema as it stands in its file."""
    return json.dumps(program_schema(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8", newline="\n")
