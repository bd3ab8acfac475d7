"""`import` of somebody else's list with a column of what came of each signature."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import typed
from tests.infrastructure.cli.test_import_answers import AGAIN

pytestmark = pytest.mark.usefixtures("register")


def sheet(*lines: str) -> None:
    """Write the list, with its columns as a spreadsheet in most of Europe parts them."""
    Path("list.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")


def recorded(*acts: str) -> None:
    """Import the list, and say what has to be in the log then."""
    first = typed("import list.csv")
    assert "Nothing was recorded yet" in first.err, first
    said = typed(AGAIN)
    assert said.code == 0, said
    log = typed("log").out
    assert all(act in log for act in acts), log


@pytest.mark.in_part(2)
@pytest.mark.parametrize(
    "lines",
    [
        (
            "Country;Instrument;Signed on;Status",
            "Malta;MISSION;16/03/2026;signed",
            "Peru;MISSION;;not signed",
            "Italy;MISSION;16/03/2026;withdrawn",
        ),
        (
            "Country;Instrument;Signed on;Signature",
            "Malta;MISSION;16/03/2026;signed",
            "Peru;MISSION;n/a;pending",
            "Italy;MISSION;16/03/2026;withdrawn",
        ),
        (
            "État membre;Texte;Date de signature;Statut",
            "Malte;MISSION;16/03/2026;signé",
            "Pérou;MISSION;n/a;en attente",
            "Italie;MISSION;16/03/2026;retirée",
        ),
        (
            "País;Tratado;Fecha de firma;Estado",
            "Malta;MISSION;16/03/2026;firmado",
            "Perú;MISSION;;por firmar",
            "Italia;MISSION;16/03/2026;retirado",
        ),
        (
            "Country;Instrument;Date;Signed on;Status",
            "Malta;MISSION;14/02/2026;16/03/2026;signed",
            "Peru;MISSION;14/02/2026;;not signed",
            "Italy;MISSION;14/02/2026;16/03/2026;withdrawn",
        ),
    ],
    ids=["days first", "two of signatures", "French", "Spanish", "other days"],
)
def test_a_withdrawal_is_no_signature_that_stands(lines: tuple[str, ...]) -> None:
    """Wherever the days of signatures stand, and in which language the column is kept."""
    sheet(*lines)

    recorded("ITA withdrew from MISSION-1")

    status = typed("status MISSION-1 --format csv").out
    standings = {line.split(",")[0]: line for line in status.splitlines()}
    assert ",former_signatory," in standings["ITA"], status
    assert ",signatory," in standings["MLT"], status
    assert "PER" not in typed("log").out
    assert "2026-03-16" in typed("history ITA").out


def test_a_day_of_signature_says_enough_where_the_status_is_blank() -> None:
    """It would be counted among rows that say nothing yet."""
    sheet(
        "Country;Instrument;Signed on;Status",
        "Malta;MISSION;16/03/2026;",
        "Ghana;MISSION;17/03/2026;signed",
        "Peru;MISSION;;",
        "Chile;MISSION;n/a;not signed",
        "Italy;MISSION;16/03/2026;withdrawn",
    )

    recorded("MLT signed MISSION-1 version 1", "GHA signed MISSION-1 version 1")

    assert "ITA withdrew from MISSION-1" in typed("log").out
    assert "Nothing to record in rows 4 to 5" in typed(AGAIN).err


def test_days_of_a_status_are_those_of_its_group() -> None:
    """Two texts stand side by side; the days of one say nothing of the other."""
    sheet(
        ";Mission;;Other;",
        "Country;Signed on;Status;Signed on;Status",
        "Malta;16/03/2026;signed;18/04/2026;signed",
        "Peru;;not signed;;not signed",
        "Italy;16/03/2026;withdrawn;19/04/2026;signed",
    )

    said = typed("import list.csv --dry-run")

    assert 'on = { column = "Mission / Signed on", default = "unknown" }' in said.out
    for column in ("Signed on", "Status"):
        told = f"Not used: 'Other / {column}' stands beside 'Mission / Status' and is perhaps of"
        assert told in said.err


@pytest.mark.parametrize(
    ("groups", "columns"),
    [(";Mission;Other", "Country;Signed on;Signed on"), (";Signed on;", "Country;Mission;Other")],
)
def test_signatures_of_two_texts_side_by_side_do_not_say_the_same(
    groups: str, columns: str
) -> None:
    """Nor are the second ones left out without a word of what to do."""
    sheet(groups, columns, "Malta;16/03/2026;18/04/2026", "Peru;;18/04/2026")

    said = typed("import list.csv --dry-run")

    assert " and is perhaps of another text: add an [[act]] for that text to the map" in said.err
    assert "and the column to nothing = { … }, or import its columns as a file of" in said.err
    assert "same as another" not in said.err
