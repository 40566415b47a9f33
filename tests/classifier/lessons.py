"""A small hand-written history to learn from, a few categories with a few sentences each."""

from __future__ import annotations

LAMPS = ("路灯不亮了三天", "村口路灯坏了晚上看不见", "这条路的路灯一直没修", "路灯半夜不亮", "灯杆倒在路边没人管")
WATER = ("家里停水两天了", "水管漏水一直流", "自来水发黄不能喝", "楼上漏水滴到我家", "水压太小洗不了澡")
PAY = ("工地拖欠工资不给", "老板欠薪半年", "工资没发还不交社保", "受了工伤老板不管", "厂里克扣工资")

HISTORY = [
    *((text, "路灯") for text in LAMPS),
    *((text, "用水") for text in WATER),
    *((text, "工资") for text in PAY),
]
ASKED = [
    ("门口的路灯又不亮", "路灯"),
    ("水管一直漏水", "用水"),
    ("老板不发工资", "工资"),
    ("停水", "用水"),
    ("欠薪", "工资"),
]
