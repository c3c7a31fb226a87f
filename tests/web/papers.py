"""Papers in tests of pages: a case with an issued warning letter, a paper's address, its words, its code."""

import io
import re

import docx

from tests.web.lives import PAPERS, Told
from tests.web.office import City
from tests.web.reading import panel, words

ISSUED: tuple[Told, ...] = (
    *PAPERS["proposed"],
    (
        "issue_paper",
        {"id": 1, "reply_by": "2023-04-27", "number": "四环督整办警〔2023〕7号"},
        {"paper.1": "请抓紧清淤"},
    ),
)


def address(number: str, name: str, format_: str = "docx") -> str:
    return f"/cases/SP2022/{number}/papers/{name}.{format_}"


def read(city: City, number: str, name: str, who: str = "lead") -> str:
    """What a paper says, its table cells and lines in a row, without white space."""
    answer = city.visitor(who).client.get(address(number, name))
    assert answer.status_code == 200, words(answer.text)[:500]
    found = docx.Document(io.BytesIO(answer.data))
    return re.sub(
        r"\s", "", "".join(node.text or "" for node in found.element.iter() if node.tag.endswith("}t"))
    )


def code_of(city: City, number: str, word: str) -> str:
    """The code that the case's page lists for a paper."""
    listed = panel(city.visitor("lead").open(f"/cases/SP2022/{number}").html, "files")
    found = re.search(rf"{word}.*?([0-9A-Z]{{5}}-[0-9A-Z]{{5}}-[0-9A-Z]{{5}})", listed)
    assert found, listed
    return found[1]
