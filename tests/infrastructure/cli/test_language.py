"""What the command line says beside its data is in the language of the settings, wholly."""

import re
from pathlib import Path

import pytest

from domain.words import worded
from infrastructure import language
from infrastructure.cli.screen import screens, spoken
from infrastructure.files.warned import WARNINGS
from tests.infrastructure.brackets import BRACKETS, write_catalogue
from tests.infrastructure.cli.given import Said, typed, words

SETTINGS = "depositary.toml"
HEAD = re.compile(r"(?:depositary: |Error: |  )?")


@pytest.fixture(scope="module")
def brackets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return catalogues with one made-up language, which has brackets round every message."""
    return write_catalogue(tmp_path_factory.mktemp("translations"), "[", "]")


@pytest.fixture
def bracketed(register: Path, brackets: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a register whose settings name that language."""
    monkeypatch.setattr(language, "CATALOGUES", brackets)
    settings = register.with_name(SETTINGS)
    settings.write_text(f'language = "{BRACKETS}"\n{settings.read_text()}')
    return register


def beside(said: Said) -> list[str]:
    """Return the lines beside the data, without the name of the program before them."""
    lines = [
        line for line in said.err.splitlines() if not line.startswith(("[Usage]", "Usage", "Try "))
    ]
    return [HEAD.sub("", line, count=1) for line in lines if line.strip()]


@pytest.mark.usefixtures("bracketed")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("status NOTHING", "[There is no [instrument or commitment] 'NOTHING' in this register.]"),
        ("statsu", "[There is no command 'statsu'. Did you mean status?]"),
        (
            "--store '' log",
            "[What stands behind --store is empty; say which one, or leave it out.]",
        ),
        ("member join CHL --name Chile --on 2199-01-01", "[Note: 2199-01-01 is in the future.]"),
        ("report status MISSION --output status.html", "[Wrote status.html.]"),
        (
            "member join KEN --name Kenya --on 2026-02-01",
            (
                "[[KEN is a member already. If it left in between, record that first: depositary "
                "member withdraw KEN --on DAY; an earlier membership is recorded with its end "
                "(--until).] [If the day on record is wrong, correct that entry: depositary "
                "correct @2 on=2026-02-01.] "
                "Conflicts with [entry 2 (KEN [joined], 2022-06)].]"
            ),
        ),
    ],
)
def test_refusals_and_notes_are_in_the_language(line: str, expected: str) -> None:
    """A half translated sentence is worse than an English one; values stay as they are."""
    said = typed(line)

    assert beside(said)[-1] == expected
    assert all(each[0] + each[-1] == "[]" for each in beside(said)), said.err


@pytest.mark.usefixtures("bracketed")
def test_every_wrong_value_is_said_in_the_language() -> None:
    """They are put together late, from the name of an option and a reason."""
    said = typed("member join KEN --name Kenya --on 2026-13-01 --visibility nobody")

    assert beside(said) == [
        "[--on: [Expected [a day that exists], not '2026-13-01'.]]",
        "[--visibility: [Expected [public, members or secretariat], not 'nobody'.]]",
    ]


@pytest.mark.usefixtures("bracketed")
def test_warnings_are_in_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    """What a command waits for is found out where no language is known."""
    with screens():
        waits = "Waiting for {what}, which {process} has locked."
        WARNINGS.show(worded(waits, what="it", process=1))

    said = capsys.readouterr().err
    assert said == "depositary: [Waiting for it, which 1 has locked.]\n"


@pytest.mark.usefixtures("bracketed")
def test_data_stay_in_english() -> None:
    """Programs read them: keys, commands and what is recorded are not translated."""
    english = typed("status MISSION --format csv --language en").out

    assert typed("status MISSION --format csv").out == english
    assert "[signatory]" in typed("status MISSION").out


def test_unknown_languages_are_refused(register: Path) -> None:
    """Who mistypes a language sees which there are, in English."""
    with register.with_name(SETTINGS).open("a") as file:
        file.write('\nlanguage = "xx"\n')

    said = typed("log")

    assert said == Said(2, "", "depositary: There is no language 'xx'; known: en, fr.\n")


def test_the_locale_is_not_read(bracketed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A register speaks one language, whoever types, and also by a timer."""
    settings = bracketed.with_name(SETTINGS)
    settings.write_text(settings.read_text().replace(f'"{BRACKETS}"', '"en"'))
    for name in ("LANGUAGE", "LC_ALL", "LANG"):
        monkeypatch.setenv(name, BRACKETS)

    assert beside(words("statsu")) == ["There is no command 'statsu'. Did you mean status?"]


@pytest.mark.usefixtures("bracketed")
def test_what_a_catalogue_lacks_stays_english() -> None:
    """A new sentence is shown before it is translated."""
    with screens():
        assert spoken(worded("Never said before: {what}.", what="x")) == "Never said before: x."
        assert spoken(worded("")) == ""


@pytest.mark.parametrize("line", ["matrix --help --language fr", "-h --language=fr"])
def test_help_is_in_the_language_that_is_named_behind_it(line: str) -> None:
    """Whoever types --help first has said the language all the same."""
    assert typed(line).out.startswith("Utilisation: depositary")


def test_help_does_without_a_language_that_there_is_not() -> None:
    """`sign --language` is that of the text, which may be any."""
    assert typed("sign --help --language sw").out.startswith("Usage: depositary sign")


def test_the_language_of_a_file_is_not_that_of_the_help() -> None:
    """An adopted text may be in French, and who adopts it reads English."""
    english = typed("text adopt --help").out

    assert typed("text adopt mission.md --language fr --help").out == english
    assert typed("text --help --language fr").out != typed("text --help").out
    assert typed("--language fr text adopt --help --language en").out != english


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    "line",
    [
        "--language fr member name ATL es Atlántida --dry-run",
        "member name ATL es Atlántida --dry-run --language fr",
        "member name --language=fr ATL es Atlántida --dry-run",
    ],
)
def test_the_language_of_the_command_is_not_that_of_its_argument(line: str) -> None:
    """A Spanish name, recorded by somebody who reads French."""
    said = typed(line)

    assert (said.code, said.err.startswith("Serait enregistré")) == (0, True)
    assert "ATL porte le nom Atlántida dans la langue es" in said.out


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("command", "kind"),
    [
        ("retract İ --reason 'Another country.'", "inscription 'İ'"),
        ("contacts erase p-ab3de --yes", "contact 'p-ab3de'"),
        ("--taskforce OTHER members", "groupe de travail 'OTHER'"),
        ("sign KEN OTHER --on 2026-01-01", "texte 'OTHER'"),
    ],
)
def test_what_there_is_not_has_a_word_in_each_language(command: str, kind: str) -> None:
    """The English word stood in the French sentence."""
    said = typed(f"--language fr {command}")

    assert said.code == 1
    assert f"Rien de tel dans ce registre\u00a0: {kind}." in said.err


@pytest.mark.usefixtures("register")
def test_what_was_recorded_is_said_in_the_language_of_the_command() -> None:
    """The receipt, and the entries before and after, were in English below a French line."""
    tried = typed("--language fr correct @11 on=2026-01-20 --dry-run").out
    recorded = typed("--language fr correct @11 on=2026-01-20").out

    assert tried.startswith("-  ATL a signé MISSION-1, version 1 (souscription), 2026-01-20\n")
    assert "Réponses de GTF qui changeraient\n" in tried
    assert recorded.startswith("@13  ATL a signé MISSION-1, version 1")
    assert "Inscriptions de GTF, avant et après\n" in recorded
