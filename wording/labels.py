"""Plain words for the states, results, posts and lights that the product knows by English names."""

from __future__ import annotations

STATUS = {
    "received": "已接单",
    "dispatched": "已派单",
    "signed": "办理中",
    "waiting": "待补充",
    "whistled": "吹哨中",
    "checking": "待核实",
    "completed": "已办结",
    "closed": "已结案",
    "rejected": "不予受理",
    "withdrawn": "已撤回",
    "suspended": "挂账",
}
# What a resident reads of the same states.
TO_HER = STATUS | {
    "waiting": "等您回话",
    "whistled": "在请部门一起办",
    "checking": "办完了正在核实",
    "suspended": "先挂着，定期看",
    "rejected": "这儿办不了",
}
RESULT = {"solved": "解决", "explained": "解释答复", "referred": "引导", "planned": "列入计划"}
RESULT_WORDS = {word: code for code, word in RESULT.items()} | {"解释": "explained", "答复": "explained"}
RATING = {1: "办好了，满意", 2: "办了，一般", 3: "没办好"}
LIGHT = {"running": "⚪", "near": "🟡", "overdue": "🔴", "done_in_time": "🟢", "paused": "⏸"}
ROLE = {
    "worker": "网格员",
    "assistant": "协管员",
    "guide": "楼栋长",
    "chief": "负责人",
    "desk": "值班的",
    "department": "部门联系人",
    "mediator": "调解员",
}
# What each clock waits for.
CLOCK = {
    "dispatch": "派单",
    "sign": "签收",
    "answer": "给住户回话",
    "solve": "办结",
    "report_in": "报到",
    "finish": "办完",
}
LATE = {
    "dispatch": "还没派出去",
    "sign": "还没签收",
    "answer": "还没给住户回话",
    "solve": "还没办结",
    "report_in": "还没报到",
    "finish": "还没办完",
}
# What a step in the history of a case was.
STEP = {
    "open": "住户来报",
    "dispatch": "派单",
    "hand_over": "转办",
    "take": "接过来办",
    "sign": "签收",
    "ask": "问住户",
    "answer": "住户回话",
    "complete": "办结",
    "undo_complete": "撤回办结",
    "close": "结案",
    "undo_close": "住户点错，结案撤回",
    "undo_reopen": "住户点错，重办撤回",
    "undo_withdraw": "住户点错，撤回作废",
    "record": "随手办",
    "praise": "住户表扬",
    "suspend": "挂账",
    "resume": "恢复办理",
    "whistle": "吹哨",
    "report_in": "部门报到",
    "claim": "部门说办好了",
    "refuse_claim": "复核没好",
    "accept_claim": "一家复核通过",
    "grade": "评部门",
    "tell": "告知住户",
    "meet": "定了专题研究",
    "decide": "研究定了",
    "inquire": "开始倒查",
    "state": "说明",
    "find": "倒查结论",
    "let_go": "不等一家了",
    "end_whistle": "吹哨结束",
    "verify": "复核通过",
    "merge": "邻居同报，并进来",
    "join": "并入邻居同报的",
    "part": "分开单独办",
    "split": "拆分",
    "settle": "住户说好了",
    "reopen": "重办",
    "return": "退单",
    "reject": "不予受理",
    "withdraw": "住户撤回",
    "urge": "住户催办",
    "note": "备注",
    "say": "回话",
    "add": "补充",
    "extend": "延期",
    "raise": "提级",
    "remind": "提醒快到点",
    "escalate": "超时上报",
    "wait": "再等等",
    "request": "请示",
    "grant": "准了",
    "refuse": "没准",
    "rule": "裁定",
    "call_back": "回访",
    "supervise": "督办",
    "reclassify": "改类别",
    "relocate": "改地点",
    "conceal": "替我保密",
}
MEDIUM = {"voice": "语音", "image": "照片", "video": "视频"}


def post(title: str) -> str:
    """A post as it stands before a name: the config's own title, or 网格员, 岩庄社区负责人, 岩庄社区值班的."""
    role, at, unit = title.partition("@")
    return f"{unit}{ROLE.get(role, '')}" if at else title


def on_call(name: str, role: str, phone: str, *, on_duty: bool) -> str:
    """Who is rung in an emergency: 值班的赵刚 13800000006, 网格员张梅 13800000001, or 值班电话 and its number."""
    if not name:
        return f"值班电话 {phone}"
    return f"{'值班的' if on_duty else ROLE.get(role, '')}{name} {phone}".strip()


def person(name: str, title: str, phone: str) -> str:
    """Somebody with post and number: 网格员张梅 13800000001; empty where nobody is named."""
    return f"{post(title)}{name} {phone}".strip() if name else ""
