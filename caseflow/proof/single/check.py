"""The check itself, in the order of docs/verifying.md."""

from caseflow.proof.single.archive import Archive
from caseflow.proof.single.contents import Contents
from caseflow.proof.single.heads import Heads
from caseflow.proof.single.outline import Outline
from caseflow.proof.single.report import Report
from caseflow.proof.single.signatures import Signatures
from caseflow.proof.single.signed import Signed
from caseflow.proof.single.streams import Streams


class Check(Outline, Signed, Streams, Heads, Contents):
    """One bundle, read in the order of docs/verifying.md; every fault is told, not only the first."""

    def __init__(self, archive, policy, held, now, report):
        self.archive, self.members, self.report, self.now = archive, archive.members, report, now
        self.fault = report.fault
        self.policy_raw, self.held_raw, self.policy, self.note = policy, held, None, None
        self.witnessed = []
        self.events, self.keys, self.heads, self.texts = [], {}, None, {}

    def run(self):
        if not self.version():
            return
        self.manifest()
        self.sm3()
        self.read_policy()
        if self.signed:
            self.checkpoint()
        else:
            self.fault("checkpoint_missing", "checkpoint.txt")
        self.read_events()
        self.read_heads()
        self.read_keys()
        self.openings()
        self.attachments()
        Signatures(self).run()
        self.timeline()


def check(raw, policy, held, now):
    """The report on a bundle's bytes; `policy` and `held` are bytes of the inspector's own, `now` a POSIX time."""
    report = Report()
    archive = Archive(raw, report)
    if not report.faults:
        Check(archive, policy, held, now, report).run()
    return report
