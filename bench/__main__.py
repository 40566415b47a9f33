"""`python -m bench NAME`: one measurement; without a name, which there are."""

from __future__ import annotations

import runpy
import sys

NAMES = {
    "classify": "话一秒能听懂多少句",
    "drain": "一秒能发出去多少条，和只发请求的比",
    "delivery": "从居民一句话到网格员收到，要多久",
    "scale": "一万件和一百万件，查待办、查进度差多少",
    "intake": "一秒能收多少条消息，和什么也不做的比",
    "memory": "各个进程占多少内存，起来多久能答话",
    "redis_away": "Redis 停着的时候，回话慢多少",
    "sweep": "一百万件和一万件，巡一遍差多少",
}


def main() -> None:
    """Run what was asked for, with the arguments behind its name."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in NAMES:
        lines = "\n".join(f"  {one:12} {what}" for one, what in NAMES.items())
        print(f"python -m bench 名字 [--json]，名字是：\n{lines}")
        raise SystemExit(0 if name in ("", "-h", "--help") else 2)
    del sys.argv[1]
    runpy.run_module(f"bench.{name}", run_name="__main__")


if __name__ == "__main__":
    main()
