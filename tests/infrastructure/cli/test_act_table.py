"""What help shows of acts is kept in a file, made from the declarations."""

from pathlib import Path

import pytest

from application.declarations.act import Act
from infrastructure.cli.acts import act_commands
from infrastructure.cli.acts.act_options import FILE
from infrastructure.cli.commands import COMMANDS
from tests.infrastructure.cli.given import typed
from tests.infrastructure.cli.make_act_table import acts_text


def test_the_file_is_as_the_declarations_say() -> None:
    """Otherwise help would tell of options that are not there; its module makes it anew."""
    assert FILE.read_text(encoding="utf-8") == acts_text()


def test_only_commands_without_a_module_of_their_own_are_made_here() -> None:
    """The others are looked for in their modules."""
    names = [name for name, module in COMMANDS.items() if module == "acts.act_commands"]

    assert {*act_commands.COMMANDS} == {*names}
    assert len(act_commands.COMMANDS) == len(names)


def test_all_that_is_wrong_is_told_at_once() -> None:
    """In the act, and around it; who corrects one value must not meet the next one only then."""
    said = typed("member join KEN --on 2 --visibility press --basis guessed")

    assert said.code == 2
    assert [line.split(":")[0].removeprefix("Error ") for line in said.err.splitlines()[3:]] == [
        "Error",
        "--basis",
        "--visibility",
    ]
    assert "Error: --on: Expected a date such as" in said.err


def test_a_day_of_a_text_must_be_one() -> None:
    """`text adopt` reads files, so it is no act of the table."""
    Path("text.md").write_text("1. We act.\n", encoding="utf-8")

    said = typed("text adopt text.md --reference T --title T --on yesterday")

    assert (said.code, "Expected a date such as" in said.err) == (2, True)


def test_an_act_has_to_say_how_it_is_recorded() -> None:
    """The base alone records nothing."""
    with pytest.raises(NotImplementedError):
        Act.decide(Act.model_construct(), None, "TF")  # type: ignore[arg-type]  # it is never looked at
