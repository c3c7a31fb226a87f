"""What events make of the city, its people, and the month's round."""

from datetime import date

import pytest

from caseflow.domain import city as cities
from caseflow.domain import dispatch
from caseflow.domain.city import City
from caseflow.domain.terms import Office, UnitKind
from tests.domain.makers import CITY, DAY, a_city, an_event, appointed

NEW_YEAR = date(2024, 1, 1)


def forced(name, start):
    data = {"id": f"siping/{name}", "digest": "d", "start": start}
    return an_event("city", 0, "force_rulebook", data, texts={"file": "f"})


def of_unit(type_, **data):
    return an_event("city", 0, type_, data, texts={"name": "new name"})


def test_the_city_is_its_own_unit():
    assert CITY.root == "siping"
    assert CITY.units["works"].locality == "tiexi"


def test_a_renamed_unit_keeps_its_past_names():
    unit = a_city(of_unit("rename_unit", code="works", since="2024-01-01")).units["works"]
    assert [start for start, _ in unit.names] == [DAY, NEW_YEAR]


def test_an_ended_unit_names_its_successors_and_a_moved_one_its_new_parent():
    city = a_city(
        of_unit("end_unit", code="works", on="2024-01-01", successors=["helper", "partner"]),
        of_unit("move_unit", code="judge", parent="tiexi"),
    )
    assert (city.units["works"].ended_on, city.units["works"].successors) == (NEW_YEAR, ("helper", "partner"))
    assert city.units["judge"].parent == "tiexi"


def test_a_ledger_name_is_confirmed_as_a_unit_or_mapped_to_one():
    confirmed = a_city(of_unit("confirm_name", code="as-written", kind="department", parent="siping"))
    assert (confirmed.units["as-written"].kind, confirmed.written_as("works")) == (
        UnitKind.DEPARTMENT,
        ("works",),
    )
    mapped = a_city(of_unit("map_name", code="as-written", unit="works"))
    assert mapped.unit("as-written").code == "works"
    assert mapped.written_as("works") == ("works", "as-written")
    assert mapped.written_as("as-written") == ()
    with pytest.raises(KeyError):
        mapped.unit("nobody")


def test_names_are_never_mapped_in_a_circle():
    with pytest.raises(ValueError, match="itself"):
        a_city(of_unit("map_name", code="works", unit="works"))
    with pytest.raises(ValueError, match="itself"):
        a_city(
            of_unit("map_name", code="as-written", unit="works"),
            of_unit("map_name", code="works", unit="as-written"),
        )


@pytest.mark.parametrize(
    ("one", "other", "related"),
    [
        ("works", "works", True),
        ("works", "works-branch", True),
        ("works-branch", "tiexi", True),  # two floors up
        ("works", "town", False),  # two units of one county
        ("works", "siping", False),  # the city is above everybody
        ("siping", "siping", True),
        ("siping", "jilin", True),
        ("works", "nobody", False),
        ("nobody", "nobody", True),
    ],
)
def test_units_are_related_as_parent_child_or_branch(one, other, related):
    assert CITY.related(one, other) is related
    assert CITY.related(other, one) is related


def test_an_office_is_held_from_its_first_to_its_last_day():
    city = a_city(appointed("stranger", "deputy", "tiexi", "2023-05-05", "2023-05-06"))
    held = [
        [p.code for p in city.holders(Office.DEPUTY, "tiexi", date(2023, 5, day))] for day in (4, 5, 6, 7)
    ]
    assert held == [["deputy"], ["deputy", "stranger"], ["deputy", "stranger"], ["deputy"]]


def test_a_regular_holder_comes_before_one_who_acts_and_a_disabled_one_not_at_all():
    acting = {"office": "party_head", "unit": "tiexi", "tenure": "acting", "start": "2023-01-01", "end": None}
    city = a_city(an_event("person/clerk", 2, "appoint", acting))
    assert [p.code for p in city.holders(Office.PARTY_HEAD, "tiexi", DAY)] == ["party", "clerk"]
    city = cities.apply(city, an_event("person/party", 2, "disable_person", {}))
    assert [p.code for p in city.holders(Office.PARTY_HEAD, "tiexi", DAY)] == ["clerk"]


def test_an_appointment_may_be_ended_and_the_person_renamed():
    city = a_city(
        an_event("person/party", 2, "end_appointment", {"id": 1, "end": "2023-05-03"}),
        an_event("person/party", 3, "rename_person", {}, texts={"name": "other"}),
    )
    assert city.holders(Office.PARTY_HEAD, "tiexi", DAY) == ()
    assert (city.people["party"].name, city.people["party"].events) == ("other", 4)


@pytest.mark.parametrize(
    ("on", "in_force"),
    [("2022-12-31", "2023.1"), ("2023-01-01", "2023.1"), ("2023-06-30", "2023.1"), ("2023-07-01", "2023.2"),
     ("2023-12-31", "2023.2"), ("2024-01-01", "2024.1"), ("2030-01-01", "2024.1")],
)  # fmt: skip
def test_the_rulebook_in_force_is_the_last_to_have_begun_whichever_was_put_on_record_first(on, in_force):
    city = a_city(
        forced("2024.1", "2024-01-01"), forced("2023.1", "2023-01-01"), forced("2023.2", "2023-07-01")
    )
    assert city.rulebook_on(date.fromisoformat(on)).id == f"siping/{in_force}"


def test_of_two_rulebooks_of_one_day_the_later_counts_and_without_any_there_is_none():
    city = a_city(forced("2023.1", "2023-01-01"), forced("2023.2", "2023-01-01"))
    assert city.rulebook_on(DAY).id == "siping/2023.2"
    assert City().rulebook_on(DAY) is None


def test_a_year_of_the_calendar_may_be_published_anew():
    days = {"year": 2024, "off": [["2024-01-01", "new_year"]], "work": []}
    published = an_event("city", 0, "publish_calendar", days, texts={"notice": "n1"})
    again = an_event(
        "city",
        1,
        "publish_calendar",
        days | {"work": [["2024-02-04", "spring_festival"]]},
        texts={"notice": "n2"},
    )
    year = a_city(published, again).years[2024]
    assert (year.notice, dict(year.off), dict(year.work)) == (
        "n2", {NEW_YEAR: "new_year"}, {date(2024, 2, 4): "spring_festival"},
    )  # fmt: skip


def test_streams_of_the_city_are_known_by_their_names():
    known = [
        stream
        for stream in ("log", "city", "person/p", "case/x/1", "round/2023-05")
        if cities.is_of_city(stream)
    ]
    assert known == ["log", "city", "person/p"]


def test_a_round_opens_and_closes_once_and_nothing_else():
    opened = an_event("round/2023-05", 0, "open_round", {"due": "2023-05-25"})
    closed = an_event("round/2023-05", 1, "close_round", {}, day=date(2023, 5, 31))
    round_ = dispatch.fold([opened, closed])
    assert (round_.month, round_.stream, round_.due) == ("2023-05", "round/2023-05", date(2023, 5, 25))
    assert (round_.opened_on, round_.closed_on, round_.events) == (DAY, date(2023, 5, 31), 2)
    assert dispatch.fold([]) is None
    for events in ([closed], [opened, opened], [opened, closed, closed]):
        with pytest.raises(ValueError, match="round"):
            dispatch.fold(events)
    with pytest.raises(KeyError):
        dispatch.fold([an_event("round/2023-05", 0, "report", {})])
