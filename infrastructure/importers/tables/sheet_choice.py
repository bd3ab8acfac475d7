"""Which sheets of a workbook are meant."""

from collections.abc import Callable, Sequence

from domain.errors import Malformed
from domain.words import worded
from infrastructure.importers.tables.header_rows import ACT, is_ours
from infrastructure.importers.tables.problems import with_suggestion
from infrastructure.importers.tables.raw_records import Record


def chosen_sheets(
    name: str,
    sheet: str | None,
    sheets: Sequence[str],
    shown: Sequence[str],
    first_row: Callable[[str], Sequence[str]],
) -> Sequence[str]:
    """Return the sheet that is named, or the only one that is `shown`, or all that are ours.

    Raises:
        Malformed: there is no such sheet, or none, or several can be meant.
    """
    if sheet is not None:
        if sheet not in sheets:
            sentence = worded("{name} has no sheet {sheet!r}.", name=name, sheet=sheet)
            others = worded("It has {names}.", names=", ".join(sheets))
            raise Malformed(with_suggestion(sentence, sheet, sheets, others))
        return [sheet]
    if len(shown) == 1:
        return shown
    firsts = {each: first_row(each) for each in shown}
    ours = [each for each, cells in firsts.items() if ACT in cells]
    if ours and (len(ours) == 1 or all(is_ours(Record(1, list(firsts[each]))) for each in ours)):
        return ours
    if not shown:
        raise Malformed("{name} has no sheet that is shown and has cells.", name=name)
    raise Malformed(
        "{name} has several sheets: {visible}. Say which one is meant, with --sheet.",
        name=name,
        visible=", ".join(shown),
    )
