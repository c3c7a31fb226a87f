"""What the whole test suite wants of the machine beside Python, and how a Debian machine gets it.

`python -m tests.machine` installs what is missing when run by root; otherwise it says the one line that does.
Standard library only: it runs before anything is installed.
"""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

INSTALL = "apt-get install -y --no-install-recommends"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A thing found by a glob below `/`, the Debian package that brings it, and what is skipped without it."""

    package: str
    glob: str
    skipped: str

    def find(self) -> Path | None:
        """The newest version's path, or None."""
        return max(Path("/").glob(self.glob), default=None, key=_version)


POSTGRESQL = Requirement("postgresql", "usr/lib/postgresql/*/bin/postgres", "every test on PostgreSQL")
CHROMIUM = Requirement("chromium", "usr/bin/chromium", "every test in a browser")
CHINESE_FONT = Requirement(
    "fonts-noto-cjk", "usr/share/fonts/*/noto/NotoSansCJK-Regular.*", "every test in a browser"
)
LATIN_FONT = Requirement(
    "fonts-liberation",
    "usr/share/fonts/truetype/liberation*/LiberationSans-Regular.ttf",
    "every test in a browser",
)
LIBREOFFICE = Requirement(
    "libreoffice-writer", "usr/lib/libreoffice/program/swriter", "every rendering of a paper"
)
POPPLER = Requirement("poppler-utils", "usr/bin/pdftotext", "every rendering of a paper")
CHINESE_SERIF = Requirement(
    "fonts-noto-cjk", "usr/share/fonts/*/noto/NotoSerifCJK-Regular.*", "every rendering of a paper"
)
REQUIREMENTS = (
    POSTGRESQL,
    CHROMIUM,
    CHINESE_FONT,
    LATIN_FONT,
    LIBREOFFICE,
    POPPLER,
    CHINESE_SERIF,
)


def _version(path: Path) -> list[int]:
    return [int(part) for part in path.parts if part.isdigit()]


def missing(*requirements: Requirement) -> str:
    """The line that installs what is not there; "" where all is."""
    packages = dict.fromkeys(one.package for one in requirements if not one.find())
    return f"{INSTALL} {' '.join(packages)}" if packages else ""


def main() -> None:
    """Installs what is missing (root); says how to, and what is skipped until then, where something stays missing."""
    if (line := missing(*REQUIREMENTS)) and os.geteuid() == 0:
        subprocess.run(["sh", "-c", f"apt-get update && DEBIAN_FRONTEND=noninteractive {line}"], check=False)
    if line := missing(*REQUIREMENTS):
        skipped = sorted({requirement.skipped for requirement in REQUIREMENTS if not requirement.find()})
        print(f"Until root runs `{line}`, these are skipped: {'; '.join(skipped)}.")


if __name__ == "__main__":
    main()
