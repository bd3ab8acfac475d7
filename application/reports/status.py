"""The report `status`: standing of each member on a text, statements and withdrawals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import (
    Answer,
    Column,
    Json,
    Row,
    dated,
    in_order_of,
    values,
)
from application.questions.asking.ask import Ask
from application.questions.asking.fact import Fact
from application.questions.asking.references import TextAsked, find_text
from application.questions.asking.sentences import plain
from application.questions.members import standings
from application.read_model import ReadModel
from application.reports.body_context import Body
from application.reports.document import Paragraph, Report, Section, Table
from application.reports.paper.paper import REFERENCE
from application.reports.status_notes import (
    Acts,
    acts_begun,
    counted_members,
    notes_of,
    signed_anew,
)
from domain.events import texts as c
from domain.events.bodies import InstrumentAdopted
from domain.values import ImpreciseDate
from domain.words import joined, listed, worded

NO_TREATY = worded("A political commitment does not enter into force.")
NOTE = worded(
    "A date is as precise as it is known; a blank is not known or not done. “Corrected” marks an "
    "act whose first entry was wrong."
)


def status(read_model: ReadModel, ask: Ask, today: date, *, instrument: str) -> Report:
    """Make the status report of a text, or of one commitment.

    Raises:
        UnknownReference: it is neither.
    """
    whole = Body.of(read_model, ask, today)
    answer = standings.status(read_model, ask, instrument, today)
    text = find_text(read_model, ask.taskforce, instrument, whole.at)
    body = replace(whole, facts=whole.facts.of(text.commitments))
    made = _Status(body, text, answer)
    return body.report(
        "status",
        worded("Status of signatures: {heading}", heading=text.commitment or text.title),
        [made.of_the_text(), made.of_members(), made.of_statements(), made.of_withdrawals()],
        facts=answer.facts,
        banners=[line for line in answer.banners if line not in body.banners],
        notes=[*answer.notes, NOTE],
    )


@dataclass(frozen=True)
class _Status:
    """What the sections are made from."""

    body: Body
    text: TextAsked
    answer: Answer

    def of_the_text(self) -> Section:
        adopted = [
            fact
            for fact in self.body.facts.begun(InstrumentAdopted)
            if fact.event.reference == self.text.instrument
        ]
        last = adopted[-1] if adopted else None
        says: list[tuple[str, str]] = [
            (worded("Title"), last.event.title if last else self.text.title),
            (REFERENCE, self.text.instrument),
            (
                worded("Nature"),
                worded("political commitment") if self.text.political else worded("treaty"),
            ),
        ]
        if last:
            says += [
                (worded("Version"), last.event.version),
                (worded("Adopted on"), _adopted(adopted)),
                (worded("Open to"), _open_to(last.event)),
            ]
        says.append((worded("Entry into force"), self._force()))
        rows: list[Row] = [{"item": item, "says": said} for item, said in says]
        about = Table(
            "text",
            worded("About the text"),
            [Column("item", "Item"), Column("says", "As recorded")],
            rows,
        )
        return Section("text", "The text", [about, _languages(last), self._commitments()])

    def _force(self) -> str:
        """Return the day on which it first took effect for a member."""
        if self.text.political:
            return NO_TREATY
        rows = list(self._in_force())
        if not rows:
            return "not in force for any member on this day"
        begun = min(str(row["in_force_on_latest"]) for row in rows)
        first = [row for row in rows if row["in_force_on_latest"] == begun]
        names = listed(sorted(str(row["name"]) for row in first))
        day = ImpreciseDate.parse(str(first[0]["in_force_on"]))
        return worded("among the members, first for {members}: {day}", members=names, day=day)

    def _in_force(self) -> Iterator[Row]:
        on = self.body.at.on.isoformat()
        for row in self.answer.rows:
            day = row["in_force_on_latest"]
            if isinstance(day, str) and day <= on and not row["provisional"]:
                yield row

    def _commitments(self) -> Table:
        words = {
            fact.event.commitment: (fact.event.version, fact.event.text, fact.event.theme)
            for fact in self.body.facts.known(c.Adopted)
        }
        for fact in self.body.facts.begun(c.Amended):
            theme = words[fact.event.commitment][2]
            words[fact.event.commitment] = (fact.event.version, fact.event.text, theme)
        rows: list[Row] = [
            {"commitment": reference, "version": version, "theme": theme, "text": text}
            for reference, (version, text, theme) in words.items()
        ]
        return Table(
            "commitments",
            worded("Commitments, in the wording of the day"),
            [
                Column("commitment", "Reference"),
                Column("version", "Version"),
                Column("text", "Words"),
            ],
            rows,
        )

    def of_members(self) -> Section:
        answered = self.answer.rows
        noted = notes_of(self.body, answered, self._statements())
        rows = in_order_of(
            answered,
            (
                {**_without_progress(row), "notes": noted.get(str(row["member"]), [])}
                for row in answered
            ),
        )
        columns = [each for each in self.answer.columns if not _is_left_out(each.key)]
        counts, public = self.answer.counts, self.body.public
        table = Table(
            "members",
            worded("Members and their standing"),
            [*columns, Column("notes", "Notes")],
            rows,
            tones={
                "party": "good",
                "contracting_party": "partial",
                "signatory": "good" if self.text.political else "partial",
                "former_party": "bad",
                "former_signatory": "bad",
                "none": "none",
            },
        )
        said = [] if counts is None else [Paragraph(counted_members(counts, public=public))]
        return Section("members", "Members", [*said, table])

    def _statements(self) -> Sequence[Fact[c.StatementMade]]:
        begun = self.body.facts.begun(c.StatementMade)
        return [fact for fact in begun if fact.event.commitment in self.text.commitments]

    def of_statements(self) -> Section:
        ended = self.body.facts.ended
        statements = self._statements()
        number_of = {fact.entry_id: n for n, fact in enumerate(statements, start=1)}
        rows: list[Row] = [
            {
                "number": number,
                "member": fact.event.member,
                "name": self.body.called(fact.event.member),
                **values(fact.event, "commitment", "kind"),
                **dated("on", fact.on),
                "text": fact.event.text,
                "to": number_of.get(str(fact.event.to)),
                "state": _state_cell(fact, "withdrawn" if fact.entry_id in ended else "stands"),
            }
            for number, fact in enumerate(statements, start=1)
        ]
        table = Table(
            "statements",
            "Reservations, declarations and objections",
            [
                Column("number", "No."),
                fields.NAME,
                Column("kind", "Kind"),
                Column("on", "Made on"),
                Column("text", "Text"),
                Column("to", "About no."),
                Column("state", "State"),
            ],
            rows,
        )
        return Section("statements", "Statements", [table])

    def of_withdrawals(self) -> Section:
        found: dict[tuple[str, str, str], list[Fact[c.Withdrawn]]] = {}
        acts = acts_begun(self.body)
        for fact in self.body.facts.begun(c.Withdrawn):
            event = fact.event
            if event.commitment in self.text.commitments and event.of != "report":
                found.setdefault((event.member, event.of, str(fact.on)), []).append(fact)
        rows: list[Row] = [
            {
                "member": member,
                "name": self.body.called(member),
                "of": of,
                **dated("on", same[0].on),
                "commitments": ", ".join(fact.event.commitment for fact in same),
                "state": _state_cell(same[0], self._withdrawn(acts, same)),
            }
            for (member, of, _), same in found.items()
        ]
        table = Table(
            "withdrawals",
            worded("Withdrawals, and their revocation"),
            [
                fields.NAME,
                Column("of", worded("What was withdrawn")),
                Column("on", worded("With effect from")),
                Column("commitments", worded("Commitments concerned")),
                Column("state", "State"),
            ],
            rows,
        )
        return Section("withdrawals", "Withdrawals", [table])

    def _withdrawn(self, acts: Acts, same: Sequence[Fact[c.Withdrawn]]) -> str:
        """Return what became of what was withdrawn from commitments on one day."""
        if same[0].entry_id in self.body.facts.ended:
            return "revoked"
        return signed_anew(acts, same) or "stands"


def _without_progress(row: Row) -> Row:
    return {key: value for key, value in row.items() if not _is_left_out(key)}


def _is_left_out(key: str) -> bool:
    """Say whether a key of the question is no column here; a note says what was withdrawn."""
    return key.startswith("progress") or key == "withdrawn"


def _state_cell(fact: Fact[c.StatementMade] | Fact[c.Withdrawn], state: str) -> list[Json]:
    return [state, worded("corrected")] if fact.corrected else [state]


def _adopted(texts: Sequence[Fact[InstrumentAdopted]]) -> str:
    if len(texts) == 1:
        return worded("{on}", on=texts[0].on)
    versions = [
        worded("version {version} on {on}", version=fact.event.version, on=fact.on)
        for fact in texts
    ]
    return joined("; ", versions)


def _open_to(text: InstrumentAdopted) -> str:
    names = [worded("{kind}", kind=plain(kind.value)) for kind in text.open_to]
    kinds = joined(", ", names) if names else worded("all members")
    return joined("; ", [kinds, text.who_may_sign]) if text.who_may_sign else kinds


def _languages(last: Fact[InstrumentAdopted] | None) -> Table:
    rows: list[Row] = [
        values(each, "language", "file_sha256", "text_sha256")
        for each in (last.event.authentic_texts if last else ())
    ]
    return Table(
        "languages",
        worded("Authentic languages, with the SHA-256 of their files"),
        [
            Column("language", "Language"),
            Column("file_sha256", "sha256 of the file"),
            Column("text_sha256", "sha256 of the text"),
        ],
        rows,
    )
