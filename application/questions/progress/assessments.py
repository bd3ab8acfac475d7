"""What members said of themselves, and what others judged."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Answer, Row, by_name, values
from application.questions.asking.ask import Ask
from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from application.questions.asking.question_context import QuestionContext
from application.questions.asking.references import RowFilter
from application.questions.asking.sentences import plain
from application.questions.progress.reports import stated
from application.questions.progress.reviews import shown_reports
from application.read_model import ReadModel
from domain.events.progress import AssessmentAnswered, ProgressAssessed, ProgressReported
from domain.grouping import grouped
from domain.words import joined, worded

ASSESSMENTS = fields.AnswerFields(
    facts=(
        *(fields.TASKFORCE, fields.REFERENCE),
        fields.in_json("counts", "rows by kind, scale, version and value"),
    ),
    columns=(
        *(fields.COMMITMENT, fields.NAME, fields.STATED_ON),
        fields.AnswerField("by", "By", "the institution that judged, or itself"),
        *(fields.ASSESSMENT, fields.SCALE, fields.SCALE_VERSION),
        *(fields.CONFIDENCE, fields.ANSWER),
    ),
    more=(
        fields.in_json(
            "kind", "report (by the member itself) or assessment (by somebody independent)"
        ),
        *(fields.MEMBER, fields.PERIOD_FROM, fields.PERIOD_UNTIL),
        *(fields.NARRATIVE, fields.EVIDENCE, fields.ENTRY),
        *(fields.MENDED, fields.METHOD, fields.METHOD_VERSION),
        fields.in_json("answered_on", "day of that answer"),
    ),
)


def assessments(read_model: ReadModel, ask: Ask, reference: str | None, today: date) -> Answer:
    """Answer what members said of themselves and what others judged, with the members' answers.

    Counts are of all that is listed, by scale, version and value; nothing is averaged.

    Raises:
        UnknownReference: there is no such member, instrument or commitment.
    """
    context = QuestionContext.of(read_model, ask, today)
    asked = context.row_filter(reference)
    in_time = sorted(_rows(context.facts, asked), key=lambda row: str(row["stated_on"]))
    rows = by_name(in_time, lambda row: (str(row["commitment"]),))
    found = Counter(
        (str(row["kind"]), str(row["scale"]), str(row["scale_version"]), str(row["assessment"]))
        for row in rows
    )
    counts = dict(sorted(found.items()))
    scales = {(row["scale"], row["scale_version"]) for row in rows}
    return context.answer(
        worded("Assessments of {subject}", subject=reference or ask.taskforce),
        ASSESSMENTS.columns,
        rows,
        facts={"reference": reference},
        counts={" ".join(value): number for value, number in counts.items()},
        counted=joined("; ", [_counted(*value, number) for value, number in counts.items()]),
        notes=[worded("Several scales are in use; values of one say nothing on another.")]
        if len(scales) > 1
        else [],
    )


def _counted(kind: str, scale: str, version: str, assessment: str, number: int) -> str:
    return worded(
        "{number} {kind}, scale {scale} {version}: {assessment}",
        number=number,
        kind=kind,
        scale=scale,
        version=version,
        assessment=plain(assessment),
    )


def _rows(facts: Facts, asked: RowFilter) -> Iterator[Row]:
    """Yield what members said about themselves, then what others judged."""
    answers = grouped((str(f.event.assessed), f) for f in facts.begun(AssessmentAnswered))
    for report in shown_reports(facts):
        if asked.is_for(report.event.commitment, report.event.member):
            yield _row(report, asked.names)
    for assessed in facts.standing(ProgressAssessed):
        if asked.is_for(assessed.event.commitment, assessed.event.member):
            yield _row(assessed, asked.names, answers.get(assessed.entry_id, []))


def _row(
    fact: Fact[ProgressReported] | Fact[ProgressAssessed],
    names: Mapping[str, str],
    answers: list[Fact[AssessmentAnswered]] | None = None,
) -> Row:
    event = fact.event
    assessed = event if isinstance(event, ProgressAssessed) else None
    return {
        **values(event, "commitment", "member"),
        "name": names.get(event.member, event.member),
        "kind": "assessment" if assessed else "report",
        "by": assessed.assessor if assessed else worded("itself"),
        **values(event, "period_from", "period_until"),
        **stated(fact),
        **values(assessed, "confidence", "method", "method_version"),
        "answer": "\n".join(each.event.text for each in answers or ()) or None,
        "answered_on": str(answers[-1].on) if answers else None,
    }
