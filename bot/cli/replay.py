"""`rules replay`: what an edited config would make of the cases of the last weeks; nothing is written."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.options import print_json, span_option, with_config, with_json
from bot.settings import ConfigError, Settings, load_settings, rules_from_text
from bot.settings.stored import newest_but
from domain.durations import Duration

if TYPE_CHECKING:
    from domain.rules import Rules
    from insight.replay import Compared, Placing

UNSAID = "（保密）"
OPENS_NOTHING = "不记"
PARTS = {"category": "类别", "unit": "地点", "owner": "谁来办"}
SHORT = 40  # Characters of her words in a list.


@click.command()
@span_option("--since", "30d", "看最近多久的事")
@click.option("--cases", is_flag=True, help="一件一件列出来")
@with_config
@with_json
def replay(since: Duration, cases: bool, config: Path, as_json: bool) -> None:
    """把近来的原话按改过的配置再分一遍，看会变多少，什么也不写。

    先抄一份再改：cp config.toml draft.toml，改好了 rules replay --config draft.toml，满意了再换上。
    跟正在用的规则比；配置已经在用，就跟它的上一版比。
    """
    settings = load_settings(config)
    found = list(_compared(settings, _rules_before(settings), since))
    changed = [one for one in found if one.changed]
    if as_json:
        print_json(_as_dict(found, changed, cases))
        return
    click.echo(f"看了最近 {since} 的 {len(found)} 件，会变 {len(changed)} 件")
    for line in (*_tables(settings, changed), *_judged(found), *(_listed(settings, changed) if cases else ())):
        click.echo(line)


def _rules_before(settings: Settings) -> Rules:
    text = newest_but(settings.database_url, settings.rules.version)
    if text is None:
        raise click.ClickException("没有可比的：库里还没有另一版规则。抄一份配置改，再用 --config 指过去")
    try:
        return rules_from_text(text, settings.app.timezone)
    except ConfigError as error:
        raise click.ClickException(f"库里的上一版规则这个版本的程序读不了：{error.problems[0]}") from error


def _compared(settings: Settings, before: Rules, since: Duration) -> Iterator[Compared]:
    """Each case's first words, placed by the rules before and by the config; progress goes to standard error."""
    from bot.parts import utc_now
    from bot.rules import make_reader
    from insight.replay import Compared, Placer, how_many, recent_words
    from models.engine import Database

    bases = {account.id: account.unit for account in settings.accounts.values()}
    old, new = (Placer(rules, make_reader(rules, settings.data_dir), bases) for rules in (before, settings.rules))
    begin = utc_now() - since.span()
    database = Database(settings.database_url)
    try:
        with (
            database.read() as session,
            click.progressbar(
                recent_words(session, begin), length=how_many(session, begin), label="重读", file=sys.stderr
            ) as all_words,
        ):
            for words in all_words:
                yield Compared(words, old.place(words), new.place(words))
    finally:
        database.close()


def _moves(changed: Sequence[Compared], part: str) -> Counter[tuple[Any, Any]]:
    """How many go from what to what."""
    pairs = ((getattr(one.before, part), getattr(one.after, part)) for one in changed)
    return Counter(pair for pair in pairs if pair[0] != pair[1])


def _tables(settings: Settings, changed: Sequence[Compared]) -> Iterator[str]:
    for part, title in PARTS.items():
        moves = _moves(changed, part).most_common()
        if moves:
            yield f"{title}："
        for (was, becomes), number in moves:
            yield f"  {number:>5} 件  {_name(settings, part, was)} → {_name(settings, part, becomes)}"


def _name(settings: Settings, part: str, value: str | None) -> str:
    if value is None:
        return "不能肯定" if part == "unit" else OPENS_NOTHING
    if part == "category":
        category = settings.rules.categories.get(value)
        return category.name if category else value
    if part == "unit":
        unit = settings.rules.org.units.get(value)
        return unit.name if unit else value
    return value


def _judged(found: Sequence[Compared]) -> Iterator[str]:
    """How often each set of rules agrees with what people have said of a category."""
    told = [one for one in found if one.words.said is not None]
    if told:
        was, becomes = _agreeing(told)
        yield f"居民或值班改过类别的有 {len(told)} 件：原来分对 {was} 件，改后分对 {becomes} 件"


def _agreeing(told: Sequence[Compared]) -> tuple[int, int]:
    was = sum(one.before.category == one.words.said for one in told)
    return was, sum(one.after.category == one.words.said for one in told)


def _listed(settings: Settings, changed: Sequence[Compared]) -> Iterator[str]:
    for one in changed:
        when = one.words.at.astimezone(settings.rules.zone)
        yield f"{one.words.number}号 {when:%m-%d} {UNSAID if one.words.secret else _short(one.words.text)}"
        for part, title in PARTS.items():
            was, becomes = getattr(one.before, part), getattr(one.after, part)
            if was != becomes:
                yield f"    {title}：{_name(settings, part, was)} → {_name(settings, part, becomes)}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[:SHORT]}…"


def _as_dict(found: Sequence[Compared], changed: Sequence[Compared], cases: bool) -> dict[str, Any]:
    told = [one for one in found if one.words.said is not None]
    was, becomes = _agreeing(told)
    result: dict[str, Any] = {
        "read": len(found),
        "changed": len(changed),
        "moves": {
            part: [{"from": a, "to": b, "cases": number} for (a, b), number in _moves(changed, part).most_common()]
            for part in PARTS
        },
        "corrected": {"cases": len(told), "right_before": was, "right_after": becomes},
    }
    if cases:
        result["cases"] = [_case(one) for one in changed]
    return result


def _case(one: Compared) -> dict[str, Any]:
    before: Placing = one.before
    return {
        "number": one.words.number,
        "account": one.words.account,
        "at": one.words.at.isoformat(),
        "text": None if one.words.secret else one.words.text,
        "from": asdict(before),
        "to": asdict(one.after),
    }
