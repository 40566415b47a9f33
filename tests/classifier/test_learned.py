"""Learned weights answer for short and long text, always alike, and without the trainer's packages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from classifier.grams import pieces, words_of
from classifier.learned import Guess, Learned, Table
from classifier.learned_file import UnreadableWordsError, lines, load, save
from classifier.learning import Examples, TooLittleError, examples, learn
from tests.classifier.lessons import ASKED, HISTORY

LONG = "各位好，我家住在河东边，这几天晚上出门一直看不见，问了好几次也没人来，" * 3 + "村口的路灯坏了"
HEAD = "lianxin-words 1\ncategories\ta\tb\nbias\t0\t0\nwarmth\t1\t1\t1\n"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def known() -> Examples:
    return examples(HISTORY)


@pytest.fixture(scope="module")
def learned(known: Examples) -> Learned:
    return learn(known)


@pytest.mark.parametrize(("text", "category"), [*ASKED, (LONG, "路灯")])
def test_a_text_is_told_by_the_words_that_were_learned(learned: Learned, text: str, category: str) -> None:
    guess = learned.guess(text)
    assert guess.category == category
    assert guess.confidence > guess.second > 0


def test_words_with_blanks_between_are_read_like_the_sentence(learned: Learned) -> None:
    assert learned.guess("村口 的 路灯 坏 了") == learned.guess("村口的路灯坏了")
    assert learned.guess("ＡＢ路灯，不亮！") == learned.guess("ab路灯不亮")


@pytest.mark.parametrize("text", ["", "   ", "!!!", "\ud800", "xyzq", "😀", "𠮷𠮷", "\x00"])
def test_a_text_of_nothing_known_has_no_category(learned: Learned, text: str) -> None:
    assert learned.guess(text) == Guess()


def test_the_reasons_name_words_that_stand_in_the_text(learned: Learned) -> None:
    reasons = learned.guess("村口路灯不亮", reasons=3).reasons
    assert len(reasons) == 3
    assert all(word in "村口路灯不亮" for word, _ in reasons)
    assert reasons[0][1] > 0


def test_the_same_history_gives_the_same_weights(known: Examples, learned: Learned) -> None:
    assert list(lines(learn(known))) == list(lines(learned))


@pytest.mark.parametrize("name", ["words.txt", "words.txt.gz"])
def test_the_file_gives_back_what_was_stored(learned: Learned, tmp_path: Path, name: str) -> None:
    save(learned, tmp_path / name)
    again = load(tmp_path / name)
    assert list(lines(again)) == list(lines(learned))
    assert [again.guess(text, reasons=9) for text, _ in ASKED] == [learned.guess(text, reasons=9) for text, _ in ASKED]


def test_the_file_can_be_read_by_eye(learned: Learned) -> None:
    rows = list(lines(learned))
    assert rows[0] == "lianxin-words 1"
    assert rows[1] == "categories\t工资\t用水\t路灯"
    (row,) = [row.split("\t") for row in rows if row.startswith("w\t路灯\t")]
    assert float(row[5]) > max(float(row[3]), float(row[4]))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ":1 "),
        ("lianxin-words 9\n", ":1 "),
        ("lianxin-words 1\nw\t路灯\t1\n", "head"),
        ("lianxin-words 1\ncategories\ta\tb\nw\t路灯\t1\n", ":3 "),
        ("lianxin-words 1\ncategories\ta\tb\nw\t路灯\t1\t2\tx\n", ":3 "),
        (HEAD + "w\t路灯\t1\t1\tnan\n", ":5 "),
        (HEAD + "w\t路灯\t1\tinf\t1\n", ":5 "),
        (HEAD + "w\t路灯\t1\t1e30\t1\n", ":5 "),
        (HEAD + "w\t路灯\t0\t1\t1\n", ":5 "),
        (HEAD + "p\t路灯坏了\t1\t1\t1\n", ":5 "),
        (HEAD + "p\t路灯\t1\t1\t1\nw\t路灯\t1\t1\t1", ":6 "),
        (HEAD + "w\t路灯\t1\t1\t1\ncategories\ta\tb\tc\nbias\t1\t1\t1\n", "words.txt"),
        (HEAD.replace("bias\t0\t0", "bias\tx\ty"), "words.txt"),
        (HEAD.replace("bias\t0\t0", "bias\t0\tnan"), "words.txt"),
        (HEAD.replace("warmth\t1\t1\t1", "warmth\ta\tb\tc"), "words.txt"),
        (HEAD.replace("warmth\t1\t1\t1", "warmth\t1\t0\t1"), "warmth"),
        ("lianxin-words 1\ncategories\ta\nbias\t0\nwarmth\t1\t1\t1\nw\t路灯\t1\t1\n", "categories"),
        ("lianxin-words 1\ncategories\ta\ta\nbias\t0\t0\nwarmth\t1\t1\t1\n", "categories"),
        ("lianxin-words 1\ncategories\ta\tb\nbias\t1\nwarmth\t1\t1\t1\n", "head"),
        ("lianxin-words 1\ncategories\ta\tb\nbias\t1\t1\nwarmth\t1\t1\n", "head"),
    ],
)
def test_a_file_that_holds_no_weights_is_refused_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "words.txt"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableWordsError, match=told):
        load(file)


@pytest.mark.parametrize("harm", ["foreign", "short", "altered"])
def test_a_broken_packed_file_is_refused(learned: Learned, tmp_path: Path, harm: str) -> None:
    file = tmp_path / "words.txt.gz"
    save(learned, file)
    raw = file.read_bytes()
    altered = raw[:400] + bytes(255 - byte for byte in raw[400:420]) + raw[420:]
    file.write_bytes({"foreign": b"\x1f\x8bnothing", "short": raw[: len(raw) // 2], "altered": altered}[harm])
    with pytest.raises(UnreadableWordsError):
        load(file)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableWordsError):
        load(tmp_path / "words.txt")


@pytest.mark.parametrize("rows", [[], [("路灯坏了", "a")], [("路灯坏了", "a"), ("!", "b")], [("路灯坏了", " ")]])
def test_one_category_is_nothing_to_learn_from(rows: list[tuple[str, str]]) -> None:
    with pytest.raises(TooLittleError):
        examples(rows)


def test_two_categories_are_enough() -> None:
    learned = learn(examples([row for row in HISTORY if row[1] != "工资"]))
    assert learned.guess("路灯坏了").category == "路灯"
    assert learned.guess("漏水").category == "用水"


def test_the_weights_count_as_the_formula_says() -> None:
    table = Table(np.array([1, 2], np.float32), np.array([[1, 0], [0, 1]], np.float32))
    empty = Table(np.empty(0, np.float32), np.empty((0, 2), np.float32))
    bias = np.array([0.5, 0], np.float32)
    learned = Learned(("a", "b"), {"路灯": 0, "停水": 1}, table, np.empty(0, np.uint64), empty, bias)
    sums = learned.sums(learned.rows(pieces(["路灯", "停水", "别的"])))
    assert sums == pytest.approx([0.5 + 1 / 5**0.5, 2 / 5**0.5])


def test_longer_text_of_the_same_words_weighs_the_same(learned: Learned) -> None:
    once = learned.sums(learned.rows(pieces(words_of("停水"))))
    thrice = learned.sums(learned.rows(pieces(["停水"] * 3)))
    assert int(np.argmax(once)) == int(np.argmax(thrice))
    assert float(thrice.max()) < 2 * float(once.max())


def test_answering_needs_none_of_the_packages_that_learn(learned: Learned, tmp_path: Path) -> None:
    save(learned, tmp_path / "words.txt")
    program = (
        "import sys; sys.modules.update({'sklearn': None, 'scipy': None})\n"
        "from pathlib import Path; from classifier.learned_file import load\n"
        "print(load(Path(sys.argv[1])).guess('门口的路灯又不亮').category)"
    )
    command = [sys.executable, "-W", "ignore", "-c", program, str(tmp_path / "words.txt")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "路灯"
