"""`demo`: the product with a stand-in for WeChat, to try it without an account."""

from __future__ import annotations

import click


@click.command()
@click.option("--port", default=8000, show_default=True, help="程序听的端口")
@click.option("--phones", default=8800, show_default=True, help="模拟手机的网页听的端口")
@click.pass_context
def demo(context: click.Context, port: int, phones: int) -> None:
    """不用公众号先试试：开一个假微信，网页上有几部手机。"""
    from bot.demo import run

    context.exit(run(port=port, phones=phones))
