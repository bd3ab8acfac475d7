"""`document compare`: which words changed between two versions of minutes, and who cites them."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import tell, typed

OLD = "# Minutes\n\nAtlantis arrived at 10:00.\nThe plan was adopted.\n"
NEW = OLD.replace("10:00", "10:10")


@pytest.fixture
def versions(once: Once) -> Path:
    """Two versions beside a register; the old one was sent to the members."""
    made = once(
        tell,
        _write,
        "meeting convene M1 ordinary_session --on 2026-03-01",
        "meeting open M1 --on 2026-03-01 --attendance KEN",
        "meeting circulate M1 --file-sha256 old.md --on 2026-03-02",
    )
    return made.parent


def _write() -> None:
    Path("old.md").write_text(OLD, encoding="utf-8")
    Path("new.md").write_text(NEW, encoding="utf-8")


def test_shows_what_changed_and_which_entries_cite_each(versions: Path) -> None:
    """Whoever approves minutes reads the difference, and sees that both are the ones on record."""
    del versions

    said = typed("document compare old.md new.md")

    assert said.code == 1
    old, new, *diff = said.out.splitlines()
    assert old.startswith("old.md: cited in @15 as minutes (stands); sha256 ")
    assert new.startswith("new.md: No entry that members may see cites this file. sha256 ")
    assert diff == [
        "--- old.md",
        "+++ new.md",
        "@@ -1,4 +1,4 @@",
        " # Minutes",
        " ",
        "-Atlantis arrived at 10:00.",
        "+Atlantis arrived at 10:10.",
        " The plan was adopted.",
    ]


@pytest.mark.parametrize(
    "other", ["\ufeff" + OLD.replace("\n", "\r\n"), OLD.replace(" at ", "\nat  "), OLD + "\n"]
)
def test_leaves_with_0_where_the_words_are_the_same(versions: Path, other: str) -> None:
    """Another program wraps lines and ends them in its own way."""
    (versions / "new.md").write_bytes(other.encode())

    said = typed("document compare old.md new.md")

    assert said.code == 0
    assert said.out.splitlines()[2:] == ["Both files have the same words."]


def test_hides_from_an_audience_what_it_may_not_see(versions: Path) -> None:
    """The public learns of no entry that is for members."""
    del versions

    said = typed("document compare old.md new.md --audience public")

    assert said.out.startswith("old.md: No entry that the public may see cites this file. sha256 ")


def test_no_text_of_a_file_controls_the_terminal(versions: Path) -> None:
    """Minutes come by mail."""
    (versions / "new.md").write_text(NEW + "\x1b[2Jgone\u202e\n", encoding="utf-8")

    said = typed("document compare old.md new.md")

    assert "+\\x1b[2Jgone\\u202e\n" in said.out


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.4\0", "new.md is no text in UTF-8"),
        (b"{\\rtf1 Minutes}", "new.md is neither a PDF, a Word document (.docx) nor plain text"),
        (b"M\xfcnchen", "new.md is no text in UTF-8"),
        (b"a" * 2_000_001, "new.md has more than 2,000,000 letters or 20,000 lines"),
        (b"a\n" * 20_001, "new.md has more than 2,000,000 letters or 20,000 lines"),
        (b"e" + "\u0301".encode() * 31, "more than 30 accents"),
    ],
    ids=lambda value: str(value)[:12],
)
def test_refuses_what_cannot_be_read_as_text(versions: Path, content: bytes, sentence: str) -> None:
    """A comparison of bytes would say nothing, and one of a giant would never end."""
    (versions / "new.md").write_bytes(content)

    said = typed("document compare old.md new.md")

    assert (said.code, said.out) == (2, "")
    assert sentence in said.err
