"""`hear`: tries the engine on one recording, so that an admin sees whether it is set up well."""

from __future__ import annotations

import time
from pathlib import Path

import click

from bot.cli.options import with_config
from bot.settings import load_settings


@click.command()
@click.argument("recording", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_config
def hear(recording: Path, config: Path) -> None:
    """试一段录音：什么格式、多长、听出什么话。用的是配置里 [speech] 那个模型。"""
    settings = load_settings(config)
    data = recording.read_bytes()

    from bot.ears import Ears
    from bot.settings.speech import explained
    from speech import formats
    from speech.decoding import Unreadable, decode
    from speech.engine import EngineError
    from wording import staff

    known = formats.tell(data)
    click.echo(f"格式：{known.name if known else '不认得'}")
    try:
        sound = decode(data)
    except Unreadable as reason:
        raise click.ClickException(f"转不了：{staff.unread(reason.code)}") from reason
    click.echo(f"长度：{sound.seconds:.1f} 秒")
    ears = Ears(settings.speech)
    if not ears.wanted:
        raise click.ClickException("配置里 [speech] 的 engine 是空的，没有转文字；怎么开见 docs/voice.md")
    try:
        engine = ears.engine()
    except EngineError as fault:
        raise click.ClickException("{}（{}）".format(*explained(fault))) from fault
    started = time.monotonic()
    words = engine.words(sound)
    click.echo(f"听到：{words or '没有话'}\n用时：{time.monotonic() - started:.1f} 秒（不算装模型）")
