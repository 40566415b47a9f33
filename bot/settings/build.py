"""Makes the running product's own types out of a config that was found to be in order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.settings.model import AccountSettings, AppSettings, Platform, SpeechSettings
from bot.settings.schema import (
    AccountEntry,
    CategoryEntry,
    DeadlinesSection,
    OwnLimitsEntry,
    PlatformFile,
    RouteEntry,
    RulesFile,
    TemplatesEntry,
    UrgentSection,
    WhistlesSection,
)
from bot.settings.workdays import workdays
from classifier.words import parse_keyword, parse_synonym
from domain.account import MessageTemplate
from domain.catalog import Answer, Category, OwnLimits, Route, RouteWhen
from domain.deadlines import Limits
from domain.durations import Duration, parse_duration
from domain.org import Department, Organisation, Staff, Unit
from domain.rules import CallBackRule, Rules
from domain.survey import parse_reason
from domain.whistle import Kind, WhistleLimits, WhistleRule

REDIS_VARIABLE = "LIANXIN_REDIS_URL"
_SQLITE_FILE = re.compile(r"(sqlite(?:\+\w+)?:///)(?!:memory:)([^?]+)(.*)")


def build_platform(file: PlatformFile, source: Path, env: Mapping[str, str]) -> Platform:
    """Relative paths count from the config's own folder."""
    home = source.resolve().parent
    database_url, data_dir = _database(file.database.url, home)
    app = AppSettings(
        host=file.app.host,
        port=file.app.port,
        base_url=file.app.base_url,
        timezone=file.app.timezone,
        media_dir=home / file.app.media_dir,
        given_secret=file.app.secret_key,
        secret_file=data_dir / "secret_key",
        web_workers=file.app.web_workers,
        web_threads=file.app.web_threads,
        logs=file.app.logs,
    )
    return Platform(
        source=source.resolve(),
        app=app,
        data_dir=data_dir,
        database_url=database_url,
        redis_url=env.get(REDIS_VARIABLE) or file.redis.url,
        api_base_url=file.wechat.api_base_url,
        speech=SpeechSettings(
            engine=file.speech.engine,
            family=file.speech.family,
            folder=home / file.speech.model,
            threads=file.speech.threads,
        ),
        accounts={entry.id: _account(entry) for entry in file.accounts},
    )


def _database(url: str, home: Path) -> tuple[str, Path]:
    """The URL with an absolute path, and the folder where the instance keeps its own files."""
    found = _SQLITE_FILE.fullmatch(url)
    if found is None:
        return url, home / "var"
    file = home / found.group(2)
    return f"{found.group(1)}{file}{found.group(3)}", file.parent


def _account(entry: AccountEntry) -> AccountSettings:
    return AccountSettings(
        id=entry.id,
        name=entry.name or entry.id,
        unit=entry.unit or "",
        original_id=entry.original_id,
        app_id=entry.app_id,
        app_secret=entry.app_secret,
        token=entry.token,
        encoding_aes_key=entry.encoding_aes_key,
        kind=entry.kind,
        verified=entry.verified,
        staff_push=entry.staff_push,
        templates=_templates(entry.templates),
    )


def _templates(entry: TemplatesEntry) -> dict[str, MessageTemplate]:
    named = {kind: getattr(entry, kind) for kind in type(entry).model_fields}
    return {kind: MessageTemplate(t.id, dict(t.fields)) for kind, t in named.items() if t is not None}


def build_rules(file: RulesFile, zone: str, version: str) -> Rules:
    """The rules in force, as the domain knows them."""
    return Rules(
        org=build_organisation(file),
        categories={entry.id: _category(entry) for entry in file.categories},
        routes=tuple(_route(entry) for entry in file.routes),
        answers=tuple(
            Answer(
                tuple(entry.words),
                entry.text,
                date.fromisoformat(entry.valid_until) if entry.valid_until else None,
                entry.unit,
            )
            for entry in file.answers
        ),
        hours=file.hours.to_hours(),
        is_workday=workdays(file.hours.holidays.off, file.hours.holidays.work),
        zone=ZoneInfo(zone),
        limits=_limits(file.deadlines),
        urgent_limits=_urgent_limits(file.deadlines, file.deadlines.urgent),
        quiet=_quiet(file.delivery.quiet),
        undo=parse_duration(file.survey.undo).span(),
        survey_open=parse_duration(file.survey.open).span(),
        survey_reasons=tuple(map(parse_reason, file.survey.reasons)),
        return_visit=parse_duration(file.survey.return_visit),
        call_back=CallBackRule(file.survey.call_back_share, parse_duration(file.survey.call_back_within)),
        whistles=_whistles(file.whistles),
        consent=parse_duration(file.deadlines.consent),
        sure_at=file.understanding.sure_at,
        tokenizer=file.understanding.tokenizer,
        learned_file=file.understanding.learned_file,
        synonyms={said: meant for entry in file.understanding.synonyms for said, meant in parse_synonym(entry).items()},
        version=version,
    )


def build_organisation(file: RulesFile) -> Organisation:
    """Units, staff and departments; of two entries with one id the later one counts."""
    units = (
        Unit(
            id=entry.id,
            name=entry.name,
            level=entry.level,
            parent=entry.parent,
            aliases=tuple(entry.aliases),
            boundary=tuple(entry.boundary) if entry.boundary else None,
            duty_phone=entry.duty_phone,
            special=entry.special,
            hours=entry.hours.to_hours() if entry.hours else None,
            deadline=_own_limits(entry.deadline) if entry.deadline else None,
        )
        for entry in file.units
    )
    staff = (
        Staff(
            phone=entry.phone,
            name=entry.name,
            role=entry.role,
            units=tuple(entry.unit),
            department=entry.department,
            title=entry.title,
            substitute=entry.substitute,
            hours=entry.hours.to_hours() if entry.hours else None,
        )
        for entry in file.staff
    )
    departments = (Department(d.id, d.name, tuple(d.aliases), d.unit, d.partner) for d in file.departments)
    return Organisation(
        units={unit.id: unit for unit in units},
        staff={person.phone: person for person in staff},
        departments={department.id: department for department in departments},
    )


def _category(entry: CategoryEntry) -> Category:
    return Category(
        id=entry.id,
        name=entry.name,
        say=entry.say,
        keywords=dict(map(parse_keyword, entry.keywords)),
        vocabulary=entry.vocabulary,
        exclude=tuple(entry.exclude),
        urgent=tuple(entry.urgent),
        emergencies=tuple(entry.emergencies),
        deadline=_own_limits(entry.deadline),
        needs_photo=entry.needs_photo,
        department=entry.department,
        weight=entry.weight,
        confidential=entry.confidential,
        discreet=entry.discreet,
        mediation=entry.mediation,
        reasons=tuple(map(parse_reason, entry.reasons)),
    )


def _own_limits(entry: OwnLimitsEntry) -> OwnLimits:
    return OwnLimits(sign=_maybe(entry.sign), answer=_maybe(entry.answer), solve=_maybe(entry.solve))


def _route(entry: RouteEntry) -> Route:
    when = entry.when
    return Route(
        RouteWhen(
            category=tuple(when.category),
            kind=tuple(when.kind),
            unit=tuple(when.unit),
            level=tuple(when.level),
            urgent=when.urgent,
            hours=when.hours,
        ),
        entry.to,
    )


def _maybe(text: str | None) -> Duration | None:
    return parse_duration(text) if text else None


def _limits(section: DeadlinesSection) -> Limits:
    return Limits(
        accept=parse_duration(section.accept),
        dispatch=parse_duration(section.dispatch),
        sign=parse_duration(section.sign),
        answer=parse_duration(section.answer),
        solve=parse_duration(section.solve),
        yellow_at=section.yellow_at,
        sweep_every=parse_duration(section.sweep_every),
    )


def _urgent_limits(ordinary: DeadlinesSection, urgent: UrgentSection) -> Limits:
    """What the urgent section leaves out is as for ordinary cases."""
    return Limits(
        accept=parse_duration(urgent.accept or ordinary.accept),
        dispatch=parse_duration(urgent.dispatch or ordinary.dispatch),
        sign=parse_duration(urgent.sign),
        answer=parse_duration(urgent.answer or ordinary.answer),
        solve=parse_duration(urgent.solve or ordinary.solve),
        yellow_at=urgent.yellow_at or ordinary.yellow_at,
        sweep_every=parse_duration(urgent.sweep_every or ordinary.sweep_every),
    )


def _whistles(section: WhistlesSection) -> WhistleRule:
    entries = {Kind.ROUTINE: section.routine, Kind.KEY: section.key, Kind.HARD: section.hard}
    return WhistleRule(
        answer=parse_duration(section.answer),
        urgent_report_in=parse_duration(section.urgent_report_in),
        kinds={
            kind: WhistleLimits(parse_duration(entry.report_in), parse_duration(entry.finish))
            for kind, entry in entries.items()
        },
    )


def _quiet(text: str) -> tuple[time, time] | None:
    if not text:
        return None
    start, end = text.split("-")
    return time.fromisoformat(start), time.fromisoformat(end)
