"""What the settings say to an admin about a value, and the patterns those sentences describe."""

from __future__ import annotations

from classifier.vocabulary import NAMES as VOCABULARIES
from classifier.words import HEAVIEST

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_CLOCK = r"([01]\d|2[0-3]):[0-5]\d"
SLOT = rf"{_CLOCK}-(?:{_CLOCK}|24:00)"
QUIET = rf"|{_CLOCK}-{_CLOCK}"

EMPTY = "不能是空的"
BAD_ID = "“{text}”不能当编号：只能用英文字母、数字、减号、下划线，要以字母或数字开头"
BAD_URL = "网址要以 http:// 或 https:// 开头"
BAD_PHONE = "电话只能是数字和减号，比如 13800000001、0538-0000000"
BAD_SLOT = '时段要写成 "08:30-12:00" 这样，24 小时制'
BAD_VOCABULARY = f"没有叫“{{text}}”的词表，只有：{'、'.join(VOCABULARIES)}；不用就把这一行删掉"
BAD_DATE = '日期要写成 "2027-02-06" 这样，用引号括起来'
BAD_QUIET = '要写成 "21:00-08:00" 这样；不想要安静时段就写 ""'
BAD_REDIS = '只能写 "embedded"（自带）或 redis://、rediss://、unix:// 开头的地址'
BAD_AES_KEY = "EncodingAESKey 是 43 位英文字母和数字，从公众平台原样复制；没开加密就留空"
BAD_TARGET = '只能写 "grid"、"desk"、"desk:street"（冒号后是哪一级）、"chief"、"mediator"、"department:部门编号"'
BAD_REASON = "写一句十二个字以内的话，像“还是坏的”；不用重办、只要回访的，后面加“:回访”"
BAD_DURATION = (
    "“{text}”不是时长：钟表时间写 30s 15m 4h 1d（秒 分 时 天），值班分钟写 15dm，上班时间写 30wm 4wh 2wd（分 时 天）"
)
# What is wrong with a keyword, by the parser's code.
BAD_KEYWORD = {
    "word": "“{text}”不是关键词：写“路灯”，或带分量写“路灯:3”，几个词都要有就用空格隔开“灯 不亮:3”",
    "bar": "“{text}”的竖线有一边没有词：两边都要写，像“灯|路灯 不亮:3”，不用竖线就删掉它",
    "weight": "“{text}”不是关键词：冒号后面是分量，要写数字，像“路灯:3”",
    "range": f"“{{text}}”的分量要在 0 和 {HEAVIEST:g} 之间：0 是不算这个词，越大越重",
}
NO_READER = "照这份配置认不了话（{error}）"
NO_READER_HINT = "多半是刚改的关键词，改回去再试；还不行就把配置文件发给开发的人"
NO_WORDS = "词表 {name} 读不了，多半没存全或改坏了"
NO_WORDS_LINE = "词表 {name} 从第 {line} 行起读不了，多半没存全或改坏了"
NO_WORDS_HINT = "用 rules learn 再学一份，或把这一行删掉"
UNKNOWN_LEARNED = "词表 {name} 里有配置没有的类别，说到它们的不算数：{ids}"
UNKNOWN_LEARNED_HINT = "把历史里的类别改成配置里的编号再学一份；本来就不要的，不用管"
LOST_UNIT = "上一版规则里没有 {unit} 这个单位，这个公众号先归最上面的单位，等配置改好了再起一次"
UNIT_IN_USE = "{account}现在还归 {unit}，新的配置里没有这个单位；公众号的单位要重启才换，重启以后一起生效"
BAD_SYNONYM = "“{text}”不是同义词：写“莫得=没有”，左边是居民的说法，几个说法用竖线隔开，右边是普通话"
BAD_WEEK = "上班时段重叠了、前后颠倒了，或者一段都没写"
NOT_ON_WALL = "这里只能用钟表时间：30s 15m 4h 1d（秒 分 时 天）"
BAD_ZONE = "没有“{text}”这个时区，中国写 Asia/Shanghai"
SAMPLE_VALUE = "这是样例里的值，不能真用"
SAMPLE_HINT = "到公众平台“基本配置”里换成自己的"

# Why voices are not turned into words, by the engine's code.
SPEECH_OFF = {
    "package": "没装 sherpa-onnx，语音先不转文字，由网格员自己听",
    "folder": "没有 {detail} 这个文件夹，语音先不转文字，由网格员自己听",
    "model": "{detail} 里没有 model.int8.onnx 或 model.onnx，语音先不转文字，由网格员自己听",
    "tokens": "{detail} 里没有 tokens.txt，语音先不转文字，由网格员自己听",
    "load": "语音模型打不开，语音先不转文字，由网格员自己听：{detail}",
}
SPEECH_HINT = {
    "package": "在程序的文件夹里打 make voice 装上；不想用就把 engine 改成空的",
    "folder": "照 docs/voice.md 下载模型，model 写模型的文件夹",
    "model": "照 docs/voice.md 下载模型，整个文件夹都要",
    "tokens": "照 docs/voice.md 下载模型，整个文件夹都要",
    "load": "看看 family 写得对不对，文件下全了没有；再照 docs/voice.md 试一段录音",
}

MESSAGES = {
    "missing": "少了这一项",
    "string_type": "这里要写文字，用英文引号括起来",
    "int_type": "这里要写整数",
    "int_parsing": "这里要写整数",
    "int_from_float": "这里要写整数，不带小数点",
    "float_type": "这里要写数字",
    "float_parsing": "这里要写数字",
    "bool_type": "这里只能写 true 或 false，不加引号",
    "bool_parsing": "这里只能写 true 或 false，不加引号",
    "list_type": '这里要写成方括号里的一列，比如 ["甲", "乙"]',
    "dict_type": '这里要写成花括号里的一组，比如 { a = "b" }',
    "model_type": "这里要写成一节或花括号里的一组键和值",
    "model_attributes_type": "这里要写成一节或花括号里的一组键和值",
    "tuple_type": "坐标要写成 [经度, 纬度]",
    "too_short": "写得太少，至少要 {min_length} 个",
    "too_long": "坐标只有经度和纬度两个数",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "greater_than": "要大于 {gt}",
    "less_than": "要小于 {lt}",
}
UNKNOWN_VALUE = "写法不对"
