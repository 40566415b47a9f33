"""Present danger is told from the past, the habitual, the feared and the asked-about."""

from __future__ import annotations

import pytest

from classifier.emergencies import emergency
from classifier.normal import normal

NOW = """
fire 着火了
gas 煤气味好大头晕
violence 有人打我
injury 老人摔倒起不来了
entrapment 电梯困人
drowning 孩子掉水里了
missing_child 孩子不见了
poisoning 喝农药了
live_wire 电线掉地上冒火花
life 不想活了
no_answer 敲门没人应 老人独居两天没见
fire 快来人啊着火了!板大山村东组柴火垛着火了
fire 我家着火了怎么办
entrapment 3号楼电梯困人了打哪个电话
fire 楼道里有糊味像是烧焦味
fire 电表箱冒烟了
gas 厨房煤气漏了 开不了窗
violence 有人拿刀砍人
violence 隔壁打起来了 女的在喊救命
injury 我妈晕倒了叫不醒
drowning 小孩掉机井里了
entrapment 电梯卡在5楼 里面有人
entrapment 孩子被关在电梯里出不来
poisoning 我爸喝了百草枯
life 活着没意思 想死
life 有人要跳楼
missing_child 我孙子放学到现在还没回来
missing_child 老人走丢了 有老年痴呆
injury 门口出车祸了 流了好多血
injury 树倒了砸到人了
live_wire 高压线断了掉在路上
live_wire 路灯杆漏电
no_answer 隔壁王大爷三天没出门了,敲门也不应
injury 我被狗咬了 流血
fire 去年没事,今天着火了
missing_child 昨天晚上孩子没回家到现在联系不上
entrapment 房子塌了压着人了
drowning 有人落水了快来
gas 煤气中毒了两个人
violence 小偷进屋了
violence 老公家暴我
fire 地里麦子着火了
violence 快来啊 打死人了 打起来了
fire 着火啦!着火啦!
injury 俺娘摔了一跤爬不起来了
no_answer 爷爷一个人住 电话没人接 敲门没动静
violence 他要杀我
life 我不想活了,太累了
fire 电瓶车在楼道起火了
entrapment 化粪池掉进去一个小孩
gas 楼上煤气泄漏了味道很大怎么办
injury 老奶奶在路边摔倒了
injury 快救命
fire 3号楼2单元冒黑烟
poisoning 孩子误食了老鼠药
entrapment 被困电梯里了
injury 我老婆要生了
fire 家里起火了快叫消防车
fire 我家厨房烧起来了
fire 后山冒浓烟了
fire 隔壁冒烟 好像着火了
fire 电动车烧起来了
fire 加油站那边爆炸了
gas 闻到一股很浓的煤气味
gas 屋里煤气漏了人晕了
violence 两口子打起来了 动刀了
violence 有人翻墙进我家院子
violence 我老公打我 救命
violence 外面有人砸我家门
violence 有个男的一直跟着我
injury 我爸心脏病犯了
injury 老伴突然不会说话了
injury 我奶奶从楼梯上滚下来了
injury 工地上有人从架子上掉下来了
injury 小孩被车撞了
live_wire 小孩触电了
injury 老人晕倒在路边
injury 我被蛇咬了
injury 我妈喘不上气
entrapment 有人被埋了
entrapment 电梯里有人出不来
entrapment 孩子头卡栏杆里了
entrapment 我被锁在屋里了出不去
drowning 孩子掉河里了
life 有人跳河了
drowning 村里水塘淹了个孩子
missing_child 三岁孩子找不到了
missing_child 我妈有老年痴呆出去一天没回来了
missing_child 我女儿被人带走了
poisoning 孩子喝了洗厕所的水
poisoning 全家吃蘑菇中毒了
poisoning 我妈喝了一瓶敌敌畏
live_wire 高压线掉下来了搭在车上
live_wire 电线断了在地上跳火
live_wire 洗澡触电了
live_wire 配电箱噼里啪啦冒火星
life 活够了 没意思
life 我要死了算了
life 我想跳楼
life 准备吃安眠药了断
no_answer 对门老太太好几天没见人了 敲门不答应
no_answer 独居的大爷叫不开门
no_answer 3号楼王奶奶电话打不通 敲门也没动静
injury 老人家倒在家里没人扶
injury 我爷爷快不行了
injury 有人晕倒了
injury 孩子抽过去了
entrapment 山上滚石头下来砸到房子了 人在里面
entrapment 洪水进村了 人困在房顶
violence 有人持刀在学校门口
violence 打死人啦
injury 救命啊
violence 刚才有人抢了我的包
fire 厂里着火了冒黑烟
injury 老人在电梯里晕倒了
live_wire 电线断了掉地上 停电了
no_answer 社区的网格员快来,隔壁老人敲门没人应
poisoning 孩子吃了鱼中毒了
missing_child 过年孩子走丢了
violence 打麻将的打起来了
entrapment 老人行动困难 困在电梯里了
drowning 车掉河里了
gas 领导 我家煤气漏了
entrapment 我要投诉物业,电梯困人了没人管
fire 你好 我家着火了
injury 谢谢 快来 有人晕倒
life 楼上有人要跳楼 快来
injury 我老伴摔了起不来 麻烦来个人
violence 岩庄花园3号楼有人打架
gas 煤气阀门漏气
violence 学校门口有人拿刀
drowning 村东头水渠掉进去个孩子
fire 房子着了快救火
violence 我被打了头破血流
injury 有个老头倒在路边不动了
injury 老人在家晕倒没人知道 敲门不开
fire 家里电线着火
injury 小孩吞了电池
injury 孩子卡着喉咙了
injury 孩子烫伤了
injury 孩子从二楼掉下来了
injury 工友被机器卷进去了
live_wire 有人触电倒地
drowning 孩子不小心掉井里了
entrapment 孩子头卡在防盗窗了
gas 非常大的煤气味
missing_child 等到现在孩子还没回来
fire 一到家发现着火了
fire 着火了可能是电线短路
fire 着火了 原因不明
gas 原来是煤气漏了 味很大
injury 昨晚到现在我爸一直昏迷不醒
fire 防火门打不开 着火了
drowning 有人溺水了怎么急救
injury 老人晕倒后没醒过来
fire 做饭引起着火了
fire 消防队快来 后院着火了
injury 我妈坐地上起不来了
fire 灶台火苗窜到油烟机上了
entrapment 我家房子塌了半边
drowning 冰面上摔进河里两个人
drowning 沟里漂着个人
drowning 塘里有个人漂着
injury 路上有人躺着不动
injury 面包车撞树上了司机不动了
life 再不给工资我就跳楼
gas 楼上有一股臭鸡蛋味，头晕
fire 烧荒烧到林子边了，风好大
fire 钥匙锁屋里了锅还在火上
entrapment 房子倒了
entrapment 小孩一个人在家哭，门反锁了
fire 家里昭火了
poisoning 老汉喝了半瓶帝帝畏
"""
NOT_NOW = """
电动车着火的隐患
去年着过火
怕着火
着火了打什么电话
楼道堆杂物 着火了跑都跑不掉
电梯经常困人
他们家去年打人被拘留了
担心孩子掉水里
消防演练什么时候搞
天天有人打架
飞线充电容易着火
煤气罐放楼道里 万一爆炸怎么办
电梯坏了老人上楼困难
工厂烟囱天天冒黑烟
烧秸秆冒烟呛人
路太滑 老人摔倒好几个了
手机掉水里了
路灯不亮 晚上怕摔倒
没有着火 就是有点烟味散了
火已经灭了
孩子找到了
打人的事派出所怎么处理的
上个月被狗咬了 医药费没人给
楼上装修吵死人了
热死了
气死我了
垃圾臭得喘不过气
电线杆歪了 怕砸到人
电线乱拉 有隐患
窨井盖没了 容易掉下去
水库没护栏 孩子去玩怕溺水
拨打人工客服没人接
物业敲门没人应
电动车充电着火了怎么办
如果煤气泄漏应该怎么办
老百姓活不下去了 猪场太臭
前年有人跳楼那栋楼
不想活动
网线掉地上了
轮胎漏气了
村委会敲门没人
喝药没钱了 低保没给
鱼塘的鱼中毒死了
小区消防栓没水 着火了咋整
消防通道被堵 着火了消防车进不来
路上坑太大 经常有人摔倒
昨天3号楼着火了 现在楼道黑乎乎的
以前电梯困过人
心脏病药能报销吗
学校门口老是堵车怕出车祸
狗没拴绳怕咬人
邻居威胁说要打我 上个月的事
打农药污染水源
孩子的书包丢了
儿子在外打工没回来
我想咨询溺水急救培训
楼顶漏水
阳台落水管堵了
救命钱被骗了
灭火器过期了 着火怎么办
早晚要出人命
差点着火
电瓶车进楼 太危险
有人在楼道抽烟
村口车祸多 建议装减速带
老人独居 想装个呼叫器
煤气没气了 换一罐
暖气漏水
停电了 冰箱里东西要坏了
房子漏雨 怕塌了
村里去年失过火
楼道里堆柴火容易起火
我怕楼下充电起火
消防栓坏了 起火怎么救
火灾隐患没人整改
做饭油烟太大
有人在山上烧荒
邻居烧火做饭冒烟
工厂冒黑烟天天如此
我想问煤气费怎么交
煤气管道什么时候装
煤气表坏了
上次煤气泄漏之后没人来检查
打人的一直没抓到
孩子前几天在学校被打了
邻居老是打老婆
他扬言要打我
丈夫以前家暴过
有人偷电瓶 前天晚上
怎么预防煤气中毒
溺水怎么急救
电梯昨天困了我半小时
电梯上个月困过人
电梯老卡 怕困人
孩子上学路上没路灯 怕出事
水库边没有警示牌 容易溺水
池塘淹死过孩子
老人独居没人照顾
独居老人能申请什么补助
老人去年摔断腿
路滑摔倒好几个老人
电线耷拉着 离地两米
电线老化 怕触电
轻生热线是多少
楼上吵得我想死
物业不开门
社区没人应电话
敲门送快递没人
狗咬人怎么赔
前天被狗咬了 狗主人不赔
井盖丢了怕有人掉进去
有人高空抛物 差点砸到孩子
老鼠药放在小区 怕孩子误食
鸡吃了老鼠药死了
我的狗不见了
钥匙掉下水道了
快递丢了
孩子没学上
孩子要上学了找不到学校
医院没人管病人
救护车半天不来怎么投诉
打架斗殴多发 希望加强巡逻
聚众打架的事处理得怎样
小孩玩火 大人不管
烟花爆竹乱放 容易着火
楼下烧烤店冒烟
垃圾堆自己着过两次火
电表着火了上周 现在还没换
我家漏电保护器老跳
孩子发烧去哪看
着火点在哪查清了没
大火锅店占道
救火通道被堵
汽车尾气中毒吗
楼下充电桩老冒火花,去年报过
广场舞打起来没完
煤气公司服务态度差
孩子打疫苗发烧
孩子摔伤了学校不赔
工地摔伤工伤认定怎么办
跳楼大甩卖
救命药医保能报吗
喝药水
火车站怎么走
着火的那家什么时候赔
那个打人的抓住没有
打架的孩子学校管不管
电梯困人怎么投诉
燃气泄漏报警器怎么装
想给老人装一键呼救
消防员救火辛苦了
昨天的火多亏你们扑灭了,谢谢
路灯杆倒了
树倒了挡路
墙倒了没伤人
水管爆了
家里进水了
断电了
老鼠咬断电线
邻居养的狗老咬人
要是有人掉井里咋办
孩子不见了的新闻是真的吗
我丢了孩子的书包
一到夏天就怕着火
防火宣传什么时候搞
遇到火灾怎么办
防溺水牌子掉了
煤气泄漏怎么预防
着火的原因查清了吗
树上掉下来好多吊死鬼
水缸里沉了泥
路滑摔了两个人了赶紧铲铲冰
树根扎进防水里了
煤气灶火苗是红的
澡堂子天天烧木头冒烟
小桥塌了一角
路颠得把腰颠断
老人蹲下去起不来 想装坐便器
流浪狗见人就扑
水管冻了拿开水浇行不行
谁家举着锄头在挖路
"""


@pytest.mark.parametrize("line", NOW.strip().splitlines())
def test_present_danger_is_urgent(line: str) -> None:
    kind, text = line.split(" ", 1)
    assert emergency(normal(text).text) == kind


@pytest.mark.parametrize("text", NOT_NOW.strip().splitlines())
def test_what_is_not_happening_now_is_not_urgent(text: str) -> None:
    assert emergency(normal(text).text) is None


def test_a_question_with_a_place_in_it_is_no_question_in_general() -> None:
    assert emergency("着火了打什么电话", placed=False) is None
    assert emergency("着火了打什么电话", placed=True) == "fire"
