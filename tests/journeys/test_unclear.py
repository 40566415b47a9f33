"""Words of which nothing is known: she decides with one tap, and what adds to her matter is never asked about."""

from __future__ import annotations

from tests.journeys.matters import LAMP
from tests.journeys.village import Village, number_in

ODD = "那黑匣匣可有意思咧"


def test_what_was_not_understood_becomes_a_case_by_one_tap(village: Village) -> None:
    resident = village.resident()
    assert "记成" not in resident.says(ODD)
    receipt = resident.taps("就是要报这件")
    assert "记成" in receipt
    assert number_in(receipt) in resident.says("进度")


def test_typing_the_label_does_the_same(village: Village) -> None:
    resident = village.resident()
    resident.says(ODD)
    assert "记成" in resident.says("就是要报这件")


def test_odd_words_in_the_middle_of_a_matter_belong_to_it(village: Village) -> None:
    resident = village.resident()
    number = number_in(resident.says(LAMP))
    reply = resident.says(ODD)
    assert number in reply
    assert "没看明白" not in reply
