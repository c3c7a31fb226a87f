"""Pages through which a one-time password is given, released and used, and where it is seen afterwards."""

import re

from tests.services.staff import PASSWORD
from tests.web.desk import Desk, desk
from tests.web.office import ADMINISTRATORS, PEOPLE, City
from tests.web.reading import words

ONE_TIME = re.compile(r"\b(?:[a-z2-9]{4}-){3}[a-z2-9]{4}\b")


def code_of(login: str) -> str:
    """The person's code, by the order in which the tests' people were hired after the administrators."""
    return f"p{list(PEOPLE).index(login) + 4}"


def test_a_leaders_one_time_password_passes_through_two_hands_and_they_see_whose(
    city: City,
) -> None:
    system, security, audit = (desk(city, login) for login in ADMINISTRATORS)
    place = f"/people/{code_of('party')}"
    own = Desk(city.app.test_client())
    answer = system.client.post(f"{place}/password", data=system.hidden(f"{place}/password"))
    password = ONE_TIME.findall(answer.text)[0]
    assert "放行后才能用" in words(answer.text)
    assert "一次性密码待放行" in system.read(place)
    own.send("/enter", 403, login="party", password=password)
    own.send("/enter", login="party", password=PASSWORD)
    assert "赵一 于 2023-04-20 09:00 给您发了一次性密码" in own.read("/")

    assert "待放行的一次性密码" in security.read("/")
    assert "赵一 于 2023-04-20 09:00 发给" in security.read(f"{place}/release")
    assert "由安全管理员放行" in audit.send(f"{place}/release", 403)
    security.send(f"{place}/release")
    assert "没有待放行的一次性密码" in security.send(f"{place}/release", 409)

    own.open("/account", 303)  # signed out
    own.send("/enter", login="party", password=password)
    page = own.read("/password")
    assert "您的密码由 赵一 于 2023-04-20 09:00 重置。" in page
    assert "钱二 于 2023-04-20 09:00 放行。" in page
    assert "已经用过" in Desk(city.app.test_client()).send("/enter", 403, login="party", password=password)
    new = "二龙湖的水今年又清了许多"
    own.send("/password", present=password, new=new, again=new)
    own.send("/enter", login="party", password=new)
    assert "钱二 放行一次性密码" in own.read("/account")
    for reader in (audit, desk(city, "inspector")):
        assert "钱二 放行一次性密码" in reader.read("/audit")
