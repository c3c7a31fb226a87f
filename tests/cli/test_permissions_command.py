"""`caseflow permissions` as commands.md promises it."""

import json
import subprocess
import sys

from click.testing import CliRunner

from caseflow.cli.permissions import permissions
from caseflow.domain.actions import Action
from caseflow.domain.permissions import GRANTS
from caseflow.domain.terms import Role


def run(*arguments):
    outcome = CliRunner().invoke(permissions, arguments, catch_exceptions=False)
    assert outcome.exit_code == 0
    return outcome.stdout


def test_json_is_the_whole_matrix_in_codes():
    document = json.loads(run("--json"))

    assert document["roles"] == list(Role)
    assert {row["action"]: set(row["roles"]) for row in document["actions"]} == {a: GRANTS[a] for a in Action}
    assert {"action": "sign", "roles": ["party_head", "government_head"]} in document["actions"]


def test_the_text_has_a_line_an_action():
    lines = run().splitlines()

    assert len(lines) == len(Action)
    assert "签字：党委主要负责同志、政府主要负责同志" in lines
    assert "公示结束：整改办、系统定时" in lines


def test_it_starts_without_flask_or_sqlalchemy():
    script = "import sys, caseflow.cli.permissions; print({'flask', 'sqlalchemy', 'babel'} & {*sys.modules})"

    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
        == "set()\n"
    )
