"""`import` of a list as an office in Vienna, Berne, Madrid or Lima keeps it."""

from datetime import date
from pathlib import Path

import pytest

from tests.infrastructure.cli.given import typed
from tests.infrastructure.importers.sheets import book

pytestmark = pytest.mark.usefixtures("register")


@pytest.mark.slow
def test_a_list_of_members_in_german_is_read() -> None:
    """Its columns, its months, its countries, its sum, and its marks of footnotes."""
    Path("liste.xlsx").write_bytes(
        book(
            ["Mitgliederliste (Stand 1. März 2026)"],
            ["Land", "Kürzel", "Beitritt", "Austritt", "Bemerkungen"],
            ["Österreich¹", "AT", date(2026, 3, 1)],
            ["Schweiz", "CH", "15. März 2026", None, "Vorsitz"],
            ["Bundesrepublik Deutschland", "DE", "3. Jänner 2026"],
            ["Europäische Kommission", "EU", "15.04.2026"],
            ["Italien", "IT", "13.03.2026", "30.09.2026"],
            ["Summe", 4],
            ["¹ vertreten durch das Bundesministerium"],
        )
    )
    first = typed("import liste.xlsx")
    assert "Left out as totals: row 8." in first.err, first
    assert "¹ vertreten durch" in first.err

    said = typed("import liste.xlsx --mapping liste.xlsx.mapping.toml")

    assert said.code == 0, said
    log = typed("log").out
    for told in (
        "2026-03-01  AT joined as Österreich",
        "2026-03-15  CH joined as Schweiz",
        "2026-01-03  DE joined",
        "2026-09-30  IT withdrew from the body",
    ):
        assert told in log, log
    kinds = {line.split(",")[0]: line for line in typed("members --format csv").out.splitlines()}
    assert "regional_organisation" in kinds["EU"]


def test_signatures_in_german_are_read() -> None:
    """With what came of each."""
    Path("liste.csv").write_text(
        "Land;Vertrag;Unterzeichnet am;Status\nÖsterreich;MISSION;16. März 2026;unterzeichnet\n"
        "Schweiz;MISSION;16.03.2026;zurückgezogen\nItalien;MISSION;;nicht unterzeichnet\n",
        encoding="utf-8",
    )
    typed("import liste.csv")

    said = typed("import liste.csv --mapping liste.csv.mapping.toml")

    assert said.code == 0, said
    log = typed("log").out
    assert "2026-03-16  AUT signed MISSION-1" in log
    assert "CHE withdrew from MISSION-1" in log
    assert "ITA" not in log


def test_other_languages_are_named_where_no_column_is_known() -> None:
    """Who cannot know which ones are read would type the list anew."""
    Path("liste.csv").write_text("Paese;Firmatario il\nItalia;16.03.2026\n", encoding="utf-8")

    said = typed("import liste.csv")

    assert said.code == 2
    assert "Arabic, Chinese, English, French, German, Russian or Spanish" in said.err


def test_a_list_of_members_in_spanish_is_read() -> None:
    """Under the heads that offices in Madrid or Lima give their columns."""
    Path("lista.csv").write_text(
        "Código;Nombre del país;Fecha de incorporación;Fecha de retirada;Observaciones\n"
        "ESP;España;15/05/2024;;sede\nPER;Perú;16/05/2024;28/02/2026;\n",
        encoding="utf-8",
    )
    typed("import lista.csv")

    said = typed("import lista.csv --mapping lista.csv.mapping.toml")

    assert said.code == 0, said
    log = typed("log").out
    assert "2024-05-15  ESP joined as España" in log
    assert "2026-02-28  PER withdrew from the body" in log
