"""A country that is a member under a code of two letters is that member, in whatever language."""

import json
from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed
from tests.infrastructure.cli.test_import_answers import AGAIN


@pytest.fixture(autouse=True)
def begun(once: Once) -> None:
    """Begin a register whose members are named in German and have the codes of post and banks."""
    once(
        tell,
        "member join AT --name Österreich --on 2026-01",
        "member join CH --name Eidgenossenschaft --on 2026-01",
    )


@pytest.mark.parametrize(
    ("austria", "confederation"),
    [("Autriche", "Suisse"), ("AUT", "CHE"), ("Austria", "Suiza"), ("AT", "CH")],
)
def test_a_row_means_the_member(austria: str, confederation: str) -> None:
    """It was admitted anew, since an unknown day, and stood twice in every list."""
    Path("list.csv").write_text(
        f"Country,Signed\n{austria},25/04/2026\n{confederation},26/04/2026\nMalta,26/04/2026\n",
        encoding="utf-8",
    )
    typed("import list.csv")

    said = typed(AGAIN)

    assert said.code == 0, said
    assert [line.split()[0] for line in said.out.splitlines() if "admitted" in line] == ["MLT"]
    log = typed("log").out
    assert "AT signed MISSION-1" in log
    assert "CH signed MISSION-1" in log
    assert typed("conflicts").code == 0


def test_a_command_means_the_member() -> None:
    """As an import does."""
    must("sign Autriche MISSION --on 2026-04-25")

    assert "AT signed MISSION-1" in typed("log").out


def test_a_second_admission_is_refused_and_one_that_stands_is_listed() -> None:
    """Only the secretariat can say that they are two."""
    refused = typed("member join AUT --name Autriche --on 2026-04-25")
    assert "is a name or a code of AT (Österreich), which is there already" in refused.err
    must(
        "member join IT --name 'Bel Paese' --kind treaty_body --on 2026-01",
        "member join ITA --name Italy --on 2026-01",
        "correct @15 kind=state --because error",
    )

    said = typed("conflicts")

    assert "IT (Bel Paese) and ITA (Italy) look like one party, by 'IT' and 'Italy'." in said.out


@pytest.mark.slow
def test_the_african_union_is_not_australia() -> None:
    """Its code is that of two letters of Australia."""
    must("member join AUS --name Australia --on 2026-01")
    Path("list.csv").write_text("Country,Signed\nAfrican Union,25/04/2026\n", encoding="utf-8")
    typed("import list.csv")

    assert typed(AGAIN).code == 0

    log = typed("log").out
    assert "AU joined as African Union" in log
    assert "AUS signed" not in log
    assert typed("conflicts").code == 0


def test_two_letters_alone_admit_nobody_who_may_be_a_member() -> None:
    """It may be that country; another party says why it is another one."""
    must("member join ITA --name 'La Repubblica' --on 2026-01")
    Path("list.csv").write_text("Country,Signed\nIT,25/04/2026\n", encoding="utf-8")
    Path("list.csv.mapping.toml").write_text(
        'name = "l"\nkey = ["Country"]\n[member]\nname = "Institute"\n[[act]]\n'
        'record = "sign"\nwhen = "Signed"\n[act.with]\nmember = { column = "Country" }\n'
        'instrument = "MISSION"\non = "2026-04-25"\n'
    )

    said = typed(AGAIN)

    assert said.code == 1
    assert "'IT' is a name or a code of ITA (La Repubblica), which is there already" in said.err


def test_two_letters_of_another_party_mean_no_country() -> None:
    """A code may stand for anything, and a country may have another one's."""
    must(
        "member join IT --name 'Institute of Tides' --kind international_organisation --on 2026-01",
        "member join BE --name Benin --on 2026-01",
    )
    Path("list.csv").write_text("Country,Signed\nItaly,25/04/2026\nBelgium,25/04/2026\n")
    typed("import list.csv")

    said = typed(AGAIN)

    assert said.code == 0, said
    admitted = [line.split()[0] for line in said.out.splitlines() if "admitted" in line]
    assert admitted == ["ITA", "BEL"]
    assert typed("conflicts").code == 0


@pytest.mark.parametrize("codes", ["FR,CZ", "FR,"])
def test_two_letters_beside_names_are_codes_of_other_lists(codes: str) -> None:
    """France joined as FR, and was another member than FRA in all other lists."""
    first, second = codes.split(",")
    rows = f"France,{first},25/04/2026\nCzechia,{second},25/04/2026\n"
    Path("list.csv").write_text(f"Country,ISO,Signed\n{rows}", encoding="utf-8")
    asked = typed("import list.csv")

    said = typed(AGAIN)

    assert said.code == 0, said
    admitted = [line.split()[0] for line in said.out.splitlines() if "admitted" in line]
    assert admitted == ["FRA", "CZE"]
    assert "'ISO' looks like code, but is not used." in asked.err
    assert "'Country' looks like member" not in asked.err


def test_two_letters_beside_names_are_codes_where_members_have_them() -> None:
    """The body has its members under the codes of post and banks."""
    rows = "Austria,AT,25/04/2026\nFrance,FR,25/04/2026\n"
    Path("list.csv").write_text(f"Country,ISO,Signed\n{rows}", encoding="utf-8")
    typed("import list.csv")

    said = typed(AGAIN)

    assert said.code == 0, said
    assert [line.split()[0] for line in said.out.splitlines() if "admitted" in line] == ["FR"]


def test_a_well_known_party_has_its_kind() -> None:
    """The European Union stood as a state in the list of members, and in every report."""
    said = typed("member join EU --name 'European Union' --on 2026-03-01")
    must(
        "member join OSCE --name OSCE --kind state --on 2026-03-01",
        "member join ZZZ --name Zubrowka --on 2026-03-01",
    )

    rows = json.loads(typed("members --format json").out)["rows"]

    kinds = {row["member"]: row["kind"] for row in rows}
    assert [kinds[code] for code in ("EU", "OSCE", "ZZZ")] == [
        "regional_organisation",
        "state",
        "state",
    ]
    note = "Note: European Union is known as a party of this kind: regional organisation. If it"
    assert note in said.err
    must("member withdraw OSCE --on 2026-04-01", "member join OSCE --on 2026-05-01")
    rows = json.loads(typed("members --format json").out)["rows"]
    assert {row["member"]: row["kind"] for row in rows}["OSCE"] == "state"
