"""What may follow what on the way of a copy to the public."""

from lscb.core.states import Machine, Move, register
from lscb.publishing import permissions as may
from lscb.publishing.models import Document

S = Document.Status
FROZEN = (S.CHECKING, S.APPROVING, S.CLEARING)

DOCUMENT = register(
    Machine(
        "document",
        S,
        S.PREPARING,
        [
            Move("freeze", (S.PREPARING,), S.CHECKING, may.check_can_prepare),
            Move("pass_check", (S.CHECKING,), S.APPROVING, may.check_can_pass),
            Move("approve", (S.APPROVING,), S.CLEARING, may.check_can_approve),
            Move("send_back", FROZEN, S.PREPARING, may.check_can_send_back),
            Move("release", (S.CLEARING,), S.RELEASED, may.check_can_release),
            Move("withdraw", (S.RELEASED,), S.WITHDRAWN, may.check_can_withdraw_document),
            Move("replace", (S.PREPARING, *FROZEN), S.REPLACED, None),
        ],
    )
)
