"""The life of a case: one tuple says who may do what to it, when, and where that leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    DISPATCHED = "dispatched"
    SIGNED = "signed"
    WAITING = "waiting"
    WHISTLED = "whistled"
    CHECKING = "checking"
    COMPLETED = "completed"
    CLOSED = "closed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"


class Action(StrEnum):
    """What somebody does to a case; the first block moves it, the second leaves it where it stands."""

    OPEN = "open"
    RECORD = "record"
    DISPATCH = "dispatch"
    HAND_OVER = "hand_over"
    RULE = "rule"
    TAKE = "take"
    SIGN = "sign"
    ASK = "ask"
    ANSWER = "answer"
    WHISTLE = "whistle"
    REPORT_IN = "report_in"
    CLAIM = "claim"
    REFUSE_CLAIM = "refuse_claim"
    ACCEPT_CLAIM = "accept_claim"
    LET_GO = "let_go"
    END_WHISTLE = "end_whistle"
    VERIFY = "verify"
    COMPLETE = "complete"
    UNDO_COMPLETE = "undo_complete"
    CLOSE = "close"
    SETTLE = "settle"
    REOPEN = "reopen"
    UNDO_REOPEN = "undo_reopen"
    UNDO_CLOSE = "undo_close"
    RETURN = "return"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    UNDO_WITHDRAW = "undo_withdraw"
    SUSPEND = "suspend"
    RESUME = "resume"
    JOIN = "join"

    REMIND = "remind"
    ESCALATE = "escalate"
    WAIT = "wait"
    REQUEST = "request"
    GRANT = "grant"
    REFUSE = "refuse"
    EXTEND = "extend"
    RAISE = "raise"
    URGE = "urge"
    SUPERVISE = "supervise"
    NOTE = "note"
    SAY = "say"
    ADD = "add"
    RECLASSIFY = "reclassify"
    RELOCATE = "relocate"
    MERGE = "merge"
    PART = "part"
    SPLIT = "split"
    CONCEAL = "conceal"
    PRAISE = "praise"
    CALL_BACK = "call_back"
    GRADE = "grade"
    TELL = "tell"
    MEET = "meet"
    DECIDE = "decide"
    INQUIRE = "inquire"
    STATE = "state"
    FIND = "find"


class Role(StrEnum):
    """What the one who acts is to this case."""

    RESIDENT = "resident"
    OWNER = "owner"
    WORKER = "worker"
    CHIEF = "chief"
    DESK = "desk"
    DEPARTMENT = "department"
    MEDIATOR = "mediator"
    SYSTEM = "system"


class Need(StrEnum):
    """What has to be said along with an action."""

    OWNER = "owner"
    REASON = "reason"
    QUESTION = "question"
    DEPARTMENT = "department"
    RESULT = "result"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Transition:
    """One thing that may happen; a source of None is a case that does not exist yet."""

    source: Status | None
    action: Action
    target: Status
    roles: frozenset[Role]
    needs: frozenset[Need]


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault.
    """An action that may not happen: "not_now", "not_yours", or "needs_" and what was missing."""

    def __init__(self, code: str, status: Status | None, action: Action, role: Role | None = None) -> None:
        super().__init__(f"{code}: {action} by {role or 'anybody'} while {status or 'not open yet'}")
        self.code = code
        self.status = status
        self.action = action
        self.role = role


RECEIVED, DISPATCHED, SIGNED = Status.RECEIVED, Status.DISPATCHED, Status.SIGNED
WAITING, WHISTLED, CHECKING = Status.WAITING, Status.WHISTLED, Status.CHECKING
COMPLETED, CLOSED, SUSPENDED = Status.COMPLETED, Status.CLOSED, Status.SUSPENDED
REJECTED, WITHDRAWN = Status.REJECTED, Status.WITHDRAWN

RESIDENT, OWNER, WORKER, CHIEF = Role.RESIDENT, Role.OWNER, Role.WORKER, Role.CHIEF
DESK, DEPARTMENT, MEDIATOR, SYSTEM = Role.DESK, Role.DEPARTMENT, Role.MEDIATOR, Role.SYSTEM

Statuses = Iterable[Status | None]

EVERY = tuple(Status)
ENDED = frozenset({COMPLETED, CLOSED, REJECTED, WITHDRAWN})
OPEN: frozenset[Status] = frozenset(EVERY) - ENDED
STILL_OPEN = tuple(status for status in EVERY if status in OPEN)


def _move(
    sources: Statuses, action: Action, target: Status, roles: Iterable[Role], needs: Iterable[Need] = ()
) -> Iterator[Transition]:
    for source in sources:
        yield Transition(source, action, target, frozenset(roles), frozenset(needs))


def _stay(
    statuses: Iterable[Status], action: Action, roles: Iterable[Role], needs: Iterable[Need] = ()
) -> Iterator[Transition]:
    for status in statuses:
        yield Transition(status, action, status, frozenset(roles), frozenset(needs))


_HANDLERS = (OWNER, DESK, CHIEF)
_UPSTAIRS = (DESK, CHIEF)
_TIMED = (RECEIVED, DISPATCHED, SIGNED, WHISTLED, CHECKING, SUSPENDED)  # While a clock runs or a review is due.

TRANSITIONS: tuple[Transition, ...] = (
    # Coming in and finding somebody.
    *_move([None], Action.OPEN, RECEIVED, [RESIDENT, WORKER, DESK, CHIEF, SYSTEM]),
    *_move([None], Action.RECORD, CLOSED, [WORKER, CHIEF, DESK], [Need.NOTE]),
    *_move([RECEIVED], Action.DISPATCH, DISPATCHED, [SYSTEM, DESK, CHIEF], [Need.OWNER]),
    *_move([DISPATCHED], Action.HAND_OVER, DISPATCHED, [*_HANDLERS, SYSTEM], [Need.OWNER]),
    *_move([SIGNED, WAITING], Action.HAND_OVER, DISPATCHED, _HANDLERS, [Need.OWNER]),
    *_stay([WHISTLED, CHECKING, SUSPENDED], Action.HAND_OVER, _HANDLERS, [Need.OWNER]),
    *_move([RECEIVED, DISPATCHED, SIGNED, WAITING], Action.RULE, DISPATCHED, _UPSTAIRS, [Need.OWNER, Need.REASON]),
    *_move([RECEIVED, DISPATCHED, SIGNED], Action.TAKE, SIGNED, _UPSTAIRS),
    *_move([DISPATCHED], Action.SIGN, SIGNED, [OWNER]),
    *_move([DISPATCHED], Action.RETURN, RECEIVED, [*_HANDLERS, SYSTEM], [Need.REASON]),
    *_move([SIGNED], Action.RETURN, RECEIVED, [OWNER], [Need.REASON]),
    # Asking the resident.
    *_move([DISPATCHED, SIGNED], Action.ASK, WAITING, [OWNER], [Need.QUESTION]),
    *_move([WAITING], Action.ANSWER, SIGNED, [RESIDENT, SYSTEM, OWNER, DESK]),
    # Whistling for a department, and looking at what it claims to have done.
    *_move([DISPATCHED, SIGNED], Action.WHISTLE, WHISTLED, _HANDLERS, [Need.DEPARTMENT, Need.REASON]),
    *_move([WHISTLED], Action.REPORT_IN, WHISTLED, [DEPARTMENT]),
    *_move([WHISTLED], Action.CLAIM, CHECKING, [DEPARTMENT], [Need.NOTE]),
    *_stay([CHECKING], Action.REPORT_IN, [DEPARTMENT]),
    *_stay([CHECKING], Action.CLAIM, [DEPARTMENT], [Need.NOTE]),
    *_move([CHECKING], Action.REFUSE_CLAIM, WHISTLED, _HANDLERS, [Need.NOTE]),
    *_move([CHECKING], Action.ACCEPT_CLAIM, WHISTLED, _HANDLERS),
    *_stay([WHISTLED, CHECKING], Action.LET_GO, _HANDLERS, [Need.REASON]),
    *_move([WHISTLED, CHECKING], Action.END_WHISTLE, SIGNED, _HANDLERS, [Need.REASON]),
    *_move([CHECKING], Action.VERIFY, COMPLETED, _HANDLERS, [Need.RESULT]),
    # Finishing, and the resident's word on it.
    *_move([DISPATCHED, SIGNED, WAITING], Action.COMPLETE, COMPLETED, _HANDLERS, [Need.RESULT, Need.NOTE]),
    *_move([RECEIVED], Action.COMPLETE, COMPLETED, [*_UPSTAIRS, SYSTEM], [Need.RESULT, Need.NOTE]),
    *_move([COMPLETED], Action.UNDO_COMPLETE, SIGNED, _HANDLERS),
    *_move([COMPLETED], Action.CLOSE, CLOSED, [RESIDENT, DESK, CHIEF, SYSTEM]),
    *_move([*STILL_OPEN], Action.SETTLE, CLOSED, [RESIDENT, DESK]),
    *_move([COMPLETED, CLOSED], Action.REOPEN, SIGNED, [RESIDENT, DESK, CHIEF]),
    *_move([SIGNED], Action.UNDO_REOPEN, COMPLETED, [RESIDENT]),
    *_move([CLOSED], Action.UNDO_CLOSE, COMPLETED, [RESIDENT]),
    # Ending or resting without a result.
    *_move([RECEIVED], Action.REJECT, REJECTED, [*_UPSTAIRS, SYSTEM], [Need.REASON]),
    *_move([DISPATCHED, SIGNED], Action.REJECT, REJECTED, _UPSTAIRS, [Need.REASON]),
    *_move(STILL_OPEN, Action.WITHDRAW, WITHDRAWN, [RESIDENT, DESK]),
    *_move([WITHDRAWN], Action.UNDO_WITHDRAW, RECEIVED, [RESIDENT]),
    *_move([RECEIVED, DISPATCHED, SIGNED, WHISTLED], Action.SUSPEND, SUSPENDED, _UPSTAIRS, [Need.REASON]),
    *_move([SUSPENDED], Action.RESUME, SIGNED, [CHIEF, DESK, SYSTEM]),
    # Joining the case of a neighbour, which then carries it; its steps of RECEIVED by the system follow that one's.
    *_move([RECEIVED, DISPATCHED, SIGNED], Action.JOIN, RECEIVED, [RESIDENT, *_UPSTAIRS]),
    *_move([WAITING, SUSPENDED], Action.JOIN, RECEIVED, _UPSTAIRS),
    *_move([COMPLETED], Action.JOIN, RECEIVED, [SYSTEM]),
    # What happens beside the way and moves nothing.
    *_stay(_TIMED, Action.REMIND, [SYSTEM]),
    *_stay(STILL_OPEN, Action.ESCALATE, [SYSTEM]),
    *_stay([DISPATCHED], Action.WAIT, _UPSTAIRS),
    *_stay(STILL_OPEN, Action.REQUEST, [OWNER], [Need.REASON]),
    *_stay(STILL_OPEN, Action.GRANT, _UPSTAIRS),
    *_stay(STILL_OPEN, Action.REFUSE, _UPSTAIRS),
    *_stay(STILL_OPEN, Action.EXTEND, _HANDLERS, [Need.REASON]),
    *_stay(STILL_OPEN, Action.RAISE, [OWNER, CHIEF], [Need.REASON]),
    *_stay(STILL_OPEN, Action.URGE, [RESIDENT, DESK]),
    *_stay(STILL_OPEN, Action.SUPERVISE, _UPSTAIRS, [Need.OWNER]),
    *_stay(EVERY, Action.NOTE, [OWNER, WORKER, CHIEF, DESK, DEPARTMENT, MEDIATOR]),
    *_stay([*STILL_OPEN, COMPLETED], Action.SAY, [OWNER, CHIEF, DESK, DEPARTMENT], [Need.NOTE]),
    *_stay([*STILL_OPEN, COMPLETED, CLOSED], Action.ADD, [RESIDENT, OWNER, CHIEF, DESK, DEPARTMENT, WORKER]),
    *_stay(STILL_OPEN, Action.RECLASSIFY, [OWNER, CHIEF, DESK, RESIDENT, SYSTEM]),
    *_stay(STILL_OPEN, Action.RELOCATE, [OWNER, CHIEF, DESK, RESIDENT, SYSTEM]),
    *_stay(STILL_OPEN, Action.MERGE, [*_UPSTAIRS, SYSTEM]),
    *_stay([RECEIVED], Action.PART, [RESIDENT, *_UPSTAIRS, SYSTEM]),
    *_stay(STILL_OPEN, Action.SPLIT, _UPSTAIRS),
    *_stay(STILL_OPEN, Action.CONCEAL, [RESIDENT, DESK]),
    *_stay(EVERY, Action.PRAISE, [RESIDENT]),
    *_stay([COMPLETED, CLOSED], Action.CALL_BACK, _UPSTAIRS),
    *_stay(EVERY, Action.GRADE, _HANDLERS),
    *_stay(EVERY, Action.TELL, [*_HANDLERS, WORKER]),
    *_stay(STILL_OPEN, Action.MEET, _UPSTAIRS, [Need.REASON]),
    *_stay(STILL_OPEN, Action.DECIDE, _UPSTAIRS, [Need.REASON]),
    *_stay(EVERY, Action.INQUIRE, _UPSTAIRS, [Need.REASON]),
    *_stay(EVERY, Action.STATE, [*_HANDLERS, WORKER], [Need.NOTE]),
    *_stay(EVERY, Action.FIND, _UPSTAIRS, [Need.NOTE]),
)

_BY_STEP = {(step.source, step.action): step for step in TRANSITIONS}


def find(status: Status | None, action: Action, role: Role) -> Transition:
    """The transition that this role may make now; else `Refused` says whether time or role is wrong."""
    step = _BY_STEP.get((status, action))
    if step is None:
        raise Refused("not_now", status, action, role)
    if role not in step.roles:
        raise Refused("not_yours", status, action, role)
    return step


def check_needs(transition: Transition, given: Mapping[str, object]) -> None:
    """Refuse if something the transition needs is absent, None or blank."""
    for need in Need:
        if need in transition.needs and _blank(given.get(need)):
            raise Refused(f"needs_{need}", transition.source, transition.action)


def is_open(status: Status) -> bool:
    """Whether somebody still has to do something about the case."""
    return status in OPEN


def _blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
