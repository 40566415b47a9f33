"""What a grid worker does by command: accept, talk, finish, return, hand over, look up, report a find of his own."""

from __future__ import annotations

import re

from casework import alarms, consent, desk, dispatch, evidence, handling, intake, ruling
from casework.facts import answer_by, unit_name
from casework.work import Actor, Case, CaseworkError, Medium
from domain.lifecycle import Action, Role
from domain.numbers import format_number, read_digits
from handlers import case_page, emergency, loose, whistle_commands
from handlers.report import find_of
from handlers.turn import Reply, Turn
from handlers.verbs import Verb
from wording import consent as words_of_consent
from wording import labels, staff

DEFAULT_WORDS = "已经办好"
DAYS = re.compile(r"([0-9０-９一二两三四五六七八九十]+)\s*(?:天|日|个工作日)\s*(.*)", re.DOTALL)


def sign(turn: Turn, case: Case, rest: str) -> Reply:
    """接; a department that was called reports in by it."""
    if whistle_commands.is_called(turn, case):
        return whistle_commands.report_in(turn, case, rest)
    handling.sign(turn.work, case, turn.as_staff(case, Action.SIGN), rest or None)
    who = "" if case.confidential else _reporter(turn, case)
    number, due = format_number(case.number), turn.promise(answer_by(turn.work, case))
    return Reply(staff.signed(number, turn.say(case), turn.place(case), who, due, turn.by_phone(case)))


def _reporter(turn: Turn, case: Case) -> str:
    return f"替{case.on_behalf}报的。" if case.on_behalf else ""


def say(turn: Turn, case: Case, rest: str) -> Reply:
    """回."""
    handling.say(turn.work, case, turn.as_staff(case, Action.SAY), rest)
    return Reply(staff.said(format_number(case.number), turn.by_phone(case)))


def ask(turn: Turn, case: Case, rest: str) -> Reply:
    """问: slashes become taps."""
    parts = [part.strip() for part in re.split(r"[/／]", rest) if part.strip()]
    choices = parts[:5] if len(parts) > 1 else []
    waits = consent.ask_resident(turn.work, case, turn.as_staff(case, Action.ASK), "，还是".join(parts), choices)
    number = format_number(case.number)
    return Reply(words_of_consent.asked_above(number, "pause") if waits else staff.asked(number))


def done(turn: Turn, case: Case, rest: str) -> Reply:
    """办结: a photo sent just before goes in; one that is missing is asked for once and never in the way.

    From a department that was called it is a claim.
    """
    if whistle_commands.is_called(turn, case):
        return whistle_commands.claim(turn, case, rest)
    loose.attach(turn, case)
    result, words = _result(rest)
    handling.complete(turn.work, case, turn.as_staff(case, Action.COMPLETE), words or DEFAULT_WORDS, result)
    number, undo = format_number(case.number), _undo_words(turn)
    category = turn.work.rules.category(case.category)
    wants = category.needs_photo and not case.photo_asked
    if wants and not handling.has_photo(turn.work, case):
        case.photo_asked = True
        return Reply(staff.done_wants_photo(number, undo, case.id, turn.by_phone(case), sheet=category.mediation))
    return Reply(staff.done(number, undo, case.id, turn.by_phone(case)))


def _undo_words(turn: Turn) -> str:
    seconds = int(turn.work.rules.undo.total_seconds())
    return f"{seconds}秒后" if seconds else "已经"


def _result(rest: str) -> tuple[str, str]:
    """A result word before the words decides how it ended; without one it is solved."""
    for word in sorted(labels.RESULT_WORDS, key=len, reverse=True):
        if rest.startswith(word) and (len(rest) == len(word) or rest[len(word)] in " 　:：,，"):
            return labels.RESULT_WORDS[word], rest[len(word) :].strip(" 　:：,，")
    return "solved", rest


def undo_done(turn: Turn, case: Case, rest: str) -> Reply:
    """点错了 after 办结."""
    try:
        handling.undo_completion(turn.work, case, turn.as_staff(case, Action.UNDO_COMPLETE))
    except CaseworkError as refusal:
        if refusal.code == "already_told":
            return Reply(staff.undo_too_late(format_number(case.number)))
        raise
    return Reply(staff.undone(format_number(case.number)))


def give_back(turn: Turn, case: Case, rest: str) -> Reply:
    """退: attach what was photographed as evidence."""
    loose.attach(turn, case)
    actor = turn.as_staff(case, Action.RETURN)
    if case.returns >= dispatch.MAX_RETURNS and actor.role is Role.OWNER:
        level = ruling.dispute(turn.work, case, actor, rest)
        return Reply(staff.disputed(format_number(case.number), unit_name(turn.work, level.unit_id) or ""))
    dispatch.give_back(turn.work, case, actor, rest)
    left = dispatch.MAX_RETURNS - case.returns
    return Reply(staff.returned(format_number(case.number), turn.who(case), left))


def hand_over(turn: Turn, case: Case, rest: str) -> Reply:
    """转 12 李明."""
    name, _, words = rest.partition(" ")
    member = desk.find_member(turn.work, name, case)
    dispatch.hand_over(turn.work, case, member, turn.as_staff(case, Action.HAND_OVER), words or None)
    who = labels.person(member.name, "", member.phone)
    return Reply(staff.handed(format_number(case.number), who, turn.by_phone(case)))


def note(turn: Turn, case: Case, rest: str) -> Reply:
    """备注; with a photo it may come without words."""
    attached = loose.attach(turn, case)
    words = rest or (f"{attached}张照片" if attached else "")
    handling.add_note(turn.work, case, turn.as_staff(case, Action.NOTE), words)
    return Reply(staff.noted(format_number(case.number)))


def raise_level(turn: Turn, case: Case, rest: str) -> Reply:
    """提级."""
    unit = handling.raise_level(turn.work, case, turn.as_staff(case, Action.RAISE), rest)
    return Reply(staff.raised(format_number(case.number), unit_name(turn.work, unit) or ""))


def extend(turn: Turn, case: Case, rest: str) -> Reply:
    """延期 12 2天 等配件."""
    found = DAYS.match(rest)
    days = read_digits(found[1]) if found else None
    if not days or days > 60 or not found:
        raise CaseworkError("bad_days")
    waits = consent.extend(turn.work, case, turn.as_staff(case, Action.EXTEND), days, found[2].strip())
    if waits:
        return Reply(words_of_consent.asked_above(format_number(case.number), "extend"))
    return Reply(staff.extended(format_number(case.number), turn.moment(case.solve_due), turn.by_phone(case)))


def lay_aside(turn: Turn, case: Case, rest: str) -> Reply:
    """挂账."""
    waits = consent.suspend(turn.work, case, turn.as_staff(case, Action.SUSPEND), rest)
    number = format_number(case.number)
    return Reply(words_of_consent.asked_above(number, "suspend") if waits else words_of_consent.laid_aside(number))


def look(turn: Turn, case: Case, rest: str) -> Reply:
    """查."""
    return Reply(staff.look(case_page.lines(turn, case)))


def hear(turn: Turn, case: Case, rest: str) -> Reply:
    """听: the words of the newest voice with a tap for the sound itself; without words the sound at once."""
    voice = _newest(turn, case, ("voice",)) if case_page.may_listen(turn, case) else None
    if voice is None or not voice.words:
        return play(turn, case, rest)
    return Reply(staff.voice_words(format_number(case.number), case.id, voice.words))


def play(turn: Turn, case: Case, rest: str) -> Reply:
    """原声: the newest voice of the case, from the platform while it has it, else from our own page."""
    return _medium(turn, case, ("voice",), staff.nothing_to_hear(format_number(case.number)))


def _newest(turn: Turn, case: Case, kinds: tuple[str, ...]) -> Medium | None:
    """The resident's newest medium of these kinds, else the staff's own."""
    hers = handling.newest_medium(turn.work, case, kinds, by_staff=False)
    return hers or handling.newest_medium(turn.work, case, kinds)


def see(turn: Turn, case: Case, rest: str) -> Reply:
    """看: the newest photo."""
    return _medium(turn, case, ("image", "video"), staff.nothing_to_see(format_number(case.number)))


def _medium(turn: Turn, case: Case, kinds: tuple[str, ...], none: str) -> Reply:
    case_page.may_look(turn, case)
    if "voice" in kinds and not case_page.may_hear(turn, case):
        raise CaseworkError("concealed_voice")
    medium = _newest(turn, case, kinds)
    if medium is None:
        return Reply(none)
    here = medium.account == turn.person.account  # A media id means nothing to another account.
    media_id = evidence.platform_id(turn.work, medium) if here else None
    if media_id and medium.kind in ("voice", "image"):
        return Reply("", medium=(medium.kind, media_id))
    kind = labels.MEDIUM[medium.kind]
    if medium.file is None:
        lost = staff.medium_lost if medium.status == "lost" else staff.medium_pending
        return Reply(lost(format_number(case.number), kind))
    return Reply(staff.heard_elsewhere(kind, f"〔打开|{turn.page('m/' + medium.token)}〕"))


def seen(turn: Turn, case: Case, rest: str) -> Reply:
    """看到了: an alarm has been seen; the resident is told by whom."""
    what = alarms.seen(turn.work, case, turn.as_staff(case, Action.NOTE))
    number = format_number(case.number)
    if what.before is not None:
        return Reply(staff.seen_before(number, what.before))
    return Reply(staff.seen(number) if what.told else staff.seen_untold(number))


def report_find(turn: Turn, case: None, rest: str) -> Reply:
    """报: one's own find is a case like any other."""
    report = find_of(turn, rest, first_asked_id=turn.staff_row.id)
    found = intake.open_case(turn.work, turn.person, report, _finder(turn))
    loose.attach(turn, found)
    return opened(turn, found)


def opened(turn: Turn, case: Case) -> Reply:
    """What a staff member has entered; somebody in danger comes before everything else."""
    text = staff.report_opened(format_number(case.number), turn.say(case), turn.who(case))
    if case.emergency is not None:
        return emergency.of_staff(turn, case, text)
    if case.urgent:
        alarms.raise_alarm(turn.work, case, but=turn.staff_row.id)
    return Reply(text)


def _finder(turn: Turn) -> Actor:
    assert turn.staff is not None
    return Actor(Role.WORKER, turn.staff_row.id, turn.person.id, turn.staff.name, turn.staff.phone)


def passing(turn: Turn, case: None, rest: str) -> Reply:
    """随手办: photo and one line of something seen and fixed."""
    report = find_of(turn, rest)
    done_case = intake.record_passing(turn.work, turn.person, report, _finder(turn))
    loose.attach(turn, done_case)
    return Reply(staff.passing(format_number(done_case.number)))


VERBS: dict[str, Verb] = {
    "接": Verb(sign, "接 {}", common=True),
    "接单": Verb(sign, "接单 {}"),
    "签收": Verb(sign, "签收 {}"),
    "回": Verb(say, "回 {} 我下午两点过去", words=True, must=True, common=True),
    "问": Verb(ask, "问 {} 楼门口那盏/路边那盏", words=True, must=True, common=True),
    "办结": Verb(done, "办结 {} 换了灯泡", words=True),
    "退": Verb(give_back, "退 {} 不属我辖区", words=True, must=True, common=True),
    "退单": Verb(give_back, "退单 {} 不属我辖区", words=True, must=True),
    "转": Verb(hand_over, "转 {} 姓名", words=True, must=True, common=True),
    "转办": Verb(hand_over, "转办 {} 姓名", words=True, must=True),
    "延期": Verb(extend, "延期 {} 2天 等配件", words=True, must=True),
    "挂账": Verb(lay_aside, "挂账 {} 等明年改造", words=True, must=True),
    "提级": Verb(raise_level, "提级 {} 要街道协调", words=True, must=True),
    "备注": Verb(note, "备注 {} 等配件", words=True, must=True),
    "查": Verb(look, "查 {}", common=True),
    "听": Verb(hear, "听 {}", common=True),
    "原声": Verb(play, "原声 {}"),
    "看": Verb(see, "看 {}", common=True),
    "看到了": Verb(seen, "看到了 {}", common=True),
    "点错了": Verb(undo_done, "点错了 {}", common=True),
    "报": Verb(report_find, "报 东门口井盖坏了", words=True, must=True, free=True, common=True),
    "随手办": Verb(passing, "随手办 扶正了垃圾桶", words=True, must=True, free=True),
}
