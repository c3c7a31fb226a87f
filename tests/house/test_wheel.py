"""The wheel, installed elsewhere, finds its own templates and migrations and runs."""

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.house.source import ROOT


def _run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        command, cwd=cwd, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of an environment that has the wheel, and its dependencies from the tests' own."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--quiet")
    _run(*pip, "wheel", ROOT, "--no-deps", "--no-build-isolation", "--wheel-dir", folder, cwd=folder)
    (wheel,) = folder.glob("caseflow-*.whl")
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv" / "bin" / "python"
    _run(*pip, "--python", python, "install", "--no-deps", "--no-index", wheel, cwd=folder)
    packages = _run(
        python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder
    ).strip()
    # A folder named in a .pth is searched last, and the .pth files inside it are not read: no checkout gets in.
    Path(packages, "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    return python.parent


@pytest.mark.parametrize("name", ["templates", "migrations"])
def test_an_installed_wheel_brings_its_own_files(installed: Path, tmp_path: Path, name: str) -> None:
    ask = f"from caseflow.places import folder; print(folder({name!r}))"
    place = Path(_run(installed / "python", "-c", ask, cwd=tmp_path).strip())
    assert place.is_relative_to(installed.parent)
    files = {
        path.relative_to(ROOT / name) for path in (ROOT / name).rglob("*") if path.suffix in {".html", ".py"}
    }
    assert files == {path.relative_to(place) for path in place.rglob("*") if path.suffix in {".html", ".py"}}


def test_an_installed_wheel_brings_its_english(installed: Path, tmp_path: Path) -> None:
    ask = "from caseflow.words.say import say; print(say('secret.missing', {'path': 'x'}, 'en'))"
    assert "key file x" in _run(installed / "python", "-c", ask, cwd=tmp_path)


def test_the_command_runs_from_an_installed_wheel(installed: Path, tmp_path: Path) -> None:
    assert "caseflow" in _run(installed / "caseflow", "--help", cwd=tmp_path)
