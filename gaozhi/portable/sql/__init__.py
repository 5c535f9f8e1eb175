"""One statement of SQL that decides about every row of a table, and the table of its rules."""

from gaozhi.portable.sql._dialects import DIALECTS
from gaozhi.portable.sql._request import Request
from gaozhi.portable.sql._statement import Steps, steps, usual_facts, write_sql
from gaozhi.portable.sql._tables import RULE_COLUMNS, rule_rows, write_rules

__all__ = [
    "DIALECTS",
    "RULE_COLUMNS",
    "Request",
    "Steps",
    "rule_rows",
    "steps",
    "usual_facts",
    "write_rules",
    "write_sql",
]
