"""`caseflow lifecycle` as commands.md promises it."""

import json
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

from caseflow.cli.lifecycle import diagram, lifecycle
from caseflow.domain.lifecycle import TABLE, machine
from caseflow.domain.terms import Step
from caseflow.rulebooks.schema import ORDERS


def run(*arguments):
    outcome = CliRunner().invoke(lifecycle, arguments, catch_exceptions=False)
    assert outcome.exit_code == 0
    return outcome.stdout


def test_json_is_the_table_in_codes():
    document = json.loads(run("--json"))
    rows = {row["trigger"]: row for row in document["rows"]}

    assert document["order"] == ["acceptance", "notice", "signatures"]
    assert [row["trigger"] for row in document["rows"]] == [row.trigger for row in TABLE]
    assert rows["pass_acceptance"] == {
        "trigger": "pass_acceptance",
        "who": ["acceptance_unit"],
        "moves": {"accepting": ["awaiting_notice"]},
        "guards": ["acceptance_independent", "cooperating_may_accept", "uploaded_nothing"],
    }
    assert rows["recall"]["moves"]["publicized"] == ["accepting", "awaiting_notice"]
    assert "accepting" not in rows["recall"]["moves"]


def test_the_text_says_who_where_to_and_on_which_conditions():
    rows = run().split("\n\n")

    assert len(rows) == len(TABLE)
    assert rows[0] == "交办：整改办\n    已建档（状态不变）\n    - 没有待签收的交办"
    assert (
        "撤回更正：验收单位、整改办\n    待公示 → 验收中\n    公示中、待双签字 → 验收中、待公示（择一）"
        in run()
    )
    assert "撤销并案：整改办\n    已并案 → 并案前的状态" in run()


@pytest.mark.parametrize("order", ORDERS)
def test_the_diagram_has_exactly_the_arrows_the_library_moves_over(order: tuple[Step, ...]):
    drawn = set(re.findall(r"^    (\w+) --> (\w+): ", diagram(order), re.M))
    events = machine(order).events.values()
    arrows = {(arrow.source, arrow.dest) for event in events for (arrow,) in event.transitions.values()}

    assert drawn == {(source, dest) for source, dest in arrows if source != dest}


def test_the_diagram_is_printed_alone_or_in_one_document():
    assert run("--mermaid").startswith('stateDiagram-v2\n    state "已建档" as filed\n')
    assert "    signing --> closed: 签字\n" in run("--mermaid")
    assert json.loads(run("--mermaid", "--json")) == {"mermaid": run("--mermaid").rstrip("\n")}


def test_it_starts_without_flask_or_sqlalchemy():
    script = "import sys, caseflow.cli.lifecycle; print({'flask', 'sqlalchemy', 'babel'} & {*sys.modules})"

    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
        == "set()\n"
    )
