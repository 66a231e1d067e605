"""The verbs of clocks; import them from here."""

from lscb.clocks.operations.deadlines import cancel, restart, retell, start, stop
from lscb.clocks.operations.reference import (
    add_holiday,
    drop_override,
    override_rule,
    publish_holidays,
    remove_holiday,
)

__all__ = [
    "add_holiday",
    "cancel",
    "drop_override",
    "override_rule",
    "publish_holidays",
    "remove_holiday",
    "restart",
    "retell",
    "start",
    "stop",
]
