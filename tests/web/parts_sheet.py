"""The parts sheet: a page that shows every part and a page that shows a failure, for the tests and for eyes.

Content, people and figures are invented. `python -m tests.web.parts_sheet` serves it under the product's CSP.
"""

from datetime import date, datetime, timedelta
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import flask_bootstrap
from flask import Flask, Response, render_template, request, send_from_directory, url_for
from jinja2 import FileSystemLoader
from markupsafe import Markup
from wtforms import BooleanField, FileField, Form, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

import caseflow
from caseflow.places import folder
from caseflow.web.fields import Sometimes

HERE = Path(__file__).parent
STATIC = Path(caseflow.__file__).parent / "static"
BOOTSTRAP = Path(flask_bootstrap.__file__).parent / "static"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
TODAY, DUE = date(2023, 10, 20), date(2023, 10, 31)
HOLIDAYS = {date(2023, 9, 29) + timedelta(n) for n in range(8)}
WORKED = {date(2023, 10, 7), date(2023, 10, 8)}
NAVIGATION = ("工作台", "我的案件", "月调度", "拍照上传", "公示", "预警督办", "统计")
ICONS = ("home", "case", "pen", "camera", "document", "warning", "chart")
PHOTO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200"><path fill="{}" d="M0 0h320v200H0z"/>'
    '<path fill="{}" d="M0 78q160-20 320-10v132H0z"/>'
    '<path fill="{}" d="M70 200q40-90 92-132h34q40 60 88 132z"/></svg>'
)
COLOURS = {"before": ("#b9bdb8", "#7c735f", "#2d2f27"), "after": ("#cfe2ea", "#7fa569", "#6fa5b0")}


class SiteCheck(Form):
    """One field of each kind."""

    day = StringField("验收日期", [InputRequired()], description="现场核查的那一天")
    result = RadioField("结论", choices=["通过", "退回整改"])
    unit = SelectField("参加单位", [Optional()], choices=["市水利局", "市生态环境局"])
    record = TextAreaField("核查记录")
    reason = StringField("退回理由", [Sometimes()], description="退回的须写明")
    photos = FileField("现场照片", [Optional()], description="照片里的位置和设备信息会自动去掉")
    read = BooleanField("已看过全部证据")


def wrong_form() -> SiteCheck:
    """The form as it comes back with a date nobody can accept."""
    form = SiteCheck(day="2023-10-25", result="通过")
    form.day.errors = ["写验收日期，不能晚于今天（10月20日）"]
    return form


def days(
    first: date, last: date, marks: dict[date, str] | None = None, **corners: str
) -> list[dict[str, Any]]:
    """Every day of a span as `strip` takes it; corners by day of the month: `d25="月报"`."""
    found: list[dict[str, Any]] = []
    number = 0
    for n in range((last - first).days + 1):
        day = first + timedelta(n)
        counted = (day.weekday() < 5 or day in WORKED) and day not in HOLIDAYS
        mark = (marks or {}).get(day)
        number += counted and mark != "today"
        found.append(
            {
                "date": day,
                "counted": counted,
                "number": number if counted else None,
                "reason": "休息日",
                "holiday": "中秋节、国庆节" if day in HOLIDAYS else "",
                "makeup": day in WORKED,
                "mark": mark,
                "corner": corners.get(f"d{day.day}"),
            }
        )
    return found


def shell(lang: str, theme: str, items: int) -> dict[str, Any]:
    """What layout.html reads, with so many places in the navigation."""
    nav = [
        {"label": label, "href": f"#{icon}", "icon": icon, "current": not n, "count": 6 - n, "strong": not n}
        for n, (label, icon) in enumerate(zip(NAVIGATION, ICONS, strict=True))
    ]
    return {
        "lang": "en" if lang == "en" else "zh-CN",
        "theme": theme,
        "place": "四平市（演示）",
        "day": TODAY,
        "workday": True,
        "here": "/",
        "home": "/",
        "search": "/",
        "nav": nav[:items],
        "user": {"name": "钱乙", "post": "市住房和城乡建设局 经办人"},
        "sign_out": "/post",
        "set_language": "/post",
        "set_theme": "/post",
        "rulebook": "四平 2023.1（2023-09-01 起）",
        "log_size": 1284,
    }


def make_app(words: NullTranslations | None = None) -> Flask:
    """The sheet as an application, said with these words; ?lang=en, ?theme=dark, ?nav=7, ?wrong and ?open set it."""
    words = words or NullTranslations()
    app = Flask("parts", static_folder=None)
    app.jinja_options = {
        "loader": FileSystemLoader([folder("templates"), HERE]),
        "extensions": ["jinja2.ext.i18n"],
    }
    app.jinja_env.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals["asset"] = lambda name: url_for("asset", name=name)
    app.jinja_env.globals["csrf_field"] = lambda: Markup('<input type="hidden" name="csrf" value="1">')
    app.jinja_env.globals["at"] = datetime.fromisoformat
    app.after_request(_strict)
    app.add_url_rule("/", view_func=_sheet)
    app.add_url_rule("/error", view_func=_error)
    app.add_url_rule("/post", view_func=_error, methods=["POST"], endpoint="post")
    app.add_url_rule("/photo/<name>.svg", view_func=_photo)
    app.add_url_rule("/static/<path:name>", view_func=_asset, endpoint="asset")
    return app


def render_part(app: Flask, file: str, macro: str, *values: Any, **named: Any) -> str:
    """One macro of templates/parts by itself."""
    with app.test_request_context():
        module: Any = app.jinja_env.get_template(f"parts/{file}.html").module
        return str(getattr(module, macro)(*values, **named))


def _strict(answer: Response) -> Response:
    answer.headers["Content-Security-Policy"] = CSP
    return answer


def _asked() -> dict[str, Any]:
    asked = request.args
    return shell(asked.get("lang", "zh"), asked.get("theme", "light"), asked.get("nav", 5, int))


def _sheet() -> str:
    return render_template(
        "parts_sheet.html",
        shell=_asked(),
        form=wrong_form() if "wrong" in request.args else SiteCheck(),
        due=days(TODAY, DUE, {TODAY: "today", DUE: "due"}, d25="月报"),
        notice=days(date(2023, 10, 7), date(2023, 10, 18), {date(2023, 10, 18): "end"}),
        long=days(date(2023, 9, 18), DUE, {DUE: "due"}),
    )


def _error() -> str:
    return render_template(
        "error.html",
        shell=_asked() | {"user": None, "nav": (), "log_size": None},
        title="别人先改了",
        sentences=["吴己 10:32 改了措施2。"],
        steps=[{"text": "对照后再存", "href": "#compare"}],
        code=409,
        request_id="E-20231020-0417",
        kept=True,
    )


def _photo(name: str) -> Response:
    return Response(PHOTO.format(*COLOURS[name]), mimetype="image/svg+xml")


def _asset(name: str) -> Response:
    return send_from_directory(BOOTSTRAP if name.startswith("bootstrap5/") else STATIC, name)


if __name__ == "__main__":
    make_app().run(port=8010)
