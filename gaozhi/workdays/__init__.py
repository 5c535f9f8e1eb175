"""Legal periods: what a document's 3个工作日 is, as a value."""

from gaozhi.workdays._period import UNITS, Period, Unit

__all__ = ["UNITS", "Period", "Unit"]
