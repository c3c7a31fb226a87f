"""What is said about days, limits, the yearly calendars and due phrases."""

from caseflow.words.msgid import N_

TERMS: dict[str, str] = {
    "holiday.new_year": N_("元旦"),
    "holiday.spring_festival": N_("春节"),
    "holiday.qingming": N_("清明节"),
    "holiday.labour_day": N_("劳动节"),
    "holiday.dragon_boat": N_("端午节"),
    "holiday.mid_autumn": N_("中秋节"),
    "holiday.national_day": N_("国庆节"),
    "holiday.national_day_mid_autumn": N_("国庆节、中秋节"),
    "holiday.victory_day": N_("抗战胜利纪念日"),
    "weekday.1": N_("周一"),
    "weekday.2": N_("周二"),
    "weekday.3": N_("周三"),
    "weekday.4": N_("周四"),
    "weekday.5": N_("周五"),
    "weekday.6": N_("周六"),
    "weekday.7": N_("周日"),
}

SENTENCES: dict[str, str] = {
    "days.weekday": N_("工作日"),
    "days.make_up": N_("{holiday!t}调休，上班"),
    "days.weekend": N_("周末，不计"),
    "days.holiday": N_("{holiday!t}放假，不计"),
    "days.weekday_guessed": N_("{year}年放假安排未公布，暂按工作日计"),
    "days.weekend_guessed": N_("{year}年放假安排未公布，暂按周末不计"),
    "days.start_excluded": N_("起算日，自次日起计"),
    "days.suspended": N_("中止计时，不计"),
    "days.calendar_day": N_("按日历日计"),
    "days.ends_workday": N_("截止日期：{end!d}（共{n}个工作日）"),
    "days.ends_day": N_("截止日期：{end!d}（共{n}日）"),
    "days.provisional": N_("暂定：期限跨入放假安排未公布的年份，公布后须重新核定。"),
    "days.from_not_a_date": N_("起算日期须按 YYYY-MM-DD 填写，现为“{text}”。"),
    "days.n_below_one": N_("天数须为不小于1的整数，现为{n}。"),
    "days.n_too_large": N_("天数最多为{most}，现为{n}。"),
    "days.beyond_dates": N_("自{from}起{n}天的截止日期超出可表示的日期范围，须减少天数。"),
    "calendar.unreadable": N_("放假安排文件无法读取（{fault}），须核对格式后重新导入。"),
    "calendar.unknown_holiday": N_("{year}年放假安排中的节日代码“{name}”不在词表内，须改用词表中的代码。"),
    "calendar.other_year": N_("{year}年放假安排列有不属于该年的日期{date!d}，须核对通知原文。"),
    "calendar.off_and_worked": N_("{year}年放假安排将{date!d}同时列为放假和上班，须核对通知原文。"),
    "calendar.worked_weekday": N_("{year}年放假安排将{date!d}列为调休上班，该日不是周末，须核对通知原文。"),
    "date.not_understood": N_("“{text}”不是可识别的日期，须写明年月日，如2023-10-31或2023年10月31日。"),
    "date.impossible": N_("“{text}”中的日期不存在，须核对月份和日期。"),
    "date.year_out_of_range": N_("“{text}”中的年份不在2000年至2099年之间，须核对年份。"),
    "due.not_understood": N_(
        "整改时限“{text}”无法识别，须写成如“2023年10月底前”“立行立改”“长期坚持”的形式。"
    ),
    "due.two_days": N_("整改时限“{text}”含有两个日期，须保留一个。"),
    "ordinal.not_understood": N_("“{text}”不是可识别的序号，须写成如3、三、序号三或第三项的形式。"),
}
