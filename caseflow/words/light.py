"""Why a light is lit, or not."""

from caseflow.words.msgid import N_

SENTENCES: dict[str, str] = {
    "light.closed": N_("已销号，不亮灯。"),
    "light.merged": N_("已并案，灯看主案件。"),
    "light.no_date": N_("没有整改时限，不亮灯。"),
    "light.on_time": N_("整改时限{due!d}，按期推进。"),
    "light.overdue": N_("整改时限{due!d}已过，超期{days}日。"),
    "light.near": N_("整改时限{due!d}，还剩{days}日。"),
    "light.lagging": N_("进度滞后。"),
    "light.measure_missed": N_("措施{number}于{due!d}到期，未完成。"),
    "light.internal_missed": N_("内部时限{due!d}已过，整改时限未到；不计超期，不计入考核。"),
    "light.extension_pending": N_("已申请延期，待领导小组组长批准。"),
    "light.criticised": N_("{on!d}有外部发现（{kind:criticism}），没有处理完毕。"),
    "light.out_of_reach": N_("判断难以在{due!d}前完成。"),
    "light.year_refused": N_("{year}年年度确认未通过。"),
    # what would turn it
    "turns.on_time": N_("{on!d}起临近时限，没有申请验收的转黄。"),
    "turns.overdue": N_("销号后不再亮灯，超期天数保留在案。"),
    "turns.near": N_("{due!d}前申请验收，或者延期获批即转；到期没有申请的转红。"),
    "turns.lagging": N_("确认进度不再是“滞后”即转：填报新进展，由整改办审核。"),
    "turns.internal_missed": N_("申请验收，或者整改办重定内部时限即转。"),
    "turns.measure_missed": N_("措施{number}标记完成，或者方案调整改了它的日期即转。"),
    "turns.extension_pending": N_("领导小组两位组长作出决定即转。"),
    "turns.criticised": N_("整改办登记第{id}号外部发现处理完毕即转。"),
    "turns.out_of_reach": N_("撤回这一判断、申请验收或者延期获批即转。"),
    "turns.year_refused": N_("{year}年年度确认通过即转。"),
}
