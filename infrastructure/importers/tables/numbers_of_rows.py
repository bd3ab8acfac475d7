"""Numbers of rows as people write them: `rows 3, 7 to 9`."""

from collections.abc import Iterable

from domain.words import Words, joined, worded

_LISTED = 6


def listed(numbers: Iterable[int]) -> Words:
    """Return numbers of rows in order, with runs as one; of many, their count and the first."""
    different = sorted(set(numbers))
    runs: list[list[int]] = []
    for number in different:
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    if len(different) == 1:
        return worded("row {number}", number=different[0])
    values = {"count": len(different), "numbers": joined(", ", map(_run, runs[:_LISTED]))}
    if len(different) <= _LISTED:
        return worded("rows {numbers}", **values)
    if len(runs) > _LISTED:
        return worded("{count:,} rows: {numbers} …", **values)
    return worded("{count:,} rows: {numbers}", **values)


def _run(run: list[int]) -> str:
    if len(run) == 1:
        return str(run[0])
    return worded("{first} to {last}", first=run[0], last=run[-1])
