"""`demo`: the product with a stand-in for WeChat, to try it without an account."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option("--port", default=8000, show_default=True, help="程序听的端口")
@click.option("--phones", default=8800, show_default=True, help="模拟手机的网页听的端口")
@click.option("--story", is_flag=True, help="自己演一遍：报事、接单、办结、没办好、重办、满意")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help="数据放哪儿；不写就是 var/demo")
@click.pass_context
def demo(context: click.Context, port: int, phones: int, story: bool, folder: Path | None) -> None:
    """不用公众号先试试：开一个假微信，网页上有几部手机。"""
    from bot.demo.run import FOLDER, run

    context.exit(run(port=port, phones=phones, play=story, folder=folder or FOLDER))
