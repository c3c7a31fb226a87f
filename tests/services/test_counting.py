"""The headline counts what the inspection handed over, once each, as product.md and commands.md say."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine

from caseflow.domain.actor import command_line
from caseflow.domain.errors import Unknown
from caseflow.domain.terms import Source
from caseflow.services.bulletins import bulletin, inspection_of, team_of
from caseflow.services.counting import headline
from caseflow.services.opening import open_inspection
from caseflow.services.record import record
from caseflow.services.viewing import look
from caseflow.services.work import Work
from caseflow.transaction import looking
from tests.makers import filed, told, work_on

DAY = date(2023, 5, 4)
Numbers = dict[str, int]


@pytest.fixture
def counted(city: Engine) -> Callable[..., tuple[Numbers, Numbers, int]]:
    """Files what a test wants and counts it: tasks, petitions, rebounds."""

    def count(*tell: Callable[[Work], None]) -> tuple[Numbers, Numbers, int]:
        with work_on(city, DAY) as work:
            work.actor = command_line("tests", work.city, DAY)
            open_inspection(work, "SP2022", Source.PROVINCIAL, "督察", date(2023, 4, 3))
            for told_by in tell:
                told_by(work)
        with looking(city) as session:
            found = headline(look(session, DAY), "SP2022")
        return found["tasks"], found["petitions"], found["rebounds"]

    return count


def closed(number: str, kind: str = "task") -> Callable[[Work], None]:
    def tell(work: Work) -> None:
        filed(work, number, kind, ordinal=1)
        told(work, number, "sign", {"box": "party", "dossier": "0", "to": "closed"})

    return tell


def confirmed(number: str, progress: str) -> Callable[[Work], None]:
    def tell(work: Work) -> None:
        filed(work, number, "task")
        told(work, number, "report", {"month": "2023-05", "progress": "completed", "unit": "slj"})
        review = {"month": "2023-05", "number": 1, "result": "accepted", "confirmed": progress}
        told(work, number, "review_report", review)

    return tell


def found(number: str, settlement: str) -> Callable[[Work], None]:
    def tell(work: Work) -> None:
        filed(work, number)
        told(work, number, "record_findings", {"verdict": "substantiated", "settlement": settlement})
        for by in ("leader", "coordinator"):
            told(work, number, "confirm_findings", {"by": by})

    return tell


def test_completed_counts_by_the_coordinator_s_word_and_is_not_closed(counted) -> None:
    tasks, _, _ = counted(
        confirmed("T01", "completed"), confirmed("T02", "basically_completed"), confirmed("T03", "normal"),
        closed("T04"),
    )  # fmt: skip
    assert tasks == {"total": 4, "completed_or_basically": 2, "closed": 1}


def test_every_petition_is_settled_staged_or_open(counted) -> None:
    _, petitions, _ = counted(
        found("D1", "settled"), found("D2", "staged"), found("D3", "open"), filed_only("D4")
    )
    assert petitions == {"total": 4, "settled": 1, "staged": 1, "open": 2, "closed": 0}


def filed_only(number: str) -> Callable[[Work], None]:
    def tell(work: Work) -> None:
        filed(work, number)

    return tell


def test_a_rebounded_petition_is_staged_and_not_closed_and_its_new_case_counts_as_rebound_alone(
    counted,
) -> None:
    def rebound(work: Work) -> None:
        told(work, "D1", "sign", {"box": "party", "dossier": "0", "to": "closed"})
        told(work, "D1", "rebound", {"new_case": "SP2022/FT1"})
        filed(work, "FT1", rebound_of="SP2022/D1")

    _, petitions, rebounds = counted(found("D1", "settled"), rebound)
    assert (petitions, rebounds) == ({"total": 1, "settled": 0, "staged": 1, "open": 0, "closed": 0}, 1)


def test_a_merged_petition_still_counts_as_one_with_its_own_settlement(counted) -> None:
    def merge(work: Work) -> None:
        told(work, "D1", "merge", {"into": "SP2022/D2", "to": "merged"})

    _, petitions, _ = counted(found("D1", "settled"), found("D2", "open"), merge)
    assert (petitions["total"], petitions["settled"], petitions["open"]) == (2, 1, 1)


def test_locality_parts_count_with_their_whole(counted) -> None:
    def split(work: Work) -> None:
        filed(work, "T01", "task")
        for n in (1, 2):
            filed(work, f"T01-{n}", "task", part_of="SP2022/T01")
        told(work, "T01", "split", {"parts": ["SP2022/T01-1", "SP2022/T01-2"], "locality": "siping"})

    tasks, _, _ = counted(split)
    assert tasks["total"] == 1


def test_a_batch_that_two_inspections_have_must_be_named_with_one(city: Engine) -> None:
    with work_on(city, DAY) as work:
        work.actor = command_line("tests", work.city, DAY)
        open_inspection(work, "SP2022", Source.PROVINCIAL, "督察")
        open_inspection(work, "SP2026", Source.CENTRAL, "中央督察")
        filed(work, "D1", batch=1, types=("水", "水"), locality="tiexi")
        record(work, "case/SP2026/D1", "file", {"kind": "petition", "batch": 1})
    with looking(city) as session:
        view = look(session, DAY)
        with pytest.raises(Unknown, match=r"batch\.ambiguous"):
            inspection_of(view, 1, None)
        assert inspection_of(view, 1, "SP2026") == "SP2026"
        assert (team_of(view, "SP2022"), team_of(view, "SP2026")) == (
            "吉林省第一生态环境保护督察组",
            "中央督察",
        )
        assert bulletin(view, 1, "SP2022", 0)["by_type"] == [{"type": "水", "count": 2, "percent": 100.0}]
