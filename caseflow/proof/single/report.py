"""What was found, for people and for programs."""

from caseflow.proof.single.words import CODES, LABELS, NOTES, VOID

VERIFIED, TAMPERED, CANNOT_TELL = "verified", "tampered", "cannot_tell"
EXIT = {VERIFIED: 0, TAMPERED: 1, CANNOT_TELL: 2}


class Report:
    def __init__(self):
        self.faults, self.notes, self.events, self.case = [], [], 0, None

    def fault(self, code, where):
        if (code, where) not in self.faults:
            self.faults.append((code, where))
        return True

    def note(self, code, **facts):
        self.notes.append((code, facts))

    @property
    def result(self):
        kinds = {CODES[code][0] for code, _ in self.faults}
        return TAMPERED if "!" in kinds else CANNOT_TELL if kinds else VERIFIED


def note_in(language, code, facts):
    facts = dict(facts)
    if code == "signature":
        facts["label"] = LABELS[facts["label"]][language]
        facts["void"] = VOID[language] if facts["void"] else ""
    return NOTES[code][language].format(**facts)


def document(report):
    """The report as one JSON document."""
    return {
        "result": report.result,
        "events": report.events,
        "faults": [
            {
                "code": f"bundle.{code}",
                "where": where,
                "message": CODES[code][1],
                "message_en": CODES[code][2],
            }
            for code, where in report.faults
        ],
        "notes": [
            {
                "code": f"bundle.note.{code}",
                "message": note_in(0, code, facts),
                "message_en": note_in(1, code, facts),
            }
            for code, facts in report.notes
        ],
    }


def lines(report):
    """The report for people, each line in Chinese and English."""
    if report.case:
        yield f"案件 / case {report.case}    事件 / events {report.events}"
    for code, where in report.faults:
        yield f"[bundle.{code}] {where}\n    {CODES[code][1]}\n    {CODES[code][2]}"
    for code, facts in report.notes:
        yield f"· {note_in(0, code, facts)}\n  {note_in(1, code, facts)}"
    yield {
        VERIFIED: "核验通过 / VERIFIED",
        TAMPERED: "被改动过 / TAMPERED",
        CANNOT_TELL: "无法判定（不等于通过） / CANNOT TELL (which is not verified)",
    }[report.result]
