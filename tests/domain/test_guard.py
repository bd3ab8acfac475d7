"""What free text may say: policy in any wording, and never the way to a person or a case."""

import contextlib
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Malformed, UnfitText
from domain.guard import check_text
from tests.often import slowly

MD5 = "d41d8cd98f00b204e9800998ecf8427e"
FAR_TOO_LONG = 10.0
"""Seconds of the processor; a megabyte takes less than one, or hours if a pattern backtracks."""

MAIL = [
    "write to ada@example.org today",
    *("Ada (at) example (dot) org", "ada at example dot org", "ada[at]example.org"),
    "ada (AT) example dot org",
    "ada @ example.org",
    "ada@example[.]org",
    "ada@localhost",
    "ada@163.example",
    "ada%40example.org",
    "ada&#64;example.org",
    "ada\uff20example.org",
    "a\u200bda@exa\u200dmple.org",
    "jose\u0301@example.org",
    "\u0438\u043c\u044f@\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444",
    "<ada.example+register@mail.example.co.uk>, thanks",
    "https://example.org/?to=ada@example.org",
]
IP = [
    "seen at 192.0.2.1.",
    "http://192.0.2.1/path",
    "198.51.100.7/24",
    "192[.]0[.]2[.]1",
    "192\u30020\u30022\u30021",
    "\u0661\u0669\u0662.\u0660.\u0662.\u0661",
    "section 192.168.1.10",
    "section 1.2.3.4 and 192.0.2.1",
    "target 16.2.1.1",
    "010.010.010.010",
    "see 2001:db8::1.",
    "IPv6:2001:db8::1",
    "[2001:db8::1]:443",
    "fe80::1%eth0",
    "2001:0db8:0000:0000:0000:ff00:0042:8329",
    "fdab:cdef::beef",
    "::ffff:192.0.2.1",
]
HIDDEN = [
    "abcdefghijklmnop.onion",
    "http://abcdefghijklmnop[.]onion/",
    "abcdefghijklmnop.onion.example or example.b32.i2p",
]
PHONE = [
    "call +41 22 791 91 11",
    "call +41 (0)22-791-91-11",
    "call \uff0b\u0664\u0661 \u0662\u0662 \u0667\u0669\u0661 \u0669\u0661 \u0661\u0661",
    "call 0041227919111",
    "call 022 791 91 11",
    "call (202) 555-0123",
    "call 1-202-555-0123",
    "tel. 22 791 91 11",
    "T\u00e9l. : 22 791 91 11",
    "Phone: 555-0123",
    "fax no. 791 91 11",
]
CASE = [
    "case no. 123/2022",
    "case no 123/2022",
    "case number 7",
    "case \u2116 12",
    "c\u200base no. 12",
    "case 123/2022",
    "Case C-131/12",
    "docket 21-cr-00123",
    "Docket No. ABC-2023-0001",
    "file number AB-12",
    "our ref. no 12",
    "your reference: AB/12",
    "CyberTipline report no. 12345",
    "CyberTip report 1234567",
    "Az. 4 Js 123/21",
    "the file 4 Js 123/21",
    "Ermittlungsnummer: ST/0077",
    "affaire n\u00b0 123/2022",
    "num\u00e9ro de dossier 44",
    "expediente n.\u00ba 123",
]
DIGEST = [
    MD5,
    MD5.upper(),
    f"MD5:{MD5}",
    f"0x{MD5}",
    f"https://example.org/{MD5}",
    "a1" * 20,
    "a1" * 28,
    "a1" * 32,
    "a1" * 48,
    "a1" * 64,
    "a1" * 144,
    ":".join(["A1"] * 20),
    "sha256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    "md5: 1B2M2Y8AsgTpgAmY7PhCfg",
]
PASSES = [
    # policy as it was written
    "In case 3 members object, the secretariat asks again.",
    "identify victims, and ensure they receive necessary support",
    "Showcase progress and champion best / emerging practice;",
    "contact us via gro.agtcetorpew @ofni.",
    "E.O. 14058 and Executive Order 14075",
    "The Federal Register notice 2024-05884 and M-21-27",
    "(CIPSEA; Public Law 115-435) incorporated those",
    "The [new page](https://www.example.gov/documents/2023/08/18/2023-17664/0041227919111)",
    "[Case Study](/assets/files/Case_Study_On_Partnerships_2023.pdf)",
    "running from 2/26/2023 through 3/30/2023, the listserv has ~530 members",
    "see https:https://www.example.gov/abroad/#:~:text=At%20the",
    "Law No. 26.061/2005, CETS No. 201 and A/RES/77/233, para. 2.1.1.1",
    "COM(2022) 209, 2022/0155(COD), OJ L 335, 17.12.2011, p. 1-14",
    "", "- item\n\tand more", "+ more", "-- Author", "EUR -5 or =3",
    "123e4567-e89b-12d3-a456-426614174000",
    # at-signs
    "on the web as @example", "a meeting @ 10.30", "Austria (AT) and Germany (DE)", "3@5 each",
    "https://photos.example.org/35591378@N03/", "https://video.example.org/@example.tv",
    # dots and colons
    "release 1.2.3", "version 1.2.3.4", "v1.2.3.4", "section 1.2.3.4", "\u00a7 1.2.3.4",
    "\u00a7\u00a7 1.2.3.4, 1.2.3.5 and 1.2.3.6", "Article 1.2.3.4", "paras. 2.1.1.3 to 2.1.1.5",
    "level 1.2.3.4.5", "EUR 1.250.000.000", "256.1.1.1", "10:30:00", "A::B", "A:B::C:D",
    "1:2::3:4", "feed::face", "year 2024::", "2023:10:30", "the .onion space",
    # numbers
    "2023-2025", "2023-08-18", "18.08.2023", "1 500 000 000", "rose by +1 500 000", "+12.5 %"[1:],
    "09.30-10.45 11.00-12.00", "phone survey 2023-2025", "helpline 116 111", "phone 116111",
    "ISBN 978-92-871-1234-5", "ORCID 0000-0002-1825-0097", "Phase 2+ 2023 2024 2025",
    # cases
    "use case 2", "in case no 3 members come", "in case 2023/2024 fails", "business case 2023-2025",
    "in the worst case 50/50", "case management in 2023", "reference to 12 texts", "file 3 reports",
    # digests
    "a1" * 17, "sha256: see the annex", "sha256: representative-of-2-things",
]  # fmt: skip


@pytest.mark.parametrize("text", MAIL)
def test_refuses_mail_addresses(text: str) -> None:
    """The log cannot forget, so an address in any disguise must not get in."""
    with pytest.raises(UnfitText, match="an e-mail address"):
        check_text(text, field="narrative", public_reference=True)


@pytest.mark.parametrize("text", IP)
def test_refuses_network_addresses(text: str) -> None:
    """A host address leads to a person or to material; only a marked section number looks alike."""
    with pytest.raises(UnfitText, match="an IP address"):
        check_text(text, field="narrative", public_reference=True)


@pytest.mark.parametrize("text", HIDDEN)
def test_refuses_hidden_services(text: str) -> None:
    """Such an address is where the material is, so no public document excuses it."""
    with pytest.raises(UnfitText, match="a hidden-service address"):
        check_text(text, field="narrative", public_reference=True)


@pytest.mark.parametrize("text", PHONE)
def test_refuses_telephone_numbers(text: str) -> None:
    """A number belongs to somebody, however it is grouped and in whichever digits."""
    with pytest.raises(UnfitText, match="a telephone number"):
        check_text(text, field="narrative")


@pytest.mark.parametrize("text", CASE)
def test_refuses_case_numbers(text: str) -> None:
    """A case number is the shortest way from a register of policy to a child."""
    with pytest.raises(UnfitText, match="a case or file number"):
        check_text(text, field="narrative")


@pytest.mark.parametrize("text", DIGEST)
def test_refuses_digests(text: str) -> None:
    """The hash of a picture is as good as its address."""
    with pytest.raises(UnfitText, match="a digest"):
        check_text(text, field="narrative")


@pytest.mark.parametrize("text", [*PHONE, *CASE, *DIGEST])
def test_a_public_reference_lifts_numbers(text: str) -> None:
    """A public document may be known by its number; the reason is recorded elsewhere."""
    check_text(text, field="narrative", public_reference=True)


@pytest.mark.parametrize("text", PASSES)
def test_lets_policy_pass(text: str) -> None:
    """A gate that stops ordinary policy would soon be worked around."""
    check_text(text, field="narrative")


def test_says_what_and_why_without_repeating_it() -> None:
    """The refusal is read, logged and copied, so it must not carry the address on."""
    with pytest.raises(UnfitText) as refusal:
        check_text("write to ada.lovely@example.org", field="narrative")

    assert str(refusal.value) == (
        "The field 'narrative' holds what looks like an e-mail address (ada\u2026); entries can"
        " never be erased and a person's address must stay erasable, so name the office here and"
        " keep the address in the contacts."
    )


@pytest.mark.parametrize("text", [*MAIL, *IP, *HIDDEN, *PHONE, *CASE, *DIGEST])
def test_shows_at_most_three_characters(text: str) -> None:
    """Three characters are enough to find the place and too few to use."""
    with pytest.raises(UnfitText) as refusal:
        check_text(text, field="narrative")

    shown = re.search(r"\((.*)\u2026\)", str(refusal.value))
    assert shown is not None
    assert 1 <= len(shown[1]) <= 3


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a\x00", r"a control character \(U\+0000\)"),
        ("a\rb", r"a control character \(U\+000D\)"),
        ("a\x7f", r"a control character \(U\+007F\)"),
        ("a\x85", r"a control character \(U\+0085\)"),
        ("a\ud800", r"half a character \(U\+D800\)"),
        ("a\u202eb", r"a direction mark \(U\+202E\)"),
        ("a\u2066b", r"a direction mark \(U\+2066\)"),
        ("=1+1", "begins with '='"),
        ("@SUM(1)", "begins with '@'"),
        ("+41", r"begins with '\+'"),
        ("-5 %", "begins with '-'"),
        ("-(1)", "begins with '-'"),
        ("--1", "begins with '-'"),
        ("\uff1d1", "begins with '='"),
        ("\u200b \n=1", "begins with '='"),
    ],
)
def test_refuses_malformed_text(text: str, sentence: str) -> None:
    """These break a table, a page or a spreadsheet, so no reason can excuse them."""
    with pytest.raises(Malformed, match=f"^The field 'narrative' .*{sentence}"):
        check_text(text, field="narrative", public_reference=True)


@given(st.integers(min_value=0, max_value=10**15))
def test_amounts_always_pass(amount: int) -> None:
    """Budgets and counts are policy, grouped by spaces or commas."""
    check_text(f"EUR {amount:,}", field="narrative")
    check_text(f"EUR {amount:,}".replace(",", " "), field="narrative")
    check_text(f"EUR {amount}", field="narrative")


@given(st.dates())
def test_dates_always_pass(day: object) -> None:
    """Periods and deadlines are what the register is about."""
    check_text(f"phone survey {day}", field="narrative")


@pytest.mark.in_part(12)
@pytest.mark.parametrize("size", [30_000, *slowly(100_000, 1_000_000)])
@pytest.mark.parametrize(
    "piece",
    [
        "a", "1", " ", ".", "@", "(", "0", ":", "\u0301", "\ufdfa", "\u0301\u0327", "a@", "a @ ",
        "a@a.", "@a.a", "1.", "1.1.1.1.1.", "\u00a71", "\u00a71.2.3.4,", "+1", "0 1", " [ dot ",
        "2f00:", "case no. ", "case   no   :   AB", "ref ", "Az.:  A ", "1 Js 1/", "aktenzeichen ",
        "www.", "md5-", "md5: ab ", "ab:", "a1b2", "tel 1", "1 000 ", "2023-", "12.12.", "-.onio",
    ],
)  # fmt: skip
def test_no_text_takes_long(piece: str, size: int) -> None:
    """Whoever pastes a megabyte must not stop the register for everybody else."""
    text = "x " + piece * (size // len(piece))
    started = time.process_time()

    with contextlib.suppress(UnfitText):
        check_text(text, field="narrative")

    assert time.process_time() - started < FAR_TOO_LONG
