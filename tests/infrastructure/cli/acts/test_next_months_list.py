"""A list comes again a month later: under another name, with a corrected day and a new name."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.test_import_changes import decide

pytestmark = pytest.mark.slow
FIRST = "Code,Country,Joined\nZUB,Zubrowka,2026-03-01\nQUM,Qumar,2026-03-02\n"
SECOND = "Code,Country,Joined\nZUB,Zubrowka,2026-03-05\nQUM,Free Qumar,2026-03-02\n"
WITH = "--mapping march.csv.mapping.toml"


@pytest.fixture(autouse=True)
def imported(register: Path) -> None:
    del register
    Path("march.csv").write_text(FIRST, encoding="utf-8")
    Path("april.csv").write_text(SECOND, encoding="utf-8")
    typed("import march.csv")
    must(f"import march.csv {WITH}")


def test_the_mapping_of_last_month_is_named_where_it_fits() -> None:
    """With a mapping of its own, a corrected day reads like a second membership."""
    Path("broken.mapping.toml").write_text("x = [", encoding="utf-8")

    said = typed("import april.csv")

    assert "broken" not in said.err
    assert "march.csv.mapping.toml fits, too. If this is a later state of the list" in said.err
    assert f"depositary import april.csv {WITH} --dry-run" in said.err
    own = typed("import april.csv --mapping april.csv.mapping.toml --dry-run").err
    assert "If the day on record is wrong, correct that entry: depositary correct @" in own
    assert "If it was renamed: depositary member rename QUM 'Free Qumar' --on DAY" in own


def test_a_copy_that_is_corrected_is_read_without_a_question_about_its_own_columns() -> None:
    """They were asked about, and the answers made the mapping useless for the list itself."""
    refused = typed(f"import april.csv {WITH} --errors april.xlsx")
    assert "record since when it is called so: depositary member rename" in refused.err
    decide("april.xlsx", Zubrowka="Error", **{"Free Qumar": "SKIP"})

    said = typed(f"import april.xlsx {WITH}")

    assert (said.code, said.out) == (0, "2 rows: recorded nothing; 1 unchanged, 1 amended.\n"), said
    assert "2026-03-05  ZUB joined as Zubrowka" in typed("log").out
    assert typed(f"import march.csv {WITH} --dry-run").code in (0, 1)


def test_what_is_said_of_all_changes_may_be_in_other_letters() -> None:
    assert typed(f"import april.csv {WITH} --changed ERROR").code == 0
