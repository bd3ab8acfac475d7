"""What the guides say is what the code does."""

import re
import shlex
from pathlib import Path
from textwrap import dedent

import click
import pytest

from infrastructure.bootstrap import settings
from infrastructure.cli.main import cli, run
from infrastructure.exports.datasette import CANNED
from infrastructure.importers.rows.act_request import ACTS
from tests.infrastructure.cli.given import tell
from tests.infrastructure.cli.make_act_table import guide_with_table

DOCS = Path(__file__).parent.parent / "docs"


def test_the_guide_to_importing_lists_every_act_with_its_columns() -> None:
    """Staff write their files from this table."""
    text = (DOCS / "importing.md").read_text(encoding="utf-8")

    assert text == guide_with_table(text)


def test_the_guide_to_importing_lists_the_acts_whose_day_tells_rows_apart() -> None:
    """A corrected day of one of them is a new row."""
    text = " ".join((DOCS / "importing.md").read_text(encoding="utf-8").split())
    told = text.split("part of what tells their rows apart: ")[1].split(". So such a row")[0]

    assert {*re.findall("`([a-z_]+)`", told)} == {row for row, act in ACTS.items() if act.REPEATS}


@pytest.mark.slow
def test_a_day_of_a_row_is_corrected_as_the_guide_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a row_id by hand; the row of the file stays as it was imported."""
    monkeypatch.chdir(tmp_path)
    row = "engagement,KEN,national,Round table,2026-02-0{}\n"
    tell()
    for file, day in (("old.csv", 1), ("new.csv", 2)):
        Path(file).write_text("act,member,level,title,on\n" + row.format(day), encoding="utf-8")

    told = [
        run(shlex.split(line))
        for line in (
            "import old.csv",
            "correct @13 on=2026-02-02 --because error",
            "import old.csv",
            "import new.csv --dry-run",
        )
    ]

    said = capsys.readouterr().out
    assert told == [0, 0, 0, 0]
    assert said.count("recorded 1 engagement") == 1
    assert said.count("would record 1 engagement") == 1


@pytest.mark.slow
def test_the_mapping_in_the_guide_imports_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An example that does not work teaches the wrong thing."""
    text = (DOCS / "importing.md").read_text(encoding="utf-8")
    mapping = text.split("```toml\n")[1].split("```")[0]
    monkeypatch.chdir(tmp_path)
    Path("our-partner.toml").write_text(mapping, encoding="utf-8")
    Path("list.csv").write_text("Country,Text,Signed\nErewhon,The pledge,31/01/2026\n")
    Path("pledge.md").write_text("1. We keep our word.\n")

    begun = run(["init", "--code", "OTF", "--name", "Ours", "--nature", "exercise"])
    adopted = run(
        ["text", "adopt", "pledge.md", "--reference", "PLEDGE", "--title", "P", "--on", "2026"]
    )
    imported = run(["import", "list.csv", "--mapping", "our-partner.toml"])
    capsys.readouterr()
    asked = run(["status", "PLEDGE", "--on", "2026-01-31", "--format", "csv"])

    assert (begun, adopted, imported, asked) == (0, 0, 0, 0)
    assert "ERE,Erewhon,signatory,2026-01-31" in capsys.readouterr().out


@pytest.mark.slow
def test_every_command_for_analysts_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A guide is typed from top to bottom, beside a register with something in it."""
    text = (DOCS / "analysts.md").read_text(encoding="utf-8")
    blocks = [block.split("```")[0] for block in text.split("```console\n")[1:]]
    monkeypatch.chdir(tmp_path)
    tell()

    for line in "".join(blocks).splitlines():
        begun, *words = shlex.split(line)
        assert begun == "depositary"
        assert run(words) == 0, line

    assert "MISSION-1,KEN" in "".join(capsys.readouterr().out).replace("  ", ",").replace(",,", ",")
    assert {"gtf.db", "gtf.metadata.json", "gtf.datasette.yaml", "gtf-tables"} <= {
        path.name for path in tmp_path.iterdir()
    }


def test_the_guide_for_analysts_lists_every_question() -> None:
    """A question that nobody hears of is asked in worse SQL."""
    text = (DOCS / "analysts.md").read_text(encoding="utf-8")

    assert [each.name for each in CANNED if f"| `{each.name}` | {each.title} |" not in text] == []


@pytest.mark.parametrize("block", [0, 1])
def test_the_settings_for_mail_are_read(tmp_path: Path, block: int) -> None:
    """Settings are copied from the guide."""
    text = (DOCS / "letters.md").read_text(encoding="utf-8")
    blocks = [part.split("\n\n")[0] for part in text.split("[mail]\n")[1:]]
    (tmp_path / "depositary.toml").write_text(f"[mail]\n{dedent(blocks[block])}\n")

    mail = settings({}, {}, tmp_path).mail

    assert mail.sender == "secretariat@example.org"
    assert (mail.folder, mail.host) == [(tmp_path / "letters", None), (None, "mail.example.org")][
        block
    ]


GUIDES = [*sorted(DOCS.rglob("*.md")), DOCS.parent / "README.md"]
OURS = re.compile(r"(?:domain|application|infrastructure|tests|docs|\.ci)/[\w./*-]+")


@pytest.mark.parametrize("path", GUIDES, ids=[path.stem for path in GUIDES])
def test_every_file_that_is_named_is_there(path: Path) -> None:
    """Who follows a guide into the code must not search for what was moved."""
    text = path.read_text(encoding="utf-8")
    root = DOCS.parent

    named = [name for each in re.findall(r"`([^`\n]+)`", text) for name in OURS.findall(each)]
    linked = [each for each in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in each]

    assert [name for name in named if not list(root.glob(name.rstrip("/.")))] == []
    assert [each for each in linked if not (path.parent / each).exists()] == []


@pytest.mark.parametrize("path", GUIDES, ids=[path.stem for path in GUIDES])
def test_every_command_that_is_named_is_there_with_its_options(path: Path) -> None:
    """A guide to a command that was renamed sends its reader away."""
    text = path.read_text(encoding="utf-8").replace("\\\n", "")
    named = re.findall(r"(?:^|`)(?: {4,})?(depositary [a-z][^`\n]*)", text, re.MULTILINE)

    assert [line for line in named if not is_known(line.partition("   # ")[0])] == []


def is_known(line: str) -> bool:
    """Say whether there is such a command, with every option that is on the line."""
    context = click.Context(cli)
    words = re.split(r" [|>] ", line)[0].split()[1:]
    command: click.Command | None = cli
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        command, words = command.get_command(context, words[0]), words[1:]
    if command is None:
        return False
    params = [*command.params, *cli.params]
    options = {name for each in params for name in (*each.opts, *each.secondary_opts)}
    given = {word.split("=")[0].rstrip(".,") for word in words if re.match(r"--?[a-z]", word)}
    return given <= {*options, *context.help_option_names, "--help", "--dry-run"}


@pytest.mark.parametrize("path", GUIDES, ids=[path.stem for path in GUIDES])
def test_words_that_are_out_stand_in_no_guide(path: Path) -> None:
    """The house style has the plain ones: corrected, must not, compared with."""
    text = path.read_text(encoding="utf-8")

    assert (
        re.findall(r"\b(?:mend(?:s|ed|ing)?|may never|held against)\b", text, re.IGNORECASE) == []
    )


def test_one_folder_of_templates_is_named_in_all_guides() -> None:
    """A register has one; who followed two guides had a folder that nothing looks into."""
    named = {
        folder
        for path in DOCS.glob("*.md")
        for folder in re.findall(r'templates = "(\S+)"', path.read_text(encoding="utf-8"))
    }

    assert named == {"templates"}
