"""Understands what a resident writes: category, place, urgency and purpose, each with its reasons.

>>> from classifier import CategoryWords, Lexicon, PlaceWords, Reader
>>> lamps = CategoryWords("roads_lighting", "路灯、道路", {"路灯": 3.0, "不亮": 1.0})
>>> garden = PlaceWords("garden", "岩庄花园", "compound")
>>> grid = PlaceWords("garden-2", "二网格", "grid", "garden", ("岩庄花园6-12号楼",))
>>> reader = Reader(Lexicon((lamps,), (garden, grid)))
>>> verdict = reader.read("岩庄花园 八号楼下路灯不亮")
>>> verdict.category, verdict.unit, verdict.place, verdict.urgent
('roads_lighting', 'garden-2', '岩庄花园八号楼', False)
>>> reader.read("你好").opens
False
"""

from classifier.kinds import KINDS
from classifier.lexicon import CategoryWords, Lexicon, PlaceWords
from classifier.reader import Reader
from classifier.verdict import PlaceGuess, Reason, Verdict
from classifier.words import parse_keyword, parse_synonym

__all__ = [
    "KINDS",
    "CategoryWords",
    "Lexicon",
    "PlaceGuess",
    "PlaceWords",
    "Reader",
    "Reason",
    "Verdict",
    "parse_keyword",
    "parse_synonym",
]
