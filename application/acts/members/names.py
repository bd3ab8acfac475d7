"""Acts on what a member is called: its official name, names in other languages, its code."""

from collections.abc import Iterator

from application.context import Stream
from application.declarations.act import Stage, act
from application.recording.recording import Recording
from domain.events.members import NameRecorded, Recoded, Renamed
from domain.members.duplicates import NamingEvent, texts_of
from domain.members.member import Member
from domain.members.recoding import recode as recoded
from domain.values import ImpreciseDate, Visibility
from domain.words import worded


def rename(recording: Recording, body: str, event: Renamed, on: ImpreciseDate) -> None:
    """Record a member's new official name; the author is told who else is called so.

    Raises:
        Refused: it is called so already.
    """
    renamed = recording.member(body, event.member).rename(event.name, on)
    remark_others(recording, body, renamed)
    recording.record(body, renamed, on)


Rename = act(
    "member rename",
    Renamed,
    "The member took a new official name. What was signed keeps its spelling.",
    rule=rename,
    keys=("member",),
    repeats=True,
    stage=Stage.MEMBERS,
    examples="member rename ZUB 'Republic of Zubrowka' --on 2026-03-01",
)


def record_name(recording: Recording, body: str, event: NameRecorded, on: ImpreciseDate) -> None:
    """Record a member's name in a language; the author is told who else is called so.

    Raises:
        Refused: it is called so in that language already.
    """
    named = recording.member(body, event.member).name_by_language(event, on)
    remark_others(recording, body, named)
    recording.record(body, named, on)


RecordName = act(
    "member name",
    NameRecorded,
    """The member is called so in another language than that of its official name.

    Documents, letters and answers in that language name it so, until another name is recorded.
    """,
    rule=record_name,
    keys=("member", "language"),
    repeats=True,
    undated=True,
    stage=Stage.MEMBERS,
    examples="member name ZUB fr Zubrowka-la-Grande",
)


def recode(recording: Recording, body: str, event: Recoded, on: ImpreciseDate) -> None:
    """Record that a member has another code from a day on; from here on every code of it means it.

    Where the new code is that of another member, both are one party and become one member, which
    the author is told. The unit rests on the head of the log, so that nobody changes a code in
    between.

    Raises:
        UnknownReference: there is no such member.
        Refused: it has that code already, or another member has or had it and is another party.
    """
    recording.rest_on_head()
    member = recording.member(body, event.member)
    other = recording.load(Stream("member", body, event.code), Member)
    recording.record(body, recoded(recording.codes(body), member, event.code, other), on)
    if (recording.context.visibility or Visibility.PUBLIC) is not Visibility.PUBLIC:
        recording.remark(
            worded(
                "Whoever may see this entry, every audience is told of the member as {code}.",
                code=event.code,
            )
        )
    if other.exists and other.code != member.code:
        recording.remark(
            worded(
                "{new} ({name}) is a member already: both are one member from here on. What "
                "stands twice then is told by: depositary conflicts",
                new=event.code,
                name=other.name,
            )
        )


Recode = act(
    "member recode",
    Recoded,
    """The member has another code from now on; what was recorded stays and means that one.

    If another member has that code, both are one party and are one member from here on; what
    stands twice is listed by: depositary conflicts
    """,
    rule=recode,
    repeats=True,
    stage=Stage.MEMBERS,
    examples="member recode ZUB ZBR --on 2026-03-01",
)


def others_called(
    recording: Recording, body: str, event: NamingEvent
) -> Iterator[tuple[str, Member]]:
    """Yield the name or the code of a party with each other member that it is one of, or was.

    Names and codes of one country count as the same.
    """
    codes, names = recording.codes(body), recording.member_names
    for given, keys in texts_of(event, names.country):
        for other in sorted(names.having(body, keys, codes) - {event.member}):
            yield given, recording.member(body, other)


def remark_others(recording: Recording, body: str, event: Renamed | NameRecorded) -> None:
    """Remark that a name is another member's, too: by it, neither can be named any more.

    Both may be right, so it is not refused.
    """
    called = others_called(recording, body, event)
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
