"""Imports every table, so that the metadata is whole for migrations and tests."""

from models.base import Base
from models.callback import CallBack
from models.case import Case, Counter, HistoryEntry
from models.control import Lease, RulesVersion, Switch
from models.errand import Errand
from models.event import KnownEvent
from models.inbox import InboxMessage
from models.leave import Leave
from models.medium import Medium
from models.meeting import Meeting
from models.outbox import OutboxRow
from models.person import Person
from models.question import Question
from models.request import Request
from models.staff import Invite, StaffMember
from models.whistle import Called, Whistle

__all__ = [
    "Base",
    "CallBack",
    "Called",
    "Case",
    "Counter",
    "Errand",
    "HistoryEntry",
    "InboxMessage",
    "Invite",
    "KnownEvent",
    "Lease",
    "Leave",
    "Medium",
    "Meeting",
    "OutboxRow",
    "Person",
    "Question",
    "Request",
    "RulesVersion",
    "StaffMember",
    "Switch",
    "Whistle",
]
