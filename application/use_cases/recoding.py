"""Recording that a member has another code or another name, and who else has it."""

from collections.abc import Iterator

from application.answers import AsOf
from application.context import Stream
from application.recording import Recording
from domain.entry import Entry
from domain.events.members import NameRecorded, Recoded, Renamed
from domain.members.duplicates import NamingEvent, texts_of
from domain.members.member import Member
from domain.members.recoding import must_not_be_used_since
from domain.members.recoding import recode as decide
from domain.values import ImpreciseDate
from domain.words import worded


def record_name(
    recording: Recording, taskforce: str, event: NameRecorded, on: ImpreciseDate
) -> None:
    """Record a member's name in a language; the author is told who else is called so.

    Raises:
        Refused: it is called so in that language already.
    """
    named = recording.member(taskforce, event.member).name_by_language(event, on)
    remark_others(recording, taskforce, named)
    recording.record(taskforce, named, on)


def others_called(
    recording: Recording, taskforce: str, event: NamingEvent
) -> Iterator[tuple[str, Member]]:
    """Yield the name or the code of a party with each other member that it is one of, or was.

    Names and codes of one country count as the same.
    """
    codes, names = recording.codes(taskforce), recording.member_names
    for given, keys in texts_of(event, names.country):
        for other in sorted(names.having(taskforce, keys, codes) - {event.member}):
            yield given, recording.member(taskforce, other)


def remark_others(recording: Recording, taskforce: str, event: Renamed | NameRecorded) -> None:
    """Remark that a name is another member's, too: by it, neither can be named any more.

    Both may be right, so it is not refused.
    """
    called = others_called(recording, taskforce, event)
    for other in [member for given, member in called if given == event.name]:
        recording.remark(
            worded(
                "{given!r} is a name or a code of {other} ({called}), too. If it is not the name "
                "of {code}, correct or retract the entry. If both are called so, write their "
                "codes: the name alone means neither.",
                given=event.name,
                other=other.code,
                called=other.name,
                code=event.member,
            )
        )


def recode(recording: Recording, taskforce: str, code: str, new: str, on: ImpreciseDate) -> None:
    """Record that a member has another code from a day on; from here on every code of it means it.

    Where `new` is the code of another member, both are one party and become one member, which the
    author is told. The unit rests on the head of the log, so that nobody changes a code in between.

    Raises:
        UnknownReference: there is no such member.
        Refused: it has that code already, or another member has or had it and is another party.
    """
    recording.rest_on_head()
    member = recording.member(taskforce, code)
    other = recording.load(Stream("member", taskforce, new), Member)
    event = decide(recording.codes(taskforce), member, new, other)
    recording.record(taskforce, event, on)
    if other.exists and other.code != member.code:
        recording.remark(
            worded(
                "{new} ({name}) is a member already: both are one member from here on. What "
                "stands twice then is told by: depositary conflicts",
                new=new,
                name=other.name,
            )
        )


def must_not_rest_on(recording: Recording, taskforce: str, entry: Entry) -> None:
    """Refuse to declare a change of code never true where something was recorded under the code.

    Raises:
        Refused: something was; the sentence says what to record instead.
    """
    recode = next((r for r in recording.recodes(taskforce) if r.entry_id == str(entry.id)), None)
    if recode is None:
        return
    everything = AsOf.everything(recording.rest_on_head())
    log = recording.read_model.log(taskforce, everything, None)
    naming = [e for e in log if e.entry != recode.position and f'"{recode.code}"' in e.content]
    since = [f"@{e.position} {e.topic}" for e in naming if e.position > recode.position]
    event = Recoded(member=recode.member, code=recode.code)
    must_not_be_used_since(event, since, was_known=len(since) < len(naming))
