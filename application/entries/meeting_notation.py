"""How people write agendas, actions, attendance, votes and quorum rules on one line."""

import re
from collections.abc import Callable, Mapping, Sequence
from json import loads
from typing import get_args

from application.context import Stream
from application.recording.recording import Recording
from domain.errors import Malformed, Refused, UnknownReference
from domain.events.bodies import InitiativeRecognised, TaskAdopted
from domain.events.meetings import ActionItem, AgendaItem, Attendance, Presence, QuorumRuleSet
from domain.events.voting import Ballot, Choice
from domain.laws.gaps import FOUND
from domain.names import as_word
from domain.suggestions import near
from domain.texts.commitment import Commitment
from domain.values import ImpreciseDate
from domain.words import worded

AGENDA = "Hosting law | MISSION-2, GAP-1"
LONGEST_TITLE = 500
ACTION = "A-1 | KEN | Draft the guide. | 2026-09-30"


def agenda_of(recording: Recording, taskforce: str, lines: Sequence[str]) -> tuple[AgendaItem, ...]:
    """Read an agenda, numbered from 1: `TITLE | REFERENCE, REFERENCE`.

    What stands behind the bar is a task, commitments, initiatives by name, gaps. Where one word
    is the name of two of them, it says which is meant: `gap:HOSTING`.

    Raises:
        Malformed: an item has no title.
        UnknownReference: one of them is not there.
        Refused: it may be two things, or an item is about two tasks.
    """
    return tuple(
        _item(recording, taskforce, number, line) for number, line in enumerate(lines, start=1)
    )


def must_be_about_what_is_there(
    recording: Recording, taskforce: str, items: Sequence[AgendaItem]
) -> None:
    """Refuse items of an agenda that name what is not recorded.

    Raises:
        UnknownReference: there is no such task, commitment, initiative or gap.
    """
    for item in items:
        named = {
            "task": [item.task] if item.task else [],
            "commitment": item.commitments,
            "initiative": item.initiatives,
            "gap": item.gaps,
        }
        for kind, references in named.items():
            for reference in references:
                _found(recording, taskforce, f"{kind}:{reference}")


def _item(recording: Recording, taskforce: str, number: int, line: str) -> AgendaItem:
    title, _, about = line.partition("|")
    if not title.strip():
        raise Malformed.expected(
            worded("an item of the agenda as {form!r}, the title first", form=AGENDA), line
        )
    if len(title.strip()) > LONGEST_TITLE:
        raise Malformed(
            "The title of item {number} is longer than {most} characters.",
            number=number,
            most=LONGEST_TITLE,
        )
    found: dict[str, list[str]] = {"task": [], "commitment": [], "initiative": [], "gap": []}
    for word in filter(None, map(str.strip, about.split(","))):
        kind, reference = _found(recording, taskforce, word)
        found[kind].append(reference)
    if len(found["task"]) > 1:
        raise Refused(
            "Item {number} serves two tasks ({tasks}); name one.",
            number=number,
            tasks=", ".join(found["task"]),
        )
    return AgendaItem(
        item=str(number),
        title=title.strip(),
        task=found["task"][0] if found["task"] else None,
        commitments=tuple(found["commitment"]),
        initiatives=tuple(found["initiative"]),
        gaps=tuple(found["gap"]),
    )


def _found(recording: Recording, taskforce: str, word: str) -> tuple[str, str]:
    kind, colon, rest = word.partition(":")
    kinds = [kind] if colon and kind in KINDS else list(KINDS)
    reference = rest.strip() if len(kinds) == 1 else word
    known = {kind: KINDS[kind](recording, taskforce, reference) for kind in kinds}
    having = [kind for kind, references in known.items() if reference in references]
    if len(having) > 1:
        raise Refused(
            "{reference!r} is the name of a {kinds}; say which is meant, as {kind}:{reference}.",
            reference=reference,
            kinds=" and of a ".join(having),
            kind=having[0],
        )
    if not having:
        everything = [each for references in known.values() for each in references]
        kind = kinds[0] if len(kinds) == 1 else worded("task, commitment, initiative or gap")
        raise UnknownReference(kind, reference, near(reference, everything))
    return having[0], reference


def _tasks(recording: Recording, taskforce: str, _: str) -> Sequence[str]:
    history = recording.taskforce(taskforce).history
    return [task.reference for _, task in history.each(TaskAdopted)]


def _commitments(recording: Recording, taskforce: str, reference: str) -> Sequence[str]:
    known = list(recording.read_model.references(taskforce, "commitment.adopted"))
    stream = Stream("commitment", taskforce, reference)
    pending = any(record.stream_id == stream.id for record in recording.pending)
    if pending and recording.load(stream, Commitment).adopted:
        known.append(reference)
    return known


def _initiatives(recording: Recording, taskforce: str, _: str) -> Sequence[str]:
    history = recording.taskforce(taskforce).history
    return [initiative.name for _, initiative in history.each(InitiativeRecognised)]


def _gaps(recording: Recording, taskforce: str, _: str) -> Sequence[str]:
    pending = [each.event.gap for each in recording.pending if isinstance(each.event, FOUND)]
    return [*(loads(row.event)["gap"] for row in recording.entries(taskforce, FOUND)), *pending]


KINDS: Mapping[str, Callable[[Recording, str, str], Sequence[str]]] = {
    "task": _tasks,
    "commitment": _commitments,
    "initiative": _initiatives,
    "gap": _gaps,
}
"""What an item of an agenda may be about, and where the known ones are."""


def action_of(line: str) -> ActionItem:
    """Read what somebody is to do: `REFERENCE | OWNER | TEXT | DUE`; the day may be left out.

    Raises:
        Malformed: there are fewer parts, or the day is not a day.
    """
    parts = [part.strip() for part in line.split("|")]
    if not 3 <= len(parts) <= 4 or not all(parts[:3]):  # noqa: PLR2004  # the four that are named
        raise Malformed.expected(
            worded("an action as {form!r}, the day last or left out", form=ACTION), line
        )
    reference, owner, text = parts[:3]
    due = ImpreciseDate.parse(parts[3]) if parts[3:] and parts[3] else None
    if due and (due.earliest is None or due.earliest != due.latest):
        raise Malformed.expected(
            worded("the day by which it is to be done, such as 2026-09-30"), parts[3]
        )
    return ActionItem(action=reference, text=text, owner=owner, due_on=due.latest if due else None)


def attendance_of(text: str) -> Attendance:
    """Read who came and how, as in ``ATL:present``; a code alone was present.

    Raises:
        Malformed: it is not of that form.
    """
    code, _, said = (part.strip() for part in text.partition(":"))
    known, came = get_args(Presence), as_word(said) or "present"
    if came not in known:
        raise Malformed.expected(
            worded("attendance such as ATL:present ({known})", known=", ".join(known)), text
        )
    return Attendance.model_validate({"member": code.upper(), "presence": came})


def ballot_of(text: str) -> Ballot:
    """Read how a member voted, as in ``ATL:for``, or ``ATL:for:KEN`` where KEN votes for ATL.

    Raises:
        Malformed: it is not of that form.
    """
    code, vote, by = ([part.strip() for part in text.split(":")] + ["", ""])[:3]
    known, vote = get_args(Choice), as_word(vote)
    if vote not in known or text.count(":") > 2:  # noqa: PLR2004  # the three parts
        raise Malformed.expected(
            worded("a vote such as ATL:for ({known})", known=", ".join(known)), text
        )
    values = {"member": code.upper(), "vote": vote, "by": by.upper() or None}
    return Ballot.model_validate(values)


def quorum_of(text: str, *, more_than: bool = False, counting: Sequence[str] = ()) -> QuorumRuleSet:
    """Read a rule for a quorum: a number of members (`12`), or a share of them (`1/2`).

    Raises:
        Malformed: it is neither.
    """
    match = _QUORUM.fullmatch(text.strip())
    if match is None:
        raise Malformed.expected(
            worded("a number of members such as 12, or a share such as 1/2"), text
        )
    more, first, second = match.groups()
    values: dict[str, object] = {"more_than": more_than or bool(more)}
    values |= (
        {"numerator": int(first), "denominator": int(second)} if second else {"number": int(first)}
    )
    if counting:
        values["counting"] = tuple(counting)
    return QuorumRuleSet.model_validate(values)


_QUORUM = re.compile(r"(>)?\s*([1-9][0-9]{0,5})(?:\s*/\s*([1-9][0-9]{0,5}))?", re.ASCII)
