"""Each red flag is raised by what was faked elsewhere, and not by the same case as honest units leave it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from caseflow.domain.case import Case, apply
from caseflow.domain.dwell import Course
from caseflow.domain.event import Event
from caseflow.domain.flags import FLAGS, Around, Facts, File, files_of, raised
from caseflow.domain.flags.photos import near_photo
from caseflow.domain.prints import Prints
from caseflow.domain.terms import Kind
from caseflow.rulebooks.loader import shipped
from caseflow.words.say import msgids, say, term

KEY = "SP2022/T1"
DAY = date(2023, 10, 20)
Told = tuple[str, str, dict[str, Any]] | tuple[str, str, dict[str, Any], dict[str, Any]]
BEGUN: tuple[Told, ...] = (
    ("05-04", "file", {"kind": "task", "lead_unit": "slj", "due": "2023-09-30", "measures": [{"number": 1}]}),
    ("05-04", "assign", {"lead_unit": "slj", "limit": "2023-05-11"}),
    ("05-05", "accept_assignment", {"to": "rectifying"}),
)
APPLY: Told = ("09-20", "apply_closure", {"order": ["acceptance"], "to": "accepting"})


def shown(on: str, kind: str, claimed: str = "", digest: str = "a", **more: Any) -> Told:
    data = {"digest": (digest * 64)[:64], "kind": kind} | more
    return (on, "add_evidence", data, {"occurred_at": f"2023-{claimed}" if claimed else None})


def reported(month: str, progress: str, words: str = "", **more: Any) -> Told:
    data = {"month": f"2023-{month}", "progress": progress, "unit": "slj"} | more
    return (f"{month}-20", "report", data, {"texts": {"report.done": words}} if words else {})


def facts(*told: Told, around: Around | None = None, upstream: str = "", arrived: str = "") -> Facts:
    """The case after these events, those of one day a minute apart."""
    folded, events = None, []
    for n, (on, type_, data, *rest) in enumerate(told):
        more = {"actor": "p1", "office": "officer/slj"} | (rest[0] if rest else {})
        day = date.fromisoformat(f"2023-{on}")
        at = more.pop("at", None) or datetime(day.year, day.month, day.day, 1, n, tzinfo=UTC).isoformat()
        event = Event(
            f"case/{KEY}", n, type_, more.pop("actor"), more.pop("office"), day, data, at=at, **more
        )
        folded = apply(folded, event)
        events.append(event)
    assert folded is not None
    course = Course(folded, tuple(events), (), ())
    words = {digest: digest for event in events for digest in event.texts.values()}
    return Facts(
        course,
        files_of(course),
        around or Around(),
        shipped("siping")[0],
        DAY,
        date.fromisoformat(upstream) if upstream else None,
        date.fromisoformat(arrived) if arrived else None,
        words,
    )


def same(*files: File) -> Around:
    return Around(files={files[0].digest: files})


OTHER = File(
    "SP2022/T2", 3, 1, "a" * 64, "after_photo", "p2", date(2023, 5, 1), datetime(2023, 5, 1, tzinfo=UTC)
)
SIGNED = tuple((datetime(2023, 10, 9, 1, 3, tzinfo=UTC), f"SP2022/T{n}", 3) for n in range(5))
AGAIN = Case("SP2022", "P9", Kind.PETITION, DAY, "p1", received_on=date(2023, 10, 18))
PASSED = ("09-21", "pass_acceptance", {"unit": "sthjj", "people": 2}, {"actor": "p2"})
CLOSED = ("09-28", "sign", {"box": "party", "dossier": "d", "to": "closed"})

PRINT = "f0f0f0f0f0f0f0f0"


def alike(print_: str) -> Around:
    """A photo of other bytes in another case, of this fingerprint."""
    return Around(photos=Prints([(print_, replace(OTHER, digest="c" * 64, print=print_))]))


DOUBTED: dict[str, tuple[Facts, Facts]] = {
    "same_file": (
        facts(*BEGUN, shown("06-01", "after_photo"), around=same(OTHER)),
        facts(*BEGUN, shown("06-01", "after_photo", digest="b"), around=same(OTHER)),
    ),
    "like_photo": (
        facts(*BEGUN, shown("06-01", "after_photo", print=PRINT), around=alike("f0f0f0f0f0f0f0f3")),
        facts(*BEGUN, shown("06-01", "after_photo", print=PRINT), around=alike("f0f0f0f0f0f00f0f")),
    ),
    "photo_order": (
        facts(
            *BEGUN,
            shown("06-01", "before_photo", "05-20", point=1),
            shown("07-01", "after_photo", "05-10", "b", point=1),
        ),
        facts(
            *BEGUN,
            shown("06-01", "before_photo", "05-20", point=1),
            shown("07-01", "after_photo", "05-10", "b", point=2),
        ),
    ),
    "before_upstream": (
        facts(*BEGUN, shown("06-01", "document", "03-20"), upstream="2023-04-03"),
        facts(*BEGUN, shown("06-01", "document", "04-03"), upstream="2023-04-03"),
    ),
    "claimed_long_ago": (
        facts(*BEGUN, shown("06-01", "document", "05-02")),
        facts(*BEGUN, shown("06-01", "document", "05-03")),
    ),
    "upload_burst": (
        facts(*BEGUN, *(shown("06-01", "document", digest=str(n)) for n in range(8))),
        facts(*BEGUN, *(shown(f"06-0{n}", "document", digest=str(n)) for n in range(1, 9))),
    ),
    "made_after_finding": (
        facts(*BEGUN, ("06-01", "record_criticism", {"kind": "media", "on": "2023-06-01"}),
              shown("06-02", "document", "05-20")),
        facts(*BEGUN, shown("05-31", "document", "05-20"),
              ("06-01", "record_criticism", {"kind": "media", "on": "2023-06-01"})),
    ),
    "before_arrival": (
        facts(*BEGUN, shown("06-01", "document", "05-20"), arrived="2023-06-10"),
        facts(*BEGUN, shown("06-01", "document", "05-10"), arrived="2023-06-10"),
    ),
    "report_before_photo": (
        facts(*BEGUN, shown("06-01", "before_photo", "05-20"), shown("06-01", "completion_report", "05-19", "b")),
        facts(*BEGUN, shown("06-01", "before_photo", "05-20"), shown("06-01", "completion_report", "05-20", "b")),
    ),
    "rush_before_due": (
        facts(*BEGUN, *(shown("09-28", "document", digest=str(n)) for n in range(6))),
        facts(*BEGUN, *(shown("09-27", "document", digest=str(n)) for n in range(6))),
    ),
    "done_before_proof": (
        facts(*BEGUN, shown("06-01", "before_photo"), reported("06", "completed"), shown("07-01", "after_photo")),
        facts(*BEGUN, shown("06-01", "after_photo"), reported("06", "completed")),
    ),
    "done_without_proof": (
        facts(*BEGUN, shown("06-01", "before_photo"), reported("06", "completed")),
        facts(*BEGUN, reported("06", "completed"), shown("07-01", "after_photo")),
    ),
    "proof_after_report": (
        facts(*BEGUN, reported("06", "completed"), shown("07-05", "completion_report", "07-01")),
        facts(*BEGUN, reported("06", "completed"), shown("07-05", "completion_report", "06-20")),
    ),
    "report_contradicted": (
        facts(*BEGUN, reported("06", "completed"), reported("07", "lagging")),
        facts(*BEGUN, reported("06", "completed"), APPLY,
              ("10-08", "fail_acceptance", {"to": "rectifying", "correct_by": "2023-11-01"}),
              reported("10", "lagging")),
    ),
    "done_not_applied": (
        facts(*BEGUN, reported("09", "completed")),
        facts(*BEGUN, reported("10", "completed")),
    ),
    "quick_closure": (
        facts(*BEGUN, ("05-09", *APPLY[1:])),
        facts(*BEGUN, ("05-10", *APPLY[1:])),
    ),
    "petition_again": (
        facts(*BEGUN, APPLY, CLOSED, around=Around(later={KEY: (AGAIN,)})),
        facts(*BEGUN, around=Around(later={KEY: (AGAIN,)})),
    ),
    "no_monitoring": (
        facts(("05-04", "file", {**BEGUN[0][2], "evidence_class": "project"}), *BEGUN[1:],
              shown("06-01", "completion_report"), APPLY),
        facts(("05-04", "file", {**BEGUN[0][2], "evidence_class": "project"}), *BEGUN[1:],
              shown("06-01", "monitoring_report"), APPLY),
    ),
    "own_word_only": (
        facts(*BEGUN, shown("06-01", "after_photo"), APPLY),
        facts(*BEGUN, shown("06-01", "after_photo"), APPLY, PASSED),
    ),
    "copied_text": (
        facts(*BEGUN, reported("06", "normal", like="0.94", like_to=["SP2022/T2", "2023-05"])),
        facts(*BEGUN, reported("06", "normal")),
    ),
    "numbers_repeated": (
        facts(*BEGUN, reported("06", "normal", "清淤3.2公里，运土40车，投入15万元。"),
              reported("07", "normal", "7月清淤3.2公里，又运土40车，投入15万元。")),
        facts(*BEGUN, reported("06", "normal", "清淤3.2公里，运土40车，投入15万元。"),
              reported("07", "normal", "7月清淤3.4公里，又运土40车，投入15万元。")),
    ),
    "quick_acceptance": (
        facts(*BEGUN, APPLY, ("09-20", *PASSED[1:])),
        facts(*BEGUN, APPLY, PASSED),
    ),
    "site_before_application": (
        facts(*BEGUN, APPLY, ("09-21", "pass_acceptance", {**PASSED[2], "site_day": "2023-09-19"})),
        facts(*BEGUN, APPLY, ("09-21", "pass_acceptance", {**PASSED[2], "site_day": "2023-09-20"})),
    ),
    "many_hands": (
        facts(*BEGUN, shown("06-01", "document"), APPLY, ("09-21", "pass_acceptance", PASSED[2])),
        facts(("05-04", "file", BEGUN[0][2], {"actor": "p9"}), *BEGUN[1:], shown("06-01", "document"), APPLY, PASSED),
    ),
    "both_heads_at_once": (
        facts(*BEGUN, *(("10-09", "sign", {"box": box, "dossier": "d"}) for box in ("party", "government"))),
        facts(*BEGUN, *(("10-09", "sign", {"box": "party", "dossier": "d"}) for _ in range(2))),
    ),
    "serial_signing": (
        facts(*BEGUN, ("10-09", "sign", {"box": "party", "dossier": "d"}), around=Around(signed={"p1": SIGNED})),
        facts(*BEGUN, ("10-09", "sign", {"box": "party", "dossier": "d"}), around=Around(signed={"p1": SIGNED[:4]})),
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", DOUBTED)
def test_a_flag_is_raised_by_what_was_faked_and_not_by_its_honest_neighbour(code: str) -> None:
    faked, honest = DOUBTED[code]
    (first, *_) = FLAGS[code](faked)
    assert first.code == code
    assert list(FLAGS[code](honest)) == []
    assert first.proofs
    for proof in first.proofs:
        own = proof.case == KEY and code != "serial_signing"
        assert not own or proof.n < len(faked.course.events)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", FLAGS)
def test_every_flag_says_what_is_seen_and_what_may_explain_it_and_condemns_nobody(
    code: str, language: str
) -> None:
    assert code in DOUBTED or code == "near_photo"
    assert term(f"flag.{code}", language) != f"flag.{code}"
    told = [say(f"flag_innocent.{code}", {}, language)]
    if code in DOUBTED:
        told += [say(f"flag_said.{code}", flag.facts, language) for flag in FLAGS[code](DOUBTED[code][0])]
    condemning = ("造假", "虚假", "弄虚", "伪造", "欺骗", "fake", "forged", "false", "fraud")
    assert not any(word in sentence.lower() for sentence in told for word in condemning)
    assert f"flag_said.{code}" in msgids("SENTENCES")


def test_photos_that_bear_a_hash_are_compared_by_it() -> None:
    before, after = (
        File(
            KEY, n, n, digit * 64, kind, "p1", DAY, datetime(2023, 10, 20, tzinfo=UTC), point=1, print=print_
        )
        for n, (digit, kind, print_) in enumerate(
            (("a", "before_photo", "ffffffffffffff00"), ("b", "after_photo", "ffffffffffffff3f")), 1
        )
    )
    seen = facts(*BEGUN)
    close = Facts(seen.course, (before, after), Around(), seen.rules, DAY)
    assert [flag.facts["apart"] for flag in near_photo(close)] == [6]
    apart = (before, replace(after, print="ffffffffffffff7f"))
    assert list(near_photo(Facts(seen.course, apart, Around(), seen.rules, DAY))) == []


def test_minutes_count_for_nothing_in_a_city_whose_hours_are_made_up() -> None:
    hours_out = Around(signed={"p1": SIGNED}, hours=False)
    told = (*BEGUN, *(shown("06-01", "document", digest=str(n)) for n in range(8)))
    signed = tuple(("10-09", "sign", {"box": box, "dossier": "d"}) for box in ("party", "government"))
    codes = {flag.code for flag in raised(facts(*told, *signed, around=hours_out))}
    assert not codes & {"upload_burst", "both_heads_at_once", "serial_signing"}
