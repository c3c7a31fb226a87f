"""docs/papers.md names every field a template may use."""

import re
from dataclasses import fields

from caseflow.papers import facts
from caseflow.papers.imprint import Imprint
from tests.house.source import ROOT

NOT_YET_FED = {facts.Circular, facts.Section, facts.InterviewMinutes, facts.Referral}
"""Papers whose events are not on record yet."""


def test_every_field_is_on_the_page() -> None:
    page = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "papers.md").read_text()))
    classes = {
        kind for kind in vars(facts).values() if isinstance(kind, type) and kind.__module__ == facts.__name__
    }
    named = {field.name for kind in {*classes, Imprint} - NOT_YET_FED for field in fields(kind)}
    assert named - page == set()
