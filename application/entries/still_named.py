"""What names a member, a text or a task of which few may know now, and may be seen by more."""

import json
from collections.abc import Sequence

from application.aggregates import AGGREGATES
from application.entries.named import entry_of
from application.entries.selection import places
from application.recording.recording import Recording
from domain.events.members import Applied, Joined
from domain.members.member import Member
from domain.values import Visibility
from domain.words import worded
from domain.work.resting import names_of, said_of


def remark_what_names_it(recording: Recording, body: str, hidden: Sequence[str]) -> None:
    """Say which entries name what is shown to the secretariat alone now, and are shown to more.

    What is in the same history, such as the reviews of a report, is said of each already.
    """
    told, names = set[int](), set[str]()
    for each in hidden:
        stream, entry = entry_of(recording, each)
        aggregate = recording.load(stream, AGGREGATES[stream.kind])
        same = (entry, *said_of(aggregate.history, entry))
        told |= {said.first.position for said in same}
        names |= {*names_of(entry.event)}
        if isinstance(entry.event, Joined | Applied) and isinstance(aggregate, Member):
            is_hidden = aggregate.known_to is Visibility.SECRETARIAT
            names |= {*recording.codes(body).all_of(aggregate.code)} if is_hidden else set()
    words = [json.dumps(name, ensure_ascii=False) for name in names]
    found = {
        row.entry
        for row in (recording.audience.log(body) if names else ())
        if row.entry not in told and row.visibility != Visibility.SECRETARIAT
        if not names.isdisjoint({row.actor, row.on_behalf_of})
        or any(word in row.content for word in words)
    }
    if found:
        recording.remark(
            worded(
                "More people see what names something that is for the secretariat alone now "
                "({count:,} in all): {entries}. To show one to no more: depositary show-to "
                "@NUMBER secretariat",
                count=len(found),
                entries=places(sorted(found)),
            )
        )
