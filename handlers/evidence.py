"""Photos, voices and places: they join the case being talked about, or open one that waits for a word."""

from __future__ import annotations

from casework import desk, evidence, handling, intake, questions
from casework.intake import Report
from casework.steps import take
from casework.work import Case, CaseworkError, Medium, find_case
from domain.lifecycle import Action, Status
from domain.numbers import format_number
from domain.wordless import NO_WORDS
from handlers import corrections, emergency, kept, refusals, same_matter
from handlers.turn import Reply, Turn
from handlers.worded import receipt_of
from insight import lists
from wechat.inbound import Kind
from wording import receipts, staff


def photo(turn: Turn) -> Reply:
    """A photo or video."""
    if turn.staff is not None:
        return _staff_photo(turn)
    case = _her_case(turn)
    medium_kind = "image" if turn.message.kind is Kind.image else "video"
    if case is None:
        case = _open(turn, NO_WORDS[medium_kind])
        _keep(turn, medium_kind, case)
        return Reply(receipts.wordless(receipt_of(turn, case), NO_WORDS[medium_kind]))
    _keep(turn, medium_kind, case)
    _add(turn, case, NO_WORDS[medium_kind])
    return Reply(receipts.joined(format_number(case.number), NO_WORDS[medium_kind], turn.who(case)))


def _staff_photo(turn: Turn) -> Reply:
    """A worker's photo goes to the case he spoke of or the only one in hand; else it waits for the next words."""
    case = kept.spoken_of(turn)
    if case is None:
        rows = lists.queue(turn.work.session, turn.work.rules, turn.staff_row.id, turn.work.now)
        case = rows[0].case if len(rows) == 1 else None
    _keep(turn, "image" if turn.message.kind is Kind.image else "video", case, by_staff=True)
    if case is None:
        return Reply(staff.photo_kept())
    take(turn.work, case, Action.ADD, turn.as_staff(case, Action.ADD), words="照片")
    return Reply(staff.photo_put(format_number(case.number), turn.say(case).split("、")[0]))


def voice(turn: Turn) -> Reply:
    """A voice: a case at once; the words come later, and without a recogniser the worker listens."""
    if turn.staff is not None and (own := _staff_voice(turn)):
        return own
    case = _her_case(turn)
    if case is not None:
        _keep(turn, "voice", case)
        _add(turn, case, NO_WORDS["voice"])
        joined = receipts.joined(format_number(case.number), "您那段语音", turn.who(case), "听")
        return Reply(f"{joined}\n{receipts.EMERGENCY_LINE}")
    case = _open(turn, NO_WORDS["voice"])
    _keep(turn, "voice", case)
    if "media" not in turn.work.account.abilities:
        return Reply(receipts.voice_unheard(receipt_of(turn, case)))
    options = corrections.place_options(turn) if case.unit is None else []
    question = questions.ask(turn.work, turn.person, "place", case, options) if options else None
    labels = [label for label, _ in options]
    return Reply(receipts.voice(receipt_of(turn, case), question.id if question else None, labels))


def _staff_voice(turn: Turn) -> Reply | None:
    """A worker's own voice right after 回: it goes to the resident."""
    case = kept.waits_for(turn, "回")
    if case is None:
        return None
    medium = _keep(turn, "voice", case, by_staff=True)
    try:
        handling.say(turn.work, case, turn.as_staff(case, Action.SAY), "", medium)
    except CaseworkError as refusal:
        return Reply(refusals.words(turn, case, refusal))
    kept.forget(turn)
    kept.speak_of(turn, case)
    return Reply(staff.said(format_number(case.number), turn.by_phone(case)))


def location(turn: Turn) -> Reply:
    """A place: the pin decides the unit by the boundaries, else its label by its words."""
    unit, label = _where(turn)
    case = _her_case(turn)
    if case is None:
        case = _open(turn, NO_WORDS["location"], unit=unit, place=label)
        return Reply(receipts.wordless(receipt_of(turn, case), NO_WORDS["location"]))
    case.lat, case.lng = turn.message.lat, turn.message.lng
    changed = desk.relocate(turn.work, case, turn.me, unit, label or case.place)
    intake.talk_about(turn.work, turn.person, case)
    if case.emergency is not None:
        return emergency.more_words(turn, case, f"位置：{turn.place(case)}")
    where = f"位置：{label}" if label else "发来了位置"
    if case.status == Status.WAITING.value:
        handling.answered(turn.work, case, turn.me, where)
    elif not changed:
        intake.tell_owner(turn.work, case, where)
    return same_matter.with_offer(turn, case, corrections.place_noted(turn, case, changed))


def _where(turn: Turn) -> tuple[str | None, str | None]:
    label = (turn.message.label or "").strip() or None
    unit = None
    if turn.message.lat is not None and turn.message.lng is not None:
        unit = turn.reader.at(turn.message.lat, turn.message.lng, within=turn.work.account.unit)
    if unit is None and label:
        unit = turn.reader.place(label, within=turn.work.account.unit).unit
    return unit, label


def _her_case(turn: Turn) -> Case | None:
    """The case she talks about now, or the one whose worker waits for her."""
    case = intake.current_case(turn.work, turn.person)
    if case is not None:
        return case
    asked = questions.newest(turn.work, turn.person, "ask")
    found = find_case(turn.work, asked.case_id) if asked else None
    return found if found is not None and found.is_open else None


def _open(turn: Turn, words: str, unit: str | None = None, place: str | None = None) -> Case:
    report = Report(
        words=words,
        category="other",
        needs_look=True,
        unit=unit,
        place=place,
        lat=turn.message.lat,
        lng=turn.message.lng,
    )
    return intake.open_case(turn.work, turn.person, report, turn.me)


def _add(turn: Turn, case: Case, what: str) -> None:
    if case.status == Status.WAITING.value:
        handling.answered(turn.work, case, turn.me, what)
    else:
        take(turn.work, case, Action.ADD, turn.me, words=what)
        intake.tell_owner(turn.work, case, what)
    intake.talk_about(turn.work, turn.person, case)


def keep_voice(turn: Turn) -> None:
    """Keep a voice whose words have just been answered like typed ones, with the case they went to."""
    _keep(turn, "voice", intake.current_case(turn.work, turn.person), words=turn.text)


def _keep(turn: Turn, kind: str, case: Case | None, *, by_staff: bool = False, words: str | None = None) -> Medium:
    return evidence.keep(
        turn.work,
        turn.person,
        kind,
        media_id=turn.message.media_id,
        best_media_id=turn.message.media_id_16k,
        url=turn.message.pic_url,
        audio_format=turn.message.format,
        case=case,
        by_staff=by_staff,
        words=words,
    )
