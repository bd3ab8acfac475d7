"""Reports in another language name states as is usual in it."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import events, must, typed


def test_the_heading_of_a_group_is_such_a_name(due: Path) -> None:
    """A note of the report says that states are named so."""
    must("member rename KEN 'Republic of Kenya' --on 2026-02-10")

    said = typed("report overdue --language fr").out

    assert "\nKenya\n\n" in said
    assert "Republic" not in said
    assert due.exists()


def test_rows_and_lists_in_the_order_of_names_are_so_in_a_document(register: Path) -> None:
    """They stand in English order in the register: Germany is among A in French."""
    must("member join DEU --name Germany --on 2022-06")

    said = typed("report annual 2022 --language fr").out

    (joined,) = [line for line in said.splitlines() if "devenu membre" in line]
    assert said.index("\nAllemagne ") < said.index("\nAtlantis ")
    assert joined.index("Allemagne") < joined.index("Atlantis")
    assert register.exists()


def test_so_are_those_of_answers(register: Path) -> None:
    """Who was at a meeting, and who may vote."""
    must("member join DEU --name Germany --on 2022-06")
    must("meeting convene 2026-1 ordinary_session --on 2026-02-14")
    must("meeting open 2026-1 --on 2026-02-14 --attendance DEU")

    for line in ("presence 2026-1", "rights 2026-1", "matrix"):
        said = typed(f"{line} --on 2026-02-14 --language fr").out
        assert said.index("Allemagne") < said.index("Atlantis"), line
    assert register.exists()


def test_a_made_up_state_is_no_country_of_the_same_code(register: Path) -> None:
    """It was called, and meant, by the name of a real one, which had done nothing."""
    must("member join SLV --name Sylvania --on 2022-06")
    row = "act,member,instrument,on\nsign,El Salvador,MISSION,2026-03-01\n"
    Path("signed.csv").write_text(row, encoding="utf-8")

    said = typed("members --language fr").out

    assert "Sylvania" in said
    assert "Salvador" not in said + typed("sign 'El Salvador' MISSION --on 2026-03-01").out
    assert "Did you mean SLV (Sylvania)? Write the code." in typed("import signed.csv").err
    assert "Did you mean SLV?" in typed("sign 'El Salvador' MISSION --on 2026-03-01").err
    assert len(events(register)) == 13


@pytest.mark.parametrize(
    ("nature", "name"), [("exercise", "Hellenic Republic"), ("real", "Elliniki Dimokratia")]
)
def test_a_state_is_meant_by_its_usual_name_whatever_it_calls_itself(
    folder: Path, nature: str, name: str
) -> None:
    """Its official name was taken for that of a made-up state: "Greece" was said to be nobody."""
    must(f"init . --code GTF --name X --nature {nature} --authority Y")
    must(f"member join GRC --name '{name}' --on 2022-06")
    must("member join KEN --name Kenya --on 2022-06")
    row = "act,member,name,on\nrename,Greece,Hellas,2026-03-01\n"
    (folder / "renamed.csv").write_text(row, encoding="utf-8")

    assert "Grèce" in typed("members --language fr").out
    assert "GRC" in typed("member rename Greece Hellas --on 2026-03-01 --dry-run").out
    assert "GRC" in typed("import renamed.csv --dry-run").out
