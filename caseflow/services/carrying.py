"""Carrying: the verifier that every bundle holds, joined from its parts into one file that needs nothing of ours."""

import ast
import inspect
from functools import cache
from textwrap import dedent
from types import ModuleType

from caseflow.clock import SystemClock
from caseflow.proof.single import (
    archive,
    assertion,
    check,
    contents,
    doubts,
    heads,
    keys,
    leaves,
    notes,
    outline,
    passkeys,
    plain,
    program,
    report,
    signatures,
    signed,
    statements,
    streams,
    tree,
    words,
)

PARTS: tuple[ModuleType, ...] = (
    *(doubts, words, report, plain, tree, keys, archive, notes, leaves, statements),
    *(assertion, passkeys, signatures, outline, signed, streams, heads, contents, check, program),
)
"""In the order in which they stand: none needs a later one to be read."""
OURS = "caseflow"
HEAD = '''\
#!/usr/bin/env python3
"""核验证据包 / Checks an evidence bundle of caseflow, offline.

    python3 verify.py BUNDLE.zip --policy POLICY [--held CHECKPOINT] [--json]

结果 / Result and exit code: 0 verified 核验通过, 1 tampered 被改动过, 2 cannot tell 无法判定.
POLICY is your own file, with the keys you trust; nothing in the bundle can stand in for it. CHECKPOINT is one you
were given before: the bundle must then continue it.

One file, Python 3.11 or newer, its standard library and nothing else, no network, nothing is extracted. It shares no
line with the product's own verifier: docs/verifying.md fixes the format for both, and the same attacks are shown to
both.
"""
'''
END = """\
if __name__ == "__main__":
    sys.exit(main(SystemClock().now().timestamp()))
"""


@cache
def the_program() -> bytes:
    """The one file: what it imports, each part under its first sentence, the clock, and the call."""
    imports, bodies = {"from datetime import UTC, date, datetime, timedelta"}, []
    for part in PARTS:
        source = inspect.getsource(part)
        module = ast.parse(source)
        asked = [node for node in module.body if isinstance(node, ast.Import | ast.ImportFrom)]
        imports |= {ast.unparse(node) for node in asked if not _is_replaced(node)}
        begin = max((node.end_lineno or 0 for node in (module.body[0], *asked)), default=0)
        rule = "# " + "-" * 100 + "\n# " + str(ast.get_docstring(module)).replace("\n", "\n# ")
        bodies.append(f"{rule}\n\n" + "\n".join(source.split("\n")[begin:]).strip("\n"))
    clock = dedent(inspect.getsource(SystemClock))
    return "\n\n".join([HEAD + "\n" + "\n".join(sorted(imports)), *bodies, clock + "\n\n" + END]).encode()


def _is_replaced(node: ast.Import | ast.ImportFrom) -> bool:
    """What stands in the file itself, and what is imported for all of it."""
    return isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in (OURS, "datetime")
