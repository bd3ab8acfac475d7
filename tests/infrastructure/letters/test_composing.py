"""Letters are said in the language of the settings, whole; what is recorded stays as it is."""

import re
from collections.abc import Mapping
from contextlib import chdir
from datetime import date
from pathlib import Path

import pytest

from application.letters.correspondence import letters
from infrastructure.bootstrap import open_register
from infrastructure.letters.composing import LetterStyle, message_of
from infrastructure.letters.papers import Papers
from infrastructure.mail.message import Message, address
from infrastructure.render.forms import ReportStyle
from tests.infrastructure.cli.given import must, tell
from tests.infrastructure.cli.upkeep.given_letters import BUSY

TODAY = date(2126, 3, 1)
_INNERMOST = re.compile(r"⟦[^⟦⟧]*⟧")


@pytest.fixture(scope="module")
def composed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Message]:
    """Every kind of letter in a language in which each sentence stands in brackets."""
    place = tmp_path_factory.mktemp("letters")
    style = LetterStyle(
        sender=address("", "office@example.org"),
        language=lambda template: f"⟦{template}⟧",
        link="https://example.org/reports",
        checkpoint="example.org/register\n5\nroot\n",
    )
    ada = address("Ada Example", "ada@example.org")
    with chdir(place):
        tell()
        must(
            *BUSY,
            "progress milestone MISSION-1 BILL 'The bill.' --due-on 2126-03-10 --owner KEN"
            " --on 2026-02-01",
            "statement KEN MISSION-1 objection --text 'We object.' --on 2026-02-19",
        )
        with open_register(Path("register.db")) as register:
            tables = register.read_model
            papers = Papers(tables, "GTF", TODAY, ReportStyle(), None)
            due = letters(tables, "GTF", TODAY, lambda _: [], date(2026, 2, 1))
            return {
                each.kind: message_of(each, ada, papers.of(each), style)
                for each in due
                if each.person == "p-7kq2mzx4ab"
            }


def outside(text: str) -> str:
    """Return what of a text is in no sentence."""
    while _INNERMOST.search(text):
        text = _INNERMOST.sub("", text)
    return " ".join(text.split())


@pytest.mark.parametrize("kind", ["digest", "invitation", "minutes", "notification"])
def test_every_sentence_is_translated(composed: Mapping[str, Message], kind: str) -> None:
    """What a translator does not see stays in English in the midst of another language."""
    message = composed[kind]

    assert outside(message.subject) == ""
    assert set(outside(message.text)) <= {"-", " "}
    assert "⟦Yours sincerely,⟧" in message.text
    assert message.sender.name.endswith("Global Taskforce⟧")


@pytest.mark.slow
def test_the_subject_that_stops_reminders_is_translated(composed: Mapping[str, Message]) -> None:
    """A mail program that writes it, and a person who does, say the same."""
    assert composed["digest"].stop == "⟦No more reminders⟧"
    assert "⟦No more reminders⟧" in " ".join(composed["digest"].text.split())
    assert composed["invitation"].stop == ""
