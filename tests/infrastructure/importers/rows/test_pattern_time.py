"""All patterns of a mapping have so much time on all rows of a file, and no more."""

import pytest

from domain.errors import Malformed
from infrastructure.importers.rows import row_bounds
from tests.infrastructure.importers.given import Office

MAPPING = """
name = "m"
key = ["who"]
[[act]]
record = "join"
when = "who"
[act.with]
name = "Kenya"
on = "2022"
member = { column = "who", patterns = { "(K)EN" = "{1}EN" } }
"""
BY_RULE = MAPPING.replace('when = "who"', 'when = { who = "K.N" }').replace(
    ', patterns = { "(K)EN" = "{1}EN" }', ""
)


@pytest.fixture
def little_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let patterns take a fifth of a second."""
    monkeypatch.setattr(row_bounds, "_FOR_ALL", 0.2)
    monkeypatch.setattr(row_bounds, "_FOR_CHARACTER", 0.0)


FOR_EVER = ["(a+)+b", "(?x:(a+) +b)", "a*a*a*a*a*a*a*a*a*b", "(a|a)*b", "(?:a?){40}b"]


@pytest.mark.slow
@pytest.mark.usefixtures("little_time")
@pytest.mark.parametrize("pattern", FOR_EVER)
@pytest.mark.parametrize("mapping", [MAPPING, BY_RULE])
def test_a_pattern_that_takes_for_ever_is_refused(
    ready: Office, mapping: str, pattern: str
) -> None:
    """Nobody knows why a command does not end."""
    slow = mapping.replace("(K)EN", f"({pattern})").replace("K.N", pattern)

    with pytest.raises(Malformed, match="The patterns of the mapping take too long on the rows"):
        ready.do(f"who\n{'a' * 40}\n", slow, dry_run=True)


@pytest.mark.parametrize("mapping", [MAPPING, BY_RULE])
def test_all_tries_together_are_counted(
    ready: Office, monkeypatch: pytest.MonkeyPatch, mapping: str
) -> None:
    """Each is quick enough for one cell; many of them on many rows were busy for hours."""
    moments = (number / 2 for number in range(10_000))
    monkeypatch.setattr(row_bounds, "process_time", lambda: next(moments))
    rows = "".join(f"KEN,{number}\n" for number in range(30))

    with pytest.raises(Malformed, match="The patterns of the mapping take too long on the rows"):
        ready.do(f"who,n\n{rows}", mapping, dry_run=True)


def test_each_file_and_each_row_gives_them_more(
    ready: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long file of somebody honest is read."""
    moments = (number / 2 for number in range(10_000))
    monkeypatch.setattr(row_bounds, "process_time", lambda: next(moments))
    monkeypatch.setattr(row_bounds, "_FOR_ALL", 0.0)
    monkeypatch.setattr(row_bounds, "_FOR_CHARACTER", 5.0)

    for _ in range(20):
        assert ready.do("who\nKEN\n", MAPPING, dry_run=True).rows == 1
