"""Evidence is written on one line, and is never a picture."""

import pytest

from domain.errors import Malformed, UnfitText
from domain.progress.evidence import read_evidence


def test_reads_what_else_is_known_by_its_form() -> None:
    """People paste an address or a day in any order; anything else is the publisher."""
    digest = "a" * 64
    told = read_evidence(
        f"supports_progress; legislation; Act 12; 2026-06; https://example.org/12;{digest};Journal;"
    )

    assert (told.direction, told.type, told.title) == ("supports_progress", "legislation", "Act 12")
    assert (str(told.published_on), told.url) == ("2026-06", "https://example.org/12")
    assert (told.publisher, told.sha256) == ("Journal", digest)


def test_an_address_alone_is_enough() -> None:
    """Whoever has a link has named what can be looked at; the direction it does not say."""
    told = read_evidence(" https://example.org/act?a=1;b=2 ")

    assert told.title == told.url == "https://example.org/act?a=1;b=2"
    assert (told.direction, told.type) == ("context", "other")


def test_an_address_in_a_form_that_no_program_opens_is_still_one() -> None:
    """Somebody mistyped it, and the evidence has to say what they wrote."""
    assert read_evidence("https://[x/act").url == "https://[x/act"


def test_the_name_of_a_host_is_no_picture() -> None:
    """Whole countries and offices end like films."""
    assert read_evidence("context;media;Talk;https://example.mov").url == "https://example.mov"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"https://example.org/{'a' * 500}", "Expected an address of at most 500 characters"),
        ("Act 12", "Expected evidence as DIRECTION;TYPE;TITLE"),
        ("proves;legislation;Act 12", "supports_progress, contradicts_progress"),
        ("context;law;Act 12", "legislation, policy"),
        ("context;media; ", "Expected evidence as"),
        ("context;media;Talk;One;Two", "two values that look like a publisher"),
        ("context;media;Talk;16/05/2026", "Write '16/05/2026' as 2026-05-16"),
        ("context;media;Talk;Journal;16 May 2026", "Write '16 May 2026' as 2026-05-16"),
        ("context;media;Talk;03/05/2026", "could be 2026-03-05 or 2026-05-03"),
    ],
)
def test_says_what_is_expected(text: str, reason: str) -> None:
    """The form is easily forgotten, so the refusal shows all of it."""
    with pytest.raises(Malformed, match=reason):
        read_evidence(text)


@pytest.mark.parametrize(
    "text",
    [
        "context;media;Photo;https://example.org/a/photo.JPEG?size=large",
        "mixed;other;film.mp4",
        "https://example.org/film.mp4",
        "context;media;Photo;https://[x/photo.jpg?size=large",
    ],
)
def test_refuses_pictures_and_films(text: str) -> None:
    """No picture has a place in this register, not even its address."""
    with pytest.raises(UnfitText, match="Pictures and films are never taken as evidence"):
        read_evidence(text)


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("www.example.org/act", "https://www.example.org/act"),
        ("HTTPS://example.org/Act", "https://example.org/Act"),
        ("Http://example.org", "http://example.org"),
    ],
)
def test_an_address_may_lack_its_beginning_or_have_it_in_large_letters(
    typed: str, url: str
) -> None:
    """So people type it, in the form of a member as in a cell of a list."""
    assert read_evidence(typed).url == url
