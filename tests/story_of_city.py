"""The part of the story that happens in the city: units, people, a month, a circular, a plan and a meeting."""

from datetime import date
from typing import Any

DIGEST = "ab" * 32
TASK, PETITION, MAIN = "case/central-2021/1", "case/central-2021/D1", "case/central-2021/D2"
MEETING = "meeting/2023-1"
PERSON, ROUND, NUMBERS = "person/p1", "round/2023-05", "register/2023/reminder"
PLAN = "plan/central-2021/tiexi"
LOOK_BACK = "lookback/2023-1"
DRAWN = {
    "seed": "5eed",
    "frame": [["central-2021/D0", "petition.tiexi", 3], ["central-2021/D1", "petition.tiexi", 1]],
    "take": [["petition.tiexi", 2]],
    "sample": ["central-2021/D0", "central-2021/D1"],
}
DAY = date(2023, 5, 4)

Told = tuple[str, str, dict[str, Any]] | tuple[str, str, dict[str, Any], dict[str, str]]

CITY: tuple[Told, ...] = (
    ("city", "add_unit", {"code": "siping", "kind": "city"}, {"name": "四平市", "short": "四平", "aliases": "平城"}),
    ("city", "add_unit", {"code": "tiexi", "kind": "locality", "parent": "siping", "locality": "tx"}, {"name": "铁西"}),
    ("city", "add_unit", {"code": "shj", "kind": "department", "since": "2019-03-01"}, {"name": "环保局"}),
    ("city", "add_unit", {"code": "u1", "kind": "unconfirmed"}, {"name": "市生态局"}),
    ("city", "rename_unit", {"code": "shj", "since": "2020-01-01"}, {"name": "市生态环境局"}),
    ("city", "move_unit", {"code": "shj", "parent": "siping"}),
    ("city", "confirm_name", {"code": "u1", "kind": "department", "parent": "siping"}),
    ("city", "map_name", {"code": "u1", "unit": "shj"}),
    ("city", "end_unit", {"code": "u1", "on": "2023-01-01", "successors": ["shj", "tiexi"]}),
    (
        "city",
        "open_inspection",
        {"code": "central-2021", "source": "central", "plan_date": "2022-06-01"},
        {"name": "第二轮督察"},
    ),
    ("city", "plan_inspection", {"code": "central-2021", "plan_date": "2022-07-01"}),
    (PERSON, "add_person", {}, {"name": "张三", "login": "zhangsan"}),
    (PERSON, "rename_person", {}, {"name": "张叁"}),
    (PERSON, "appoint", {"office": "officer", "unit": "shj", "tenure": "acting", "start": "2023-01-01", "end": None}),
    (PERSON, "end_appointment", {"id": 1, "end": "2030-12-31"}),
    (PERSON, "give_password", {"until": "2023-05-07"}),
    (PERSON, "release_password", {}),
    (PERSON, "use_password", {}),
    (PERSON, "set_password", {}),
    (PERSON, "lock_account", {}),
    (
        PERSON,
        "enrol_key",
        {"key": 1, "means": "passkey", "alg": "es256", "credential": "AAEC", "digest": DIGEST},
        {"key.1.public": "pQECAyYg"},
    ),
    (PERSON, "approve_key", {"key": 1}),
    (PERSON, "revoke_key", {"key": 1}, {"reason": "钥匙遗失"}),
    (PERSON, "disable_person", {}),
    (PERSON, "enable_person", {}),
    (ROUND, "open_round", {"due": "2023-05-25"}),
    (ROUND, "close_round", {}),
    (ROUND, "draft_circular", {}, {"circular.title": "通报"}),
    (
        ROUND,
        "issue_circular",
        {"number": "四环督整办通〔2023〕1号", "lines": [{"unit": "shj", "expected": 1, "on_time": 1}]},
    ),
    (ROUND, "void_circular", {}, {"reason": "数有误"}),
    (NUMBERS, "give_number", {"number": 1, "word": "四环督整办提", "about": TASK, "paper": 1, "unit": "tiexi"}),
    (PLAN, "hand_in_plan", {"digest": DIGEST, "bytes": 1, "media": "text/plain"}, {"plan.1.text": "先截污后清淤"}),
    (PLAN, "remind_unit", {"kind": "hand_in_plan", "ref": "", "unit": "tiexi"}),
    (LOOK_BACK, "draw_look_back", DRAWN),
    (PLAN, "review_plan", {"number": 1, "result": "returned"}, {"plan.1.reason": "没有节点"}),
    (NUMBERS, "void_number", {"number": 1}, {"reason": "发错单位"}),
    (
        MEETING,
        "call_meeting",
        {"kind": "joint", "day": "2023-05-03", "units": ["tiexi"], "cases": ["central-2021/1"]},
        {"place": "三楼会议室", "agenda": "污水直排"},
    ),
    (MEETING, "postpone_meeting", {"day": "2023-05-04"}, {"place": "二楼会议室", "reason": "会议室冲突"}),
    (MEETING, "record_minutes", {}, {"attendance": "铁西区", "minutes": "会议议定一项"}),
    (
        MEETING,
        "decide_item",
        {"id": 1, "unit": "shj", "due": "2023-05-31", "case": "central-2021/1"},
        {"item.1": "查清管网"},
    ),
    (MEETING, "remind_unit", {"kind": "finish_item", "ref": "1", "unit": "shj"}),
    (MEETING, "hand_item", {"id": 1, "unit": "tiexi"}, {"item.1.reason": "属区管"}),
    (MEETING, "finish_item", {"id": 1}, {"item.1.report": "已查清"}),
    (MEETING, "return_item", {"id": 1}, {"item.1.reason": "缺图"}),
    (MEETING, "finish_item", {"id": 1}, {"item.1.report": "附图"}),
    (MEETING, "confirm_item", {"id": 1}),
    (MEETING, "decide_item", {"id": 2, "unit": "shj", "due": "2023-05-31"}, {"item.2": "另行研究"}),
    (MEETING, "drop_item", {"id": 2}, {"item.2.reason": "不再需要"}),
    (MEETING, "cancel_meeting", {}, {"reason": "误建"}),
)  # fmt: skip
