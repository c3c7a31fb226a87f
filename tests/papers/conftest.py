"""Every sample of a paper, as PDF, made by the product's own converter in one run of LibreOffice."""

import subprocess
from pathlib import Path

import pytest

from caseflow.services.converting import to_pdf
from tests.papers.samples import FACTS


@pytest.fixture(scope="session")
def rendered(rendering: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The PDF file of each sample."""
    folder = tmp_path_factory.mktemp("papers")
    made = to_pdf("soffice", {name: make(facts) for name, (make, facts) in FACTS.items()}, folder / "fonts")
    files = {}
    for name, data in made.items():
        files[name] = folder / f"{name}.pdf"
        files[name].write_bytes(data)
    return files


def words_on(file: Path, *options: str) -> str:
    """What a rendering says, page breaks as form feeds."""
    found = subprocess.run(["pdftotext", *options, str(file), "-"], capture_output=True, check=True)
    return found.stdout.decode()
