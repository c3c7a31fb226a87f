"""One of each paper with every field filled, in words that occur nowhere else, so that a rendering can be searched."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from caseflow.papers.documents import circular_paper, minutes_paper, notice_paper, order_paper
from caseflow.papers.facts import (
    Acceptance,
    Box,
    CaseFile,
    Circular,
    Closure,
    Criterion,
    Extension,
    Interview,
    InterviewMinutes,
    Letter,
    Matter,
    MeasureLine,
    Opinion,
    Order,
    Period,
    Piece,
    PublicNotice,
    Referral,
    Section,
    SiteCheck,
)
from caseflow.papers.forms import acceptance_form, case_file, closure_form, extension_form
from caseflow.papers.imprint import Imprint
from caseflow.papers.letters import interview_notice, letter_paper, referral_letter

DAY = date(2023, 10, 20)
OFFICE = "四平市生态环境保护督察反馈问题整改工作领导小组办公室"
IMPRINT = Imprint(
    OFFICE,
    "四环督整办警〔2023〕12号",
    DAY,
    "A3K9T-7QX2M-HB5RV",
    "https://dc.siping.example/verify/A3K9T7QX2MHB5RV",
    copies=("市委督查室", "市政府督查室", "市纪委监委"),
)
MATTER = Matter(
    kind="整改任务",
    number="SP2022-T09",
    inspection="第二轮吉林省生态环境保护督察",
    name="整改任务（序号九）“城区黑臭水体整治不彻底”",
    short="整改任务（序号九）",
    ordinal="九",
    batch="第三批",
    problem="条子河城区段部分点位水体发黑，雨季溢流污水直排，沿线居民反映强烈。",
    goal="消除黑臭，达四类标准。",
    due="2023年10月31日",
    locality="铁西区",
    lead="四平市住房和城乡建设局",
    responsible="铁西区人民政府、四平市城市管理综合执法局",
    acceptance="四平市生态环境局",
    plan_date=date(2023, 4, 3),
)
MEASURES = (
    MeasureLine(1, "清淤三公里，底泥按规范处置", "铁西区", date(2023, 6, 30), date(2023, 6, 21)),
    MeasureLine(2, "铺设截污管两千四百米", "铁西区", date(2023, 8, 31), date(2023, 9, 8)),
    MeasureLine(3, "建立河道巡查和排口抽测制度", "市城管局", None, None),
)
CRITERIA = tuple(
    Criterion(words, met)
    for words, met in (
        ("方案所列任务和措施已全部落实", True),
        ("违法问题依法处理处罚到位", True),
        ("整改效果符合法律法规和行业技术规范", False),
        ("同一企业、点位和园区同类问题已一并整改", None),
        ("已建立长效机制，能够保持成效", True),
    )
)
SITE = SiteCheck(
    "四平市生态环境局",
    True,
    date(2023, 10, 9),
    "条子河三号排口",
    ("周建国", "吴秀兰", "郑大海"),
    "经现场核查，点位水体感官良好，监测报告齐全。",
    "省级意见：同意验收",
    date(2023, 10, 10),
    "补正：补交雨季排口抽测记录，10月12日前",
)
BOXES = (
    Box("中共铁西区委书记", "李向东", date(2023, 10, 18), "同意销号", "9F3A-22C1"),
    Box("铁西区人民政府区长", "王晓梅", date(2023, 10, 19), "情况属实，同意", "9F3A-22C1"),
)
PIECES = tuple(
    Piece(name, number, author, date(2023, 9, n), note)
    for n, (name, number, author, note) in enumerate(
        (
            ("整改方案节选", "四办发〔2023〕8号", "市委办公室", ""),
            ("整改前照片", "EVID-0001", "铁西区", "一号点位"),
            ("监测报告", "JC2023-117", "市监测站", ""),
        ),
        1,
    )
)
LONG = (
    "全市各级各部门认真落实督察整改要求坚持问题导向压实责任推动整改工作取得阶段性进展但仍有部分任务进展缓慢措施落实不够有力"
    * 7
)

FACTS: dict[str, tuple[Callable[[Any], bytes], Any]] = {
    "warning": (
        letter_paper,
        Letter(
            IMPRINT,
            "预警函",
            "四平市住房和城乡建设局",
            MATTER,
            "距整改时限2023年10月31日不足15日，进度滞后",
            "请倒排工期、增派力量，确保按期完成截污管网建设。\n每周五前报送工程进展。",
            date(2023, 10, 27),
            "张会计 0434-3210000",
        ),
    ),
    "reminder": (
        letter_paper,
        Letter(
            IMPRINT,
            "提醒函",
            "四平市水利局",
            replace(MATTER, due=""),
            "距整改时限不足30日",
            "请按序时进度推进。",
            None,
        ),
    ),
    "supervision": (
        order_paper,
        Order(
            IMPRINT,
            "督办单",
            "四平市住房和城乡建设局",
            MATTER,
            "广元做法：同一任务两次黄牌专函督办",
            "两次黄灯，截污管网仍未贯通。",
            "十日内贯通主管，提级由分管副市长督办。",
            date(2023, 11, 10),
            date(2023, 10, 27),
            "孙主任",
            "钱科长",
            date(2023, 10, 21),
            "已增派两个施工队，11月5日贯通。",
            date(2023, 10, 26),
        ),
    ),
    "circular": (
        circular_paper,
        Circular(
            IMPRINT,
            "关于2023年9月督察整改进展情况的通报",
            "各县（市、区）委和人民政府，市直有关部门",
            "现将2023年9月全市督察整改调度情况通报如下：",
            (
                Section("总体情况", (LONG, LONG)),
                Section("存在问题", (LONG, LONG)),
                Section("下步要求", (LONG,)),
            ),
            "2023年9月调度情况表",
            ("单位", "应报", "按时", "迟报", "缺报", "退回"),
            tuple((f"第{n}责任单位", "3", "2", "1", "0", str(n)) for n in range(1, 31)),
            "注：按规则所列单位顺序排列，不作名次。",
        ),
    ),
    "interview": (
        interview_notice,
        Interview(
            IMPRINT,
            "四平市住房和城乡建设局",
            MATTER,
            "红灯超过三十日，督办单未按期答复",
            "2023年10月25日上午9时",
            "市政府三号会议室",
            "主要负责同志、分管负责同志",
            "整改进展书面报告、倒排工期表",
            "张会计 0434-3210000",
        ),
    ),
    "minutes": (
        minutes_paper,
        InterviewMinutes(
            IMPRINT,
            MATTER,
            "四平市住房和城乡建设局",
            "2023年10月25日",
            "市政府三号会议室",
            "市政府副市长赵明",
            "截污管网逾期未贯通，群众反复投诉。",
            "施工力量不足，征拆受阻。",
            "十一月十日前贯通，每周书面报告。",
            "立即整改，按期完成。",
            date(2023, 11, 24),
            ("赵明", "孙主任", "刘局长"),
            ("陈副局长",),
        ),
    ),
    "extension": (
        extension_form,
        Extension(
            IMPRINT,
            MATTER,
            date(2023, 10, 31),
            date(2023, 11, 30),
            date(2023, 12, 31),
            2,
            "冬季停工，管材供货延误。",
            "正常推进；措施完成2项，共3项",
            "四平市住房和城乡建设局",
            date(2023, 10, 8),
            "经审核，理由属实，建议同意。",
            (
                replace(BOXES[0], post="中共四平市委书记", opinion="同意延期"),
                replace(BOXES[1], post="四平市人民政府市长", opinion="从严掌握"),
            ),
            "已批准",
            date(2023, 10, 19),
        ),
    ),
    "acceptance": (
        acceptance_form,
        Acceptance(
            IMPRINT,
            MATTER,
            MEASURES,
            CRITERIA,
            Opinion("四平市住房和城乡建设局", "自查合格，申请验收", "刘局长", date(2023, 9, 28)),
            SITE,
        ),
    ),
    "closure": (
        closure_form,
        Closure(
            IMPRINT,
            MATTER,
            MEASURES,
            CRITERIA,
            (
                Opinion("铁西区人民政府", "五项标准均已自查", "冯区长", date(2023, 9, 25)),
                Opinion("四平市城市管理综合执法局", "措施三已落实", "陈局长", date(2023, 9, 26)),
            ),
            Opinion("四平市住房和城乡建设局", "自查合格，申请验收", "刘局长", date(2023, 9, 28)),
            SITE,
            Period(
                date(2023, 10, 11),
                date(2023, 10, 24),
                "四平市政府网站",
                "www.siping.example/gs/12",
                "1件，均已答复：1件不成立",
            ),
            BOXES,
            Opinion("市整改办", "已报省整改办备案，吉环督改备〔2023〕45号", "", date(2023, 10, 26)),
        ),
    ),
    "case_file": (
        case_file,
        CaseFile(IMPRINT, MATTER, "已销号", date(2023, 4, 3), date(2023, 10, 19), PIECES),
    ),
    "referral": (
        referral_letter,
        Referral(
            IMPRINT,
            "中共四平市纪律检查委员会四平市监察委员会",
            "XS2023-007",
            "回头看",
            "虚假整改",
            "某某镇人民政府及有关责任人员",
            "乡科级",
            "报称已清运的垃圾仍在原处，仅以浮土覆盖。",
            PIECES,
            "张会计 0434-3210000",
        ),
    ),
}
NOTICE = PublicNotice(
    IMPRINT,
    MATTER,
    "jilin",
    "条子河水体发黑。",
    "消除黑臭。",
    "清淤三公里；铺设截污管。",
    "1.完成清淤三公里。\n2.截污管贯通。\n3.制度已建立。",
    "铁西区河湖管理中心",
    "0434-3211234",
    "铁西区英雄大路1号",
    date(2023, 10, 11),
    date(2023, 10, 24),
    "共10个工作日",
)
for _layout in ("jilin", "heilongjiang", "anhui"):
    _signed = ("中共铁西区委", "铁西区人民政府") if _layout == "heilongjiang" else ()
    FACTS[f"notice_{_layout}"] = (notice_paper, replace(NOTICE, layout=_layout, signed=_signed))
