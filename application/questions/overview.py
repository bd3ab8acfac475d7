"""What register this is and what needs attention: the first thing that anybody sees."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from application.answers import AsOf, ReadModel
from application.questions.answer import Json
from application.questions.asking import Ask, as_of, begun_by, contents
from application.questions.standings import is_in, members, status
from domain.values import ImpreciseDate

SHOWN = 3  # members that are named where there are more


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """Something that a person should look at, and the command that starts it."""

    what: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """One body at a glance. `texts` are lines, one a text; so are `meetings`."""

    code: str
    name: str
    nature: str
    as_of: AsOf
    members: Mapping[str, int]
    chair: str | None
    vice_chair: str | None
    texts: Sequence[str]
    meetings: Sequence[str]
    attention: Sequence[Attention]
    others: Sequence[str]


def overview(read_model: ReadModel, ask: Ask, today: date, conflicting: int = 0) -> Overview:
    """Answer what is in the register, for one body; `conflicting` is how many conflicts it has."""
    at = as_of(read_model, ask, today)
    listed = members(read_model, ask, today)
    established = contents(read_model, ask.taskforce, "taskforce.established", at)
    body: Mapping[str, Json] = established[-1][1] if established else {}
    return Overview(
        code=ask.taskforce,
        name=str(body.get("name", ask.taskforce)),
        nature=str(body.get("nature", "real")),
        as_of=at,
        members={k: n for k, n in (listed.counts or {}).items() if n},
        chair=_holder(read_model, ask, at, "chair"),
        vice_chair=_holder(read_model, ask, at, "vice_chair"),
        texts=list(_texts(read_model, ask, at, today)),
        meetings=list(_meetings(read_model, ask, at)),
        attention=list(_attention(read_model, ask, at, conflicting)),
        others=[code for code in read_model.taskforces() if code != ask.taskforce],
    )


def _holder(read_model: ReadModel, ask: Ask, at: AsOf, office: str) -> str | None:
    """Return who was appointed last by that day, unless its term or its membership is over."""
    topic = f"taskforce.{office.replace('_', '-')}-appointed"
    appointed = [
        (begun_by(read_model, row), row.entry_position, event)
        for row, event in contents(read_model, ask.taskforce, topic, at)
    ]
    held = [each for each in appointed if each[0] <= at.on]
    if not held:
        return None
    _, _, last = max(held, key=lambda each: each[:2])
    ends = ImpreciseDate.parse(str(last.get("term_ends_on") or "unknown")).latest
    holder = str(last[office])
    belongs = any(
        row.member == holder for row in read_model.members(ask.taskforce, at) if is_in(row)
    )
    return None if not belongs or (ends and ends < at.on) else holder


def _texts(read_model: ReadModel, ask: Ask, at: AsOf, today: date) -> Iterator[str]:
    for _, event in contents(read_model, ask.taskforce, "taskforce.instrument-adopted", at):
        reference = str(event["reference"])
        counts = status(read_model, ask, reference, today).counts
        if counts is None:
            yield f"{reference} {event['title']}: signatories not recorded"
        else:
            counted = (f"{n} {k.replace('_', ' ')}" for k, n in counts.items() if n)
            yield f"{reference} {event['title']}: {', '.join(counted) or 'nobody signed'}"


def _meetings(read_model: ReadModel, ask: Ask, at: AsOf) -> Iterator[str]:
    opened = {
        event["meeting"]: event
        for _, event in contents(read_model, ask.taskforce, "taskforce.meeting-opened", at)
    }
    for row, event in contents(read_model, ask.taskforce, "taskforce.meeting-convened", at):
        held = opened.get(event["meeting"])
        if held is None:
            begins = row.effective_on.earliest if row.effective_on else None
            state = "to come" if begins and begins > at.on else "not recorded as held"
        else:
            attended = held.get("attendance")
            state = (
                f"{len(attended)} in the attendance list"
                if isinstance(attended, Sequence)
                else "attendance not recorded"
            )
        yield f"{row.effective_on} {str(event['kind']).replace('_', ' ')}, {state}"


def _attention(read_model: ReadModel, ask: Ask, at: AsOf, conflicting: int) -> Iterator[Attention]:
    body = f" --taskforce {ask.taskforce}" if len(read_model.taskforces()) > 1 else ""
    if conflicting:
        yield Attention(
            what=f"Entries contradict each other in {conflicting} place(s).",
            command=f"depositary conflicts{body}",
        )
    found = read_model.members(ask.taskforce, at)
    if not found:
        yield Attention(
            what="No member is recorded.",
            command=f"depositary member join KEN --name Kenya --on unknown{body}",
        )
    undated = [row.member for row in found if row.joined_on and row.joined_on.text == "unknown"]
    if undated:
        first = ", ".join([*undated[:SHOWN], *(["…"] if undated[SHOWN:] else [])])
        yield Attention(
            what=f"{len(undated)} joined on an unknown day ({first}).",
            command=f"depositary history {undated[0]}{body}",
        )
    if not contents(read_model, ask.taskforce, "taskforce.instrument-adopted", at):
        yield Attention(
            what="No text is open for signature.",
            command=(
                "depositary text adopt mission.md --reference MISSION --title 'Our mission' "
                f"--on {at.on}{body}"
            ),
        )
    if not contents(read_model, ask.taskforce, "taskforce.record-kept-from", at):
        yield Attention(
            what="It is not said from which day on the record is complete.",
            command="depositary taskforce record-kept-from --help",
        )
