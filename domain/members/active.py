"""Why a member cannot sign or act: it had not joined, was withdrawn, or suspended.

Only an active member can sign, consent, take the chair and so on; `Recording.must_be_active` asks
this. A date may be imprecise; then an act is refused only if the member was not active on any day
that the date can mean.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from domain.contradictions import possibly_holds
from domain.entry import Entry
from domain.errors import Contradicted
from domain.events.members import Joined, Suspended
from domain.events.texts import MemberAct
from domain.history import History
from domain.values import ImpreciseDate, surely_before
from domain.words import worded

SIGNING = worded("sign")
CHAIRING = worded("take the chair")
VICE_CHAIRING = worded("be vice-chair")
"""What only an active member can do, in sentences of the form "can …"."""


def why_not_active(history: History, code: str, on: ImpreciseDate, to: str) -> Contradicted | None:
    """Return the refusal of an act of a member that was not active on its day; None if it was.

    `history` is the member's, `to` says what it wants to do, for the sentence. The refusal names
    the entries by which it was not active.
    """
    refusal = _why_not_on(history, code, on, to)
    of_days = [_why_not_on(history, code, ImpreciseDate.of(day), to) for day in _days(history, on)]
    if refusal is None and of_days and None not in of_days:
        refusal = of_days[0]  # each span alone has room for the act, but no day is in all
    return refusal


def belongs(history: History, on: ImpreciseDate) -> bool:
    """Say whether somebody may have been a member on a day, suspended or not."""
    return any(possibly_holds(history, entry, on) for entry, _ in history.each(Joined))


def acts_of_members(history: History) -> Iterator[tuple[Entry, ImpreciseDate]]:
    """Yield what only an active member does and was not retracted, with its day, ended or not."""
    for entry in history.entries.values():
        event = entry.event
        if isinstance(event, MemberAct) and event.needs_membership and not entry.retracted:
            yield entry, event.done_on or entry.begins


def _why_not_on(history: History, code: str, on: ImpreciseDate, to: str) -> Contradicted | None:
    if not belongs(history, on):
        memberships = [entry for entry, _ in history.each(Joined)]
        sentence = worded(
            "{code} was not a member on {on}; only an active member can {act}.",
            code=code,
            on=on,
            act=to,
        )
        named = (*memberships, *ends_of(history, memberships))
        return Contradicted(sentence, [entry.description for entry in named])
    for suspension, _ in history.each(Suspended):
        if surely_holds(history, suspension, on):
            sentence = worded(
                "{code} was suspended on {on}; only an active member can {act}.",
                code=code,
                on=on,
                act=to,
            )
            return Contradicted(sentence, [suspension.description])
    return None


def _days(history: History, on: ImpreciseDate) -> list[date]:
    """Return the days of an imprecise date on which anything about the member may change."""
    if on.earliest is None or on.latest is None or on.earliest == on.latest:
        return []
    changes = {
        day
        for entry in history.entries.values()
        for day in (entry.begins.earliest, entry.begins.latest)
        if day and on.earliest < day <= on.latest
    }
    return [on.earliest, *sorted(changes)]


def surely_holds(history: History, entry: Entry, on: ImpreciseDate) -> bool:
    """Say whether a day lies in the span of an entry, whatever the imprecise dates mean."""
    end = history.end_of(entry)
    begun = (
        entry.begins.latest is not None
        and on.earliest is not None
        and entry.begins.latest <= on.earliest
    )
    return begun and (end is None or surely_before(on, end.begins))


def ends_of(history: History, memberships: Iterable[Entry]) -> list[Entry]:
    """Return the entries that end these memberships."""
    return [end for entry in memberships if (end := history.end_of(entry))]
