"""The program as plain JSON data without code: for any language, and for the wheel itself.

`dump` writes ``program.json``, the public format. `dump_records` and `load_records` write and read
every record of a program, as a wheel carries it; that is for the same version of gaozhi alone.
"""

from gaozhi.portable.format import FORMAT, ProgramJson
from gaozhi.portable.public import checksum, dump, verify
from gaozhi.portable.records import dump_records, load_records
from gaozhi.portable.schema import program_schema

__all__ = [
    "FORMAT",
    "ProgramJson",
    "checksum",
    "dump",
    "dump_records",
    "load_records",
    "program_schema",
    "verify",
]
