"""The people of the demonstration: one officer per unit, the heads, and the offices of the city. Names are invented."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from caseflow.domain.terms import Office, UnitKind
from caseflow.rulebooks.units import NamedUnit, shipped_units

CITY = "siping"
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马"
)
ADMINISTRATOR = ("系统管理员", "admin")
PASSWORD = "siping-2023"  # noqa: S105  a known password exists only in a demonstration city
GIVEN = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person to be: the post, the login, and the role a demonstration account stands for, if it does."""

    office: Office
    unit: str
    login: str
    role: str = ""


def cast(units: Mapping[str, NamedUnit]) -> list[Somebody]:
    """Everybody, the accounts shown to visitors first."""
    shown = [
        Somebody(Office.COORDINATOR, "zgb", "coordinator", "coordinator"),
        Somebody(Office.COORDINATOR, "zgb", "coordinator2", "coordinator_second"),
        Somebody(Office.OFFICER, "zjj", "lead", "lead_unit"),
        Somebody(Office.OFFICER, "shuangliao", "responsible", "responsible_unit"),
        Somebody(Office.OFFICER, "sthjj", "acceptance", "acceptance_unit"),
        Somebody(Office.OFFICER, "dcs-zf", "supervising", "supervising_unit"),
        Somebody(Office.PARTY_HEAD, "shuangliao", "party", "party_head"),
        Somebody(Office.GOVERNMENT_HEAD, "shuangliao", "government", "government_head"),
        Somebody(Office.DEPUTY, "shuangliao", "deputy", "deputy"),
        Somebody(Office.PARTY_HEAD, "siping", "group-party", "group_head"),
        Somebody(Office.GOVERNMENT_HEAD, "siping", "group-government", "group_head_second"),
        Somebody(Office.INSPECTOR, "jwjw", "inspector", "inspector"),
        Somebody(Office.ASSESSOR, "khb", "assessor", "assessor"),
        Somebody(Office.SECURITY_ADMIN, "zgb", "security", "security_admin"),
        Somebody(Office.AUDIT_ADMIN, "zgb", "audit", "audit_admin"),
    ]
    taken = {(somebody.office, somebody.unit) for somebody in shown}
    posts = [
        (Office.OFFICER, unit.code)
        for unit in units.values()
        if unit.kind not in (UnitKind.CITY, UnitKind.HIGHER)
    ]
    localities = [unit.code for unit in units.values() if unit.kind is UnitKind.LOCALITY]
    posts += [(office, code) for code in localities for office in (Office.PARTY_HEAD, Office.GOVERNMENT_HEAD)]
    posts += [(Office.DEPUTY, code) for code in (*localities, "siping")]
    rest = [post for post in posts if post not in taken]
    others = [
        Somebody(office, unit, f"{unit}.{office.value.replace('_', '-')}"[:40]) for office, unit in rest
    ]
    return [
        *shown,
        *others,
        Somebody(Office.COORDINATOR_HEAD, "zgb", "head", "coordinator_head"),
        Somebody(Office.DISCIPLINE_AUDITOR, "jwjw", "listener", "discipline_auditor"),
    ]


def name_of(n: int) -> str:
    """An invented name, another for every number below 500."""
    return SURNAMES[n % len(SURNAMES)] + GIVEN[n // len(SURNAMES) % len(GIVEN)]


@cache
def code_of(name: str) -> str:
    """The code of the shipped unit of this name. Raises KeyError for none."""
    return {word: unit.code for unit in shipped_units(CITY).values() for word in unit.names}[name]
