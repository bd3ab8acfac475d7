"""The words of earlier versions of reports, to compare what was published in these words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from types import MappingProxyType
from typing import TypeVar

from application.questions.asking.answer import Row
from application.questions.asking.meeting_sentences import LEAST, MORE
from application.questions.members.counted import (
    GONE,
    NOT_COUNTED,
    NOT_DONE,
    SINCE_UNKNOWN,
    TAKEN_FOR_MEMBERS,
    WITHOUT,
)
from application.questions.members.not_asked import NOTHING_DUE
from application.questions.members.open_then import (
    ADDED,
    CLOSED,
    CONSENTED_THEN,
    IN_FORCE_THEN,
    SIGNED_THEN,
    WITHDRAWN_THEN,
)
from application.reports.document import Block, Paragraph, Report, Table
from application.reports.meetings.attendance import MANY, OBSERVED, SHOWN_IN_PART
from application.reports.meetings.decisions import COUNTED_NOW
from application.reports.meetings.items import NOTHING_ON
from application.reports.meetings.minutes import APPROVED_HERE
from application.reports.meetings.votes import COUNTS, NEEDED
from application.reports.meetings.who_acted import ACTED_BY_GAVE
from application.reports.status_notes import ANEW, OF_AMENDED, UNAMENDED, VERSION
from domain.words import Words, in_language


@dataclass(frozen=True, slots=True)
class EarlierWords:
    """The words of an earlier version, by the words of this one: templates, and JSON keys.

    A sentence of a list that was not there then is "".
    `kinds` are the reports that still have the sections, rows and columns of that version.
    """

    kinds: frozenset[str]
    templates: Mapping[str, str]
    keys: Mapping[str, str]

    def template(self, template: str) -> str:
        """Return the earlier template of a sentence; the same where it has not changed."""
        return self.templates.get(template, template)

    def key(self, key: str) -> str:
        """Return the earlier name of a JSON key."""
        return self.keys.get(key, key)


_KINDS = frozenset({"attendance", "decisions", "gaps", "minutes", "status"})
_CORRECTED = {
    f"Includes corrected {entries}.": "Includes corrected entries: {found}."
    for entries in ("entry {entries}", "entries {entries}")
}
_DATES = (
    "A date is as precise as it is known; a blank is not known or not done. “Corrected” marks an "
    "act whose first entry was wrong."
)
_SHARE = "{least} {numerator}/{denominator}"
_SINCE_THIRD = {
    **{each: each.replace("\N{NO-BREAK SPACE}", " ") for each in (COUNTS, NEEDED)},
    "Absent, with apologies or not": "Absent",
    "observing": "absent",
    "Meetings at which each member was present itself, represented, observing or absent": (
        "Meetings at which each member was present itself, represented or absent"
    ),
    **{WITHOUT[True, several]: WITHOUT[False, several] for several in (False, True)},
    "entry {position}": "@{position}",
    "Apologies on {day}: {names}.": "Apologies: {names}.",
    "{day}: {sentence}": "{sentence}",
    "{member} withdrew from {commitment}": "{member} withdrew its participation on {commitment}",
    "all that it had agreed to": "participation",
    "Chair of the body": "Chair",
    "{chair} (at this meeting: {presence})": "{chair}",
    "{member} joined": "{member} joined again",
    "{member} joined (another party: {distinct})": (
        "{member} joined again (another party: {distinct})"
    ),
    **dict.fromkeys(ANEW.values(), "stands"),
    **dict.fromkeys((GONE, SINCE_UNKNOWN, TAKEN_FOR_MEMBERS, ADDED, CLOSED, APPROVED_HERE), ""),
    **dict.fromkeys((NOTHING_DUE, *NOTHING_ON.values()), ""),
    **dict.fromkeys((SIGNED_THEN, CONSENTED_THEN, IN_FORCE_THEN, WITHDRAWN_THEN), ""),
    **ACTED_BY_GAVE,
    NOT_DONE: NOT_COUNTED,
    SHOWN_IN_PART: MANY,
    "Meetings shown: {number}.": "Meetings held: {number}.",
    COUNTED_NOW: "{how}",
    **dict.fromkeys((OF_AMENDED, UNAMENDED), VERSION),
}
_REPLACED = {
    **_SINCE_THIRD,
    "What was withdrawn": "Of its",
    "With effect from": "From",
    "Commitments concerned": "On",
    "Decisions adopted": "Adopted",
    "Decisions not adopted": "Not adopted",
    "A blank, or an area that is not listed, says that no gap is recorded, not that there is "
    "none.": "A blank says that no gap is recorded, not that there is none.",
    "Minutes were approved at meeting {meeting} on {on}.": (
        "Minutes were approved at {meeting} on {on}."
    ),
    **dict.fromkeys(map(str, (*LEAST.values(), *MORE.values())), _SHARE),
}
_THIRD = EarlierWords(
    kinds=_KINDS | {"audit", "overdue", "practices"},
    templates=MappingProxyType(_SINCE_THIRD),
    keys=MappingProxyType({}),
)
_SECOND = EarlierWords(
    kinds=_KINDS,
    templates=MappingProxyType(
        {
            **_CORRECTED,
            **_REPLACED,
            _DATES: (
                "A date stands as it is known: 2022-06 is a day of that month; a blank is not "
                "known or not done. “Corrected” marks an act whose first entry was wrong."
            ),
        }
    ),
    keys=MappingProxyType({}),
)
_FIRST = EarlierWords(
    kinds=_KINDS,
    templates=MappingProxyType(
        {
            "The report covers the year up to {last}.": "The year is told up to {last}.",
            "The last entry in this report was made on {date}.": (
                "The last entry that it rests on is of {date}."
            ),
            "Changes in membership": "Who came and went",
            "Standing of members at the end": "Where members stand at the end",
            "corrected": "mended",
            "Outcome": "What came of it",
            "Latest self-assessment of each member, with its date": (
                "What each member said last, with the day as of which it said so"
            ),
            "Self-assessed completion on {name}": "Members by what they said last, on {name}",
            "Latest self-assessments on {commitment}": "What members said last on {commitment}",
            "“Corrected” marks a statement whose first entry was wrong.": (
                "“Mended” marks a statement whose first entry was wrong."
            ),
            (
                "Members are counted by their latest self-assessment; a report that was returned "
                "does not count. Nothing is averaged, and a member that said nothing is counted "
                "as that, not as zero."
            ): (
                "Members are counted by what they said last; a report that was returned does not "
                "count. Nothing is averaged, and a member that said nothing is counted as that, "
                "not as zero."
            ),
            "Independent assessments, with the member's answer": (
                "What independent assessors judged, with the member's answer beside it"
            ),
            "Its own view": "Says itself",
            "Assessment": "Judges",
            "Self-assessment": "Says",
            "About the meeting": "Which meeting it is",
            "Inputs of initiatives, and their outcome": (
                "What initiatives had fed in, and what came of it"
            ),
            "Attendance by member": "Who took part, and how",
            "Attendance": "Took part",
            "Self-assessments and independent assessments": "What it said, and others judged",
            "Offices held": "Offices that it was given",
            "Standing on each commitment": "Where it stands",
            "Meetings with a list of attendance": "Meetings with a list",
            "Engagement, by level": "Whom it engaged, and at which level",
            "About the text": "What the text is",
            "Commitments, in the wording of the day": "Its commitments, in the words of the day",
            "Members and their standing": "Members and where they stand",
            "Withdrawals, and their revocation": "Withdrawals, and withdrawals of them",
            "Authentic languages, with the SHA-256 of their files": (
                "Its authentic languages, and what their files are known by"
            ),
            _DATES: (
                "A date stands as it is known: 2022-06 is a day of that month; a blank is not "
                "known or not done. “Mended” marks an act whose first entry was wrong."
            ),
            "Members: {standings}.": "Members by standing: {counted}.",
            **_REPLACED,
            **dict.fromkeys(
                _CORRECTED, "Made from entries that were wrong and have been mended: {found}."
            ),
            "Errors corrected": "Errors mended",
            "An error corrected: the register had said something else, which was wrong.": (
                "An error mended: the register had said something else, which was wrong."
            ),
            "Endings of entries that were corrected, or retracted": (
                "Endings of entries that were mended because of an error, or retracted"
            ),
            "Exceptions": "Otherwise on",
        }
    ),
    keys=MappingProxyType({"corrected": "mended", "part-corrected": "part-mended"}),
)
EARLIER: Mapping[int, EarlierWords] = MappingProxyType({1: _FIRST, 2: _SECOND, 3: _THIRD})
"""By version, as far as a report can still be written in its words."""

T = TypeVar("T")


def in_earlier_words(report: Report, version: int) -> Report | None:
    """Return the report in the words of an earlier version, None if it cannot be written so."""
    earlier = EARLIER.get(version)
    if earlier is None or report.name not in earlier.kinds:
        return None
    then = _without_observers(report) if report.name == "attendance" else report
    return _said(then, earlier)


def _without_observers(report: Report) -> Report:
    """Return the attendance of a year as the third version had it: who observed was absent."""
    return replace(
        report,
        sections=[
            replace(section, blocks=[_counted_as_absent(block) for block in section.blocks])
            for section in report.sections
        ],
    )


def _counted_as_absent(block: Block) -> Block:
    if not isinstance(block, Table):
        return block
    rows = ({**row, "absent": _absent(row)} for row in block.rows)
    return replace(
        block,
        columns=[column for column in block.columns if column.key != OBSERVED.key],
        rows=[{key: row[key] for key in row if key != OBSERVED.key} for row in rows],
    )


def _absent(row: Row) -> int:
    return int(str(row["absent"])) + int(str(row[OBSERVED.key]))


def _said(value: T, earlier: EarlierWords) -> T:
    said: object = value
    if isinstance(value, Words):
        said = in_language(value, earlier.template)
    elif isinstance(value, Mapping):
        said = {earlier.key(key): _said(each, earlier) for key, each in value.items()}
    elif isinstance(value, Sequence) and not isinstance(value, str):
        all_said = [(each, _said(each, earlier)) for each in value]
        said = [now for each, now in all_said if now not in ("", Paragraph("")) or each == now]
    elif is_dataclass(value) and not isinstance(value, type):
        now = {each.name: getattr(value, each.name) for each in fields(value)}
        then = {name: _said(each, earlier) for name, each in now.items()}
        if isinstance(now.get("key"), str):
            then["key"] = earlier.key(now["key"])
        said = replace(value, **then)
    return said  # type: ignore[return-value]  # of the same shape
