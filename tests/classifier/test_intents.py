"""What is no report is known for what it is."""

from __future__ import annotations

import pytest

from tests.classifier.villages import example_reader

PURE = {
    "greeting": "你好 您好 在吗 早上好 领导好 hello 辛苦啦 周末快乐 我要投诉 想反映个问题 我要咨询个事 烦死了",
    "thanks": "谢谢 谢谢你们 太感谢了 👍 🙏",
    "praise": "谢谢你们把路灯修好了 网格员小张真好,给她点个赞 李主任办事效率高,表扬 你们办事真快，谢谢示例甲",
    "ad": "低息贷款无抵押秒到账加微信 高价回收旧手机旧家电上门回收",
    "wrong_send": "发错了 发错人了不好意思 老婆我晚点回来,你先吃 儿子记得带伞",
    "progress": "进度 我的事办到哪了 进展如何 路灯修好了吗 修好没 我上个星期反映的事有结果没 037办得咋样了",
    "urge": "催 催一下 咋还没人来 快点吧急死了 都三天了怎么还没人来修啊 板大山村东头怎么还没人来",
    "solved": "修好了不用来了 好了 来水了 路灯亮了,谢谢师傅 满意",
    "withdraw": "算了 算了不用了 撤回 不用派人来了",
    "not_solved": "还是不亮 没修好 没办好 不满意",
    "undo": "点错了 按错了",
    "human": "人工 找人说话 我要人工客服",
    "help": "帮助 怎么用这个 你是机器人吗",
    "confidential": "保密 替我保密",
    "yes": "好的 嗯 收到 嗯嗯好的谢谢 对",
    "no": "不是 都不是 没有",
}
EMPTY = ["666", "1", "037", "。。。", "", "😂", "aaaa" * 30, "' OR 1=1 --", "]]><x>&", "待办", "接 12", "转 12 示例甲"]
MIXED = [
    ("3号楼路灯报了三天了怎么还没人修", "urge"),
    ("邻居打麻将太吵,别说是我说的", "confidential"),
    ("路灯没修好", "not_solved"),
]


@pytest.mark.parametrize(("intent", "text"), [(i, text) for i, texts in PURE.items() for text in texts.split()])
def test_words_about_no_new_matter_open_nothing(intent: str, text: str) -> None:
    verdict = example_reader().read(text)
    assert (verdict.opens, verdict.intent) == (False, intent)


@pytest.mark.parametrize("text", EMPTY)
def test_a_text_without_words_opens_nothing(text: str) -> None:
    verdict = example_reader().read(text)
    assert (verdict.opens, verdict.category, verdict.score) == (False, None, 0.0)


@pytest.mark.parametrize(("text", "intent"), MIXED)
def test_a_report_may_say_more_than_the_report(text: str, intent: str) -> None:
    verdict = example_reader().read(text)
    assert (verdict.opens, verdict.intent) == (True, intent)


@pytest.mark.parametrize(
    "text", ["停电", "垃圾", "我要投诉路灯", "查12号楼的路灯坏了", "在不在,我家停电了", "村里有件怪事要说"]
)
def test_any_other_text_is_a_report(text: str) -> None:
    assert example_reader().read(text).opens
