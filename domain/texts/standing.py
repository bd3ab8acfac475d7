"""Where a member stands, in the body and on a commitment, on one day of one history."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple, TypeVar
from uuid import UUID

from domain.entry import Entry
from domain.event import Event
from domain.events import members as m
from domain.events import texts as c
from domain.grouping import grouped
from domain.history import History
from domain.members.member import name_on
from domain.texts.confirmed_acts import confirmations, entries_into_force, is_ad_referendum
from domain.texts.standing_kinds import BINDING, MemberStanding, Standing
from domain.values import ImpreciseDate, LegalNature, surely_before

A = TypeVar("A", c.Signed, c.Consented)


class Membership(NamedTuple):
    """A member's standing in the body on one day, with the dates as they are known."""

    standing: MemberStanding
    name: str
    kind: str
    applied_on: ImpreciseDate | None
    joined_on: ImpreciseDate | None
    suspended_on: ImpreciseDate | None
    withdrew_on: ImpreciseDate | None


DECISIVE: tuple[type[c.MemberAct], ...] = (
    *(c.Signed, c.SignatureConfirmed, c.Consented),
    *(c.EnteredIntoForce, c.StatementMade, c.Withdrawn),
)
"""What a member's standing on a commitment follows from."""


def membership(history: History, on: date) -> Membership:
    """Return one member's standing on that day; `history` is of its stream.

    A membership runs from joining until it is ended; within it, suspensions likewise. The name is
    the one that was given last by that day.
    """
    joined, applied = history.last(m.Joined, on), history.last(m.Applied, on)
    admitted = joined or applied
    standing, since = _member_standing(history, on)
    return Membership(
        standing=standing,
        name=name_on(history, on) or "" if admitted else "",
        kind=admitted[1].kind if admitted else "",
        applied_on=_begins(applied),
        joined_on=_begins(joined),
        suspended_on=since.begins if since and standing is MemberStanding.SUSPENDED else None,
        withdrew_on=since.begins if since and standing is MemberStanding.WITHDRAWN else None,
    )


def _member_standing(history: History, on: date) -> tuple[MemberStanding, Entry | None]:
    memberships = [entry for entry, _ in history.each(m.Joined) if history.begun_by(entry) <= on]
    if any(history.holds(entry, on) for entry in memberships):
        suspensions = [e for e, _ in history.each(m.Suspended) if history.holds(e, on)]
        if suspensions:
            return MemberStanding.SUSPENDED, max(suspensions, key=_recency)
        return MemberStanding.ACTIVE, None
    if memberships:
        ends = [end for e in memberships if (end := _ended_by(history, e, on))]
        return MemberStanding.WITHDRAWN, max(ends, key=_recency)
    if history.last(m.Applied, on):
        return MemberStanding.APPLICANT, None
    return MemberStanding.NONE, None


class CommitmentStanding(NamedTuple):
    """A member's standing on a commitment on one day, with the dates as they are known.

    Dates are of acts that had begun by that day, and stay when the act has ended; a consent
    carries both its dates. None means unknown, or that there was no such act. `version` is of the
    text last signed. `withdrawn` says what ended on `withdrawn_on`: a withdrawn consent may leave
    a signature. `provisional` marks a contracting party by provisional application only.
    """

    standing: Standing
    signed_on: ImpreciseDate | None = None
    signature: str | None = None
    version: str | None = None
    deposited_on: ImpreciseDate | None = None
    consent: str | None = None
    in_force_on: ImpreciseDate | None = None
    withdrawn_on: ImpreciseDate | None = None
    withdrawn: str | None = None
    provisional: bool = False


class _SignatureOrConsent(NamedTuple):
    """A signature or consent that has begun, and what has become of it by the day."""

    entry: Entry
    event: c.Signed | c.Consented
    ended_by: Entry | None
    in_force_on: ImpreciseDate | None
    in_force_by: date | None

    @property
    def signed(self) -> bool:
        return isinstance(self.event, c.Signed)

    @property
    def consented(self) -> bool:
        """A definitive signature binds by itself."""
        return self.event.kind == "definitive_signature" or isinstance(self.event, c.Consented)

    def standing(self, on: date) -> Standing:
        """Return the standing that this bond alone gives."""
        if self.ended_by is None:
            if self.consented and self.in_force_by is not None and self.in_force_by <= on:
                return Standing.PARTY
            return Standing.CONTRACTING_PARTY if self.consented else Standing.SIGNATORY
        last = self.ended_by.begins_by
        if self.consented and self.in_force_by is not None and self.in_force_by < last:
            return Standing.FORMER_PARTY
        return Standing.FORMER_SIGNATORY if self.signed else Standing.NONE


def commitment_standing(history: History, on: date) -> CommitmentStanding:
    """Return one member's standing on that day; `history` is its part of a commitment's stream.

    Party from entry into force on, contracting party from deposit on. A signature ad referendum
    counts from its confirmation. Withdrawing a consent leaves the signature, if there is one.
    """
    bonds = sorted(_bonds(history, on), key=lambda bond: _recency(bond.entry), reverse=True)
    standings = [bond.standing(on) for bond in bonds]
    standing = min(standings, key=_STRENGTH, default=Standing.NONE)
    giving = bonds[standings.index(standing)] if bonds else None
    signature, signed = _latest(bonds, c.Signed, giving)
    deposit, consented = _latest(bonds, c.Consented, giving)
    bound = giving if giving and giving.consented else deposit or signature
    former = standing in (Standing.FORMER_PARTY, Standing.FORMER_SIGNATORY)
    ended = giving if former else None if standing in _BOUND else deposit
    return CommitmentStanding(
        standing=standing,
        signed_on=signature.entry.begins if signature else None,
        signature=signed.kind if signed else None,
        version=signed.version if signed else None,
        deposited_on=consented.deposited_on if consented else None,
        consent=consented.kind if consented else None,
        in_force_on=bound.in_force_on if bound else None,
        withdrawn_on=ended.ended_by.begins if ended and ended.ended_by else None,
        withdrawn=_withdrawn(ended, giving) if ended and giving else None,
        provisional=standing is Standing.CONTRACTING_PARTY
        and giving is not None
        and giving.event.kind == "provisional_application",
    )


def is_bound(nature: LegalNature, acts: History, member: History, on: date) -> bool:
    """Say whether a text of that nature binds a member on a day on which it belongs to the body.

    `acts` is the member's part of a commitment's stream, `member` its own stream.
    """
    belongs = membership(member, on).standing in (MemberStanding.ACTIVE, MemberStanding.SUSPENDED)
    return belongs and commitment_standing(acts, on).standing is BINDING[nature]


def _withdrawn(ended: _SignatureOrConsent, giving: _SignatureOrConsent) -> str | None:
    """Say what was withdrawn; of a withdrawal that excepts what stands, only what ended."""
    if ended.ended_by is None or not isinstance(ended.ended_by.event, c.Withdrawn):
        return None
    withdrawal = ended.ended_by.event
    earlier = surely_before(giving.entry.begins, ended.ended_by.begins)
    return "consent" if earlier and giving.entry.id in withdrawal.excepting else withdrawal.of


_STRENGTH = list(Standing).index
_BOUND = (Standing.PARTY, Standing.CONTRACTING_PARTY)


def _latest(
    bonds: list[_SignatureOrConsent], kind: type[A], giving: _SignatureOrConsent | None
) -> tuple[_SignatureOrConsent, A] | tuple[None, None]:
    """Return the bond of this kind whose dates are shown: the one that gives the standing.

    Else the latest that stands, or the latest that has ended; of consents the last to bind.
    """
    of_kind = [(b, b.event) for b in bonds if isinstance(b.event, kind)]
    of_kind.sort(key=lambda pair: (pair[0] is not giving, pair[0].ended_by is not None))
    lasting = [pair for pair in of_kind if pair[1].kind != "provisional_application"]
    if of_kind and of_kind[0][0] is giving:
        return of_kind[0]
    return next(iter(lasting or of_kind), (None, None))


def _bonds(history: History, on: date) -> Iterator[_SignatureOrConsent]:
    confirmed = grouped((act.id, entry) for entry, act in confirmations(history))
    forces = grouped((act.id, entry) for entry, act in entries_into_force(history))
    for entry, signed in history.each(c.Signed):
        by = confirmed.get(entry.id, [])
        counts_from = by if is_ad_referendum(signed) else [entry]
        if any(history.begun_by(each) <= on for each in counts_from):
            yield _bond(history, entry, signed, on, forces)
    for entry, consented in history.each(c.Consented):
        bond = _bond(history, entry, consented, on, forces)
        begun = min(filter(None, (history.begun_by(entry), bond.in_force_by)))
        if begun <= on:
            yield bond


def _bond(
    history: History,
    entry: Entry,
    event: c.Signed | c.Consented,
    on: date,
    forces: Mapping[UUID, list[Entry]],
) -> _SignatureOrConsent:
    """Make a bond; a day of entry into force that was recorded later wins over the first."""
    recorded = max(forces.get(entry.id, []), key=_recency, default=None)
    given = recorded.begins if recorded else event.in_force_on
    first = entry.certain(event.in_force_on) if event.in_force_on else None
    by = history.begun_by(recorded) if recorded else first
    provisional = event.kind == "provisional_application"  # which never is entry into force
    return _SignatureOrConsent(
        entry=entry,
        event=event,
        ended_by=_ended_by(history, entry, on),
        in_force_on=given,
        in_force_by=None if provisional else by,
    )


def _ended_by(history: History, entry: Entry, on: date) -> Entry | None:
    """Return the ending that counts on a day: the earliest of those that hold then."""
    endings = (e for e in history.endings(entry.id) if history.holds(e, on))
    return min(endings, key=_recency, default=None)


def _recency(entry: Entry) -> tuple[date, int]:
    return entry.recency


def _begins(pair: tuple[Entry, Event] | None) -> ImpreciseDate | None:
    return pair[0].begins if pair else None
