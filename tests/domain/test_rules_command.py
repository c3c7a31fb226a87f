import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from caseflow.cli.rules import rules
from caseflow.domain.errors import BadInput
from caseflow.rulebooks.loader import shipped

TEXT = (files("caseflow.rulebooks") / "siping" / "2023.1.toml").read_text(encoding="utf-8")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A second version of the office's own, in which the notice lasts seven calendar days."""
    monkeypatch.setenv("CASEFLOW_HOME", str(tmp_path))
    text = TEXT.replace('version = "2023.1"', 'version = "2023.2"')
    before, after = text.split("[notice.period]\n")
    file = tmp_path / "rulebooks" / "siping" / "2023.2.toml"
    file.parent.mkdir(parents=True)
    changed = after.replace("value = 10", "value = 7", 1).replace('"workday"', '"day"', 1)
    file.write_text(f"{before}[notice.period]\n{changed}", encoding="utf-8")
    return file


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rules, arguments)


def test_it_prints_every_rule_with_value_meaning_source_and_reference() -> None:
    said = run().stdout
    assert "report.due_day = 每月25日" in said
    assert "公示期，首日计入〔参照公开 安徽宿马" in said
    assert (
        "督察名称〔依据文件 《四平市贯彻落实第二轮省级生态环境保护督察报告整改方案》（2023年4月3日）三（一）〕"
        in said
    )
    assert all(f"\n{key} = " in said for key in shipped("siping")[0].rules)


def test_json_is_one_document_with_codes_and_days_as_text() -> None:
    document = json.loads(run("siping/2023.1", "--json").stdout)
    assert list(document) == ["id", "effective_from", "digest", "rules"]
    by_key = {rule["key"]: rule for rule in document["rules"]}
    assert by_key["signing.limit"] == {
        "key": "signing.limit",
        "value": 10,
        "unit": "workday",
        "meaning": "党政主要领导双签字的时限",
        "source": "assumed",
        "ref": None,
    }
    assert by_key["inspection.plan_date"]["value"] == "2023-04-03"
    assert by_key["vocabulary.verdicts"]["value"]["unfounded"] == ["不属实"]


@pytest.mark.usefixtures("own")
def test_the_office_s_own_rulebook_is_compared_with_the_shipped_one() -> None:
    assert run("--diff", "siping/2023.1", "siping/2023.2").stdout == "notice.period：10个工作日 → 7日\n"
    assert run("--diff", "siping/2023.1", "siping/2023.1").stdout == "两个版本没有差别。\n"
    document = json.loads(run("--diff", "siping/2023.1", "siping/2023.2", "--json").stdout)
    assert (document["from"], document["to"]) == ("siping/2023.1", "siping/2023.2")
    (change,) = document["changes"]
    assert (change["key"], change["old"]["value"], change["new"]["unit"]) == ("notice.period", 10, "day")


def test_a_faulty_rulebook_of_the_office_is_refused_with_its_reasons(own: Path) -> None:
    own.write_text(own.read_text(encoding="utf-8").replace("value = 25", "value = 31"), encoding="utf-8")
    refusal = run("siping/2023.2").exception
    assert isinstance(refusal, BadInput)
    assert [reason.facts["key"] for reason in refusal.reasons] == ["report.due_day"]


@pytest.mark.parametrize(
    "arguments", [("siping/2031.1",), ("--diff", "siping/2023.1", "elsewhere", "--json")]
)
def test_an_unknown_rulebook_is_wrong_usage_and_prints_no_document(arguments: tuple[str, ...]) -> None:
    outcome = run(*arguments)
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert "可用的有：siping/2023.1" in outcome.stderr


def test_it_starts_without_flask_or_sqlalchemy() -> None:
    code = "import sys, caseflow.cli.rules; sys.exit(bool({'flask', 'sqlalchemy'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
