"""Which answers what is recorded changes: standings, counts, due dates, quorums, votes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Self

from application.context import Stream
from application.model_rows import StandingPeriod
from application.questions.across.state_changes import (
    ChangeKind,
    State,
    StateChange,
    StateItem,
    state,
    state_changes,
)
from application.questions.asking.answer import Json, values
from application.questions.asking.ask import Ask, as_of
from application.questions.asking.facts import Facts
from application.questions.log.quorum_conflicts import counts
from application.questions.log.vote_conflicts import results
from application.reading import codes_of, load
from application.recording.body_events import members_of_body
from application.recording.recording import Recording
from application.register import Register
from domain.bodies.taskforce import Taskforce
from domain.events.members import Joined
from domain.grouping import grouped
from domain.members.member import Member
from domain.texts.standing_kinds import Standing
from domain.values import Visibility

SubjectKey = tuple[str, str | None]
NONE = Standing.NONE.value


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChange:
    """An answer that changes, for one audience; None where there was or will be none.

    Standings change on the days from `begin` on and before `end` (None: for good); all else is as
    at the day of asking.
    """

    audience: Visibility
    kind: ChangeKind
    about: str
    begin: date | None = None
    end: date | None = None
    before: str | None
    after: str | None

    @classmethod
    def of(cls, change: StateChange, audience: Visibility) -> Self:
        """Return a change of what holds at the day of asking, for one audience."""
        about, before, after = change.about, change.before, change.after
        return cls(audience=audience, kind=change.kind, about=about, before=before, after=after)

    def as_json(self) -> dict[str, Json]:
        """Return it with its published names."""
        return {
            **values(self, "audience", "kind", "about"),
            "from": self.begin.isoformat() if self.begin else None,
            "until": self.end.isoformat() if self.end else None,
            **values(self, "before", "after"),
        }


@dataclass(frozen=True, slots=True)
class BodyAnswers:
    """What a register answers of a body to one audience, on all days and today."""

    audience: Visibility
    periods: Mapping[SubjectKey, Sequence[StandingPeriod]]
    today: State


def answers(register: Register, taskforce: str, audience: Visibility) -> BodyAnswers:
    """Return what a register answers now; quorums and votes for the secretariat alone."""
    tables = register.read_model
    ask = Ask(taskforce=taskforce, audience=audience)
    at = as_of(tables, ask, register.today())
    found = tables.standing_periods(taskforce, at)
    periods = grouped(((each.member, each.commitment), each) for each in found)
    counted = _counted(register, taskforce) if audience is Visibility.SECRETARIAT else {}
    return BodyAnswers(audience, periods, {**state(Facts(tables, taskforce, at)), **counted})


def _counted(register: Register, taskforce: str) -> State:
    """Return the quorums of meetings and the results of votes, in words."""
    codes = codes_of(register.read_model, taskforce)
    body = load(register.log, codes, Stream("taskforce", taskforce), Taskforce)
    members = {
        code: load(register.log, codes, Stream("member", taskforce, code), Member)
        for code in register.read_model.references(taskforce, Joined.TOPIC)
    }
    return counted_in(body, members)


def counted_in(body: Taskforce, members: Mapping[str, Member]) -> State:
    """Return the quorums and results of a body as it is given, recorded or not yet."""
    quorums: State = {
        ("quorum", meeting): StateItem(meeting, counted)
        for meeting, counted in counts(body, members)
    }
    votes: State = {
        ("vote", vote): StateItem(vote, result) for vote, result in results(body, members)
    }
    return {**quorums, **votes}


def counted_otherwise(
    register: Register, taskforce: str, recording: Recording
) -> list[AnswerChange]:
    """Return which recorded quorums and votes would be counted otherwise by what is not stored yet.

    What would be new is left out: it is in what would be recorded.
    """
    before = _counted(register, taskforce)
    if not before:
        return []
    body, members = recording.taskforce(taskforce), members_of_body(recording, taskforce)
    return [
        AnswerChange.of(each, Visibility.SECRETARIAT)
        for each in state_changes(before, counted_in(body, members))
        if each.before is not None
    ]


def answer_changes(before: BodyAnswers, after: BodyAnswers) -> list[AnswerChange]:
    """Return every answer that is another one afterwards, by kind; both are of one audience."""
    found: list[AnswerChange] = []
    for subject in sorted({*before.periods, *after.periods}, key=lambda w: (w[1] or "", w[0])):
        was, now = before.periods.get(subject, ()), after.periods.get(subject, ())
        if was != now:
            found += _standing_changes(before.audience, subject, was, now)
    found += [
        AnswerChange.of(each, before.audience)
        for each in state_changes(before.today, after.today)
        if each.kind in ("count", "due", "quorum", "vote")
    ]
    return found


def _standing_changes(
    audience: Visibility,
    subject: SubjectKey,
    was: Sequence[StandingPeriod],
    now: Sequence[StandingPeriod],
) -> Iterator[AnswerChange]:
    """Yield the periods in which a member stands otherwise than before."""
    member, commitment = subject
    last: AnswerChange | None = None
    for begin, end in _intervals(was, now):
        old, new = _on(was, begin), _on(now, begin)
        if last and (last.before, last.after) == (old, new):
            last = replace(last, end=end)
            continue
        if last and last.before != last.after:
            yield last
        last = AnswerChange(
            audience=audience,
            kind="standing" if commitment else "membership",
            about=f"{member} on {commitment}" if commitment else member,
            begin=begin,
            end=end,
            before=old,
            after=new,
        )
    if last and last.before != last.after:
        yield last


def _intervals(*periods: Sequence[StandingPeriod]) -> Iterator[tuple[date, date | None]]:
    """Yield the first and exclusive last day of each period without a change; the last is open."""
    all_of_them = [each for some in periods for each in some]
    days = {each.from_day for each in all_of_them} | {each.until_day for each in all_of_them}
    yield from pairwise([*sorted(day for day in days if day), None])


def _on(periods: Sequence[StandingPeriod], on: date) -> str:
    """Return the standing on a day."""
    for each in periods:
        if each.from_day <= on and (each.until_day is None or on < each.until_day):
            return each.standing
    return NONE
