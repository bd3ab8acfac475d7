"""`import` of somebody else's table at a terminal: what is asked line by line."""

import sys
from io import StringIO
from pathlib import Path

import pytest

from infrastructure.cli.main import run
from tests.infrastructure.cli.given import typed

LIST = "Country,Signed\nMalta,25/04/2026\nGhana,26/04/2026\nHollandia,tbc\nPeru,tbc\n"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def listed(register: Path) -> None:
    del register
    Path("list.csv").write_text(LIST, encoding="utf-8")


@pytest.mark.slow
def test_asks_without_a_likely_answer_where_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(sys, "stdin", Terminal("\n"))
    Path("list.csv").write_text("Country,Signed\nMalta,25/04/2026\nQqqq,26/04/2026\n")

    assert run(["import", "list.csv"]) == 1

    assert "'Qqqq' in 'Country' is not the name of one member" in terminal.getvalue()
    assert "Likely" not in terminal.getvalue()


@pytest.mark.slow
def test_asks_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line for each; a blank one leaves it open, in the workbook."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(sys, "stdin", Terminal("nothing\n\n"))

    assert run(["import", "list.csv"]) == 1

    assert "Say what it means, 'nothing' or 'skip' (the row)" in terminal.getvalue()
    assert "Nothing was recorded yet. See what would be:" in terminal.getvalue()
    assert '"tbc" = ""' in Path("list.csv.mapping.toml").read_text(encoding="utf-8")
    assert "  Likely: nothing, unknown\n" in terminal.getvalue()
    monkeypatch.setattr(sys, "stdin", Terminal("2026-05\n"))
    Path("list.csv").write_text(LIST.replace("Peru,tbc", "Peru,May"))
    code = run(["import", "list.csv", "--mapping", "list.csv.mapping.toml"])
    assert code == 0, terminal.getvalue()


def test_asks_again_at_once_what_cannot_be_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    """And what was answered before is kept, even if the person then goes away."""
    Path("list.csv").write_text("Country,Signed\nHollandia,03/04/2026\nPeruvia,05/04/2026\n")
    terminal, at = Terminal(), Path("list.csv.mapping.toml")
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(sys, "stdin", Terminal("x\nMonth first\nNLD\n"))

    assert run(["import", "list.csv"]) == 1

    told = "> Say of 'Signed' one of these, not 'x': day first, month first.\n> "
    assert told in terminal.getvalue()
    kept = at.read_text(encoding="utf-8")
    assert ('"Signed" = ["%m/%d/%Y"' in kept, '"Hollandia" = "NLD"' in kept) == (True, True)
    assert "Peruvia" not in kept.partition("# Answers")[2]


def test_a_text_that_all_rows_mean_is_one_of_the_body(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another one would stand in the mapping, and every row would be refused."""
    typed("text open OTHER --title Other --legal-nature political --on 2026-01-10")
    typed("commitment adopt OTHER-1 --instrument OTHER --text 'We act.' --on 2026-01-10")
    Path("list.csv").write_text("Country,Signed\nMalta,25/04/2026\n")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(sys, "stdin", Terminal("TREATY\nother\n"))

    assert run(["import", "list.csv"]) == 1

    told = (
        "> Say of 'instrument' one of these, not 'TREATY': "
        "MISSION (Mission statement), OTHER (Other).\n> "
    )
    assert told in terminal.getvalue()
    assert 'instrument = "OTHER"' in Path("list.csv.mapping.toml").read_text(encoding="utf-8")


def test_an_answer_that_is_no_utf_8_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal in another encoding ended the command with an unexpected error."""
    Path("list.csv").write_text("Country,Signed\nMalta,2026-05-01\nPeru,soon\n", encoding="utf-8")
    typed("import list.csv")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(sys, "stdin", Terminal("C\udcf4te\nunknown\n"))

    code = run(["import", "list.csv", "--mapping", "list.csv.mapping.toml"])

    assert code == 0, terminal.getvalue()
    assert "Expected text in UTF-8 (the terminal uses another encoding)" in terminal.getvalue()


@pytest.mark.slow
def test_days_in_a_form_that_the_list_had_not_are_asked_about_one_by_one() -> None:
    """They are in no other order than those of last month, which had the year first."""
    again = "import y.csv --mapping y.csv.mapping.toml"
    Path("y.csv").write_text("Country,Signed on\nKenya,2026/01/15\n", encoding="utf-8")
    typed("import y.csv")
    assert typed(again).code == 0
    rows = "Country,Signed on\nKenya,2026/01/15\nMalta,25/04/2026\nPeru,03/04/2026\n"
    Path("y.csv").write_text(rows, encoding="utf-8")

    said = typed(again)

    assert "'03/04/2026' in 'Signed on' is no date (row 4); write what is known of it" in said.err
