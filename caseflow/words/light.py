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
    "light.extension_pending": N_("已申请延期，待领导小组组长批准。"),
    "light.criticised": N_("{on!d}被上级通报或媒体曝光。"),
    "light.year_refused": N_("{year}年年度确认未通过。"),
}
