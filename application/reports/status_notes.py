"""Texts of the status report: counts of standings, and notes on members."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from application.questions.asking.answer import Json, Row
from application.questions.asking.confirmed_acts import confirmed_acts
from application.questions.asking.fact import Fact
from application.questions.asking.sentences import plain
from application.questions.members.counted import standings_of_all
from application.reports.body_context import Body
from domain.entry import is_covered
from domain.events import texts as c
from domain.grouping import grouped
from domain.texts.confirmed_acts import is_ad_referendum
from domain.words import listed, worded

USUAL = ("endorsement", "signature")
Act: TypeAlias = c.Signed | c.Consented
VERSION = "signed version {version}"
OF_AMENDED = "signed version {of_amended}"
UNAMENDED = "signed nothing that was amended"
"""What a member signed of a text of which something was amended; before, all had the first."""
ANEW = {
    (True, True): "first signed on {before}, signed anew on {after}",
    (True, False): "first signed on {before}, signed {commitments} anew on {after}",
    (False, True): "first consented on {before}, consented anew on {after}",
    (False, False): "first consented on {before}, consented to {commitments} anew on {after}",
}
"""By whether it signed anew, and whether it did so on all that it had withdrawn from."""


def counted_members(counts: Mapping[str, int], *, public: bool) -> str:
    """Return the sentence that counts members by standing."""
    counted = ", ".join(f"{n} {plain(standing)}" for standing, n in counts.items())
    standings = standings_of_all(counts, public=public)
    return worded("Members: {standings}.", standings=standings, counted=counted)  # as in words 1


def notes_of(
    body: Body, rows: Sequence[Row], statements: Sequence[Fact[c.StatementMade]]
) -> Mapping[str, list[Json]]:
    """Return the notes on each member by its code, without duplicates.

    The facts of the body are those of the commitments in question alone.
    """
    said: dict[str, list[Json]] = {}
    for member, note in (
        *_on_signatures(body),
        *_on_versions(body, rows),
        *(
            (str(row["member"]), worded("applied provisionally"))
            for row in rows
            if row["provisional"]
        ),
        *((str(row["member"]), note) for row in rows if (note := withdrawn_note(row))),
        *(
            (each.event.member, worded("statement {number}", number=n))
            for n, each in enumerate(statements, start=1)
        ),
        *_corrected(body),
    ):
        notes = said.setdefault(member, [])
        if note not in notes:
            notes.append(note)
    return said


def withdrawn_note(row: Row) -> str:
    """Return a note on what was withdrawn if the member still has another standing, else ""."""
    if row["withdrawn"] is None or str(row["standing"]).startswith("former"):
        return ""
    return worded(
        "withdrew its {act} on {day}", act=plain(str(row["withdrawn"])), day=row["withdrawn_on"]
    )


def _on_signatures(body: Body) -> Iterator[tuple[str, str]]:
    pairs = confirmed_acts(body.facts, c.SignatureConfirmed, is_ad_referendum)
    confirmed = {act for fact, act in pairs if fact.by <= body.facts.at.on}
    for fact in body.facts.standing(c.Signed):
        event = fact.event
        if is_ad_referendum(event) and fact.entry_id not in confirmed:
            yield event.member, worded("signed ad referendum on {on}, not confirmed", on=fact.on)
        elif event.kind not in USUAL:
            yield event.member, plain(event.kind)
        if event.spelling and event.spelling != body.called(event.member):
            yield event.member, worded("signed as {spelling}", spelling=event.spelling)


def _on_versions(body: Body, rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Yield which version each member signed of what was amended, or had signed."""
    amended = {fact.event.commitment for fact in body.facts.begun(c.Amended)}
    begun = [f for f in body.facts.begun(c.Signed) if f.event.commitment in amended]
    stands = {fact.entry_id for fact in body.facts.standing(c.Signed)} if begun else ()
    ever = grouped((fact.event.member, fact) for fact in begun)
    for row in rows if amended else ():
        if version := row["version"]:
            own = ever.get(str(row["member"]), ())
            signed = [fact for fact in own if fact.entry_id in stands] or own
            latest = {fact.event.commitment: fact.event.version for fact in signed}
            versions = sorted({*latest.values()})
            told = VERSION if versions == [version] else OF_AMENDED if versions else UNAMENDED
            note = worded(told, version=version, of_amended=", ".join(versions))
            yield str(row["member"]), note


def _corrected(body: Body) -> Iterator[tuple[str, str]]:
    acts: list[Fact[c.Signed] | Fact[c.Consented] | Fact[c.EnteredIntoForce]] = [
        *body.facts.begun(c.Signed),
        *body.facts.begun(c.Consented),
        *body.facts.begun(c.EnteredIntoForce),
    ]
    for act in acts:
        if act.corrected:
            yield act.event.member, worded("corrected")


Acts: TypeAlias = Mapping[tuple[str, str], Sequence[Fact[Act]]]
"""By member and commitment, its signatures and consents."""


def acts_begun(body: Body) -> Acts:
    """Return all signatures and consents that had begun by the day, in the order of days."""
    begun: list[Fact[Act]] = [*body.facts.begun(c.Signed), *body.facts.begun(c.Consented)]
    begun.sort(key=lambda act: (act.by, act.entry))
    return grouped(((act.event.member, act.event.commitment), act) for act in begun)


def signed_anew(acts: Acts, withdrawals: Sequence[Fact[c.Withdrawn]]) -> str:
    """Say how the member signed before and after it withdrew from commitments on one day.

    Returns:
        "" if it did not sign any of these commitments anew, nor consent to it.
    """
    around = [_acts_around(acts, each) for each in withdrawals]
    again = [(before, after) for before, after in around if before and after]
    if not again:
        return ""
    anew = [after.event.commitment for _, after in again if after]
    return worded(
        ANEW[
            all(isinstance(after.event, c.Signed) for _, after in again if after),
            len(anew) == len(withdrawals),
        ],
        before=_days(before for before, _ in again),
        after=_days(after for _, after in again),
        commitments=listed([worded("{commitment}", commitment=each) for each in anew]),
    )


def _days(acts: Iterable[Fact[Act] | None]) -> str:
    return listed([worded("{on}", on=day) for day in dict.fromkeys(a.on for a in acts if a)])


def _acts_around(
    acts: Acts, withdrawn: Fact[c.Withdrawn]
) -> tuple[Fact[Act] | None, Fact[Act] | None]:
    """Return the first act that was withdrawn, and the next one after that."""
    event = withdrawn.event
    own = acts.get((event.member, event.commitment), ())
    ended = [act for act in own if event.covers(act.event)]
    before = [act for act in ended if act.id in event.ended or is_covered(act, withdrawn)]
    after = [act for act in ended if act not in before and act.by >= withdrawn.by]
    return next(iter(before), None), next(iter(after), None)
