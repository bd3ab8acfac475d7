"""What a contact may hold, and in which spellings it is recognised."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from itertools import product

import pytest

from domain.errors import Malformed
from infrastructure.contacts.contact import Contact, bare_name
from infrastructure.contacts.name_search import NameSearch

TODAY = date(2026, 1, 20)


def ada(
    name: str = "Ada Example", *, email: str | None = "ada@example.org", ref: str = "p-aa7k2"
) -> Contact:
    return Contact(person_ref=ref, name=name, email=email, added_on=TODAY)


def is_in(text: str, contact: Contact | None = None) -> bool:
    return NameSearch([contact or ada()]).found_in(text) == ["p-aa7k2"]


@pytest.mark.parametrize(
    "text",
    [
        "Opened by Ada Example.",
        "ADA EXAMPLE",
        "Ada\n  Example's report",
        "Ada\u00a0Exa\u200bmple",
        "\uff21\uff44\uff41 Example",
        "mail Ada@Example.org",
        "Example, Ada",
        "A\u0301da_Example",
        "A\u034fda Exam\u3164ple",
    ],
)
def test_recognises_a_person_in_any_spelling(text: str) -> None:
    """A name that slips through in capitals or with a hidden blank stays in the log for ever."""
    assert is_in(text)


@pytest.mark.parametrize(
    "text", ["", "Ada", "Example", "Adam Example", "Ada Examples", "Nevada Example"]
)
def test_recognises_whole_names_only(text: str) -> None:
    """Half a name is an ordinary word, and refusing those would stop ordinary texts."""
    assert not is_in(text)


def test_ignores_names_of_three_letters() -> None:
    """So short a name is in half of all texts."""
    assert not is_in("Much ado", ada("Ado", email=None))
    assert is_in("Adoo said", ada("Adoo", email=None))


def test_recognises_the_name_of_somebody_without_an_address() -> None:
    """Most contacts have no address, and the empty one must not be found everywhere."""
    assert not is_in("no one", ada(email=None))


def test_recognises_typeset_apostrophes_and_hyphens() -> None:
    """Word processors change these signs without being asked."""
    contact = ada("Ada O'Example-Sample")

    assert is_in("Ada O\u2019Example\u2010Sample", contact)


NO_SIGNS = str.maketrans("", "", "'\u2019")
SPELLED = (
    (("Jürgen", "Juergen", "Jurgen"), ("Müller", "Mueller", "Muller")),
    (("JÖRG", "JOERG", "JORG"), ("ÅSGÅRD", "AASGAARD", "ASGARD", "Åsgaard")),
    (("Søren", "Soeren", "Soren", "Sören"), ("Kierkegård", "Kierkegaard", "Kierkegard")),
    (("Đorđe", "Djordje", "Dorde", "\u0110or\u0111e"), ("Ivić", "Ivic")),
    (("Łukasz", "Lukasz"), ("Żak", "Zak")),
    (("Þórdís", "Thordis"), ("Æsir", "Aesir")),
    (("Conan",), ("O'Brien", "O\u2019Brien", "OBrien")),
)


@pytest.mark.parametrize("spelled", SPELLED)
def test_recognises_a_name_however_its_letters_are_spelled(
    spelled: tuple[Sequence[str], Sequence[str]],
) -> None:
    """As in passports and addresses, and as everybody types it who has no such keys."""
    names = [*map(" ".join, product(*spelled))]
    for name in names:
        contact = ada(name)
        search = NameSearch([contact])
        for other in names:
            assert is_in(f"Then {other} agreed.", contact), (name, other)
            for word in other.split():
                bare = unicodedata.normalize("NFC", word).lower().translate(NO_SIGNS)
                assert search.are_in(f"p-{bare}"), (name, word)
        assert not is_in("Then Juer Muell agreed.", contact)


def test_a_code_is_no_short_name_with_other_letters() -> None:
    """DO is no Doe."""
    assert not NameSearch([ada("Joe Doe")]).are_in("do")


def test_does_not_show_the_person() -> None:
    """What `repr` shows ends up in logs, which cannot be erased."""
    assert "xample" not in repr(ada())


@pytest.mark.parametrize(
    ("contact", "sentence"),
    [
        ({"name": ""}, "The name of a contact has from 1 to 200 characters."),
        ({"name": " "}, "The name of a contact has from 1 to 200 characters."),
        ({"name": "a" * 201}, "The name of a contact has from 1 to 200 characters."),
        ({"name": "Ada\nExample"}, "The name of a contact is one line"),
        ({"name": "Ada\ud800"}, "The name of a contact is one line"),
        ({"email": ""}, "The e-mail address of a contact has from 1"),
        ({"email": "a\x00@b"}, "The e-mail address of a contact is one line"),
        ({"email": "ada.example.org"}, "An e-mail address has one @"),
        ({"email": "ada@@example.org"}, "An e-mail address has one @"),
        ({"email": "@example.org"}, "An e-mail address has one @"),
        ({"email": "ada @example.org"}, "An e-mail address has one @"),
        ({"ref": "ada"}, "Expected a reference such as p-ab3de, not 'ada'."),
        ({"ref": "p-abc"}, "Expected a reference"),
        ({"ref": "p--abc"}, "Expected a reference"),
        ({"ref": "p-ABCDE"}, "Expected a reference"),
        ({"ref": "p-abcd\n"}, "Expected a reference"),
        ({"ref": "p-" + "a" * 33}, "Expected a reference"),
    ],
)
def test_refuses_what_cannot_be_a_person(contact: dict[str, str], sentence: str) -> None:
    """One clear sentence says what was expected, without repeating somebody's name."""
    with pytest.raises(Malformed) as refusal:
        ada(**contact)

    assert str(refusal.value).startswith(sentence)


def test_accepts_the_longest() -> None:
    """Both ends of the ranges are inclusive."""
    ada("a" * 200, ref="p-" + "a" * 32)
    ada("a", ref="p-abcd")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Dr. Ada Example", "We ask Ada Example."),
        ("H.E. Ms. Ada EXAMPLE", "We ask Example, Ada."),
        ("Ada Example (Chair)", "We ask Ada Example."),
        ("Ada “Addie” Example", "We ask Ada Example."),
        ("Ada Example, Minister of Justice", "We ask Ada Example."),
        ("Example, Ada, PhD", "We ask Ada Example."),
        ("Example, Prof. Ada", "We ask Prof. Ada Example."),
    ],
)
def test_recognises_a_person_without_the_title(name: str, text: str) -> None:
    """Lists of people have titles, and texts have none."""
    person = Contact(person_ref="p-0000", name=name, added_on=date(2026, 1, 20))

    assert NameSearch([person]).found_in(text) == ["p-0000"]


@pytest.mark.parametrize("name", ["Dr. Example", "Madame", "(Vacant)", "He Lan Exa", "Md. B Exa"])
def test_a_title_and_one_word_stay_together_and_so_do_names(name: str) -> None:
    """Each text with the one word would be refused; He and Md are parts of names."""
    assert bare_name(name) == name
