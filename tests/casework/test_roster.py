"""Binding codes: one a phone, the same again while it is good, once only, for seven days."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from casework import people, roster
from casework.arrival import meet
from casework.work import CaseworkError
from domain.org import Organisation, Staff
from models.person import Person
from models.staff import Invite, StaffMember
from tests.casework.conftest import Bench

SECRET = "example-secret"


def invite(bench: Bench, secret: str = SECRET, org: Organisation | None = None) -> dict[str, str]:
    with bench.work() as work:
        made = roster.invite(work.session, org or bench.rules.org, secret, work.now)
    return {member.phone: code for member, code in made}


def bind(bench: Bench, code: str, openid: str = "oJia", account: str = "yan") -> Staff:
    with bench.work(account) as work:
        return people.bind(work, meet(work, openid), code)


def refusal(bench: Bench, code: str, openid: str = "oJia") -> str:
    with pytest.raises(CaseworkError) as caught:
        bind(bench, code, openid)
    return caught.value.code


def test_everybody_of_the_config_gets_one_code_of_eight_clear_letters(bench: Bench) -> None:
    codes = invite(bench)
    assert set(codes) == set(bench.rules.org.staff)
    assert len(set(codes.values())) == len(codes)
    for code in codes.values():
        assert len(code) == 8
        assert not set(code) & set("01IO")


def test_it_is_the_same_code_as_long_as_it_is_good(bench: Bench) -> None:
    first = invite(bench)
    bench.hands.move(days=6, hours=23)
    assert invite(bench) == first
    bench.hands.move(hours=2)
    second = invite(bench)
    assert not set(second.values()) & set(first.values())


def test_another_secret_makes_other_codes_and_both_work(bench: Bench) -> None:
    first, second = invite(bench), invite(bench, "another-secret")
    phone = "13800000001"
    assert first[phone] != second[phone]
    assert bind(bench, first[phone]).phone == phone


def test_no_code_is_kept_as_it_is_typed(bench: Bench) -> None:
    codes = invite(bench)
    with bench.work() as work:
        kept = set(work.session.scalars(select(Invite.code_hash)))
    assert not kept & set(codes.values())
    assert len(kept) == len(codes)


@pytest.mark.parametrize("spelled", ["{}", " {} ", "{lower}", "{spaced}", "{dashed}"])
def test_spaces_dashes_and_small_letters_do_not_matter(bench: Bench, spelled: str) -> None:
    code = invite(bench)["13800000001"]
    typed = spelled.format(code, lower=code.lower(), spaced=" ".join(code), dashed=f"{code[:4]}-{code[4:]}")
    assert bind(bench, typed).name == "示例甲"


def test_whoever_is_bound_is_not_invited_again(bench: Bench) -> None:
    codes = invite(bench)
    bind(bench, codes["13800000001"])
    again = invite(bench)
    assert set(again) == set(codes) - {"13800000001"}
    assert all(codes[phone] == code for phone, code in again.items())


def test_a_code_works_once(bench: Bench) -> None:
    code = invite(bench)["13800000001"]
    bind(bench, code)
    assert refusal(bench, code, "oOther") == "code_used"
    assert refusal(bench, code, "oJia") == "bound_already"


def test_a_code_works_for_seven_days(bench: Bench) -> None:
    code = invite(bench)["13800000001"]
    bench.hands.move(days=7, seconds=1)
    assert refusal(bench, code) == "code_expired"


@pytest.mark.parametrize("code", ["", "AAAAAAAA", "绑定", "x" * 500])
def test_a_code_nobody_made_is_unknown(bench: Bench, code: str) -> None:
    invite(bench)
    assert refusal(bench, code) == "code_unknown"


def test_a_code_of_somebody_who_has_left_is_unknown(bench: Bench) -> None:
    code = invite(bench)["13800000001"]
    staff = {phone: one for phone, one in bench.rules.org.staff.items() if phone != "13800000001"}
    bench.rules = replace(bench.rules, org=Organisation(bench.rules.org.units, staff, bench.rules.org.departments))
    assert refusal(bench, code) == "code_unknown"


def test_who_has_unfollowed_is_invited_anew(bench: Bench) -> None:
    code = invite(bench)["13800000001"]
    bind(bench, code)
    with bench.work() as work:
        people.leave(work, meet(work, "oJia"))
    assert invite(bench)["13800000001"] != code


def test_the_mirror_follows_the_config(bench: Bench) -> None:
    invite(bench)
    org = bench.rules.org
    renamed = replace(org.staff["13800000001"], name="示例新名")
    staff = {"13800000001": renamed, "13800000099": Staff("13800000099", "示例新人", "worker", ("g2",))}
    codes = invite(bench, org=Organisation(org.units, staff, org.departments))
    assert set(codes) == set(staff)
    with bench.work() as work:
        rows = {row.phone: row for row in work.session.scalars(select(StaffMember))}
    assert rows["13800000001"].name == "示例新名"
    assert not rows["13800000002"].active
    assert set(invite(bench)) == set(org.staff)  # Back again with the old config.


def test_one_person_binds_in_several_accounts(bench: Bench) -> None:
    code = invite(bench)["13800000001"]
    bind(bench, code)
    with bench.work("half") as work:
        member = work.session.scalars(select(StaffMember).where(StaffMember.phone == "13800000001")).one()
        meet(work, "oJiaToo").staff_id = member.id
    bench.hands.move(minutes=1)
    with bench.work() as work:
        row = work.session.scalars(select(StaffMember).where(StaffMember.phone == "13800000001")).one()
        chats = {account: people.chat_of(work, row.id, account) for account in ("yan", "half")}
    assert {account: chat and chat.account for account, chat in chats.items()} == {"yan": "yan", "half": "half"}


def test_elsewhere_it_is_the_chat_that_was_used_last(bench: Bench) -> None:
    one, other = bench.person("oA", staff="示例甲"), bench.person("oB", staff="示例甲", account="half")
    for person_id, account in ((one, "yan"), (other, "half"), (one, "yan")):
        bench.hands.move(minutes=1)
        with bench.work() as work:
            work.session.get_one(Person, person_id).seen_at = work.now
            work.session.flush()
            staff_id = work.session.get_one(Person, person_id).staff_id
            assert staff_id
            chat = people.chat_of(work, staff_id, "third")
            assert chat
            assert chat.account == account
