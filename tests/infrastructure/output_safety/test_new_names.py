"""Nothing new gets a name by which it would be taken for something else."""

from pathlib import Path

import pytest

from tests.faults.permissions import obeyed
from tests.infrastructure.cli.given import must, typed

REPORT = "report status MISSION --format text --output"
KEPT = "a file that is kept, as its name says"


@pytest.mark.usefixtures("furnished")
@pytest.mark.parametrize(
    ("place", "what"),
    [
        ("our-looks/report.html", "a template of reports"),
        ("our-looks/report.docx", "a template of reports"),
        ("our-looks/letter.txt", "a template of letters"),
        ("../new.key.signed", KEPT),
        ("../new.key.vkey", KEPT),
        ("../new.checkpoint", KEPT),
        ("../log.db-journal", "a part of the database beside it"),
    ],
)
def test_no_output_is_called_as_what_the_register_reads(place: str, what: str) -> None:
    """It was the next template, or what a key signed last, of which nobody thought."""
    must("backup ../copy")
    Path("../copy/log.db").rename("../log.db")

    said = typed(f"{REPORT} {place}")

    assert (said.code, said.err.count("\n")) == (1, 1), said
    assert f"{place} is {what}; it is not replaced." in said.err
    assert not Path(place).exists()


@pytest.mark.usefixtures("furnished")
@pytest.mark.parametrize("end", ["journal", "wal", "shm"])
def test_no_evidence_is_called_as_a_part_of_another_register(end: str) -> None:
    """SQLite removes it there with the next command."""
    must("backup ../copy")
    Path("../copy/log.db").rename("../log.db")

    said = typed(f"audit receipt @1 --output ../log.db-{end}")

    assert (said.code, said.err.count("\n")) == (1, 1), said
    assert f"../log.db-{end} is a part of the database beside it" in said.err
    assert not Path(f"../log.db-{end}").exists()


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("line", ["init", "backup", "export datapackage", "run-due --preview"])
def test_no_folder_is_called_as_a_part_of_a_database(line: str) -> None:
    """SQLite could not open that register any more."""
    must("backup ../copy")
    Path("../copy/log.db").rename("../log.db")

    said = typed(f"{line} ../log.db-wal")

    assert (said.code, Path("../log.db-wal").exists()) == (1, False), said
    assert "../log.db-wal is a part of the database beside it; it is not replaced." in said.err


@pytest.mark.usefixtures("register")
def test_no_link_leads_to_a_new_file_with_such_a_name() -> None:
    """It leads nowhere yet; what is written would be where it leads."""
    Path("new.txt").symlink_to("../new.checkpoint")

    said = typed(f"{REPORT} new.txt")

    assert (said.code, Path("../new.checkpoint").exists()) == (1, False), said
    assert f"new.txt is {KEPT}; it is not replaced." in said.err


@pytest.mark.usefixtures("furnished")
def test_a_template_is_written_where_it_is_used() -> None:
    """But not over one that somebody changed."""
    must("report template report.html --output our-looks/report.html")

    said = typed("report template report.html --output our-looks/report.html")

    assert (said.code, Path("our-looks/report.html").is_file()) == (1, True)
    assert "is a template of reports; it is not replaced" in said.err
    assert "remove it to have ours again" in " ".join(typed("report template --help").out.split())


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("name", ["contacts", "sent", "expunging", "published"])
@pytest.mark.parametrize("command", [f"{REPORT} {{}}", "backup {}"])
def test_nothing_has_the_place_of_what_another_register_has_not_yet(
    name: str, command: str
) -> None:
    """Its contacts could not be kept, nor letters sent, until somebody found out."""
    must("init ../other --code OTH --name Other --nature exercise --on 2025")

    said = typed(command.format(f"../other/register.{name}"))

    assert (said.code, said.err.count("\n")) == (1, 1), said
    assert f"register.{name} belongs to the register beside register.{name}" in said.err
    assert not Path(f"../other/register.{name}").exists()


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("name", ["contacts", "sent", "expunging"])
@pytest.mark.parametrize(
    "command",
    [
        "audit keygen register.{}/new.key --name example.org/register",
        "report template report.css --output register.{}/report.css",
        "export datapackage register.{}/tables --audience secretariat",
    ],
)
def test_no_folder_is_made_where_the_register_will_have_a_file(
    name: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then no letter could be sent, and no name be kept."""
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")

    said = typed(command.format(name))

    assert (said.code, said.err.count("\n")) == (1, 1), said
    assert f" belongs to the register beside register.{name};" in said.err
    assert not Path(f"register.{name}").exists()


@pytest.mark.usefixtures("healthy")
@pytest.mark.parametrize("line", ["audit checkpoint", f"{REPORT} ../new.txt", "backup ../new"])
def test_asks_of_no_template_that_is_not_needed(line: str) -> None:
    """A folder that cannot be read stopped what does without it, a checkpoint when signed."""
    must("member join XAN --name Xanadu --on 2026")  # so a checkpoint of now has another name
    Path("our-looks").chmod(0)

    with obeyed():
        said = typed(line)

    assert "our-looks/report.html" not in said.err
    assert said.code == (3 if "backup" in line else 0), said


@pytest.mark.usefixtures("register")
def test_no_file_is_called_as_the_screen() -> None:
    """Who is used to that looked for it on the screen, and had a file called so."""
    for line in (
        *("export entries --output", "export calendar --output", f"{REPORT[:-9]} --output"),
        *(
            "export analysis",
            "export datapackage",
            "audit checkpoint --output",
            "report publish status MISSION --output",
        ),
        *("report publish status MISSION --output", "audit policy nowhere.vkey -o", "demo"),
        "run-due --preview",
    ):
        said = typed(f"{line} -")
        assert (said.code, "'-' is no name for a file here." in said.err) == (2, True), said
    assert not Path("-").exists()
