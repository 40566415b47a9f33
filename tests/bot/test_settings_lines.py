"""Where a key stands in a TOML text."""

from __future__ import annotations

import pytest

from bot.settings.errors import KeyPath
from bot.settings.lines import map_lines

TEXT = '''\
units_file = "u.csv"  # [not] a = header
[app]
host = "a # b"
text = """
port = 1
[fake]
"""
port = 2
words = [
  "x = 1",   # y = [
  ["[z]"],
]
long = [
  "a", 'b',
  """c
  d""", # "x"
  "e\\"]",
]
[[units]]
id = "a"
[[units]]
id = "b"
deep = { inner = 1 }
[units.more]
far = 1
[[units.list]]
q = 1
[hours.holidays]
off = []
"quoted" . dotted = 1
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("units_file",), 1),
        (("app",), 2),
        (("app", "host"), 3),
        (("app", "text"), 4),
        (("app", "port"), 8),  # Not the one inside the long text.
        (("app", "words"), 9),
        (("app", "words", 0), 10),
        (("app", "words", 1), 9),  # An element that is no text has the line of its list.
        (("app", "long", 0), 14),
        (("app", "long", 1), 14),
        (("app", "long", 2), 15),
        (("app", "long", 3), 17),
        (("units",), 19),  # All units: the first.
        (("units", 0, "id"), 20),
        (("units", 1, "id"), 22),
        (("units", 1, "deep", "inner"), 23),
        (("units", 1, "more", "far"), 25),
        (("units", 1, "list", 0, "q"), 27),
        (("hours", "holidays", "off"), 29),
        (("hours", "holidays", "quoted", "dotted"), 30),
        (("units", 1, "name"), 21),  # A key that isn't there: its table.
        (("fake",), None),
        ((), None),
    ],
)
def test_a_key_has_its_line(path: KeyPath, line: int | None) -> None:
    assert map_lines(TEXT).find(path) == line
