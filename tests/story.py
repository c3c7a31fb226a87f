"""A small city's record in which every event type happens and every table of projections holds a row."""

from typing import Any

from sqlalchemy import Engine, delete

from caseflow.domain.actor import command_line
from caseflow.rulebooks.calendars import shipped_calendar
from caseflow.services.checkpoints import commit_heads
from caseflow.services.opening import force_rulebook, open_log, publish_calendar
from caseflow.services.record import record
from caseflow.services.vaulting import Identity, Vault, keep_identity
from caseflow.services.work import Work
from caseflow.store.database import make_engine, writing
from caseflow.store.log import TextRow
from tests.makers import OPENED, RULEBOOK, morning, work_on
from tests.story_of_city import CITY, DAY, DIGEST, MAIN, PETITION, TASK, Told

OF_TASK: tuple[Told, ...] = (
    (
        TASK,
        "file",
        {"kind": "task", "ordinal": 1, "key_case": True, "locality": "tiexi", "lead_unit": "shj", "due": "2023-10-31"},
        {"title": "污水直排", "problem": "管网未接"},
    ),
    (
        TASK,
        "complete_filing",
        {"responsible": ["tiexi"], "co_leads": ["u1"], "cooperating": ["u1"], "acceptance_unit": "siping"}
        | {"supervising_unit": "siping", "leader_in_charge": "p1", "evidence_class": "project"}
        | {"due": "2023-11-30", "standing": True, "at_once": False, "provisional": True}
        | {"measures": [{"number": 1, "unit": "tiexi", "due": "2023-09-30"}, {"number": 2}]},
        {"goal": "接入管网", "measure.1": "铺管"},
    ),
    (TASK, "describe", {}, {"note": "来电人姓王"}),
    (TASK, "clear_texts", {"cleared": [DIGEST], "withheld": []}, {"clear.reason": "单位公开电话"}),
    (TASK, "assign", {"lead_unit": "shj", "limit": "2023-05-11"}),
    (TASK, "return_assignment", {}, {"reason": "不属本局"}),
    (TASK, "assign", {"lead_unit": "shj", "limit": "2023-05-11", "designated": True}),
    (TASK, "accept_assignment", {"to": "rectifying", "limit": None}),
    (TASK, "offer_transfer", {"unit": "tiexi"}),
    (TASK, "take_back_transfer", {}),
    (TASK, "offer_transfer", {"unit": "tiexi"}),
    (TASK, "refuse_transfer", {}, {"reason": "不属本区"}),
    (TASK, "offer_transfer", {"unit": "tiexi"}),
    (TASK, "accept_transfer", {}),
    (TASK, "transfer", {"unit": "tiexi"}),
    (TASK, "propose", {"matter": "amendment", "content": {"evidence_class": "site"}, "limit": "2023-06-01"}),
    (TASK, "check_proposal", {"id": 1}),
    (TASK, "decide", {"id": 1, "box": "party", "agrees": True}),
    (TASK, "decide", {"id": 1, "box": "government", "agrees": True, "outcome": "granted"}),
    (TASK, "amend", {"evidence_class": "site", "measures": [{"number": 1}, {"number": 3}]}),
    (TASK, "propose", {"matter": "extension", "to_day": "2023-12-31", "limit": "2023-06-01"}),
    (TASK, "extend", {"due": "2023-12-31"}),
    (TASK, "redate", {"due": "2024-01-02"}),
    (TASK, "suspend", {}),
    (TASK, "resume", {"days": 3, "moved": [["decide.2", "2023-06-04"]]}),
    (TASK, "redate", {"year": 2024, "moved": [["decide.2", "2023-06-05"]]}),
    (TASK, "succeed_unit", {"unit": "u1", "successor": "shj"}),
    (TASK, "await_successor", {"unit": "shj", "among": ["tiexi", "siping"], "limit": "2023-05-11"}),
    (TASK, "schedule_measure", {"number": 3, "due": "2023-09-30"}),
    (TASK, "set_internal_due", {"due": "2023-12-15"}),
    (TASK, "mark_measure", {"number": 1, "done": True}),
    (TASK, "cite_clause", {"number": 1}, {"measure.1.clause": "实施方案第二条"}),
    (TASK, "add_evidence", {"digest": DIGEST, "kind": "photo", "measure": 1, "point": 1}),
    (TASK, "add_evidence", {"digest": DIGEST[::-1], "kind": "report"}),
    (TASK, "withdraw_evidence", {"id": 2}),
    (
        TASK,
        "expect_report",
        {"month": "2023-05", "due": "2023-05-25", "contributors": ["u1"], "contribute_by": "2023-05-20"},
    ),
    (
        TASK,
        "contribute",
        {"month": "2023-05", "unit": "u1", "measures": [1]},
        {"contribution.done": "完成铺管", "contribution.problems": "雨季停工"},
    ),
    (
        TASK,
        "report",
        {"month": "2023-05", "progress": "lagging", "unit": "tiexi", "limit": "2023-06-01"}
        | {"like": "0.94", "like_to": ["central-2021/1", "2023-04"]},
    ),
    (TASK, "send_reminder", {"kind": "report", "ref": "2023-05", "unit": "zjj"}),
    (TASK, "review_report", {"month": "2023-05", "number": 1, "result": "accepted", "confirmed": "lagging"}),
    (TASK, "freeze_light", {"month": "2023-05", "light": "yellow", "why": ["light.lagging"]}),
    (
        TASK,
        "record_criticism",
        {"kind": "media", "on": "2023-05-02"},
        {"criticism.finder": "省电视台", "criticism.words": "河面发黑"},
    ),
    (TASK, "settle_criticism", {"id": 1}, {"reason": "已清理"}),
    (TASK, "record_criticism", {"kind": "circular", "on": "2023-05-03", "files": [1]}),
    (TASK, "judge_out_of_reach", {"due": "2024-01-02"}, {"reason": "管线迁改未完"}),
    (TASK, "withdraw_out_of_reach", {}, {"reason": "已追回进度"}),
    (TASK, "judge_out_of_reach", {"due": "2024-01-02"}),
    (TASK, "propose_paper", {"rung": "reminder", "rule": "lagging", "unit": "tiexi"}),
    (TASK, "issue_paper", {"id": 1, "reply_by": "2023-05-20", "number": "四环督整办提〔2023〕1号"}),
    (TASK, "acknowledge_paper", {"id": 1}),
    (TASK, "answer_paper", {"id": 1, "items": ["measures", "finish_by"], "finish_by": "2023-06-01"}),
    (TASK, "return_answer", {"id": 1, "reply_by": "2023-05-25"}),
    (TASK, "escalate_paper", {"id": 1, "next": 3}),
    (TASK, "propose_paper", {"rung": "warning_letter", "rule": "lagging", "unit": "tiexi"}),
    (TASK, "dismiss_paper", {"id": 2}),
    (TASK, "lift_paper", {"id": 2}),
    (TASK, "void_paper", {"id": 2}),
    (TASK, "propose_paper", {"rung": "interview", "rule": "red_days:2023-05-01", "unit": "tiexi", "threshold": 1}),
    (TASK, "propose_paper", {"rung": "supervision", "rule": "by_hand:4", "unit": "tiexi"}),
    (TASK, "merge_paper", {"id": 4, "into": 3}),
    (TASK, "submit_paper", {"id": 3, "skipped": ["supervision"], "meets_on": "2023-05-09", "minutes_by": "2023-05-16"}),
    (TASK, "approve_paper", {"id": 3, "box": "party"}),
    (TASK, "send_back_paper", {"id": 3}, {"paper.3.back": "先督办"}),
    (TASK, "issue_paper", {"id": 3, "reply_by": None}),
    (TASK, "hold_interview", {"id": 3, "on": "2023-05-04", "reply_by": "2023-06-03"}),
    (TASK, "conclude_inspection", {"id": 3}),
    (TASK, "lift_paper", {"id": 3, "why": "closed"}),
    (
        TASK,
        "record_guidance",
        {"on": "2023-05-03", "asks": [[1, "2023-05-10"]], "files": [1]},
        {"guidance.1.place": "河口"},
    ),
    (TASK, "self_check", {"unit": "tiexi", "criteria": ["done", "proved"]}),
    (TASK, "give_opinion", {"unit": "u1", "agrees": True}),
    (TASK, "expect_year", {"year": 2023, "due": "2024-01-15"}),
    (TASK, "report_year", {"year": 2023, "limit": "2024-01-31"}),
    (TASK, "confirm_year", {"year": 2023, "confirmed": True}),
    (
        TASK,
        "apply_closure",
        {"order": ["acceptance", "notice", "signatures"], "to": "accepting", "limit": "2023-06-01"},
    ),
    (TASK, "request_supplement", {"until": "2023-05-18"}),
    (TASK, "supply_supplement", {}),
    (TASK, "begin_acceptance", {"unit": "siping"}),
    (TASK, "pass_acceptance", {"unit": "siping", "site_day": "2023-05-04", "people": 2, "to": "awaiting_notice"}),
    (TASK, "draft_notice", {}, {"notice.text": "公示全文"}),
    (TASK, "release_notice", {}),
    (
        TASK,
        "publish_notice",
        {"first_day": "2023-05-05", "last_day": "2023-05-19", "opens_on": "2023-05-25", "to": "publicized"},
    ),
    (TASK, "object", {"sent_on": "2023-05-06", "in_time": True, "limit": "2023-05-12"}, {"objection.1": "仍有异味"}),
    (TASK, "answer_objection", {"id": 1}),
    (TASK, "end_notice", {"to": "signing"}),
    (
        TASK,
        "enter_signed_form",
        {"box": "party", "person": "p1", "office": "party_head/tx", "on": "2023-05-25", "dossier": DIGEST, "file": 1},
    ),
    (TASK, "drop_signed_form", {"id": 1}, {"reason": "看不清"}),
    (TASK, "sign", {"box": "party", "dossier": DIGEST, "means": "passkey", "key": 1}),
    (TASK, "return_for_supplement", {"falls": ["signatures"]}),
    (TASK, "sign", {"box": "government", "dossier": DIGEST}),
    (TASK, "note_parts", {"applied_on": "2023-05-04"}),
    (TASK, "gather_parts", {"order": ["signatures"], "parts": [["central-2021/D2-1", DIGEST]], "to": "signing"}),
)  # fmt: skip

OF_PETITIONS: tuple[Told, ...] = (
    (
        PETITION,
        "file",
        {"kind": "petition", "batch": 1, "channel": "call", "received_on": "2023-05-01", "handed_over": "2023-05-02"}
        | {"types": 2, "feedback_due": "2023-05-12", "locality": "tiexi", "repeat_of": ["central-2021/D0"]},
        {"problem": "夜间噪声"},
    ),
    (PETITION, "keep_identity", {}),
    (PETITION, "assign", {"lead_unit": "tiexi", "limit": "2023-05-11"}),
    (PETITION, "deem_accepted", {"to": "rectifying"}),
    (PETITION, "merge", {"into": "central-2021/D2", "to": "merged"}),
    (PETITION, "unmerge", {"to": "rectifying"}),
    (PETITION, "record_findings", {"verdict": "partly", "settlement": "staged", "due": "2023-08-31"}),
    (PETITION, "confirm_findings", {"by": "leader"}),
    (PETITION, "confirm_findings", {"by": "coordinator"}),
    (PETITION, "feed_back", {}),
    (PETITION, "apply_closure", {"order": ["acceptance", "notice", "signatures"], "to": "accepting"}),
    (PETITION, "withdraw", {"to": "rectifying"}),
    (PETITION, "fail_acceptance", {"correct_by": "2023-07-01"}),
    (PETITION, "exempt_notice", {}),
    (PETITION, "object", {"in_time": False}),
    (PETITION, "uphold_objection", {"id": 1}),
    (PETITION, "recall", {"falls": ["notice"]}),
    (PETITION, "refuse", {"to": "closed"}),
    (PETITION, "file_up", {}),
    (PETITION, "enter_finding", {"asks": "revocation", "origin": "inspector", "limit": "2023-05-11"}),
    (PETITION, "settle_finding", {"id": 1}),
    (PETITION, "look_back", {"draw": "2023-1", "result": "holds", "on": "2023-05-03", "people": 2}),
    (PETITION, "rebound", {"new_case": "central-2021/D9"}),
    (PETITION, "revoke_closure", {"to": "rectifying"}),
    (PETITION, "mark_rebound", {"new_case": "central-2021/D9"}),
    (PETITION, "fall_back", {"to": "rectifying"}),
    (MAIN, "file", {"kind": "petition", "part_of": "central-2021/1", "rebound_of": "central-2021/D0"}),
    (
        MAIN,
        "take_over",
        {"file": DIGEST, "state": "signing", "to": "signing", "order": ["acceptance", "notice", "signatures"]}
        | {"verdict": "partly", "settlement": "settled", "progress": "completed", "acceptance_unit": "siping"}
        | {"assigned_on": "2022-05-01", "accepted_on": "2022-05-04", "applied_on": "2022-08-01", "passed": True}
        | {"site_day": "2022-08-09", "first_day": "2022-09-01", "last_day": "2022-09-15", "opens_on": "2022-09-21"}
        | {"signed_on": [["party", "2022-10-01"]], "limit": "2023-05-18"},
        {"outside.party": "张三 2022-10-01"},
    ),
    (MAIN, "take_in", {"cases": ["central-2021/D1"]}),
    (MAIN, "split", {"parts": ["central-2021/D2-1"], "locality": "siping"}),
)  # fmt: skip


def told(*events: Told) -> list[tuple[str, str, dict[str, Any], dict[str, str]]]:
    """The events with their texts, empty where there are none."""
    return [(*event, {})[:4] for event in events]  # type: ignore[misc]


def tell(work: Work, *events: Told) -> None:
    """Records them in one piece of work."""
    for stream, type_, data, texts in told(*events):
        record(work, stream, type_, data, texts=texts)


def the_story(url: str) -> Engine:
    """A database that holds all of it, one text of which was erased by law."""
    engine = make_engine(url)
    with work_on(engine, OPENED) as work:
        open_log(work, "siping.test", "siping", demonstration=True)
        publish_calendar(work, shipped_calendar().years[2023])
        force_rulebook(work, "siping/2023.1", RULEBOOK, OPENED)
    with work_on(engine, DAY) as work:
        tell(work, *CITY)
    with work_on(engine, DAY) as work:
        tell(work, *OF_TASK)
        note = work.cases["central-2021/1"].texts["note"]
    erase(engine, note)
    with writing(engine) as session, session.begin():
        commit_heads(session, morning(DAY))
    with work_on(engine, DAY) as work:
        tell(work, *OF_PETITIONS)
        work.actor = command_line("office", work.city, DAY)
        keep_identity(work, Vault(bytes(32)), "central-2021/D1", Identity(name="王五", phone="13800000000"))
    return engine


def erase(engine: Engine, digest: str) -> None:
    """What the law may ask: the text goes, and the log says so."""
    with work_on(engine, DAY) as work:
        record(work, "city", "erase_text", {"digests": [digest]})
        work.session.execute(delete(TextRow).where(TextRow.digest == digest))
