"""Each language says everything, with the same values, and nothing that is said no more."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from infrastructure.language import CATALOGUES, CLDR, ENGLISH, languages
from tests import catalogue, make_cldr
from tests.catalogue import as_mo, as_po, known, made, main, po_file
from tests.message_templates import PLAIN
from tests.messages import all_messages
from tests.test_messages import fields

_BREAKS = re.compile(r"""(?<=[\w})»"']) [;:?!»]|« """)
OTHERS = [each for each in languages() if each != ENGLISH]


@pytest.mark.parametrize("language", OTHERS)
def test_everything_is_translated(language: str) -> None:
    """What is missing is shown by: python -m tests.catalogue LANGUAGE."""
    said = known(language)

    assert [each.key for each in all_messages() if each.key not in said] == []


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_translated_that_is_said_no_more(language: str) -> None:
    """A catalogue is brought up to date by the same command."""
    assert set(known(language)) - {each.key for each in all_messages()} == set()


@pytest.mark.parametrize("language", OTHERS)
def test_translations_have_the_same_values(language: str) -> None:
    """Every value stands in a translation as in the English sentence, in whatever order."""
    said = known(language)
    odd = [
        (each.key, said[each.key])
        for each in all_messages()
        if each.kind not in PLAIN
        and each.kind != "help"
        and each.key in said
        and Counter(fields(each.template)) != Counter(fields(said[each.key]))
    ]

    assert odd == []


@pytest.mark.parametrize("language", OTHERS)
def test_what_the_program_reads_is_what_translators_wrote(language: str) -> None:
    """The compiled file is committed beside the other, and made from it."""
    file, again = po_file(language), made(language, all_messages(), known(language))

    assert file.read_bytes() == as_po(again)
    assert file.with_suffix(".mo").read_bytes() == as_mo(again)


def test_no_line_of_french_begins_with_a_sign() -> None:
    """What stands before : ; ? ! and within quotation marks is a blank at which no line ends."""
    assert [text for text in known("fr").values() if _BREAKS.search(text)] == []


def test_forms_of_days_and_numbers_are_those_of_cldr() -> None:
    """The file is made by a command, and by nobody's hand."""
    assert CLDR.read_text(encoding="utf-8") == make_cldr.content()
    assert set(make_cldr.LOCALES) == set(languages())


def test_answers_are_taken_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A translator fills in what is missing, and gives it back; what is gone is left out."""
    monkeypatch.setattr(catalogue, "CATALOGUES", tmp_path)
    main("fr")
    missing = json.loads(capsys.readouterr().out)
    answers = tmp_path / "answers.json"
    given = {"members": "membres", "code|former signatory": "ancien signataire", "gone": "parti"}
    answers.write_text(json.dumps(given), encoding="utf-8")

    main("fr", str(answers))

    left = json.loads(capsys.readouterr().out)
    assert set(missing) - set(left) == set(given) - {"gone"}
    assert known("fr") == {key: text for key, text in given.items() if key != "gone"}
    assert CATALOGUES.is_dir()
