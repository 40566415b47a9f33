"""Lays the figures of a cross-validation out as tables for people and as data for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from classifier import measuring

if TYPE_CHECKING:
    from classifier.crossvalidation import Figure, Result

Results = Mapping[str, Mapping[str, "Result"]]

RECIPE_NAMES = {
    "words": "只有词",
    "pieces": "只有一到三个字的字串",
    "both": "词和字串",
    "views": "再加短截",
    "all": "再加三种解法平均",
}
VIEW_NAMES = {"long": "整段", "title": "像标题的", "opening": "开头五十字"}


def as_tables(results: Results, texts: int, folds: int) -> str:
    """Markdown: what each part buys, then accuracy against share handled."""
    return "\n\n".join(
        [
            f"{texts} 条，{folds} 份轮流考，每格是平均 ± 各份之间的标准差，单位 %。",
            _ablation(results),
            "各行是在上一行的基础上再加一样；“头两名”是对的类别在头两名里。",
            *(_levels(view, results["all"][view]) for view in VIEW_NAMES),
        ]
    )


def as_dict(results: Results) -> dict[str, Any]:
    return {
        recipe: {
            view: {
                "accuracy": _pair(result.accuracy),
                "macro_f1": _pair(result.macro_f1),
                "top2_accuracy": _pair(result.top2),
            }
            for view, result in views.items()
        }
        for recipe, views in results.items()
    }


def _pair(figure: Figure) -> dict[str, float]:
    return {"mean": round(figure.mean, 4), "spread": round(figure.spread, 4)}


def _ablation(results: Results) -> str:
    heads = [f"{name}{what}" for name in VIEW_NAMES.values() for what in ("", "，宏 F1", "，头两名")]
    rows = [_row(["", *heads]), _row(["---"] * (len(heads) + 1))]
    for recipe, views in results.items():
        cells = [
            f"{100 * figure.mean:.1f} ± {100 * figure.spread:.1f}"
            for view in VIEW_NAMES
            for figure in (views[view].accuracy, views[view].macro_f1, views[view].top2)
        ]
        rows.append(_row([RECIPE_NAMES[recipe], *cells]))
    return "\n".join(rows)


def _levels(view: str, result: Result) -> str:
    rows = [_row([f"{VIEW_NAMES[view]}：把握至少", "管得着的", "其中对的"]), _row(["---"] * 3)]
    for each in measuring.levels(result.outcomes):
        rows.append(_row([f"{each.threshold:.2f}", f"{each.share:.1%}", f"{each.accuracy:.1%}"]))
    return "\n".join(rows)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
