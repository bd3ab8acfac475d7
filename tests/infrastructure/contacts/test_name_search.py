"""People are found in texts by words: read once, however many there are, with the same answers."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrastructure.bootstrap import contacts_path, open_register
from infrastructure.contacts.contact import (
    SHORTEST_RECOGNISED,
    Contact,
    bare_name,
    fold,
    loosely,
    spelled_alike,
)
from infrastructure.contacts.name_search import NameSearch, without_markup
from infrastructure.contacts.store import Contacts

BLANK = "\u200b"
TODAY = date(2026, 1, 20)
ALPHABET = "aAbé ,._'-@<\u2019\u200b\u00a0\u0301ßﬁ1"
LINE = st.text(ALPHABET, min_size=1, max_size=14).filter(str.strip)
PEOPLE = st.lists(
    st.builds(
        lambda name, email: Contact(person_ref="p-0000", name=name, email=email, added_on=TODAY),
        LINE,
        st.none() | st.from_regex(r"[a-c_.]{1,3}@[a-c.]{1,4}", fullmatch=True),
    ),
    max_size=6,
)


def slowly(contact: Contact, text: str) -> bool:
    """Return what a search for one person after the other finds, in plain words."""
    given, bare = [fold(contact.email or "")], bare_name(contact.name)
    before = bare[: bare.index(",")] if "," in bare else bare
    for name in (contact.name, bare, *([before] if len(before.split()) > 1 else [])):
        words, loose = fold(name).replace(",", " ").split(), loosely(fold(name)).split()
        for each in (words, loose if len(loose) > 1 else words):
            given += [" ".join(each), " ".join(each[-1:] + each[:-1])]
    searched, apart = (
        " ".join(re.sub("[,_]", " ", fold(each)).split())
        for each in (text, text.replace(BLANK, " "))
    )
    return any(
        re.search(rf"(?<!\w){re.escape(spelled_alike(one))}(?!\w)", spelled_alike(reading))
        for reading in (searched, apart, loosely(fold(without_markup(text))))
        for one in given
        if len(one) >= SHORTEST_RECOGNISED
    )


@pytest.mark.slow
@given(people=PEOPLE, around=st.tuples(LINE, LINE), data=st.data())
def test_finds_whom_a_search_one_by_one_finds(
    people: list[Contact], around: tuple[str, str], data: st.DataObject
) -> None:
    """A faster search that misses a name lets it into the log for ever."""
    numbered = [
        Contact(person_ref=f"p-{n:04}", name=each.name, email=each.email, added_on=TODAY)
        for n, each in enumerate(people)
    ]
    middle = [text for each in people for text in (each.name, each.email or "")]
    text = around[0] + data.draw(st.sampled_from(["", *middle])) + around[1]

    assert NameSearch(numbered).found_in(text) == [
        each.person_ref for each in numbered if slowly(each, text)
    ]


@given(st.characters(max_codepoint=0x7F) | st.characters())
def test_folds_plain_letters_as_all_others(letter: str) -> None:
    """The short way for ASCII gives what the long way gives."""
    assert fold(letter) == fold(f"{letter}\u200b")


@pytest.mark.slow
def test_looks_closer_only_at_what_is_near() -> None:
    """With thousands of people, a text that names nobody costs as much as with none."""
    many = [
        Contact(person_ref=f"p-q{n:04}", name=f"Ada Sample {n}", added_on=TODAY)
        for n in range(2000)
    ]
    names = NameSearch(many)

    assert list(names._near("ada had a sample of 7 letters")) == []
    assert [ref for _, ref in names._near("ada sample 7 wrote")] == ["p-q0007"]


@contextmanager
def told(contacts: Contacts) -> Iterator[list[str]]:
    """List the statements by which the people are read."""
    reads: list[str] = []
    contacts._connection().set_trace_callback(
        lambda statement: reads.append(statement) if "FROM contact" in statement else None
    )
    yield reads


def test_reads_the_people_once(contacts: Contacts) -> None:
    """Thousands of texts are checked in one import; each read of the file would cost the same."""
    contacts.add("Ada Example", today=TODAY)

    with told(contacts) as reads:
        assert [contacts.names_in(f"Text {n}") for n in range(100)] == [[]] * 100

    assert len(reads) == 1


def test_sees_who_comes_and_goes_in_between(contacts: Contacts) -> None:
    """A command that adds somebody must know the name from then on."""
    assert contacts.names_in("Ada Example") == []

    contacts.add("Ada Example", person_ref="p-qr7x", today=TODAY)
    assert contacts.names_in("Ada Example") == ["p-qr7x"]

    contacts.erase("p-qr7x", today=TODAY)
    assert contacts.names_in("Ada Example") == []


def test_the_next_command_sees_who_was_added_elsewhere(tmp_path: Path) -> None:
    """The secretariat works at two desks."""
    store = tmp_path / "register.db"
    with open_register(store, create=True) as register:
        assert register.names_in("Ada Example") == []
    with Contacts(contacts_path(store)) as elsewhere:
        elsewhere.add("Ada Example", person_ref="p-qr7x", today=TODAY)

    with open_register(store) as register:
        assert register.names_in("Ada Example") == ["p-qr7x"]


ADA = Contact(person_ref="p-0000", name="Ada Lovelace", email=None, added_on=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "**Ada** _Lovelace_ spoke",
        "`Ada` Lovelace",
        "A**d**a Lovelace",
        r"Ada\ Lovelace",
        "Ada&nbsp;Lovelace",
        "[Ada](https://x.example) [Lovelace](u)",
        "~~Lovelace, Ada~~",
        "> Ada\n> Lovelace",
    ],
)
def test_finds_a_name_behind_marks_of_markdown(text: str) -> None:
    """Minutes are Markdown, so a name in them would be read by all once it is printed."""
    assert NameSearch([ADA]).found_in(text) == ["p-0000"]


@pytest.mark.parametrize("name", ["Ada Lovelace", "Lovelace, Ada", "Ada K. Lovelace"])
@pytest.mark.parametrize(
    "text",
    [
        "Ada-Lovelace spoke.",
        "Ada\u2011Lovelace spoke.",
        "Ada \u2013 Lovelace spoke.",
        "ada.lovelace spoke.",
        "See https://x.example/lovelace/ada for more.",
        "https://x.example/ada_lovelace",
        "https://x.example/x?n=ada+lovelace",
        "Ada K. Lovelace spoke.",
        "Ada K.Lovelace spoke.",
    ],
)
def test_finds_a_name_with_signs_or_an_initial_between_its_words(name: str, text: str) -> None:
    """Word writes a hyphen of its own, and minutes have initials."""
    contact = Contact(person_ref="p-0000", name=name, email=None, added_on=TODAY)

    assert NameSearch([contact]).found_in(text) == ["p-0000"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ada Lovelace", "Of Ada\u200bLovelace."),
        ("Ada Lovelace", "A\u200bda Love\u200dlace"),
        ("山田 太郎", "山田太郎"),
        ("太郎 山田", "Of 山田太郎."),
    ],
)
def test_finds_a_name_with_no_blank_that_is_seen(name: str, text: str) -> None:
    """Names in Japanese are written without one, and some programs write one that is not seen."""
    contact = Contact(person_ref="p-0000", name=name, email=None, added_on=TODAY)

    assert NameSearch([contact]).found_in(text) == ["p-0000"]


def test_short_names_are_not_read_together() -> None:
    """Nobody could write of Mali any more."""
    contact = Contact(person_ref="p-0000", name="Ma Li", email=None, added_on=TODAY)

    assert NameSearch([contact]).found_in("Mali") == []


def test_words_of_two_sentences_are_no_name() -> None:
    """Nor is one word of a name, behind an initial."""
    initial = Contact(person_ref="p-0001", name="J. Rivers", email=None, added_on=TODAY)

    assert NameSearch([ADA, initial]).found_in("It was Ada. Lovelace: she wrote of rivers") == []


def test_a_long_text_of_brackets_is_read_at_once() -> None:
    """Each bracket looks a little way ahead, never to the end."""
    assert NameSearch([ADA]).found_in("](" * 50_000) == []
