"""Random histories that are true, as facts that can be entered in any order, at two doors.

Days lie at least 70 days apart, so that one that is known to the month only is still surely before
the next; what happens on one day, or on days that cannot be told apart, says what it ends.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from hypothesis import strategies as st

Draw: TypeAlias = st.DrawFn
MEMBERS = ("ATL", "ERE")
FIRST = date(1985, 1, 10)
GAPS = st.integers(70, 300)
SUSPENDED = (32, 38)
"""A suspension lies this many days behind a day of the calendar, where nothing else can be."""


@dataclass(frozen=True)
class Fact:
    """One fact, as the cells of a row; of a corrected one, also the day that was given first."""

    cells: tuple[tuple[str, str], ...]
    wrong_on: str = ""

    def row(self) -> dict[str, str]:
        """Return the cells, with the wrong day where one was given first."""
        cells = dict(self.cells)
        return cells | {"on": self.wrong_on} if self.wrong_on else cells


def fact(act: str, member: str, on: str, **more: str) -> Fact:
    return Fact((("act", act), ("member", member), ("on", on), *more.items()))


class Calendar:
    """Days that follow each other, each at least 70 days after the one before."""

    def __init__(self, draw: Draw) -> None:
        self._draw, self.day = draw, FIRST
        self.days: list[date] = []

    def next(self) -> date:
        self.day += timedelta(days=self._draw(GAPS))
        self.days.append(self.day)
        return self.day

    def coarse(self) -> str:
        """Return the next day, sometimes known to the month only."""
        day = self.next().isoformat()
        return day[:7] if self._draw(st.integers(0, 3)) == 0 else day


def treaty_story(draw: Draw, calendar: Calendar, member: str) -> Iterator[Fact]:
    """Yield spells of one member on the treaty T: all its acts, and how each spell ended."""
    spells = draw(st.integers(1, 3))
    again = ""
    if draw(st.booleans()):
        yield from over(draw, calendar, member)
    for number in range(spells):
        again = yield from spell(draw, calendar, member, again, last=number == spells - 1)


def over(draw: Draw, calendar: Calendar, member: str) -> Iterator[Fact]:
    """Yield a first spell that is entered with its ends, each in one fact."""
    signed, succeeded = calendar.next().isoformat(), calendar.next().isoformat()
    deposited, until = calendar.next().isoformat(), calendar.next().isoformat()
    if draw(st.booleans()):
        yield fact("sign", member, signed, instrument="T", until=until)
    kind = draw(st.sampled_from(["accession", "succession", "kind_not_known"]))
    in_force = succeeded if kind == "succession" else calendar.coarse()
    yield consented(member, kind, deposited, in_force_on=in_force, until=calendar.coarse())
    on = calendar.next().isoformat()
    reservation = {"kind": "reservation", "text": f"Before {on}."}
    yield fact("statement", member, on, commitment="T", **reservation, until=calendar.coarse())


def spell(
    draw: Draw, calendar: Calendar, member: str, since: str, *, last: bool
) -> Generator[Fact, None, str]:
    """Yield one spell from its beginning, and return the day on which the next begins, or "".

    `since` is that day, where this spell begins on the day on which the one before ended.
    """
    kind = draw(st.sampled_from(["signature", "signature_ad_referendum", "definitive_signature"]))
    on = since or calendar.coarse()
    yield fact("sign", member, on, instrument="T", kind=kind)
    if kind == "signature_ad_referendum":
        yield fact("confirm", member, calendar.coarse(), commitment="T")
    if kind == "definitive_signature" and draw(st.booleans()):
        yield fact("in_force", member, calendar.coarse(), commitment="T")
    if kind != "definitive_signature" and draw(st.booleans()):
        yield from provisional(draw, calendar, member)
    if kind != "definitive_signature" and draw(st.booleans()):
        yield from consent(draw, calendar, member)
    yield from reservations(draw, calendar, member)
    return (yield from ending(draw, calendar, member, last=last))


def provisional(draw: Draw, calendar: Calendar, member: str) -> Iterator[Fact]:
    deposited = calendar.next().isoformat()
    yield consented(member, "provisional_application", deposited)
    if draw(st.booleans()):
        of = "provisional_application"
        yield fact("withdraw", member, calendar.coarse(), commitment="T", of=of)


def consent(draw: Draw, calendar: Calendar, member: str) -> Iterator[Fact]:
    how = draw(st.sampled_from(["given", "later", "never"]))
    deposited = calendar.next().isoformat()
    in_force = calendar.coarse() if how == "given" else ""
    yield consented(member, "ratification", deposited, in_force_on=in_force)
    if how == "later":
        yield fact("in_force", member, calendar.coarse(), commitment="T")


def consented(member: str, kind: str, deposited_on: str, **more: str) -> Fact:
    cells = {"kind": kind, "deposited_on": deposited_on, "commitment": "T", **more}
    return Fact((("act", "consent"), ("member", member), *cells.items()))


def reservations(draw: Draw, calendar: Calendar, member: str) -> Iterator[Fact]:
    """Yield up to two reservations, of which the first is sometimes withdrawn, by its day."""
    days = [calendar.next().isoformat() for _ in range(draw(st.integers(0, 2)))]
    for on in days:
        text = f"Not article {on[-2:]}."
        yield fact("statement", member, on, commitment="T", kind="reservation", text=text)
    withdrawn = draw(st.booleans())
    if days and withdrawn:
        on = calendar.coarse()
        yield fact("withdraw", member, on, commitment="T", of="reservation", ends=days[0])


def ending(
    draw: Draw, calendar: Calendar, member: str, *, last: bool
) -> Generator[Fact, None, str]:
    """Yield how a spell ended: revoked perhaps, corrected perhaps, and on the day of the next."""
    how = draw(st.sampled_from(["plain", "revoked before", "revoked after", "corrected", "none"]))
    if how == "none" and last:
        return ""
    if how.startswith("revoked"):  # before the day that was announced, or after it
        one, other = calendar.next().isoformat(), calendar.next().isoformat()
        revoked, announced = (one, other) if how == "revoked before" else (other, one)
        yield left(member, announced)
        yield revocation(member, revoked, announced)
    if how == "corrected":
        on = calendar.next().isoformat()
        wrong = FIRST + timedelta(days=30_000 + len(calendar.days))
        yield Fact(left(member, on).cells, wrong_on=wrong.isoformat())
        return ""
    if draw(st.booleans()):  # the consent first, then the rest
        yield fact("withdraw", member, calendar.coarse(), commitment="T", of="consent")
    if not last and draw(st.booleans()):
        on = calendar.next().isoformat()  # out, and in again on this day
        yield left(member, on if draw(st.booleans()) else on[:7], ends="nothing")
        return on
    yield left(member, calendar.coarse())
    return ""


def left(member: str, on: str, **more: str) -> Fact:
    return fact("withdraw", member, on, commitment="T", of="participation", **more)


def revocation(member: str, on: str, revokes: str) -> Fact:
    return fact("withdraw", member, on, commitment="T", of="withdrawal", revokes=revokes)


def partial_story(draw: Draw, calendar: Calendar, member: str) -> Iterator[Fact]:
    """Yield what one member did about the text I of two commitments, signed and left in parts."""
    for _ in range(draw(st.integers(1, 2))):
        if draw(st.booleans()):
            yield fact("sign", member, calendar.coarse(), instrument="I")
        else:
            yield fact("sign", member, calendar.coarse(), instrument="I", excepting="C2")
            yield fact("sign", member, calendar.coarse(), instrument="I", excepting="C1")
        if draw(st.booleans()):
            yield fact("withdraw", member, calendar.coarse(), commitment="C1", of="signature")
        yield fact("withdraw", member, calendar.coarse(), commitment="I", of="participation")


def suspensions(draw: Draw, calendar: Calendar, member: str) -> Iterator[Fact]:
    """Yield suspensions in stretches in which the member did nothing."""
    for day in draw(st.lists(st.sampled_from(calendar.days), max_size=2, unique=True)):
        since, until = ((day + timedelta(days=n)).isoformat() for n in SUSPENDED)
        if draw(st.booleans()):
            yield fact("suspend", member, since, until=until)
        else:
            yield fact("suspend", member, since)
            yield fact("reinstate", member, until)


@st.composite
def texts_stories(draw: Draw) -> list[Fact]:
    """Return what two members did about two texts, in the order of days of each story."""
    facts: list[Fact] = []
    for member in MEMBERS:
        calendar = Calendar(draw)
        facts += treaty_story(draw, calendar, member)
        facts += partial_story(draw, calendar, member)
        facts += suspensions(draw, calendar, member)
    return facts


def names(draw: Draw, calendar: Calendar, member: str) -> Iterator[Fact]:
    """Yield what a member is called in some languages."""
    for language in draw(st.lists(st.sampled_from(["fr", "es"]), max_size=2, unique=True)):
        on = calendar.coarse()
        yield fact("name", member, on, language=language, name=f"{member} {language} {on}")


@st.composite
def membership_stories(draw: Draw) -> list[Fact]:
    """Return memberships of two members: out and in again, suspended, renamed, named in French."""
    facts: list[Fact] = []
    for member in ("RUR", "ZUB"):
        calendar, since = Calendar(draw), ""
        spells = draw(st.integers(1, 3))
        for number in range(spells):
            begun = since or calendar.coarse()
            named = {"name": f"{member} {number}"} if draw(st.booleans()) or not number else {}
            if draw(st.booleans()):
                new = f"{member} renamed {number}"
                facts.append(fact("rename", member, calendar.next().isoformat(), name=new))
            facts += names(draw, calendar, member)
            inside = [calendar.next() for _ in range(draw(st.integers(0, 2)))]
            for day in inside:
                facts.append(fact("suspend", member, day.isoformat()))
                if draw(st.booleans()) or day != inside[-1]:
                    end = (day + timedelta(days=35)).isoformat()
                    facts.append(fact("reinstate", member, end))
            if number == spells - 1 and draw(st.booleans()):
                facts.append(fact("join", member, begun, **named))
                break
            same_day = draw(st.booleans()) and number < spells - 1
            end = calendar.next().isoformat()
            since = end if same_day else ""
            if draw(st.booleans()):
                facts.append(fact("join", member, begun, until=end, **named))
            else:
                facts.append(fact("join", member, begun, **named))
                more = {"ends": "nothing"} if same_day else {}
                facts.append(fact("leave", member, end, **more))
    return facts
