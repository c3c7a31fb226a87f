"""Referrals and clues: who may do what and when, who sees them, and that everybody else sees nothing at all."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from caseflow.domain.actor import CLOCK, command_line
from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Refused, Unknown
from caseflow.domain.handling import Rank, Result, Way
from caseflow.domain.referral import Concerned, Origin, Status
from caseflow.services import disposing, referring
from caseflow.services.discipline_audit import readings_apart
from caseflow.services.referring import Draft
from caseflow.services.verifying import verify
from caseflow.store.tables import METADATA
from caseflow.transaction import looking
from tests.makers import work_on
from tests.services.acting import KEY
from tests.services.apart import (
    CANARIES,
    PEOPLE,
    SEALED,
    TODAY,
    a_draft,
    as_,
    disciplined,
    issued,
    name_of,
    proposed,
)


@pytest.fixture
def office(city: Engine) -> Engine:
    return disciplined(city)


def status(engine: Engine, name: str, who: str = "head") -> Status:
    with as_(engine, who) as work:
        return referring.referral_for(work, SEALED, name).referral.status


def test_a_referral_goes_from_the_proposal_to_the_result_and_each_side_sees_its_half(office: Engine) -> None:
    name = issued(office)
    with as_(office, "inspector") as work:
        one = disposing.receive_referral(work, SEALED, name)
        assert one.letter
        assert (one.letter.number, one.letter.unit) == ("四环督整办移〔2023〕1号", "jwjw")
        assert one.limit == TODAY + timedelta(days=30)
    with as_(office, "second") as work:
        with pytest.raises(NotYet, match=r"disposal\.none"):
            disposing.conclude_referral(work, SEALED, name, "核查结果密")
        assert disposing.dispose_referral(work, SEALED, name, Way.TALK, "谈话方案密").limit == date(
            2023, 6, 7
        )
        assert disposing.dispose_referral(work, SEALED, name, Way.VERIFY, "转为核实").limit == date(
            2023, 5, 29
        )
        disposing.conclude_referral(work, SEALED, name, "核查结果密")
        disposing.feed_back_referral(work, SEALED, name, Result.ADMONISHED)
    with as_(office, "coordinator") as work:
        found = referring.read_referral(work, SEALED, name)
        assert (found.side, found.referral.result) == ("office", Result.ADMONISHED)
    with as_(office, "inspector") as work:
        assert referring.read_referral(work, SEALED, name).side == "discipline"
    with looking(office) as session:
        assert verify(session, apart=SEALED).faults == ()
        assert verify(session, apart=None).faults == ()


def test_to_everybody_else_it_is_as_if_it_never_was(office: Engine) -> None:
    name = issued(office)
    for who in [
        "colleague",
        "county",
        "officer",
        "deputy",
        "assessor",
        "auditor",
        "system",
        "security",
        "audit",
    ]:
        answers = []
        for asked in (name, "2023-9"):
            with pytest.raises(Refused) as refused, as_(office, who) as work:
                referring.read_referral(work, SEALED, asked)
            answers.append((type(refused.value), refused.value.reasons))
        assert answers[0] == answers[1], who
        if who in ("colleague", "county"):
            with as_(office, who) as work:
                assert referring.referrals_of(work, SEALED) == []
            assert answers[0][0] is Unknown


def test_neither_command_line_nor_clock_refers(office: Engine) -> None:
    with work_on(office, TODAY) as work:
        root = command_line("root", work.city, TODAY)
    for actor in (root, CLOCK):
        with pytest.raises(NotPermitted), work_on(office, TODAY, actor) as work:
            referring.propose_referral(work, SEALED, a_draft())


def test_whoever_is_named_in_it_does_not_see_it(office: Engine) -> None:
    whom = Concerned(Rank.DIVISION, name_of("head"), "整改办主任")
    name = proposed(office, Draft(Origin.CASE, KEY, [], [whom], "知情不报"))
    with pytest.raises(Unknown), as_(office, "head") as work:
        referring.referral_for(work, SEALED, name)


@pytest.mark.parametrize(
    ("rank", "unit", "receiver"),
    [(Rank.SECTION, "tiexi", ""), (Rank.DIVISION, "jwjw", ""), (Rank.BUREAU, None, "中共吉林省纪委监委")],
)
def test_the_highest_rank_decides_who_receives_it(
    office: Engine, rank: Rank, unit: str | None, receiver: str
) -> None:
    if receiver:
        with pytest.raises(NotYet, match=r"referral\.name_receiver"):
            proposed(office, a_draft(rank))
    name = issued(office, a_draft(rank, receiver))
    with as_(office, "head") as work:
        letter = referring.referral_for(work, SEALED, name).referral.letter
    assert letter
    assert letter.unit == unit
    assert letter.to
    assert (letter.limit is None) is bool(receiver)


def test_an_office_outside_answers_on_paper_and_what_came_back_is_recorded_by_hand(office: Engine) -> None:
    name = issued(office, a_draft(Rank.BUREAU, "中共吉林省纪委监委"))
    with as_(office, "coordinator", TODAY + timedelta(days=5)) as work:
        one = referring.receive_by_hand(work, SEALED, name, TODAY + timedelta(days=2), "案管室")
        assert (one.status, one.by_hand, one.limit) == (Status.RECEIVED, True, None)
        done = referring.feed_back_by_hand(work, SEALED, name, TODAY + timedelta(days=5), Result.UNFOUNDED)
        assert done.fed_back_on == TODAY + timedelta(days=5)
    inside = issued(office)
    with pytest.raises(NotYet, match=r"referral\.in_system"), as_(office, "coordinator") as work:
        referring.receive_by_hand(work, SEALED, inside, TODAY, "案管室")


def test_the_head_sends_back_drops_and_never_issues_what_they_proposed_themselves(office: Engine) -> None:
    name = proposed(office)
    with as_(office, "head") as work:
        referring.send_back_referral(work, SEALED, name, "补证据")
        with pytest.raises(NotYet):
            referring.issue_referral(work, SEALED, name)
    with as_(office, "coordinator") as work:
        referring.revise_referral(work, SEALED, name, a_draft())
        with pytest.raises(NotPermitted):
            referring.issue_referral(work, SEALED, name)
    with as_(office, "head") as work:
        referring.drop_referral(work, SEALED, name, "已由县里处理")
    assert status(office, name) is Status.DROPPED


def test_a_refused_referral_is_addressed_anew_under_another_number(office: Engine) -> None:
    name = issued(office)
    with as_(office, "inspector") as work:
        disposing.refuse_referral(work, SEALED, name, "应由区里办理")
    with as_(office, "coordinator") as work:
        referring.revise_referral(work, SEALED, name, a_draft(Rank.SECTION))
    with pytest.raises(Unknown), as_(office, "inspector") as work:
        referring.referral_for(work, SEALED, name)
    with as_(office, "head") as work:
        letter = referring.issue_referral(work, SEALED, name).letter
    assert letter
    assert (letter.number, letter.unit) == ("四环督整办移〔2023〕2号", "tiexi")


def test_a_source_that_the_case_does_not_have_is_refused(office: Engine) -> None:
    draft = Draft(Origin.WARNING, KEY, ["slj"], [], "虚报", rank=Rank.SECTION)
    with pytest.raises(BadInput, match=r"referral\.no_such_origin"):
        proposed(office, draft)
    with pytest.raises(BadInput, match=r"referral\.nobody"):
        proposed(office, Draft(Origin.CASE, KEY, ["slj"], [], "虚报"))


def test_a_clue_is_its_keepers_alone_until_it_is_handed_to_one_more(office: Engine) -> None:
    with as_(office, "inspector") as work:
        disposing.keep_clue(work, SEALED, "线索名称密", "线索内容密", [KEY])
    with as_(office, "second") as work:
        assert disposing.read_clues(work, SEALED) == []
        disposing.keep_clue(work, SEALED, "另一条", "别的")
    with as_(office, "second") as work:
        assert [(one.number, one.clue.name) for one in disposing.clues_of(work, SEALED)] == [(1, "2")]
        with pytest.raises(Unknown):
            disposing.read_clue(work, SEALED, 2)
    for who in ("county", "head", "coordinator", "auditor", "audit"):
        with pytest.raises((Unknown, NotPermitted)), as_(office, who) as work:
            disposing.read_clue(work, SEALED, 1)
    with as_(office, "inspector") as work:
        with pytest.raises(BadInput):
            disposing.hand_clue(work, SEALED, 1, PEOPLE["head"])
        disposing.hand_clue(work, SEALED, 1, PEOPLE["second"])
    with pytest.raises(NotYet), as_(office, "inspector") as work:
        disposing.add_to_clue(work, SEALED, 1, "还想写")
    with as_(office, "second") as work:
        disposing.dispose_clue(work, SEALED, 2, Way.HOLD, "再等等")
        with pytest.raises(NotYet, match=r"disposal\.none"):
            disposing.conclude_clue(work, SEALED, 2, "了了")
        disposing.dispose_clue(work, SEALED, 2, Way.CLOSE, "没有下文")
        assert disposing.conclude_clue(work, SEALED, 2, "了了").handling.concluded_on == TODAY
    with as_(office, "inspector") as work:
        assert [one.clue.holder for one in disposing.clues_of(work, SEALED)] == [PEOPLE["second"]]


def test_reads_are_on_record_for_the_discipline_auditor_alone(office: Engine) -> None:
    name = issued(office)
    with as_(office, "inspector") as work:
        referring.read_referral(work, SEALED, name)
        disposing.keep_clue(work, SEALED, "线索名称密", "线索内容密")
    with as_(office, "inspector") as work:
        disposing.read_clue(work, SEALED, 1)
        disposing.read_clues(work, SEALED)
    with as_(office, "auditor") as work:
        found = [(one.who, one.what) for one in readings_apart(work, SEALED)]
    inspector = PEOPLE["inspector"]
    assert [(who, what) for who, what in found if who == inspector] == [
        (inspector, "clues"),
        (inspector, "clue/1"),
        (inspector, f"referral/{name}"),
    ]
    for who in ("audit", "inspector", "head", "security"):
        with pytest.raises(NotPermitted), as_(office, who) as work:
            readings_apart(work, SEALED)
    with looking(office) as session:
        assert session.execute(text("SELECT count(*) FROM read_audit")).scalar_one() == 0


def test_the_record_grows_by_nothing_and_no_table_says_a_word_of_it(office: Engine) -> None:
    with looking(office) as session:
        before = everything(session)
    name = issued(office)
    with as_(office, "inspector") as work:
        disposing.receive_referral(work, SEALED, name)
        disposing.dispose_referral(work, SEALED, name, Way.TALK, "谈话方案密")
        disposing.conclude_referral(work, SEALED, name, "核查结果密")
        disposing.keep_clue(work, SEALED, "线索名称密", "线索内容密", [KEY])
        disposing.read_clues(work, SEALED)
    with looking(office) as session:
        after = everything(session)
    assert {table for table in after if after[table] != before[table]} == {
        "discipline_event",
        "discipline_log_state",
        "discipline_stream",
        "discipline_text",
    }
    written = " ".join(str(after[table]) for table in after if table.startswith("discipline"))
    assert [word for word in (*CANARIES, KEY, "slj", "talk", "division") if word in written] == []


def everything(session: Session) -> dict[str, list[str]]:
    """Every row of every table, bytes as what they would be read as."""
    found = {}
    for table in METADATA.tables:
        rows = session.execute(text(f'SELECT * FROM "{table}"'))
        found[table] = sorted(
            " ".join(
                bytes(v).decode("utf-8", "replace") if isinstance(v, (bytes, memoryview)) else str(v)
                for v in row
            )
            for row in rows
        )
    return found
