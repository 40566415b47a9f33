"""From the first word to the end."""

from __future__ import annotations

from tests.journeys.village import Village, number_in


def test_words(village: Village) -> None:
    worker = village.staff("示例甲")
    resident = village.resident()
    receipt = resident.says("岩庄花园3号楼楼下路灯坏了半个月")
    number = number_in(receipt)
    print(receipt)
    village.deliver()
    print(worker.news())
    print(worker.says(f"接 {number}"))
    village.deliver()
    print(resident.news())
    print(worker.says(f"办结 {number} 换了灯泡"))
    village.wait(seconds=61)
    print(resident.news())
    print(resident.says("1"))
    print(resident.says("进度"))
    assert 0
