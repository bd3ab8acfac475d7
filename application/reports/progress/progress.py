"""The report `progress`: latest assessments by commitment, member and theme; no averages."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import ByName, Column, Json, Row, dated
from application.questions.asking.ask import Ask
from application.questions.asking.completeness import NOT_PUBLIC
from application.questions.asking.sentences import counts_in_words
from application.questions.members.counted import bound_since_unknown, shown_in_part
from application.questions.members.not_asked import members_not_asked
from application.questions.progress.obligations import STATES
from application.read_model import ReadModel
from application.reports.body_context import Body
from application.reports.document import Block, Paragraph, Report, Section, Table, Tone
from application.reports.progress.assessments_and_milestones import (
    assessed,
    evidence_of,
    milestones,
)
from application.reports.progress.missing import counted_how, why_missing
from application.reports.progress.scale_charts import counts_by_scale
from application.reports.progress.states import (
    NOT_BOUND,
    NOT_SHOWN,
    NOTHING,
    REMINDED,
    ProgressCell,
    States,
)
from domain.words import joined, worded

CORRECTED = worded("“Corrected” marks a statement whose first entry was wrong.")
MIXED = worded(
    "Several scales are in use. Each is counted by itself: values of one say nothing on another."
)


def progress(read_model: ReadModel, ask: Ask, today: date, *, about: str | None = None) -> Report:
    """Say how far members are, all or those that `about` means, a text or a member.

    Raises:
        UnknownReference: it is no member, instrument or commitment.
    """
    body = Body.of(read_model, ask, today)
    states = States(body, about)
    themed = any(states.themes.values())
    sections = [
        Section("counts", "Counts", [*counts_by_scale(states), _reporting_counts(states)]),
        Section("overview", "Member by member", [_matrix(states)]),
        *([Section("themes", "By theme", [_by(states, "theme")])] if themed else []),
        Section("of-members", "By member", [_by(states, "member")]),
        Section("of-commitments", "By commitment", sections=list(_each(states))),
        Section("judged", "Independent assessments", [assessed(states)]),
        Section("steps", "Milestones", [milestones(states)]),
        Section("asked", "Reports that were due", [_due(states)]),
    ]
    return body.report(
        "progress",
        worded("Progress of {about}", about=about) if about else worded("Progress"),
        sections,
        scales=[scale.described for scale in states.scales],
        facts={"about": about},
        notes=[
            *(*counted_how(states), CORRECTED),
            *([MIXED] if len(states.scales) > 1 else []),
            *bound_since_unknown(body.facts, states.asked.is_for),
            *(members_not_asked(body.facts) if about is None else []),
            *shown_in_part(body.facts.of(states.charted)),
        ],
    )


def _reporting_counts(states: States) -> Table:
    rows: list[Row] = []
    for commitment in states.commitments:
        bound = [cell for cell in states.of(commitment) if cell.bound]
        silent = Counter(cell.silence for cell in bound if not cell.report)
        rows.append(
            {
                "commitment": commitment,
                "bound": len(bound),
                "reported": len(bound) - silent.total() or (None if states.public else 0),
                "returned": silent["returned"],
                "no_report": silent[REMINDED],
                "nothing": silent[NOTHING],
                "not_shown": silent[NOT_SHOWN],
            }
        )
    columns = [fields.COMMITMENT, Column("bound", "Bound"), Column("reported", "Reported")]
    if not states.public:
        columns += [
            Column("returned", "Only returned"),
            Column("no_report", "No report after a reminder"),
            Column("nothing", "Nothing reported so far"),
            *([Column("not_shown", "Not shown")] if states.unseen else []),
        ]
    shown = {column.key for column in columns}
    return Table(
        "bound",
        "Members that are bound on this day, and how many of them reported",
        columns,
        [
            {key: value for key, value in row.items() if key in shown}
            for row in rows
            if row["bound"] or not states.public  # who signed may not be public
        ],
    )


def _matrix(states: States) -> Table:
    """Return the latest self-assessment of each member on each commitment, with its day."""
    rows = ByName[Row]()
    tones: dict[str, Tone] = {}
    for member in states.members:
        cells: dict[str, Json] = {}
        for reference in states.commitments:
            cell = states.cells.get((reference, member))
            word, tone = states.said(cell) if cell else (NOT_BOUND, "none")
            tones |= {word: tone} if cell else {}
            cells[reference] = _shown(states, cell, word)
        rows.append({"member": member, "name": states.called(member), "says": cells})
    return Table(
        "matrix",
        worded("Latest self-assessment of each member, with its date"),
        [
            fields.NAME,
            *(Column(f"says.{reference}", reference) for reference in states.commitments),
        ],
        rows,
        tones=tones,
    )


def _shown(states: States, cell: ProgressCell | None, word: str) -> str | None:
    """Return the text of a cell; missing reports and signatures are not shown to the public."""
    if not states.public or (cell and cell.report):
        return word
    return worded("no report shown") if cell else None


def _by(states: States, what: str) -> Table:
    """Count values by theme or by member, each scale and version in rows of its own."""
    counted: dict[tuple[str, str], Counter[str]] = {}
    silent: Counter[str] = Counter()
    for cell in states.cells.values():
        theme = states.themes.get(cell.commitment) or worded("no theme")
        group = theme if what == "theme" else states.called(cell.member)
        if cell.report and cell.scale:
            key = (group, cell.scale.name)
            counted.setdefault(key, Counter())[cell.report.event.assessment] += 1
        elif cell.bound and not states.public and cell.silence != NOT_SHOWN:
            silent[group] += 1
    for group in silent.keys() - {group for group, _ in counted}:
        counted[group, ""] = Counter()
    order = {value: n for scale in states.scales for n, value in enumerate(scale.values)}
    rows: list[Row] = [
        {
            what: group,
            "scale": scale or None,
            "reports": counts.total(),
            "counts": _counts(counts, sorted(counts, key=lambda value: (order[value], value))),
            **({} if states.public else {"silent": silent[group]}),
        }
        for (group, scale), counts in sorted(counted.items())
    ]
    return Table(
        f"by-{what}",
        worded("Last reports by theme, each scale by itself")
        if what == "theme"
        else worded("Last reports by member, each scale by itself"),
        [
            Column(what, worded("Theme") if what == "theme" else worded("Member")),
            fields.SCALE,
            Column("reports", "Reports"),
            Column("counts", "Of these"),
            *([] if states.public else [Column("silent", worded("Without report"))]),
        ],
        rows,
    )


def _counts(counts: Mapping[str, int], values: Sequence[str]) -> str:
    """Return how often each of these values was counted, in words."""
    return counts_in_words((value, counts[value]) for value in values)


def _each(states: States) -> Iterator[Section]:
    """Yield a section for each commitment, with what every member said."""
    for number, commitment in enumerate(states.commitments, start=1):
        table = on_commitment(states, commitment, number)
        words = [Paragraph(states.words[commitment])] if commitment in states.words else []
        heading = worded("{heading}", heading=commitment)
        yield Section(f"on-{number}", heading, [*words, table])


def on_commitment(
    states: States, commitment: str, number: int, left_out: Container[str] = ()
) -> Table:
    """Return what each member said last on a commitment, or that it said nothing.

    Columns whose keys are in `left_out` are left out.
    """
    columns = (
        *(fields.NAME, Column("says", worded("Self-assessment")), fields.SCALE, fields.STATED_ON),
        *(fields.NARRATIVE, fields.EVIDENCE, fields.REMARK),
    )
    cells = [cell for cell in states.of(commitment) if cell.report or not states.public]
    return Table(
        f"commitment-{number}",
        worded("Latest self-assessments on {commitment}", commitment=commitment),
        [column for column in columns if column.key not in left_out],
        ByName(_said(states, cell) for cell in cells),
        tones={k: tone for each in cells if each.scale for k, tone in each.scale.tones.items()},
    )


def _said(states: States, cell: ProgressCell) -> Row:
    event = cell.report.event if cell.report else None
    pending = cell.review is not None and cell.review.told == "pending" and not states.public
    marks = [
        worded("waits for review") if pending else "",
        worded("final") if event and event.stage == "final" else "",
        worded("corrected") if cell.report and cell.report.corrected else "",
        "" if cell.bound or states.public else worded("not bound on this day"),
        why_missing(states, cell),
    ]
    remarks = [*filter(None, marks)]
    return {
        "member": cell.member,
        "name": states.called(cell.member),
        "says": event.assessment if event else cell.silence,
        "scale": cell.scale.name if cell.scale else None,
        **dated("stated_on", cell.report.on if cell.report else None),
        "narrative": event.narrative if event else None,
        "evidence": evidence_of(event.evidence) if event else [],
        "remark": joined("; ", remarks) if remarks else None,
    }


def _due(states: States) -> Block:
    if states.public:
        return Paragraph(NOT_PUBLIC)
    found = [row for row in states.due if row.due_on]
    rows: list[Row] = []
    for due_on, commitment in sorted({(row.due_on, row.commitment) for row in found if row.due_on}):
        counts = Counter(
            str(row.state) for row in found if (row.due_on, row.commitment) == (due_on, commitment)
        )
        period = next(
            worded("{begin} to {end}", begin=row.period_from, end=row.period_until)
            for row in found
            if (row.due_on, row.commitment) == (due_on, commitment)
        )
        rows.append(
            {
                "due_on": due_on.isoformat(),
                "commitment": commitment,
                "period": period,
                "counts": _counts(counts, [state for state in STATES if counts[state]]),
            }
        )
    return Table(
        "due",
        "How many members reported, by due date",
        [
            *(Column("due_on", "Due on"), fields.COMMITMENT, fields.PERIOD),
            Column("counts", "Members"),
        ],
        rows,
    )
