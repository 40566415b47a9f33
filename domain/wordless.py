"""What a case holds for words as long as there are none: the name of what was sent instead."""

from __future__ import annotations

NO_WORDS = {"voice": "语音", "image": "照片", "video": "视频", "location": "位置"}
LINK = "链接"


def is_wordless(words: str) -> bool:
    """Whether these are nobody's words."""
    return words in NO_WORDS.values() or words == LINK
