"""Each error code and what is done about it, written down apart from the table."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wechat.apierrors import ApiError, NetworkError
from wechat.errcodes import TABLE, action_for, not_before, row_for

EXPECTED = """
-1 retry
268487001 retry
268487002 retry
40001 refresh_token !
40014 refresh_token !
42001 refresh_token !
41001 bug !
40013 stop_account !
40125 stop_account !
40243 stop_account !
41002 stop_account !
41004 stop_account !
50007 stop_account !
40164 pause_account !
61004 pause_account !
89503 pause_account !
89506 pause_account !
89507 pause_account !
40003 stop_user
49003 stop_user
46004 stop_user
43004 unfollowed
50005 unfollowed
43019 stop_user
43101 give_up_channel
43116 switch_off_template !
40036 switch_off_template !
40037 switch_off_template !
40249 give_up_message !
47001 bug !
47003 bug !
40033 bug !
44002 bug !
40008 bug !
40039 bug !
45002 shorten
45009 pause_api_day !
45011 wait_minute
45015 hold
45047 hold
45008 bug !
45065 ignore
45066 ignore
45067 ignore
45080 ignore
45081 ignore
45072 ignore
40200 plain_text
45056 bug !
45058 bug !
45059 bug !
45157 bug !
45158 bug !
45159 bug !
40032 bug !
45169 retry
45171 retry
48001 switch_off_api !
48002 stop_user
48004 switch_off_api !
50002 stop_user !
48006 ignore
40007 media_lost
65320 bug !
65304 bug !
70000 stop_user
40029 give_up_message
40163 give_up_message
31415926 give_up_channel !
"""
ROWS = [(int(line.split()[0]), line.split()[1], line.endswith("!")) for line in EXPECTED.split("\n") if line]


@pytest.mark.parametrize(("code", "action", "alarm"), ROWS)
def test_a_code_calls_for_its_action(code: int, action: str, alarm: bool) -> None:
    assert (action_for(code), row_for(code).alarm) == (action, alarm)


def test_every_code_of_the_table_is_written_down_here_once() -> None:
    codes = [code for row in TABLE for code in row.codes]
    assert len(codes) == len(set(codes))
    assert set(codes) == {code for code, _, _ in ROWS} - {31415926}


NOW = datetime(2026, 5, 29, 15, 58, tzinfo=UTC)  # 23:58 in Beijing


@pytest.mark.parametrize(
    ("code", "attempt", "seconds"),
    [
        (-1, 0, 5),
        (-1, 1, 10),
        (-1, 2, 20),
        (45011, 0, 60),
        (45011, 3, 60),
        (40164, 0, 3600),
        (89506, 0, 86400),
    ],
)
def test_trying_again_waits_its_time(code: int, attempt: int, seconds: int) -> None:
    assert (not_before(code, NOW, attempt) - NOW).total_seconds() == seconds


def test_a_used_up_day_ends_at_midnight_in_beijing() -> None:
    assert not_before(45009, NOW) == datetime(2026, 5, 29, 16, 5, tzinfo=UTC)
    assert not_before(45009, NOW).tzinfo is UTC


def test_an_api_error_tells_code_field_and_rid_but_not_what_was_sent() -> None:
    errmsg = "argument invalid! data.thing2.value invalid: '秘密' rid: 6a1b-22-ff"
    error = ApiError(47003, errmsg, "message/template/send")
    assert (error.errcode, error.field, error.rid, error.action) == (47003, "thing2", "6a1b-22-ff", "bug")
    assert str(error) == "message/template/send: errcode 47003, field thing2, rid 6a1b-22-ff"
    assert error.errmsg == errmsg


def test_an_api_error_without_a_rid_is_an_error_all_the_same() -> None:
    assert (ApiError(-1, "system error", "menu/get").rid, ApiError(-1, "", "x").field) == (None, None)


def test_a_network_error_says_whether_the_outcome_is_known() -> None:
    error = NetworkError("menu/get", "ReadTimeout", unknown_outcome=True)
    assert (error.unknown_outcome, str(error)) == (True, "menu/get: ReadTimeout")
