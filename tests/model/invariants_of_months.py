"""What stays true of the monthly dispatch, whatever people do."""

from caseflow.domain.obligations import obligations
from tests.model.promises import Seen, always


@always
def nobody_is_reminded_twice_a_day_of_the_same_thing_nor_of_what_is_done(seen: Seen) -> None:
    if seen.event.type == "send_reminder" and seen.before:
        about = (seen.event.data["kind"], seen.event.data["ref"], seen.event.data["unit"])
        owed = {(one.kind, one.ref, one.who) for one in obligations(seen.before) if one.met_on is None}
        assert about in owed
        assert (*about, seen.event.day) not in {
            (one.kind, one.ref, one.unit, one.on) for one in seen.before.reminders
        }
