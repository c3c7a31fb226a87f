"""The command line of the one file."""

import argparse
import json
import mmap
import sys

from caseflow.proof.single.check import check
from caseflow.proof.single.report import EXIT, document, lines


def bytes_of(file):
    """A file's bytes, mapped rather than copied; an empty one cannot be mapped."""
    try:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except ValueError:
        return b""


def main(now, asked=None):
    """Runs the check and answers its exit code; `now` is a POSIX time."""
    parser = argparse.ArgumentParser(description="核验证据包 / check an evidence bundle, offline")
    parser.add_argument("bundle")
    parser.add_argument("--policy", help="您自己的核验策略 / your own policy file")
    parser.add_argument("--held", help="您以前持有的检查点 / a checkpoint you hold")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(asked)
    read = []
    for path in (given.bundle, given.policy, given.held):
        try:
            with open(path, "rb") as file:
                read.append(bytes_of(file))
        except TypeError:
            read.append(None)
        except OSError as wrong:
            print(f"{path}: {wrong.strerror}", file=sys.stderr)
            return 2
    bundle, policy, held = read
    report = check(bundle, *(None if one is None else bytes(one) for one in (policy, held)), now)
    if given.json:
        print(json.dumps(document(report), ensure_ascii=False))
    else:
        print("\n".join(lines(report)))
    return EXIT[report.result]
