"""What `doctor` looks at among the members: one party that was entered under two codes."""

from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID

from application.stored import decode
from application.streams import stream_id
from domain.codes import Codes
from domain.errors import Unreadable
from domain.event import Event, Recorded
from domain.events.entries import Retracted
from domain.events.members import Recoded
from domain.history import History
from domain.members.member import Member
from domain.members.namesakes import NAMING, Party, alike, look_alike, ways_on
from infrastructure.audit.log.log_file import LogFile
from infrastructure.importers.names.country_names import country_names
from infrastructure.keeping.inside import bodies
from infrastructure.keeping.office import Office, Sign, note

_TOPICS: tuple[type[Event], ...] = (*NAMING, Recoded, Retracted)


def parties(office: Office, told: LogFile) -> Iterator[Sign]:
    """Look whether members of one body look like one party."""
    del office
    records = sorted(_records(told), key=lambda record: record.position)
    for body in dict.fromkeys(bodies(told)):
        for one, other, by in alike(_of(body, records), country_names().country):
            yield note(f"{body}: {look_alike(one, other, by)}", ways_on(one, other))


def _records(told: LogFile) -> Iterator[Recorded]:
    """Yield what says how members are called; what cannot be read is told by verification."""
    for kind in _TOPICS:
        for stored in told.logged(kind.TOPIC):
            with suppress(Unreadable, ValueError):
                envelope, event = decode(kind.TOPIC, stored.state or b"")
                yield Recorded(
                    stream_id=UUID(stored.stream or ""),
                    version=stored.version or 0,
                    envelope=envelope,
                    event=event,
                    position=stored.position,
                )


def _of(body: str, records: list[Recorded]) -> Iterator[Party]:
    """Yield the members of a body, each with all that it is and was called."""
    streams = {stream_id("member", body, code) for code in {r.event.subject for r in records}}
    mine = [record for record in records if record.stream_id in streams]
    changes = History.of(mine).each(Recoded)
    codes = Codes.after((event.member, event.code) for _, event in changes)
    history = History.of(map(codes.read, mine))
    for subject in history.subjects:
        member = Member(history=history.about(subject))
        if member.exists:
            yield Party.of(member, codes)
