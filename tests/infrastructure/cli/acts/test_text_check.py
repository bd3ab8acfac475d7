"""`text check`: which adopted text a file has the words of, and where it differs."""

import shutil
from pathlib import Path

import pytest

from infrastructure.importers.documents import pdf_words
from tests.infrastructure.cli.acts.test_texts import ADOPT, REPORT, TEXTS
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.importers.documents.test_word_words import document


@pytest.fixture(autouse=True)
def _beside(register: Path) -> None:
    """The texts beside a register."""
    shutil.copytree(TEXTS, register.parent, dirs_exist_ok=True)


def test_finds_the_same_words_in_another_form() -> None:
    """A Word file that was saved as text, with other signs before its lists."""
    must(ADOPT.format("numbered_list.docx"))
    words = Path("statement.md").read_text(encoding="utf-8").replace("**Reports.** ", "")
    words = words.rpartition("---")[0].replace("## How we work", "")
    Path("copy.md").write_text(words.replace("   - ", "   * "), encoding="utf-8")

    said = typed("text check copy.md")

    assert (said.code, said.out) == (
        0,
        (
            "The words that copy.md holds are those of S version 1, in another file. Read it "
            "before you rely on it: notes, heads and feet of pages, what signatures show, and how "
            "it looks, were not compared.\n"
        ),
    )


def test_shows_words_that_are_not_on_record() -> None:
    """A heading or a paragraph beside the commitments may take back what they say."""
    Path("two.md").write_text("1. We report.\n\n2. We share.\n", encoding="utf-8")
    must(ADOPT.format("two.md"))
    Path("more.md").write_text(
        "1. We report.\n\n## No longer\n\nNobody is bound.\n\n2. We share.\n\nThe end.\n"
    )

    said = typed("text check more.md --reference S")

    assert (said.code, said.out.splitlines()[1:]) == (
        1,
        ["+No longer", "+Nobody is bound.", "+The end."],
    )
    assert "other words beside them. These are not on record" in said.out


def test_shows_where_the_words_differ() -> None:
    """Each commitment is one line."""
    must(ADOPT.format("numbered_list.docx"))

    said = typed("text check statement.md --reference S")

    assert said.code == 1
    assert said.out.splitlines()[:4] == [
        (
            "statement.md has other words than S version 1. Lines with - are of the text on "
            "record, those with + of the file:"
        ),
        "--- S version 1",
        "+++ statement.md",
        "@@ -5,4 +5,4 @@",
    ]
    assert [line for line in said.out.splitlines() if line[:1] in "+-"][2:] == [
        f"-4. {REPORT}",
        f"+4. **Reports.** {REPORT}",
    ]


def test_compares_with_every_version_of_its_day() -> None:
    """What was changed or closed later was part of the first version all the same."""
    Path("one.md").write_text("1. We act.\n\n2. We meet.\n", encoding="utf-8")
    Path("two.md").write_text("1. We act soon.\n", encoding="utf-8")
    adopt = "text adopt {} --reference S --title S --version {} --on {}"
    must(adopt.format("one.md", 1, "2026-02-01"), adopt.format("two.md", 2, "2026-03-01"))
    for number in ("one", "two"):
        Path(f"{number}.txt").write_text(f"\n{Path(f'{number}.md').read_text()}  \n")

    said = [typed(f"text check {number}.txt --reference S").out for number in ("one", "two")]

    assert [line.split(",")[0] for line in said] == [
        "The words that one.txt holds are those of S version 1",
        "The words that two.txt holds are those of S version 2",
    ]


def test_compares_a_text_that_is_one_commitment() -> None:
    """By its paragraphs."""
    Path("one.md").write_text("We act.\n\nWe meet.\n", encoding="utf-8")
    Path("copy.txt").write_text("We act.\nWe meet.\n", encoding="utf-8")
    Path("other.txt").write_text("We act.\n\nWe rest.\n", encoding="utf-8")
    must(f"{ADOPT.format('one.md')} --as-one-commitment")

    same, other = typed("text check copy.txt"), typed("text check other.txt --reference S")

    assert same.code == 0
    assert (other.code, other.out.splitlines()[-2:]) == (1, ["-We meet.", "+We rest."])


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("text check scan.pdf", "there are no words to compare it by"),
        ("text check statement.md", "add --reference with one of these: MISSION, S"),
        ("text check statement.md --reference X", "There is no instrument 'X'"),
    ],
)
def test_says_why_it_cannot_compare(line: str, sentence: str) -> None:
    """A guess which text is meant would be misread."""
    must(ADOPT.format("numbered_list.docx"))

    said = typed(line)

    assert (said.code, said.out) == (1, "")
    assert sentence in said.err


def test_compares_word_with_pdf_by_paragraphs() -> None:
    """A draft in Word and what was printed of it."""
    said = typed("document compare numbered_list.docx typed_numbers.docx")

    assert said.code == 1
    assert "-- providers of hosting by 30 June 2027;" in said.out
    assert "+(a) providers of hosting by 30 June 2027;" in said.out
    assert "We train" not in said.out.replace("(3) We train", "").replace("3. We train", "")


def test_says_that_a_scan_has_no_words() -> None:
    """Nothing is compared by its looks."""
    said = typed("document compare scan.pdf two_columns.pdf")

    assert (said.code, said.out) == (2, "")
    assert "scan.pdf has no words that can be read" in said.err


def test_a_large_pdf_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A comparison that never ends says nothing."""
    monkeypatch.setattr(pdf_words, "MOST_LETTERS", 100)

    said = typed("document compare two_columns.pdf two_columns.pdf")

    assert (said.code, said.out) == (2, "")
    assert "unpacks to more than a text that is signed" in said.err


def test_another_text_than_the_one_that_is_meant_is_told() -> None:
    """A program takes the exit code for the answer."""
    must(ADOPT.format("numbered_list.docx"))

    meant = typed("text check numbered_list.docx --reference S")
    other = typed("text check numbered_list.docx --reference MISSION")

    assert meant.out == other.out == "numbered_list.docx is S version 1 in en, byte for byte.\n"
    assert (meant.code, other.code) == (0, 1)


def test_a_file_is_the_one_of_the_text_that_is_meant() -> None:
    """Two bodies of one family may adopt the same words twice."""
    must(ADOPT.format("numbered_list.docx"))
    must(ADOPT.format("numbered_list.docx").replace("--reference S", "--reference AGAIN"))

    said = typed("text check numbered_list.docx --reference AGAIN")

    assert (said.code, said.out.split(" is ")[1][:5]) == (0, "AGAIN")


def test_a_document_without_words_cannot_be_compared() -> None:
    """A signed page that was scanned into Word."""
    Path("scan.docx").write_bytes(document("<w:p><w:r><w:drawing/></w:r></w:p>"))

    said = typed("text check scan.docx --reference MISSION")
    adopted = typed("text adopt scan.docx --reference N --title New --on 2026-01-01")

    assert said.code == 1
    assert "there are no words to compare it by" in said.err
    assert adopted.code == 2
    assert "unexpected" not in adopted.err
