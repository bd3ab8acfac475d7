"""Parts of an annual report: members, what changed, commitments and progress, corrections."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from json import loads

from application.model_rows import EntryRow
from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import ByName, Column, Row, dated, dates, values
from application.questions.asking.fact import Fact
from application.questions.asking.references import commitments_by_text
from application.questions.asking.sentences import plain, sentence
from application.questions.members.names_by_language import names_in_turn
from application.questions.members.offices import holder
from application.questions.members.open_then import not_open
from application.reports.annual.whole_texts import whole_texts
from application.reports.body_context import Body
from application.reports.document import Paragraph, Section, Table
from application.reports.progress.missing import reported_of
from application.reports.progress.progress import on_commitment
from application.reports.progress.scale_charts import counts_by_scale
from application.reports.progress.states import States
from application.reports.status_notes import USUAL
from application.reports.work_by_task import Days
from domain.event import Event
from domain.events.bodies import ChairAppointed, ViceChairAppointed
from domain.events.members import (
    Joined,
    MemberEvent,
    Reinstated,
    Renamed,
    Suspended,
    Withdrew,
)
from domain.events.texts import (
    Consented,
    MemberAct,
    SignatureConfirmed,
    Signed,
    StatementMade,
    Withdrawn,
)
from domain.grouping import grouped
from domain.names import AsSaid
from domain.words import worded

LEFT_OUT = ("scale",)
"""Columns of the progress report that an annual report has no room for."""
PUBLIC = ("The report of {reported} member is public.", "Reports of {reported} members are public.")
CHANGES: tuple[tuple[type[MemberEvent], str], ...] = (
    (Joined, worded("joined")),
    (Suspended, worded("suspended")),
    (Reinstated, worded("reinstated")),
    (Withdrew, worded("left")),
)
ACTS: tuple[tuple[type[MemberAct], str], ...] = (
    (Signed, worded("signed")),
    (SignatureConfirmed, worded("confirmed its signature")),
    (Consented, worded("consented")),
    (Withdrawn, worded("withdrew")),
)
MARK = Column("remark", "Remark")


def members(body: Body, days: Days) -> Section:
    """Return who belongs at the end, what changed, and who signed, withdrew or made statements."""
    offices = {
        holder(body.facts, ViceChairAppointed, days.last): worded("vice-chair"),
        holder(body.facts, ChairAppointed, days.last): worded("chair"),
    }
    rows = ByName[Row](
        {
            **values(row, "member", "name", "kind", "standing"),
            **dates(row, "joined_on"),
            "office": offices.get(row.member),
        }
        for row in body.belonging
    )
    columns = (
        *(fields.NAME, fields.KIND_OF_MEMBER, fields.MEMBER_STANDING, fields.JOINED_ON),
        Column("office", worded("Office")),
    )
    belonging = Table("belonging", worded("Members on {on}", on=days.last), columns, rows)
    acts = [_changes(body, days), _signed(body, days), *_statements(body, days)]
    return Section("membership", "Members", [belonging, *acts])


def commitments(body: Body, states: States) -> Section:
    """Return the wording of each commitment, who is bound by it, and what each member reported."""
    each = [
        Section(
            f"on-{number}",
            worded("{heading}", heading=reference),
            [
                *([Paragraph(states.words[reference])] if reference in states.words else []),
                *_bound(body, states, reference),
                on_commitment(states, reference, number, LEFT_OUT),
            ],
        )
        for number, reference in enumerate(states.charted, start=1)
    ]
    return Section("progress", "Commitments and progress", list(counts_by_scale(states)), each)


def _bound(body: Body, states: States, reference: str) -> Iterator[Paragraph]:
    """Say who is bound and who reported; to the public, how many reports it may see."""
    if not states.public:
        yield reported_of(states, reference, len(body.belonging))
        return
    reported = sum(cell.report is not None for cell in states.counted(reference))
    if reported:
        yield Paragraph(worded(PUBLIC[reported > 1], reported=reported))


def corrections(body: Body, days: Days) -> Iterator[Section]:
    """Yield a section with the corrected and retracted entries of the kinds that it is made from.

    What was only ever said of days after the last one is left out.
    """
    changed = body.read_model.versions(body.code, body.at, None, changed=True)
    told = body.facts.topics
    versions = grouped((row.entry_position, row) for row in changed if row.topic in told)
    rows = [
        found
        for each in versions.values()
        if any(row.begins_by <= days.last for row in each)
        for found in _corrected(each[-1], body.at.position)
    ]
    columns = (
        *(fields.ENTRY, fields.WHAT, Column("on", "On")),
        fields.POSITION.headed("Corrected or retracted by entry"),
    )
    caption = worded("Entries that were corrected, as they are now, or retracted")
    table = Table("corrections", caption, columns, rows)
    yield from [Section("corrections", "Corrections", [table])] if rows else []


def _corrected(last: EntryRow, known: int) -> Iterator[Row]:
    """Yield the last version of an entry that was corrected, or retracted, by a position."""
    retracted = last.known_to is not None and last.known_to <= known
    if retracted or (last.position != last.entry_position and last.because == "error"):
        said = sentence(last.topic, loads(last.event))
        yield {
            "entry": last.entry_position,
            "what": worded("{sentence} (retracted)", sentence=said) if retracted else said,
            **dated("on", last.effective_on),
            "position": last.known_to if retracted else last.position,
        }


def _changes(body: Body, days: Days) -> Table:
    found: list[tuple[Fact[Event], str, str]] = [
        (fact, word, fact.event.member)
        for kind, word in CHANGES
        for fact in body.facts.begun(kind)
        if days.hold(fact.on)
    ]
    found += _renamed(body, days)
    return Table(
        "members",
        worded("Changes in membership within the year"),
        [Column("on", "Day"), Column("what", "What"), Column("names", "Members"), MARK],
        list(_grouped(body, found)),
    )


def _renamed(body: Body, days: Days) -> Iterator[tuple[Fact[Event], str, str]]:
    """Yield each change of a name, in words with both, and the member."""
    renamed = (fact.event.member for fact in body.facts.begun(Renamed))
    for member in dict.fromkeys(renamed):
        named = names_in_turn(body.facts, member)
        began = (fact for fact in named if not isinstance(fact.event, Renamed))
        before = next((fact.event.name for fact in began), member)
        for fact in named:
            name = fact.event.name
            if isinstance(fact.event, Renamed) and days.hold(fact.on):
                sentence = "changed its name from {before} to {name}"
                words = worded(sentence, before=AsSaid(before), name=AsSaid(name))
                yield fact, words, member
            before = name


def _grouped(body: Body, found: Sequence[tuple[Fact[Event], str, str]]) -> Iterator[Row]:
    """Yield a row for each day and kind of act, with all members that did it."""
    together = grouped(((f.by, f.on.text, word), (f, member)) for f, word, member in found)
    for (_, _, word), facts in sorted(together.items(), key=lambda each: each[0]):
        members = body.by_name({member for _, member in facts})
        yield {
            **dated("on", facts[0][0].on),
            "what": word,
            "names": ByName(map(body.called, members)),
            "members": list(members),
            "remark": correction(fact for fact, _ in facts),
        }


def correction(facts: Iterable[Fact[Event]]) -> str | None:
    """Return the remark on acts of which the entry of one was corrected, None for others."""
    return worded("corrected") if any(fact.corrected for fact in facts) else None


def _signed(body: Body, days: Days) -> Table:
    return Table(
        "acts",
        worded("Signatures, consents and withdrawals within the year"),
        [
            Column("on", "Day"),
            Column("what", "What"),
            Column("names", "Members"),
            Column("subjects", "Of what"),
            MARK,
        ],
        list(_acts(body, days)),
    )


def _acts(body: Body, days: Days) -> Iterator[Row]:
    """Yield a row for each day, act and text, with all members that did it."""
    texts = commitments_by_text(body.read_model, body.code, None, body.at)
    by_act: dict[tuple[date, str, str, str], list[Fact[MemberAct]]] = {}
    for kind, word in ACTS:
        for fact in body.facts.begun(kind, (days.first, days.last)):
            if days.hold(fact.on):
                key = (fact.by, fact.on.text, _word(fact.event, word), fact.event.member)
                by_act.setdefault(key, []).append(fact)
    together: dict[tuple[date, str, str, tuple[str, ...]], list[Fact[MemberAct]]] = {}
    not_open_for = not_open(body.facts)
    for (by, on, word, _), facts in by_act.items():
        of = tuple(
            whole_texts({fact.event.commitment for fact in facts}, texts, not_open_for(facts[0]))
        )
        together.setdefault((by, on, word, of), []).append(facts[0])
    for (_, _, word, of), facts in sorted(together.items(), key=lambda each: each[0]):
        members = body.by_name({fact.event.member for fact in facts})
        yield {
            **dated("on", facts[0].on),
            "what": word,
            "names": ByName(map(body.called, members)),
            "members": list(members),
            "subjects": list(of),
            "remark": correction(facts),
        }


def _statements(body: Body, days: Days) -> Iterator[Table]:
    """Yield a table of reservations, declarations and objections, if there were any."""
    said = body.facts.begun(StatementMade)
    author = {fact.entry_id: body.called(fact.event.member) for fact in said}
    rows: list[Row] = [
        {
            **dated("on", fact.on),
            "member": fact.event.member,
            "name": author[fact.entry_id],
            **values(fact.event, "kind", "text"),
            "subjects": [fact.event.commitment],
            "to": author.get(str(fact.event.to)),
            "remark": correction([fact]),
        }
        for fact in said
        if days.hold(fact.on)
    ]
    columns = (
        *(Column("on", "Day"), fields.NAME, Column("kind", "Kind"), Column("subjects", "Of what")),
        *(Column("text", "Text"), Column("to", worded("About the statement of")), MARK),
    )
    caption = worded("Reservations, declarations and objections within the year")
    if rows:
        yield Table("statements", caption, columns, rows)


def _word(event: MemberAct, word: str) -> str:
    match event:
        case Withdrawn():
            if event.of == "withdrawal":
                return worded("revoked a withdrawal")
            if event.of == "participation":
                return word
            return worded("withdrew {what}", what=plain(event.of))
        case Consented():
            return worded("consented: {kind}", kind=plain(event.kind))
        case Signed():
            return word if event.kind in USUAL else plain(event.kind)
        case _:
            return word
