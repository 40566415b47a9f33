"""Talk that is meant for somebody else opens nothing; a matter does, whatever it is wrapped in."""

from __future__ import annotations

import pytest

from tests.classifier.villages import example_reader

TALK = """
妈，我今晚加班，饭给我留着
老王，你要的两袋化肥我给你捎回来了
宝子们，周六拼车去万达的举手
亲，店里新到一批童装，三件打八折
自家种的红薯，两块一斤，要的跟我说
张老板，钱转过去了你查一下
晚上老地方打牌，三缺一
你的外卖放门卫了，自己下来拿
老师您好，我家孩子感冒了请一天假
姐妹们七点广场跳舞都来哈
昨晚那个电影里爆炸的场面太假了
我梦到我爷爷了
今天心情真好，桂花都开了
村里那个小伙真热心，帮我妈扛米上楼
谢谢你们，现在走夜路踏实多了
停水通知看到了，谢谢提醒
表弟借我五百，下月还你
哈哈哈笑死我了
你家wifi叫啥名
小猫三只，求领养
上次反映的那个井盖到哪一步了
前几天跟你们说的事咋还没个回音
"""
MATTERS = """
谢谢你们，麻烦再看看楼道灯，又不亮了
妈呀，楼上又往下泼水
师傅，我家水管爆了
老师体罚学生没人管吗
听说要拆迁，补偿标准是多少
看了新闻想问一下我们这儿能不能装电梯
我拍了视频，有人往河里倒垃圾
不用跟我解释，把路修好就行
他家娃天天砸我家门
想问问村里有没有老年食堂
街上卖的鸡蛋是臭的
门口的树把电线压弯了
哈哈，路灯白天亮晚上灭，谁管的
那个坑摔了好几个人了
能不能在村口装个监控
"""


@pytest.mark.parametrize("text", TALK.split())
def test_talk_for_somebody_else_opens_nothing(text: str) -> None:
    assert not example_reader().read(text).opens


@pytest.mark.parametrize("text", MATTERS.split())
def test_a_matter_opens_whatever_it_is_wrapped_in(text: str) -> None:
    assert example_reader().read(text).opens
