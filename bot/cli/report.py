"""`report`: the trace of one case, and honest rates over a period, for those in charge."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.options import print_json, span_option, with_config, with_json
from bot.settings import Settings, load_settings
from domain.durations import Duration
from domain.numbers import format_number
from wording import rates as words_of_rates
from wording import trace as words

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from insight.trace import Trace


@click.group()
def report() -> None:
    """给管事的人看：一件事的来龙去脉，一段时间办得怎么样。"""


@report.command()
@click.argument("case", metavar="CASE", type=click.IntRange(min=1))
@click.option("--account", help="哪个公众号；只有一个就不用写")
@with_config
@with_json
def trace(case: int, account: str | None, config: Path, as_json: bool) -> None:
    """责任倒查：一件事谁拿了多久、过没过时限、告诉过谁、收没收到。CASE 是件号。"""
    from bot.parts import utc_now
    from insight import trace as insight

    settings = load_settings(config)
    chosen = _account(settings, account)
    with _reading(settings) as session:
        found = insight.find(session, chosen, case)
        if found is None:
            raise click.ClickException(f"没有 {format_number(case)} 号。公众号对不对？用 --account 指定")
        whole = insight.trace(session, settings.rules, found, utc_now())
    if as_json:
        print_json(_trace_as_dict(whole))
        return
    for line in _trace_lines(settings, whole):
        click.echo(line)


def _account(settings: Settings, account: str | None) -> str:
    known = sorted(settings.accounts)
    chosen = known[0] if account is None and len(known) == 1 else account
    if chosen is None or chosen not in settings.accounts:
        raise click.UsageError(f"用 --account 写是哪个公众号：{'、'.join(known)}")
    return chosen


@contextmanager
def _reading(settings: Settings) -> Iterator[Session]:
    from models.engine import Database

    database = Database(settings.database_url)
    try:
        with database.read() as session:
            yield session
    finally:
        database.close()


def _trace_lines(settings: Settings, whole: Trace) -> Iterator[str]:
    def at(moment: datetime | None) -> datetime | None:
        return moment.astimezone(settings.rules.zone) if moment else None

    def sure(moment: datetime) -> datetime:
        return moment.astimezone(settings.rules.zone)

    case, org = whole.case, settings.rules.org
    unit = org.units.get(case.unit or "")
    place = case.place or (unit.name if unit else "")
    yield words.head(format_number(case.number), settings.rules.category(case.category).name, place, case.status)
    yield words.HEADS["held"]
    yield from (words.held(one.who, sure(one.begins), sure(one.ends), one.worked) for one in whole.held)
    yield words.HEADS["limits"]
    yield from (words.limit(one.clock, sure(one.due), at(one.met), one.late) for one in whole.limits)
    yield words.HEADS["steps"]
    for step in whole.steps:
        said = step.words if step.action != "open" else ""
        yield words.step(sure(step.at), step.action, step.role, step.who, said)
    yield words.HEADS["told"]
    for one in whole.told:
        yield words.told(sure(one.at), one.kind, one.who, one.channel, one.status, at(one.arrived))


def _trace_as_dict(whole: Trace) -> dict[str, Any]:
    case = whole.case
    plain = {"number": format_number(case.number), "category": case.category, "unit": case.unit, "status": case.status}
    return plain | {name: [_plain(asdict(one)) for one in getattr(whole, name)] for name in words.HEADS}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Times as text, spans as seconds."""
    return {
        key: value.isoformat() if isinstance(value, datetime) else int(value.total_seconds()) if key in SPANS else value
        for key, value in row.items()
    }


SPANS = ("worked", "late")


@report.command()
@span_option("--since", "30d", "最近多久收到的")
@click.option("--unit", help="哪个单位和它下面的；写编号")
@with_config
@with_json
def rates(since: Duration, unit: str | None, config: Path, as_json: bool) -> None:
    """办得怎么样：先行联系、按时办结、实际解决、满意、退单、超时、重办、回访，在哪一级办成的。每个数都写明占什么。"""
    from bot.parts import utc_now
    from insight import rates as insight

    settings = load_settings(config)
    org, now = settings.rules.org, utc_now()
    if unit is not None and unit not in org.units:
        raise click.UsageError(f"没有单位“{unit}”。写 units 里的编号，比如 {next(iter(org.units), '')}")
    period = insight.Period(now - since.span(), now, insight.units_within(org, unit) if unit else None)
    with _reading(settings) as session:
        figures = [*insight.of_cases(session, period, now), insight.of_call_backs(session, period, now)]
        levels = insight.by_level(session, period, org)
    if as_json:
        print_json(
            {
                group: [asdict(one) | {"share": one.share} for one in found]
                for group, found in (("rates", figures), ("levels", levels))
            }
        )
        return
    for one in figures:
        click.echo(words_of_rates.line(one.code, one.part, one.whole, one.share))
    click.echo("在哪一级办成的：")
    for one in levels:
        click.echo(words_of_rates.level(one.code, one.part, one.whole, one.share))
