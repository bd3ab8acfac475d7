"""A published report says in which language it is, and is made again in that one."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.reports.given_published import FOLDER, LINE, found, manifest

FRENCH = Path(f"{FOLDER}-fr")
pytestmark = pytest.mark.usefixtures("register")


def page(folder: Path) -> str:
    return (folder / f"{folder.name}.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_its_manifest_names_the_language_and_the_same_data() -> None:
    """What is hashed are the keys and values, which are the same in every language."""
    must(LINE, f"{LINE} --language fr")

    english, french = manifest(), manifest(FRENCH)
    assert "language" not in english.parameters
    assert french.parameters["language"] == "fr"
    assert french.content_sha256 == english.content_sha256
    assert french.data == english.data
    assert french.title == "État des signatures\N{NO-BREAK SPACE}: Mission statement"
    assert '<html lang="en">' in page(FOLDER)
    assert '<html lang="fr">' in page(FRENCH)
    assert "30 juin 2026" in page(FRENCH)
    assert "signataire" in page(FRENCH)


@pytest.mark.slow
def test_its_data_for_programs_are_english() -> None:
    """A program reads one set of names, whoever the report was made for."""
    must(LINE, f"{LINE} --language fr")

    english, french = (
        json.loads((folder / f"{folder.name}.json").read_text(encoding="utf-8"))
        for folder in (FOLDER, FRENCH)
    )
    assert french["sections"] == english["sections"]


@pytest.mark.slow
def test_it_is_made_again_in_its_language() -> None:
    """Byte for byte, whatever language the settings have by then."""
    must(f"{LINE} --language fr")

    told = found(FRENCH)

    assert (told["exit_code"], told["findings"]) == (0, [])
    assert "octet par octet" in typed(f"report reproduce {FRENCH} --language fr").out


@pytest.mark.slow
def test_publishing_it_again_says_that_there_is_nothing_new() -> None:
    """In its language; another language is another report."""
    must(f"{LINE} --language fr")

    again = typed(f"{LINE} --language fr")
    other = typed(f"{LINE} --as {FRENCH.name}")

    assert FRENCH.name in again.err
    assert again.code == other.code == 0
    assert Path(f"{FRENCH}_2").is_dir()


@pytest.mark.slow
def test_a_language_that_is_not_known_is_not_compared() -> None:
    """A later version may have brought it; what is said in it is judged by its content."""
    must(f"{LINE} --language fr")
    file = FRENCH / "manifest.json"
    file.write_bytes(file.read_bytes().replace(b'"language":"fr"', b'"language":"xx"'))

    said = typed(f"report reproduce {FRENCH}")

    assert "This version does not know the language" in said.out


@pytest.mark.slow
def test_a_workbook_is_in_the_language_of_its_member(register: Path) -> None:
    """The settings name it for those who do not read that of the register."""
    must("taskforce scale OGP Completion not_started complete --high complete")
    with register.with_name("depositary.toml").open("a") as settings:
        settings.write('\n[languages]\nKEN = "fr"\n')

    must("export workbook KEN --output ken.xlsx", "export workbook ATL --output atl.xlsx")
    must("export workbook KEN --output english.xlsx --language en")

    assert Path("ken.xlsx").read_bytes() != Path("english.xlsx").read_bytes()
    assert b"Mode d'emploi" in sheets("ken.xlsx")
    assert b"Instructions" in sheets("atl.xlsx")
    assert b"Instructions" in sheets("english.xlsx")


def sheets(name: str) -> bytes:
    """Return what names the sheets of a workbook."""
    with ZipFile(name) as parts:
        return parts.read("xl/workbook.xml").replace(b"&apos;", b"'")
