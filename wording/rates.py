"""What each rate is called and what it counts, in words for those in charge."""

from __future__ import annotations

RATES = {
    "contact": ("先行联系", "时限内有人给住户回话的，占已回话和已到点的"),
    "on_time": ("按时办结", "时限内办结的，占已办结和已到点的"),
    "solved": ("实际解决", "结果是解决、住户也没说没办好的，占办结的"),
    "satisfied": ("满意", "点了“办好了，满意”的，占评了的；没评的不算满意"),
    "rated": ("评价率", "住户评了的，占结案的"),
    "returned": ("退过单（零推诿）", "退回过的，占派出去的"),
    "first_right": ("一次派准（零差错）", "没退回过的，占派出去的"),
    "overdue": ("超时在办（零积压）", "过了时限还没办结的，占在办的"),
    "reopened": ("重办（零差错）", "住户说没办好又重办的，占办结过的"),
    "called_back": ("回访了（有督查）", "回访过的，占该回访的"),
}
LEVELS = {
    "micro": "微网格",
    "grid": "网格",
    "compound": "小区",
    "village": "村、社区",
    "street": "街道",
    "district": "区县",
    "department": "部门",
    "unknown": "说不清",
}


def line(code: str, part: int, whole: int, share: float | None) -> str:
    """One figure with what it counts."""
    name, meaning = RATES[code]
    return f"{name}：{_share(share)}（{part}/{whole}） {meaning}"


def level(code: str, part: int, whole: int, share: float | None) -> str:
    """At which level cases ended."""
    return f"  {LEVELS[code]} {_share(share)}（{part}/{whole}）"


def _share(share: float | None) -> str:
    return "没有" if share is None else f"{share:.1%}"
