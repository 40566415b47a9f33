"""Messages understood a second, with either tokenizer, beside jieba's bare cutting: `python -m bench.classify`."""

from __future__ import annotations

import argparse
import csv
import json
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bot.rules import make_reader
from bot.settings import load_settings
from classifier import Reader
from classifier.cutting import JIEBA, RJIEBA, cutter

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "classifier" / "apart.tsv"
STREET = GOLD.with_name("street.toml")
LENGTH = 50
ROUNDS = 7


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description="Messages understood a second, and what each tokenizer costs.")
    options.add_argument("--json", action="store_true", help="only JSON on standard output")
    given = options.parse_args()
    figures = measure()
    if given.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:32} {value}")


def measure() -> dict[str, float]:
    """All rates in one run, in alternating rounds, so that a noisy machine is fair to all."""
    rows = _rows()
    texts = messages([row["text"] for row in rows])
    readers = {name: _reader(name) for name in (JIEBA, RJIEBA)}
    bare = cutter(JIEBA)
    work: dict[str, Callable[[str], object]] = {
        "jieba_alone": bare,
        JIEBA: readers[JIEBA].read,
        RJIEBA: readers[RJIEBA].read,
    }
    rates = _rates(work, texts)
    return {
        "messages": len(texts),
        "characters": LENGTH,
        "jieba_alone_per_s": round(rates["jieba_alone"]),
        "with_jieba_per_s": round(rates[JIEBA]),
        "with_rjieba_per_s": round(rates[RJIEBA]),
        "jieba_ratio": round(rates[JIEBA] / rates["jieba_alone"], 3),
        "rjieba_ratio": round(rates[RJIEBA] / rates["jieba_alone"], 3),
        "accuracy_with_jieba": _accuracy(readers[JIEBA], rows),
        "accuracy_with_rjieba": _accuracy(readers[RJIEBA], rows),
        "lexicon_mb": _size_mb(),
        "explain_ms": round(1000 / rates[RJIEBA], 3),
    }


def messages(texts: list[str]) -> list[str]:
    """The gold mix as messages of fifty characters: one text after the other, cut where fifty are full."""
    mix = "，".join(texts)
    return [mix[start : start + LENGTH] for start in range(0, len(mix) - LENGTH, LENGTH)]


def _rates(work: dict[str, Callable[[str], object]], texts: list[str]) -> dict[str, float]:
    seconds: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(ROUNDS):
        for name, read in work.items():
            begun = time.perf_counter()
            for text in texts:
                read(text)
            seconds[name].append(time.perf_counter() - begun)
    return {name: len(texts) / median(spent) for name, spent in seconds.items()}


def _reader(tokenizer: str) -> Reader:
    """The example config with the street that the gold messages speak of."""
    text = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "config.example.toml", STREET))
    with TemporaryDirectory(prefix="lianxin-bench-") as folder:
        config = Path(folder) / "config.toml"
        config.write_text(text, encoding="utf-8")
        settings = load_settings(config, env={})
        return make_reader(replace(settings.rules, tokenizer=tokenizer), settings.data_dir)


def _rows() -> list[dict[str, str]]:
    with GOLD.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _accuracy(reader: Reader, rows: list[dict[str, str]]) -> float:
    judged = [row for row in rows if row["category"] not in ("-", "none")]
    right = sum(reader.read(row["text"]).category in row["category"].split("|") for row in judged)
    return round(right / len(judged), 4)


def _size_mb() -> float:
    """What a reader with the faster tokenizer keeps in memory of its own, beside the libraries."""
    tracemalloc.start()
    reader = _reader(RJIEBA)
    reader.read("路灯坏了")
    kept = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return round(kept / 1_000_000, 1)


if __name__ == "__main__":
    main()
