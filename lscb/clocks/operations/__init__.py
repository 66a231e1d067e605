"""The verbs of clocks; import them from here."""

from lscb.clocks.operations.deadlines import cancel, restart, retell, start, stop
from lscb.clocks.operations.reference import drop_override, override_rule, publish_holidays

__all__ = [
    "cancel",
    "drop_override",
    "override_rule",
    "publish_holidays",
    "restart",
    "retell",
    "start",
    "stop",
]
