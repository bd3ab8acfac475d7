"""What came of an import, as people read it: what was recorded, and bad rows by their reasons."""

from collections.abc import Iterator, Sequence

from domain.grouping import grouped
from domain.words import Words, worded
from infrastructure.cli.groups import REFUSED
from infrastructure.cli.recording import show_records
from infrastructure.cli.screen import say, tell
from infrastructure.importers.importing import ImportReport
from infrastructure.importers.tables.numbers_of_rows import listed
from infrastructure.importers.tables.problems import BadRows, RowProblem

LISTED = 10
"""Bad rows that are listed one by one, more are told by their reasons; and notes of one kind."""
_EXAMPLES = 3


def refused_rows(refusal: BadRows) -> int:
    """Print why nothing was recorded, and return the exit code."""
    tell("depositary: {refusal}", refusal=refusal.summary)
    show_problems(refusal.problems)
    tell("Correct them, or record the rest with --skip-bad-rows.")
    return REFUSED


def show_problems(problems: Sequence[RowProblem]) -> None:
    """Show bad rows one by one, or, where there are many, each reason with its rows."""
    if len(problems) <= LISTED:
        for problem in problems:
            tell(str(problem), indent="  ")
        return
    for sentence in _by_reason(problems):
        tell(sentence, indent="  ")


def _by_reason(problems: Sequence[RowProblem]) -> Iterator[Words]:
    """Yield a sentence for each column and reason, the one with the most rows first."""
    alike = grouped(
        ((each.column, getattr(each.reason, "template", each.reason)), each) for each in problems
    )
    for (column, _), found in sorted(alike.items(), key=lambda each: -len(each[1])):
        values = {"rows": listed(each.row for each in found), "reason": found[0].reason}
        cells = list(dict.fromkeys(each.value for each in found if each.value))
        if not column:
            yield worded("{rows}: {reason}", **values)
        elif not cells:
            yield worded("{rows}, column {column!r}: {reason}", column=column, **values)
        else:
            shown = ", ".join(map(repr, cells[:_EXAMPLES]))
            yield worded(
                "{rows}, column {column!r}, such as {cells}: {reason}",
                column=column,
                cells=shown,
                **values,
            )


def show_recorded(report: ImportReport) -> None:
    """Print what was recorded, or would be."""
    say(*report.setup)
    for code, name in report.admitted:
        say(
            worded(
                "{code} {name}: no member yet, admitted with an unknown joining date",
                code=code,
                name=name,
            )
        )
    say(report.counted())
    if report.trial:
        show_records(report.records, None)


def show_left_out(report: ImportReport) -> int:
    """Print beside it which rows say nothing, notes and bad rows; return the exit code."""
    if report.skipped:
        tell("Left out, as was answered: {rows}.", rows=listed(report.skipped))
    if report.silent:
        tell("Nothing to record in {rows}: nothing is said there yet.", rows=listed(report.silent))
    if report.known:
        tell("Recorded already, by hand or from another file: {rows}.", rows=listed(report.known))
    if report.unnoted:
        tell("Their remarks were not recorded: {rows}.", rows=listed(report.unnoted))
    if report.shown_otherwise:
        tell(
            "Who may see what was recorded already stays as it was, and is not what the file says: "
            "{rows}. Change that by hand.",
            rows=listed(report.shown_otherwise),
        )
    for note in _few_of_a_kind(report.notes):
        tell(note, indent="  ")
    if report.problems and not report.blocked:
        tell("Left out, since it must not be recorded; ask for it in other words:")
    show_problems(report.problems)
    return REFUSED if report.problems else 0


def _few_of_a_kind(notes: Sequence[str]) -> Iterator[str]:
    """Yield notes, those that say the same of something else together, and only some of many."""
    for found in grouped((_kind(note), note) for note in notes).values():
        yield from found[:LISTED]
        if len(found) > LISTED:
            yield worded("… and {count} more", count=len(found) - LISTED)


def _kind(note: str) -> object:
    """Return what words say whatever their values; another text is of its own kind."""
    values = getattr(note, "values", {}).values()
    parts = (_kind(each) for each in values if isinstance(each, Words))
    return getattr(note, "template", note), *parts
