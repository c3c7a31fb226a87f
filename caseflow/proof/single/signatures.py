"""Every signature of the case, and which of them stand when it is closed."""

from caseflow.proof.single.passkeys import Passkeys
from caseflow.proof.single.statements import signer
from caseflow.proof.single.words import LABELS

BACK = {"refuse", "withdraw", "fail_acceptance", "uphold_objection", "revoke_closure", "fall_back"}
TO_STEP = {"recall", "return_for_supplement"}
QUIET = {
    "file",
    "complete_filing",
    "describe",
    "clear_texts",
    "keep_identity",
    "split",
    "take_over",
    "expect_report",
    "freeze_light",
    "expect_year",
    "note_parts",
    "succeed_unit",
    "await_successor",
    "redate",
    "propose_paper",
    "dismiss_paper",
}
DOSSIER_TEXTS = ("title", "problem", "goal", "measure.", "findings.", "self_check.", "outside.")


class Signatures(Passkeys):
    """Every signature of the case, and which of them stand when it is closed."""

    def __init__(self, whole):
        self.whole, self.fault, self.note = whole, whole.fault, whole.report.note
        self.nonces, self.order = set(), ()

    def run(self):
        standing, shown, worked = [], [], False
        for leaf in self.whole.events:
            if leaf.type == "take_over":
                if worked:
                    self.fault("taken_over_late", leaf.where)
                if leaf.data.get("to") == "closed":
                    self.note("closed_outside", n=leaf.n)
            if isinstance(leaf.data.get("order"), list):
                self.order = tuple(leaf.data["order"])
            if self.voids(leaf):
                for one in standing:
                    one["void"] = True
                standing = []
            if leaf.type == "sign":
                one = self.signed(leaf)
                shown.append(one)
                standing.append(one)
            if leaf.data.get("to") == "closed" and leaf.type != "take_over":
                self.closed(leaf, standing)
            worked = worked or leaf.type not in QUIET
        for one in shown:
            self.note("signature", **one)

    def voids(self, leaf):
        """Whether signatures given before this event stand no more."""
        if leaf.type in BACK:
            return True
        if leaf.type in TO_STEP:
            falls = leaf.data.get("falls")
            return isinstance(falls, list) and "signatures" in falls
        before = self.order[: self.order.index("signatures")] if "signatures" in self.order else ()
        if leaf.type == "add_evidence":
            return leaf.data.get("kind") not in ("guidance", "signed_form")
        if leaf.type == "publish_notice":
            return "notice" in before
        if leaf.type in ("withdraw_evidence", "self_check", "pass_acceptance"):
            return True
        names = DOSSIER_TEXTS
        names += ("acceptance.",) if "acceptance" in before else ()
        names += ("notice.",) if "notice" in before else ()
        return any(name.startswith(names) for name in leaf.fields["pii"])

    def signed(self, leaf):
        data = leaf.data
        means = data.get("means") or "password"
        if means == "passkey":
            told = len(self.whole.report.faults)
            self.passkey(leaf)
            label = "passkey" if told == len(self.whole.report.faults) else "passkey_wrong"
        else:
            label = means if means in LABELS else "other"
        return {
            "n": leaf.n,
            "box": data.get("box"),
            "person": signer(leaf),
            "label": label,
            "void": False,
            "dossier": data.get("dossier"),
        }

    def closed(self, leaf, standing):
        if len(standing) != 2:
            self.fault("closed_unsigned", leaf.where)
            return
        one, two = standing
        if one["person"] == two["person"]:
            self.fault("closed_one_person", leaf.where)
        if {one["box"], two["box"]} != {"party", "government"}:
            self.fault("closed_one_box", leaf.where)
        if one["dossier"] != two["dossier"]:
            self.fault("closed_two_dossiers", leaf.where)
