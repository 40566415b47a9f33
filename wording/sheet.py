"""What the morning's sheet says."""

from __future__ import annotations

from wording.marks import clean, tap
from wording.push import Facts, Push


def _head(f: Facts) -> str:
    late = f"，{f['late']}件已经超时" if f.get("late") else ""
    return f"今天到点的{f.get('total', 0)}件{late}"


def _today(f: Facts) -> str:
    lines = [clean(str(line)) for line in f.get("lines", ())]
    more = f.get("total", 0) - len(lines)
    rest = f"还有{more}件。" if more > 0 else ""
    return "\n".join([f"早。{_head(f)}：", *lines, f"{rest}{tap('今天', 'k.today')}　{tap('待办', 'k.queue')}"])


PUSHES: dict[str, Push] = {"today": Push("remind", "今天要办", _today, _head)}
