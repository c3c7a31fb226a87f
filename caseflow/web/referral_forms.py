"""The forms of referrals; those of a way of disposal and of its end serve clues too."""

from wtforms import DateField, StringField
from wtforms.validators import Optional

from caseflow.domain.handling import Result, Way
from caseflow.web.administration import choice
from caseflow.web.fields import Checks, Lines, Needed, Pick, needed_line, needed_text
from caseflow.web.forms import ActForm
from caseflow.words.msgid import N_
from caseflow.words.say import term


class ProposeForm(ActForm):
    """What is referred, about whom, with which evidence."""

    case = Pick(N_("案件"), [Needed()], description=N_("案件里不留任何痕迹"))
    origin = Pick(N_("线索来源"), [Needed()])
    note = StringField(N_("来源说明"), [Optional()], description=N_("如预警函文号、异议日期"))
    category = StringField(N_("问题类别"), [Optional()], description=N_("如虚假整改、敷衍整改"))
    units = Checks(N_("涉及单位"), [Optional()])
    people = Lines(
        N_("涉及人员"),
        [Optional()],
        description=N_("一行一人：级别，姓名，职务。级别写乡科级、县处级或厅局级"),
    )
    rank = Pick(N_("最高级别"), [Optional()], description=N_("没有写人员的，选涉及单位负责人的级别"))
    problem = needed_text(N_("问题描述"))
    files = Checks(N_("证据"), [Optional()], description=N_("连同文件摘要列入证据目录"))
    receiver = StringField(
        N_("接收单位（系统外）"),
        [Optional()],
        description=N_("按级别应由系统外的机关接收时填写全称；不填的按级别确定"),
    )
    contact = StringField(N_("联系人和电话"), [Optional()])


class ReasonForm(ActForm):
    """Why."""

    reason = needed_text(N_("理由"))


class ReceiptForm(ActForm):
    """The receipt that came back on paper."""

    on = DateField(N_("签收日期"), [Needed()])
    by = needed_line(N_("签收人"))


class ResultForm(ActForm):
    """The kind of result alone."""

    result = Pick(N_("结果"), [Needed()], description=N_("只反馈结果种类和日期，不反馈内容"))


class PaperResultForm(ResultForm):
    """The same from a paper."""

    on = DateField(N_("反馈日期"), [Needed()])


class WayForm(ActForm):
    """One of the four ways."""

    way = Pick(N_("处置方式"), [Needed()], description=N_("移送单位看不到"))
    plan = needed_text(N_("处置意见"))


class OutcomeForm(ActForm):
    """What came of it."""

    outcome = needed_text(N_("办理结果"), N_("留在纪检监察机关，移送单位看不到"))


def offer_ways(form: ActForm) -> None:
    """The choices of a way and of a result, where the form has them."""
    if "way" in form:
        form["way"].offer(choice(way, term(f"way.{way}")) for way in Way)
    if "result" in form:
        form["result"].offer(choice(result, term(f"result.{result}")) for result in Result)
