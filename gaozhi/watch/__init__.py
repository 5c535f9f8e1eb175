"""Rules over the events of many cases (extra ``watch``): they alert, and decide nothing.

    with Watch(county, key=secret) as watch:
        for alert in watch.add(WatchEvent("提出申请", day, applicant=number, case="甲")):
            ...

durable-rules joins the events; what it cannot be trusted with never reaches it.
"""

from gaozhi.watch._alert import Alert, AlertEvent
from gaozhi.watch._event import WatchEvent
from gaozhi.watch._file import WatchRequest, read_watch
from gaozhi.watch._watch import Watch

__all__ = ["Alert", "AlertEvent", "Watch", "WatchEvent", "WatchRequest", "read_watch"]
