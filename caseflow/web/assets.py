"""Static files, ours and those of the Bootstrap-Flask package; their address changes with their content."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, send_from_directory, url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

bp = Blueprint("assets", __name__)
YEAR = 31_536_000
"""Seconds a browser may keep a file whose address names its content."""
BOOTSTRAP = "bootstrap5/"


def install(app: Flask) -> None:
    """Serves the files, and gives templates `asset` and `csrf_field`."""
    app.register_blueprint(bp)
    app.jinja_env.globals.update(asset=asset_address, csrf_field=csrf_field)


@bp.get("/static/<path:name>")
def asset(name: str) -> Response:
    """One file; none outside the two folders."""
    folder, rest = _place(name)
    response = send_from_directory(folder, rest)
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


def asset_address(name: str) -> str:
    """The address of a static file, with a mark of its content."""
    return url_for("assets.asset", name=name, v=_mark(name))


def csrf_field() -> Markup:
    """The hidden field without which no form is taken."""
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


@cache
def _mark(name: str) -> str:
    folder, rest = _place(name)
    return sha256((folder / rest).read_bytes()).hexdigest()[:10]


def _place(name: str) -> tuple[Path, str]:
    if name.startswith(BOOTSTRAP):
        return _folder("flask_bootstrap") / "static" / "bootstrap5", name.removeprefix(BOOTSTRAP)
    return _folder("caseflow") / "static", name


def _folder(package: str) -> Path:
    place: Any = files(package)
    return Path(str(place))
