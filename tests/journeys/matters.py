"""Matters that people bring in these journeys, each plain enough to be understood at once."""

LAMP = "岩庄花园3号楼楼下路灯坏了半个月"  # Grid one: 示例甲.
WATER = "岩庄花园8号楼停水了，从早上到现在一滴水没有"  # Grid two: 示例乙.
NOISE = "岩庄花园3号楼楼上天天半夜装修，电钻吵得睡不着"
NOWHERE = "楼下的垃圾桶满了好几天没人清"  # No place: the village's desk, 示例值班.
