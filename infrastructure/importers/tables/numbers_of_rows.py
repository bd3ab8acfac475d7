"""Numbers of rows as people write them: `rows 3, 7 to 9`."""

from collections.abc import Iterable

from domain.words import Words, joined, worded

_LISTED = 6


def listed(numbers: Iterable[int]) -> Words:
    """Return numbers of rows in order, with runs as one, and cut where there are many."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    if [len(run) for run in runs] == [1]:
        return worded("row {number}", number=runs[0][0])
    shown = joined(", ", map(_run, runs[:_LISTED]))
    if len(runs) > _LISTED:
        return worded("rows {numbers} …", numbers=shown)
    return worded("rows {numbers}", numbers=shown)


def _run(run: list[int]) -> str:
    if len(run) == 1:
        return str(run[0])
    return worded("{first} to {last}", first=run[0], last=run[-1])
