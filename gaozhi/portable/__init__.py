"""The program as plain JSON data, which any language can read and which has no code in it."""

from gaozhi.portable.records import dump_records, load_records

__all__ = ["dump_records", "load_records"]
