"""Rules over the events of many cases: they alert, and decide nothing.

    with Watch(county, key=secret) as watch:
        for alert in watch.add(WatchEvent("提出申请", day, applicant=number, case="甲")):
            ...

The events are related by a matcher of its own, or by durable-rules (extra ``watch``).
"""

from gaozhi.watch._alert import Alert, AlertEvent
from gaozhi.watch._event import WatchEvent
from gaozhi.watch._file import WatchRequest, read_watch
from gaozhi.watch._watch import Watch

__all__ = ["Alert", "AlertEvent", "Watch", "WatchEvent", "WatchRequest", "read_watch"]
