"""Hostile words stay words: in forms that come back, on record, in a case."""

from tests.makers import filed, work_on
from tests.web.desk import Desk, desk
from tests.web.hostile import PAYLOADS
from tests.web.office import TODAY, City
from tests.web.reading import Tags


def test_hostile_words_come_back_as_words_in_every_form(calm: City) -> None:
    system, auditor, stranger = desk(calm, "zhao.yi"), desk(calm, "sun.san"), Desk(calm.app.test_client())
    forms: tuple[tuple[Desk, str, dict[str, str], str], ...] = (
        (stranger, "/enter", {}, "login"),
        (system, "/units/add", {}, "name"),
        (system, "/people/add", {"login": "一"}, "name"),
        (system, "/calendar/publish", {"year": "2027", "lines": "x"}, "notice"),
        (system, "/people/p6/disable", {"form_key": ""}, "unused"),
        (auditor, "/audit", {"since": "x", "until": "y"}, "purpose"),
    )
    for own, path, typed, name in forms:
        hidden = own.hidden(path)
        usual = _shape(own.client.post(path, data=hidden | typed | {name: "平常的话"}).text)
        for payload in PAYLOADS[:: 20 if path == "/enter" else 3]:
            answer = own.client.post(path, data=hidden | typed | {name: payload})
            assert answer.status_code in (403, 409, 422), (path, payload)
            assert _shape(answer.text) == usual, (path, payload)


def test_hostile_words_on_record_are_shown_as_words(city: City) -> None:
    system = desk(city, "zhao.yi")
    usual = {path: _shape(system.open(path)) for path in ("/people/p6", "/people", "/units/zjj")}
    for payload in PAYLOADS[::9]:
        if not payload.strip():
            continue
        system.send("/people/p6/rename", name=payload)
        system.send("/units/zjj/rename", name=f"单位{payload}", since="2023-04-20")
        system.open("/account")  # takes away what was said of the act
        for path in ("/people/p6", "/people"):
            assert _shape(system.open(path)) == usual[path], (path, payload)
    html = system.open("/units/zjj")
    assert "<script>" not in html
    assert not [tag for tag, _ in Tags(html).found if tag in ("img", "iframe", "object", "embed", "math")]


def test_hostile_words_of_a_case_are_shown_as_words(city: City) -> None:
    with work_on(city.engine, TODAY) as work:
        for n, payload in enumerate(PAYLOADS[::12]):
            filed(work, f"X{n}", types=(payload,), lead_unit="zjj", locality="tiexi")
    own = desk(city, "lead")
    for n in range(len(PAYLOADS[::12])):
        tags = Tags(own.open(f"/cases/SP2022/X{n}")).found
        assert not [
            tag for tag, attributes in tags if tag == "iframe" or any(a.startswith("on") for a in attributes)
        ]
        assert all(
            attributes.get("src", "/").startswith("/") for tag, attributes in tags if tag in ("script", "img")
        )


def _shape(html: str) -> list[str]:
    """The tags and their attributes' names, in order: words make neither."""
    return [f"{tag} {' '.join(sorted(attributes))}" for tag, attributes in Tags(html).found]
