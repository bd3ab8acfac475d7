"""All patterns of a mapping have so much time on all rows of a file, and no more."""

import pytest

from domain.errors import Malformed
from infrastructure.importers.rows import pattern_time
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
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each look at the clock be half a second after the one before."""
    moments = (number / 2 for number in range(10_000))
    monkeypatch.setattr(pattern_time, "_LEFT", pattern_time._TimeLeft())
    monkeypatch.setattr(pattern_time, "perf_counter", lambda: next(moments))


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize("mapping", [MAPPING, BY_RULE])
def test_patterns_that_take_too_long_are_refused(ready: Office, mapping: str) -> None:
    """Each is quick enough for one cell; many of them on many rows were busy for hours."""
    rows = "".join(f"KEN,{number}\n" for number in range(30))

    with pytest.raises(Malformed, match="The patterns of the mapping take too long on the rows"):
        ready.do(f"who,n\n{rows}", mapping, dry_run=True)


@pytest.mark.usefixtures("slow")
def test_each_file_and_each_row_gives_them_more(
    ready: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long file of somebody honest is read."""
    ready.do("who\nKEN\n", MAPPING, dry_run=True)
    monkeypatch.setattr(pattern_time, "_FOR_ALL", 0.0)
    monkeypatch.setattr(pattern_time, "_FOR_ROW", 5.0)

    assert ready.do("who\nKEN\n", MAPPING, dry_run=True).rows == 1
