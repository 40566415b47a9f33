"""What WeChat's error codes mean for the sender: one table of code, meaning and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Action(StrEnum):
    """What a sender does about an error."""

    retry = "retry"  # Later, with growing pauses, three times at most.
    refresh_token = "refresh_token"  # noqa: S105 (a thing to do, not a token)
    stop_account = "stop_account"  # Nothing goes out until an operator has acted.
    pause_account = "pause_account"  # The queue is kept; tried again after the pause.
    stop_user = "stop_user"  # Nothing more to this person.
    unfollowed = "unfollowed"  # The person has left: mark it, use another way.
    give_up_channel = "give_up_channel"  # The next rung of the ladder.
    give_up_message = "give_up_message"  # This text will never pass.
    switch_off_template = "switch_off_template"
    switch_off_api = "switch_off_api"  # The ability is taken off the account.
    pause_api_day = "pause_api_day"  # The day's quota is used up.
    wait_minute = "wait_minute"
    hold = "hold"  # Outside the window: a template if there is one, else the next contact.
    shorten = "shorten"
    plain_text = "plain_text"  # Say it as a plain numbered text instead.
    media_lost = "media_lost"  # Ask for it again.
    bug = "bug"  # Ours; never tried again.
    ignore = "ignore"


@dataclass(frozen=True, slots=True)
class ErrCode:
    """One row: codes that mean the same, and whether an operator is told."""

    codes: tuple[int, ...]
    meaning: str
    action: Action
    alarm: bool = False
    delay: timedelta = timedelta(0)


_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_BACK_OFF = timedelta(seconds=5)
BEIJING = ZoneInfo("Asia/Shanghai")

TABLE: tuple[ErrCode, ...] = (
    ErrCode((-1, 268487001, 268487002), "busy", Action.retry, delay=_BACK_OFF),
    ErrCode((40001, 40014, 42001), "token wrong, old or expired", Action.refresh_token, alarm=True),
    ErrCode((41001,), "token missing", Action.bug, alarm=True),
    ErrCode(
        (40013, 40125, 40243, 41002, 41004, 50007),
        "AppID or secret wrong or frozen, or account frozen",
        Action.stop_account,
        alarm=True,
    ),
    ErrCode((40164, 61004), "our address is not on the list", Action.pause_account, True, _HOUR),
    ErrCode((89503, 89507), "our address awaits the admin", Action.pause_account, True, _HOUR),
    ErrCode((89506,), "our address was refused twice", Action.pause_account, True, _DAY),
    ErrCode((40003, 49003, 46004), "wrong openid", Action.stop_user),
    ErrCode((43004, 50005), "does not follow", Action.unfollowed),
    ErrCode((43019,), "user is on the account's blacklist", Action.stop_user),
    ErrCode((43101,), "no subscription left, or refused", Action.give_up_channel),
    ErrCode((43116,), "template banned or limited", Action.switch_off_template, alarm=True),
    ErrCode((40036, 40037), "template id wrong or deleted", Action.switch_off_template, alarm=True),
    ErrCode((40249,), "taken for marketing", Action.give_up_message, alarm=True),
    ErrCode((47001, 47003, 40033, 44002), "body or field invalid", Action.bug, alarm=True),
    ErrCode((40008, 40039), "message type or address invalid", Action.bug, alarm=True),
    ErrCode((45002,), "content too long", Action.shorten),
    ErrCode((45009,), "the day's quota is used up", Action.pause_api_day, alarm=True),
    ErrCode((45011,), "the minute's quota is used up", Action.wait_minute, delay=timedelta(minutes=1)),
    ErrCode((45015,), "outside the 48 hours, or unfollowed", Action.hold),
    ErrCode((45047,), "the customer-service count is used up", Action.hold),
    ErrCode((45008,), "too many news items", Action.bug, alarm=True),
    ErrCode((45065, 45066, 45067), "mass sending only", Action.ignore),
    ErrCode((45080, 45081, 45072), "typing is not possible now", Action.ignore),
    ErrCode((40200,), "no tap menu on this kind of account", Action.plain_text),
    ErrCode((45056, 45058, 45059, 45157, 45158, 45159, 40032), "tag refused", Action.bug, alarm=True),
    ErrCode((45169, 45171), "tagging at the same time, or partly failed", Action.retry, delay=_BACK_OFF),
    ErrCode((48001,), "the account has no right to this", Action.switch_off_api, alarm=True),
    ErrCode((48002,), "user has switched off receiving", Action.stop_user),
    ErrCode((48004,), "the API is banned", Action.switch_off_api, alarm=True),
    ErrCode((50002,), "user limited", Action.stop_user, alarm=True),
    ErrCode((48006,), "quota resets used up", Action.ignore),
    ErrCode((40007,), "medium gone", Action.media_lost),
    ErrCode((65320, 65304), "menu rule refused", Action.bug, alarm=True),
    ErrCode((70000,), "minor protection", Action.stop_user),
    ErrCode((40029, 40163), "login code invalid or used", Action.give_up_message),
)
UNKNOWN = ErrCode((), "a code we do not know", Action.give_up_channel, alarm=True)
_BY_CODE = {code: row for row in TABLE for code in row.codes}


def row_for(code: int) -> ErrCode:
    """The row of the code, or UNKNOWN."""
    return _BY_CODE.get(code, UNKNOWN)


def action_for(code: int) -> Action:
    """What to do about the code."""
    return row_for(code).action


def not_before(code: int, now: datetime, attempt: int = 0) -> datetime:
    """When trying again makes sense: the row's pause, doubled per attempt for a busy server."""
    row = row_for(code)
    if row.action is Action.pause_api_day:
        tomorrow = now.astimezone(BEIJING).date() + _DAY
        return datetime.combine(tomorrow, time(0, 5), BEIJING).astimezone(now.tzinfo)
    return now + row.delay * (2**attempt if row.action is Action.retry else 1)
