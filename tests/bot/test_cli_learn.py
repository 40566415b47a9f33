"""`rules learn` and `rules evaluate`, on a small hand-written history."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.history import read_history
from bot.cli.main import main
from tests.classifier.lessons import ASKED, HISTORY
from tests.classifier.villages import EXAMPLE_CONFIG

KEYS = ["n", "accuracy", "macro_f1", "top2_accuracy", "coverage", "seconds", "per_class"]


MANY = "text,label\n" + "路灯坏了,路灯\n停水了,用水\n" * 50
LINES = MANY.splitlines(keepends=True)
UNPAIRED = "".join([*LINES[:50], '"', *LINES[50:]])
TWO_UNPAIRED = "".join([*LINES[:50], '"', *LINES[50:70], '"', *LINES[70:]])
PACKED = gzip.compress(MANY.encode(), mtime=0)  # The same in every process that collects the tests.
ALTERED = PACKED[:60] + bytes(255 - byte for byte in PACKED[60:80]) + PACKED[80:]


def invoke(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["rules", *map(str, words)])


def as_csv(rows: list[tuple[str, str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([("text", "label"), *rows])
    return out.getvalue().encode("utf-8")


def write(file: Path, raw: bytes) -> Path:
    file.write_bytes(raw)
    return file


@pytest.fixture
def train(tmp_path: Path) -> Path:
    return write(tmp_path / "train.csv.gz", gzip.compress(as_csv(HISTORY)))


def test_evaluate_as_json_ends_with_the_figures(train: Path, tmp_path: Path) -> None:
    test = write(tmp_path / "test.csv", b"\xef\xbb\xbf" + as_csv([*ASKED, ("qwq", "工资")]))
    result = invoke("evaluate", "--json", "--train", train, "--test", test)
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert list(told) == KEYS
    assert (told["n"], told["accuracy"], told["coverage"]) == (6, round(5 / 6, 4), round(5 / 6, 4))
    assert told["per_class"]["路灯"] == {"n": 1, "precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert "正在学" in result.stderr


def test_evaluate_for_people_shows_accuracy_against_share_handled(train: Path, tmp_path: Path) -> None:
    result = invoke("evaluate", "--train", train, "--test", write(tmp_path / "test.csv", as_csv(ASKED)))
    assert "共 5 条，对 100.0%" in result.stdout
    assert "≥ 0.50" in result.stdout


def test_evaluate_in_folds_writes_its_figures_between_the_marks(train: Path, tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text("前\n<!-- 数字从这里开始 -->\n旧\n<!-- 数字到这里为止 -->\n后\n", encoding="utf-8")
    result = invoke("evaluate", "--folds", "2", "--train", train, "--into", paper, "--json")
    assert result.exit_code == 0
    assert set(json.loads(result.stdout)) == {"words", "pieces", "both", "views", "all"}
    text = paper.read_text(encoding="utf-8")
    assert text.startswith("前\n")
    assert text.endswith("后\n")
    assert "旧" not in text
    assert "| 词和字串 |" in text
    assert not any(said in text for said, _ in HISTORY)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"\n", "没有放数字的地方"),
        ("<!-- 数字到这里为止 -->\n<!-- 数字从这里开始 -->\n".encode(), "没有放数字的地方"),
        ("<!-- 数字从这里开始 -->\n".encode("gbk"), "不是 UTF-8"),
    ],
)
def test_evaluate_refuses_a_paper_without_marks_before_it_learns(
    train: Path, tmp_path: Path, raw: bytes, told: str
) -> None:
    paper = write(tmp_path / "paper.md", raw)
    result = invoke("evaluate", "--folds", "2", "--train", train, "--into", paper)
    assert result.exit_code == 1
    assert told in result.stderr
    assert "正在" not in result.stderr
    assert paper.read_bytes() == raw


def test_a_paper_is_for_folds_alone(train: Path, tmp_path: Path) -> None:
    paper = write(tmp_path / "paper.md", b"\n")
    result = invoke("evaluate", "--test", train, "--train", train, "--into", paper)
    assert result.exit_code == 2
    assert "--folds" in result.stderr


@pytest.mark.parametrize(
    "words", [["learn", "--from", "{train}", "--out", "{out}"], ["evaluate", "--train", "{train}", "--test", "{train}"]]
)
def test_a_config_that_a_history_makes_useless_is_named(train: Path, tmp_path: Path, words: list[str]) -> None:
    filled = [word.format(train=train, out=tmp_path / "words.txt") for word in words]
    assert "用不上" not in invoke(*filled).stderr
    result = invoke(*filled, "--config", "nothing.toml")
    assert result.exit_code == 0
    assert "用不上 --config nothing.toml" in result.stderr


def test_learn_writes_a_lexicon_that_answers(train: Path, tmp_path: Path) -> None:
    from classifier.learned_file import load

    result = invoke("learn", "--from", train, "--out", tmp_path / "words.txt")
    assert result.exit_code == 0
    assert "学好了：3 类" in result.stdout
    assert load(tmp_path / "words.txt").guess("路灯坏了").category == "路灯"


def test_a_text_may_hold_quotes_and_line_breaks(tmp_path: Path) -> None:
    odd = [('他说"路灯坏了"，\n没人修', "路灯"), ("停水\n\n两天", "用水")]
    history = write(tmp_path / "odd.csv", as_csv(odd) + '路灯"不亮",路灯\n'.encode())
    assert read_history(history) == [*odd, ('路灯"不亮"', "路灯")]


def test_learn_says_when_it_cannot_write(train: Path, tmp_path: Path) -> None:
    result = invoke("learn", "--from", train, "--out", tmp_path / "nowhere" / "words.txt")
    assert result.exit_code == 1
    assert "写不了" in result.stderr


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "第一行要有 text 和 label"),
        (b"text,kind\na,b\n", "现在是：text、kind"),
        (b"text,label\n", "一行能用的也没有"),
        (b"text,label\n,\n ,a\n", "一行能用的也没有"),
        (as_csv([("路灯坏了", "路灯")]), "至少要有两个类别"),
        ("text,label\n路灯坏了,路灯\n".encode("gbk"), "不是 UTF-8"),
        (b"\x1f\x8bbroken", "压缩包坏了"),
        (as_csv([("路灯坏了", "路灯"), ("路灯坏了", "用水")]), "各类的话都一样"),
        (as_csv([(text, label) for text in ("路灯坏了", "停水") for label in ("路灯", "用水")] * 3), "各类的话都一样"),
        (ALTERED, "压缩包坏了"),
        (b"text,label\n" + b"a" * 1_000_001 + b",b\n", "第 2 行读不了"),
        (UNPAIRED.encode(), "第 51 行读不了，多半是引号没有配对"),
        (TWO_UNPAIRED.encode(), "第 51 行读不了，多半是引号没有配对"),
        ('text,label\n"路灯"坏了,路灯\n停水了,用水\n'.encode(), "第 2 行读不了"),
    ],
)
def test_a_history_that_cannot_be_used_is_refused_plainly(tmp_path: Path, raw: bytes, told: str) -> None:
    result = invoke("learn", "--from", write(tmp_path / "bad.csv", raw), "--out", tmp_path / "words.txt")
    assert result.exit_code == 1
    assert told in result.stderr
    assert not (tmp_path / "words.txt").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["learn"],
        ["learn", "--from", "nothing.csv", "--out", "x"],
        ["evaluate", "--train", "nothing.csv", "--folds", "5"],
    ],
)
def test_wrong_usage_is_status_two(words: list[str]) -> None:
    assert invoke(*words).exit_code == 2


@pytest.mark.parametrize("more", [[], ["--folds", "1"], ["--folds", "2", "--test", "{train}"]])
def test_evaluate_wants_either_a_test_or_folds(train: Path, more: list[str]) -> None:
    assert invoke("evaluate", "--train", train, *[word.format(train=train) for word in more]).exit_code == 2


@pytest.mark.parametrize(("folds", "code"), [("2", 0), ("3", 2), ("5", 2)])
def test_no_more_folds_than_the_smallest_category_has_texts(tmp_path: Path, folds: str, code: int) -> None:
    few = [row for row in HISTORY if row[1] != "工资"] + [row for row in HISTORY if row[1] == "工资"][:2]
    history = write(tmp_path / "few.csv", as_csv(few))
    result = invoke("evaluate", "--json", "--folds", folds, "--train", history)
    assert result.exit_code == code
    assert ("“工资”一共只有 2 条" in result.stderr) is (code == 2)


@pytest.mark.parametrize("how", [["--folds", "2"], ["--test", "{history}"]])
def test_texts_that_tell_no_category_apart_are_no_measure(how: list[str], tmp_path: Path) -> None:
    history = write(tmp_path / "alike.csv", as_csv([("路灯坏了", "路灯"), ("路灯坏了", "用水")] * 2))
    result = invoke("evaluate", "--json", "--train", history, *[word.format(history=history) for word in how])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "各类的话都一样" in result.stderr


def test_without_a_history_to_learn_from_the_rules_of_the_config_are_measured(tmp_path: Path) -> None:
    asked = tmp_path / "asked.csv"
    asked.write_text("text,label\n路灯不亮了,roads_lighting\n垃圾没人拉,sanitation\n", encoding="utf-8")
    done = CliRunner().invoke(
        main, ["rules", "evaluate", "--json", "--test", str(asked), "--config", str(EXAMPLE_CONFIG)]
    )
    figures = json.loads(done.stdout.splitlines()[-1])
    assert (figures["n"], figures["accuracy"]) == (2, 1.0)


def test_spaces_around_a_category_are_no_other_category(train: Path, tmp_path: Path) -> None:
    test = write(tmp_path / "test.csv", as_csv([(text, f" {label}\u3000") for text, label in ASKED]))
    figures = json.loads(invoke("evaluate", "--json", "--train", train, "--test", test).stdout)
    assert (figures["accuracy"], set(figures["per_class"])) == (1.0, {"路灯", "用水", "工资"})


def test_folds_need_something_to_learn_from() -> None:
    assert invoke("evaluate", "--folds", "3").exit_code == 2
