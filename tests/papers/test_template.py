"""An office's own template: filled from the same facts, in a sandbox, and refused by name where it would do harm."""

import io
from zipfile import ZipFile

import docx
import pytest

from caseflow.domain.errors import BadInput
from caseflow.papers.template import fill_template
from tests.papers.samples import FACTS
from tests.papers.test_papers import words_in

LETTER = FACTS["warning"][1]


def a_template(*lines: str) -> bytes:
    """A Word document with these lines."""
    document, target = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(target)
    return target.getvalue()


def with_part(name: str, data: bytes) -> bytes:
    """A template with one more part in its package."""
    target = io.BytesIO(a_template("{{ to }}"))
    with ZipFile(target, "a") as file:
        file.writestr(name, data)
    return target.getvalue()


def refused(template: bytes) -> tuple[str, dict[str, object]]:
    with pytest.raises(BadInput) as found:
        fill_template(template, "warning.docx", LETTER)
    reason = found.value.reasons[0]
    return reason.code, dict(reason.facts)


def test_placeholders_become_facts_lists_are_walked_and_days_are_in_words() -> None:
    said = words_in(
        fill_template(
            a_template(
                "{{ imprint.number }} 致{{ to }}",
                "{{ matter.name }} {{ reply_by }}",
                "{% for one in imprint.copies %}{{ one }};{% endfor %}",
            ),
            "warning.docx",
            LETTER,
        )
    )
    for word in (
        "四环督整办警〔2023〕12号 致四平市住房和城乡建设局",
        "2023年10月27日",
        "市委督查室;市政府督查室;",
    ):
        assert word in said


def test_the_qr_is_a_picture() -> None:
    made = docx.Document(io.BytesIO(fill_template(a_template("{{ qr }}"), "warning.docx", LETTER)))
    assert len(made.inline_shapes) == 1


def test_a_fact_cannot_add_marks_or_placeholders_of_its_own() -> None:
    nasty = type(LETTER)(
        LETTER.imprint, LETTER.word, "<w:p/>&{{ imprint.number }}", LETTER.matter, "", "", None
    )
    assert "<w:p/>&{{ imprint.number }}" in words_in(fill_template(a_template("{{ to }}"), "x.docx", nasty))


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("{{ unit }}", "unit"),
        ("{{ matter.phone }}", "phone"),
        ("{{ ''.__class__.__mro__ }}", "__class__"),
        ("{{ imprint.__init__.__globals__ }}", "__init__"),
    ],
)
def test_a_placeholder_that_stands_for_nothing_or_reaches_out_is_named(line: str, named: str) -> None:
    code, facts = refused(a_template(line))
    assert code == "template.unknown_placeholder"
    assert named in str(facts["placeholder"])


def test_a_template_that_is_not_well_written_is_refused() -> None:
    assert refused(a_template("{% for x in imprint.copies %}"))[0] == "template.broken"


@pytest.mark.parametrize(
    ("template", "code"),
    [
        (b"no zip", "template.no_document"),
        (with_part("word/vbaProject.bin", b"x"), "template.program"),
        (with_part("word/embeddings/oleObject1.bin", b"x"), "template.program"),
        (with_part("word/_rels/more.rels", b'<Relationship TargetMode="External"/>'), "template.fetches"),
        (with_part("word/media/big.png", b"0" * 20_000_001), "template.too_large"),
    ],
)
def test_what_might_do_harm_is_refused_by_name(template: bytes, code: str) -> None:
    found, facts = refused(template)
    assert (found, facts["file"]) == (code, "warning.docx")
