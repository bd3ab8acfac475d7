"""How often a property is tried, and how many of a long list: all of them with the slow tests."""

from collections.abc import Iterator, Sequence

import pytest

CASES = 2
_FEWEST, _PART = 2, 10
_WITH_FILES = "tests/infrastructure/"
_whole = False


def all_of_them() -> None:
    """Try properties as often as their tests say, from here on."""
    global _whole  # noqa: PLW0603  # set once, before any test is read
    _whole = True


def often(examples: int, part: int = _PART) -> int:
    """Return how many of the examples are tried now: one of so many without the slow tests."""
    return examples if _whole else max(_FEWEST, examples // part)


def every(step: int) -> int:
    """Return the step in which a long list is gone through now: 1 with the slow tests."""
    return 1 if _whole else step


def slowly(*cases: object) -> Iterator[object]:
    """Yield parameters of a test that are tried with the slow tests only."""
    for case in cases:
        values = case if isinstance(case, tuple) else (case,)
        yield pytest.param(*values, marks=pytest.mark.slow)


def left_out(items: Sequence[pytest.Item]) -> Iterator[pytest.Item]:
    """Yield the cases of tests that are tried with the slow tests only.

    Those that are tried are evenly spread over the quick cases of a test: as many as its mark
    `in_part` says, or `CASES` of tests with files and commands, and all of others.
    """
    cases: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("slow"):
            continue
        if item.get_closest_marker("in_part") or item.nodeid.startswith(_WITH_FILES):
            cases.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for same in cases.values():
        mark = same[0].get_closest_marker("in_part")
        most = min(len(same), int(mark.args[0]) if mark else CASES)
        tried = {place * len(same) // most for place in range(most)}
        yield from (item for place, item in enumerate(same) if place not in tried)
