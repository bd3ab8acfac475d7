"""Which answers change with what is recorded: standings, counts, what is due, and quorums."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from application.answers import Stretch
from application.context import Stream
from application.questions.across.differences import State, differences, state
from application.questions.asking.answer import Json
from application.questions.asking.ask import Ask, as_of
from application.questions.log.recounting import counts
from application.questions.log.revoting import results
from application.reading import codes_of, load
from application.register import Register
from domain.bodies.taskforce import Taskforce
from domain.events.members import Joined
from domain.members.member import Member
from domain.texts.standing import Standing
from domain.values import Visibility

Kind = Literal["membership", "standing", "count", "due", "quorum", "vote"]
Whose = tuple[str, str | None]
NONE = Standing.NONE.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """An answer that changes, for one audience; None where there was or will be none.

    Standings change on the days from `begin` on and before `end` (None: for good); all else is as
    at the day of asking.
    """

    audience: Visibility
    kind: Kind
    about: str
    begin: date | None = None
    end: date | None = None
    before: str | None
    after: str | None

    def as_json(self) -> dict[str, Json]:
        """Return it with its published names."""
        return {
            "audience": self.audience.value,
            "kind": self.kind,
            "about": self.about,
            "from": self.begin.isoformat() if self.begin else None,
            "until": self.end.isoformat() if self.end else None,
            "before": self.before,
            "after": self.after,
        }


@dataclass(frozen=True, slots=True)
class Answers:
    """What a register answers to one audience; quorums and votes only to the secretariat."""

    audience: Visibility
    stretches: Mapping[Whose, Sequence[Stretch]]
    today: State
    quorums: Mapping[str, str]
    votes: Mapping[str, str]


def answers(register: Register, taskforce: str, audience: Visibility) -> Answers:
    """Return what a register answers now: for all days, or as at today."""
    tables = register.read_model
    ask = Ask(taskforce=taskforce, audience=audience)
    at = as_of(tables, ask, register.today())
    stretches: dict[Whose, list[Stretch]] = {}
    for each in tables.stretches(taskforce, at):
        stretches.setdefault((each.member, each.commitment), []).append(each)
    quorums, votes = (
        ({}, {}) if audience is not Visibility.SECRETARIAT else _counted(register, taskforce)
    )
    return Answers(audience, stretches, state(tables, taskforce, at), quorums, votes)


def _counted(register: Register, taskforce: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return quorums and results of votes in words, by what they are about."""
    codes = codes_of(register.read_model, taskforce)
    body = load(register.log, codes, Stream("taskforce", taskforce), Taskforce)
    members = {
        code: load(register.log, codes, Stream("member", taskforce, code), Member)
        for code in register.read_model.references(taskforce, Joined.TOPIC)
    }
    return dict(counts(body, members)), dict(results(body, members))


def effects(before: Answers, after: Answers) -> list[Effect]:
    """Return every answer that is another one afterwards, by kind; both are of one audience."""
    found: list[Effect] = []
    for whose in sorted({*before.stretches, *after.stretches}, key=lambda w: (w[1] or "", w[0])):
        was, now = before.stretches.get(whose, ()), after.stretches.get(whose, ())
        if was != now:
            found += _of_days(before.audience, whose, was, now)
    found += [
        Effect(
            audience=before.audience,
            kind=each.kind,
            about=each.about,
            before=each.before,
            after=each.after,
        )
        for each in differences(before.today, after.today)
        if each.kind in ("count", "due")
    ]
    counted: tuple[tuple[Kind, Mapping[str, str], Mapping[str, str]], ...] = (
        ("quorum", before.quorums, after.quorums),
        ("vote", before.votes, after.votes),
    )
    for kind, was_counted, is_counted in counted:
        for about in dict.fromkeys([*was_counted, *is_counted]):
            was_so, is_so = was_counted.get(about), is_counted.get(about)
            if was_so != is_so:
                found.append(
                    Effect(
                        audience=before.audience,
                        kind=kind,
                        about=about,
                        before=was_so,
                        after=is_so,
                    )
                )
    return found


def _of_days(
    audience: Visibility, whose: Whose, was: Sequence[Stretch], now: Sequence[Stretch]
) -> Iterator[Effect]:
    """Yield the stretches of days on which a member stands otherwise than before."""
    member, commitment = whose
    last: Effect | None = None
    for begin, end in _between(was, now):
        old, new = _on(was, begin), _on(now, begin)
        if last and (last.before, last.after) == (old, new):
            last = replace(last, end=end)
            continue
        if last and last.before != last.after:
            yield last
        last = Effect(
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


def _between(*stretches: Sequence[Stretch]) -> Iterator[tuple[date, date | None]]:
    """Yield the days between which nothing changes, one after the other; the last has no end."""
    all_of_them = [each for some in stretches for each in some]
    days = {each.from_day for each in all_of_them} | {each.until_day for each in all_of_them}
    yield from pairwise([*sorted(day for day in days if day), None])


def _on(stretches: Sequence[Stretch], on: date) -> str:
    """Return the standing on a day."""
    for each in stretches:
        if each.from_day <= on and (each.until_day is None or on < each.until_day):
            return each.standing
    return NONE
