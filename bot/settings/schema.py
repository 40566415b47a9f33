"""The shape of the config file: every section and key, its type and default; not how they fit together."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from bot.settings import texts
from bot.settings.source import split_list
from classifier.vocabulary import NAMES as VOCABULARIES
from classifier.words import KeywordError, parse_keyword, parse_synonym
from domain.deadlines import ORDINARY, URGENT
from domain.durations import parse_duration
from domain.worktime import Hours


def _as_list(value: Any) -> Any:
    """One value may stand without brackets; in a CSV cell several are parted by a semicolon or 、"""
    if isinstance(value, str):
        return split_list(value)
    return value


def _one_or_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _duration(text: str) -> str:
    try:
        parse_duration(text)
    except ValueError as error:
        raise ValueError(texts.BAD_DURATION.format(text=text)) from error
    return text


def _on_wall(text: str) -> str:
    if not parse_duration(text).on_wall:
        raise ValueError(texts.NOT_ON_WALL)
    return text


def _date(text: str) -> str:
    try:
        if len(text) != len("2027-02-06"):
            raise ValueError(text)
        date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(texts.BAD_DATE) from error
    return text


def _blank_is_none(value: Any) -> Any:
    return None if value == "" else value


def _matches(pattern: str, message: str) -> AfterValidator:
    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(message.format(text=text))
        return text

    return AfterValidator(check)


def _keyword(text: str) -> str:
    try:
        parse_keyword(text)
    except KeywordError as error:
        raise ValueError(texts.BAD_KEYWORD[error.code].format(text=text)) from error
    return text


def _synonym(text: str) -> str:
    try:
        parse_synonym(text)
    except ValueError as error:
        raise ValueError(texts.BAD_SYNONYM.format(text=text)) from error
    return text


Filled = Annotated[str, _matches(r"(?s).*\S.*", texts.EMPTY)]
Id = Annotated[str, _matches(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", texts.BAD_ID)]
Url = Annotated[str, _matches(r"https?://\S+", texts.BAD_URL), AfterValidator(lambda url: url.rstrip("/"))]
Phone = Annotated[str, _matches(r"\+?[0-9][0-9-]{2,19}", texts.BAD_PHONE)]
DurationText = Annotated[str, AfterValidator(_duration)]
WallText = Annotated[DurationText, AfterValidator(_on_wall)]
Words = Annotated[list[Filled], BeforeValidator(_as_list)]
Names = Annotated[list[Filled], BeforeValidator(_one_or_list)]
Keyword = Annotated[str, AfterValidator(_keyword)]
Synonym = Annotated[str, AfterValidator(_synonym)]
Ids = Annotated[list[Id], BeforeValidator(_as_list)]
SlotText = Annotated[str, _matches(texts.SLOT, texts.BAD_SLOT)]
VocabularyName = Annotated[str, _matches("|".join(VOCABULARIES), texts.BAD_VOCABULARY)]
DateText = Annotated[str, AfterValidator(_date)]

AesKey = Annotated[str, _matches(r"[A-Za-z0-9]{43}", texts.BAD_AES_KEY)]

ReasonText = Annotated[str, _matches(r"[^:：\s][^:：]{0,11}([:：]\s*回访)?", texts.BAD_REASON)]
Level = Literal["micro", "grid", "compound", "village", "street", "district"]
EmergencyKind = Literal[
    "fire",
    "gas",
    "live_wire",
    "drowning",
    "injury",
    "poisoning",
    "violence",
    "missing_child",
    "no_answer",
    "entrapment",
    "life",
]
CaseKind = Literal["enquiry", "help", "complaint", "tipoff", "suggestion", "praise"]
Fact = Literal["number", "summary", "category", "status", "time", "due", "place", "worker", "note", "ask", "village"]


class Section(BaseModel):
    """A table of the file; a key that isn't declared is an error."""

    model_config = ConfigDict(extra="forbid")


class AppSection(Section):
    host: Filled = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8000
    base_url: Url = "http://127.0.0.1:8000"
    timezone: Filled = "Asia/Shanghai"
    media_dir: Filled = "var/media"
    secret_key: str = ""
    web_workers: Annotated[int, Field(ge=1, le=64)] = 2
    web_threads: Annotated[int, Field(ge=1, le=256)] = 8
    logs: Literal["json", "text"] = "json"


class DatabaseSection(Section):
    url: Filled = "sqlite:///var/lianxin.db"


class RedisSection(Section):
    url: Annotated[str, _matches(r"embedded|(redis|rediss|unix)://\S+", texts.BAD_REDIS)] = "embedded"


class WechatSection(Section):
    api_base_url: Url = "https://api.weixin.qq.com"


class SpeechSection(Section):
    engine: Literal["", "sherpa"] = ""
    family: Literal["sense_voice", "paraformer"] = "sense_voice"
    model: str = ""
    threads: Annotated[int, Field(ge=1, le=64)] = 2


class TemplateEntry(Section):
    id: Filled
    fields: dict[str, Fact] = {}


class TemplatesEntry(Section):
    update: TemplateEntry | None = None
    survey: TemplateEntry | None = None
    task: TemplateEntry | None = None
    remind: TemplateEntry | None = None


class AccountEntry(Section):
    id: Id
    name: str = ""
    unit: Id | None = None
    original_id: Filled
    app_id: Filled
    app_secret: Filled
    token: Filled
    encoding_aes_key: Annotated[AesKey | None, BeforeValidator(_blank_is_none)] = None
    kind: Literal["service", "subscription"] = "service"
    verified: bool = True
    staff_push: Literal["template", "custom"] = "template"
    templates: TemplatesEntry = TemplatesEntry()


def _day_slots(value: Any) -> Any:
    """A day may be one text: "08:30-12:00 14:00-18:00"."""
    if isinstance(value, str):
        return [part for part in re.split(r"[\s,，;；、]+", value) if part]
    return value


def _week(value: Any) -> Any:
    """Hours may be one text: those slots, Monday to Friday."""
    if not isinstance(value, str):
        return value
    return {day: _day_slots(value) for day in texts.WEEKDAYS[:5]}


def _slot(text: str) -> tuple[time, time]:
    start, end = text.replace("24:00", "00:00").split("-")
    return time.fromisoformat(start), time.fromisoformat(end)


DaySlots = Annotated[list[SlotText], BeforeValidator(_day_slots)]


class WeekSection(Section):
    monday: DaySlots = []
    tuesday: DaySlots = []
    wednesday: DaySlots = []
    thursday: DaySlots = []
    friday: DaySlots = []
    saturday: DaySlots = []
    sunday: DaySlots = []

    @model_validator(mode="after")
    def _is_a_week(self) -> Self:
        try:
            self.to_hours()
        except ValueError as error:
            raise ValueError(texts.BAD_WEEK) from error
        return self

    def to_hours(self) -> Hours:
        """The slots as working time; raises ValueError when they overlap or there are none."""
        days = (getattr(self, day) for day in texts.WEEKDAYS)
        return Hours({number: tuple(map(_slot, slots)) for number, slots in enumerate(days)})


Week = Annotated[WeekSection, BeforeValidator(_week)]


class HolidaysSection(Section):
    off: list[DateText] = []
    work: list[DateText] = []


_OFFICE_DAY = ["08:30-12:00", "14:00-18:00"]


class HoursSection(WeekSection):
    monday: DaySlots = _OFFICE_DAY
    tuesday: DaySlots = _OFFICE_DAY
    wednesday: DaySlots = _OFFICE_DAY
    thursday: DaySlots = _OFFICE_DAY
    friday: DaySlots = _OFFICE_DAY
    holidays: HolidaysSection = HolidaysSection()


def _points(value: Any) -> Any:
    """A boundary in a CSV cell: "117.1,36.1;117.2,36.1;…"."""
    if not isinstance(value, str):
        return value
    return [re.split(r"[,，]", point) for point in re.split(r"[;；]", value) if point.strip()]


Point = tuple[Annotated[float, Field(ge=-180, le=180)], Annotated[float, Field(ge=-90, le=90)]]


class OwnLimitsEntry(Section):
    sign: DurationText | None = None
    answer: DurationText | None = None
    solve: DurationText | None = None


class UnitEntry(Section):
    id: Id
    name: Filled
    level: Level
    parent: Annotated[Id | None, BeforeValidator(_blank_is_none)] = None
    aliases: Words = []
    boundary: Annotated[Annotated[list[Point], Field(min_length=3)] | None, BeforeValidator(_points)] = None
    duty_phone: Phone | None = None
    special: Literal["school", "firm", "market", "scenic"] | None = None
    hours: Week | None = None
    deadline: OwnLimitsEntry | None = None


class StaffEntry(Section):
    name: Filled
    phone: Phone
    role: Literal["worker", "assistant", "guide", "chief", "desk", "department", "mediator"]
    unit: Ids = []
    department: Id | None = None
    title: str | None = None
    substitute: Phone | None = None
    hours: Week | None = None


class DepartmentEntry(Section):
    id: Id
    name: Filled
    aliases: Words = []
    unit: Id | None = None
    partner: bool = False


class CategoryEntry(Section):
    id: Id
    name: Filled
    say: Filled
    vocabulary: VocabularyName | None = None
    keywords: list[Keyword]
    weight: Annotated[float, Field(gt=0, le=10)] = 1.0
    exclude: list[Filled] = []
    urgent: list[Filled] = []
    emergencies: list[EmergencyKind] = []
    deadline: OwnLimitsEntry = OwnLimitsEntry()
    needs_photo: bool = False
    department: Id | None = None
    confidential: bool = False
    discreet: bool = False
    mediation: bool = False
    reasons: Annotated[list[ReasonText], Field(max_length=5)] = []


class WhenEntry(Section):
    category: Names = []
    kind: Annotated[list[CaseKind], BeforeValidator(_one_or_list)] = []
    unit: Names = []
    level: Annotated[list[Level], BeforeValidator(_one_or_list)] = []
    urgent: bool | None = None
    hours: Literal["on", "off"] | None = None


class RouteEntry(Section):
    when: WhenEntry = WhenEntry()
    to: Annotated[
        str,
        _matches(
            r"grid|desk|mediator|desk:(micro|grid|compound|village|street|district)|chief|department:[A-Za-z0-9_.-]+",
            texts.BAD_TARGET,
        ),
    ]


class AnswerEntry(Section):
    words: Annotated[Names, Field(min_length=1)]
    text: Filled
    valid_until: DateText | None = None
    unit: Id | None = None


class UrgentSection(Section):
    accept: DurationText | None = None
    dispatch: DurationText | None = None
    sign: DurationText = str(URGENT.sign)
    answer: DurationText | None = None
    solve: DurationText | None = None
    yellow_at: Annotated[float, Field(gt=0, lt=1)] | None = None
    sweep_every: DurationText | None = None


class DeadlinesSection(Section):
    accept: DurationText = str(ORDINARY.accept)
    dispatch: DurationText = str(ORDINARY.dispatch)
    sign: DurationText = str(ORDINARY.sign)
    answer: DurationText = str(ORDINARY.answer)
    solve: DurationText = str(ORDINARY.solve)
    yellow_at: Annotated[float, Field(gt=0, lt=1)] = ORDINARY.yellow_at
    sweep_every: DurationText = str(ORDINARY.sweep_every)
    consent: DurationText = "4wh"
    urgent: UrgentSection = UrgentSection()


class WhistleLimitsEntry(Section):
    report_in: DurationText
    finish: DurationText


class WhistlesSection(Section):
    answer: DurationText = "30dm"
    urgent_report_in: DurationText = "30m"
    routine: WhistleLimitsEntry = WhistleLimitsEntry(report_in="1wd", finish="3wd")
    key: WhistleLimitsEntry = WhistleLimitsEntry(report_in="4wh", finish="5wd")
    hard: WhistleLimitsEntry = WhistleLimitsEntry(report_in="3wd", finish="15wd")


class DeliverySection(Section):
    quiet: Annotated[str, _matches(texts.QUIET, texts.BAD_QUIET)] = "21:00-08:00"


class SurveySection(Section):
    undo: WallText = "60s"
    open: WallText = "3d"
    call_back_share: Annotated[float, Field(ge=0, le=1)] = 0.05
    call_back_within: DurationText = "2wd"
    reasons: Annotated[list[ReasonText], Field(min_length=1, max_length=5)] = ["还是坏的", "压根没人来", "只弄了一半"]
    return_visit: DurationText = "15d"


class UnderstandingSection(Section):
    sure_at: Annotated[float, Field(ge=0, le=1)] = 0.75
    tokenizer: Literal["auto", "jieba", "rjieba"] = "auto"
    synonyms: list[Synonym] = []
    learned_file: str = ""


class PlatformFile(Section):
    """The sections that need a restart to change."""

    app: AppSection = AppSection()
    database: DatabaseSection = DatabaseSection()
    redis: RedisSection = RedisSection()
    wechat: WechatSection = WechatSection()
    speech: SpeechSection = SpeechSection()
    accounts: list[AccountEntry] = []


class RulesFile(Section):
    """The sections that take effect while running."""

    units: list[UnitEntry] = []
    staff: list[StaffEntry] = []
    departments: list[DepartmentEntry] = []
    categories: list[CategoryEntry] = []
    routes: list[RouteEntry] = []
    answers: list[AnswerEntry] = []
    deadlines: DeadlinesSection = DeadlinesSection()
    whistles: WhistlesSection = WhistlesSection()
    hours: HoursSection = HoursSection()
    delivery: DeliverySection = DeliverySection()
    survey: SurveySection = SurveySection()
    understanding: UnderstandingSection = UnderstandingSection()


FILE_KEYS = ("units_file", "staff_file")
