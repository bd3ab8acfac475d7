"""`text adopt` with texts as they come: Word, PDF, Markdown, text, a scan."""

import io
import json
import shutil
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.infrastructure.cli.given import events, must, typed
from tests.infrastructure.importers.documents.test_pdf_words import pdf
from tests.infrastructure.importers.documents.test_word_words import document

TEXTS = Path(__file__).parents[3] / "data" / "texts"
_CELLS = ("1.", "Ban bags.", "2026")
ADOPT = "text adopt {} --reference S --title 'Statement of Amaurot' --on 2026-04-14 --language en"
CONTACT = (
    "We keep one national point of contact, which answers a request of another member within two "
    "working days."
)
REVIEW = "We review our laws on the preservation of data by providers: {}"
TRAIN = (
    "We train at least 50 investigators each year in the protection of victims during interviews."
)
REPORT = "We report every year on what was done, in the form that the taskforce agreed on."
HOSTING, ACCESS = (
    "providers of hosting by 30 June 2027;",
    "providers of access by 31 December 2027.",
)
ADOPTED = (
    "Adopted in Amaurot on 14 April 2026, in English and in French, both texts being authentic."
)
SIGNED = " For Atlantis: For Erewhon:"
RIGHT = {
    "numbered_list.docx": (REVIEW.format(f"- {HOSTING} - {ACCESS}"), REPORT, ADOPTED),
    "typed_numbers.docx": (REVIEW.format(f"(a) {HOSTING} (b) {ACCESS}"), REPORT, ADOPTED + SIGNED),
    "statement.md": (
        REVIEW.format(f"- {HOSTING} - {ACCESS}"),
        f"**Reports.** {REPORT}",
        f"*{ADOPTED}*",
    ),
    "preamble.txt": (REVIEW.format(f"a) {HOSTING} b) {ACCESS}"), REPORT, ADOPTED + SIGNED),
}


@pytest.fixture(autouse=True)
def texts(register: Path) -> Path:
    """The texts beside a register."""
    return Path(shutil.copytree(TEXTS, register.parent, dirs_exist_ok=True))


def recorded() -> tuple[dict[str, Any], dict[str, str]]:
    """Return the text as it is on record, and its commitments."""
    rows = json.loads(typed("history S --format json").out)["rows"]
    contents = [row["content"] for row in rows]
    return contents[0], {each["commitment"]: each["text"] for each in contents[1:]}


class TestAdopt:
    @pytest.mark.parametrize("file", RIGHT)
    def test_finds_the_commitments_of_a_text_as_it_comes(self, file: str) -> None:
        """Their numbers and words, and no more; the file is bound by its sha256."""
        review, report, left_out = RIGHT[file]

        said = typed(ADOPT.format(file))

        assert said.code == 0
        assert said.err.startswith(f"Note: This is in no commitment: {left_out} If it belongs")
        assert said.err.count("Note:") == 1
        text, commitments = recorded()
        assert commitments == {"S-1": CONTACT, "S-2": review, "S-3": TRAIN, "S-4": report}
        assert "we agree on these commitments." in " ".join(str(text["preamble"]).split())
        (bound,) = text["authentic_texts"]
        assert bound["file_sha256"] == sha256((TEXTS / file).read_bytes()).hexdigest()
        assert ("text_sha256" in bound) == file.endswith((".md", ".txt"))

    @pytest.mark.slow
    def test_reads_a_pdf_of_two_columns(self) -> None:
        """One column after the other, without the head and foot of each page."""
        must(ADOPT.format("two_columns.pdf"))

        text, commitments = recorded()
        assert list(commitments) == [f"S-{number}" for number in range(1, 9)]
        assert commitments["S-3"] == (
            f"{TRAIN} The training follows the guide that the taskforce adopted, and half of the "
            "places are kept for smaller units."
        )
        assert commitments["S-8"] == (
            "We ask companies that offer services to children to report on their safety measures, "
            "by law or by agreement."
        )
        words = " ".join([str(text["preamble"]), *commitments.values()])
        assert "Page" not in words
        assert "Taskforce of Utopia" not in words

    @pytest.mark.slow
    def test_names_what_seem_to_be_footnotes(self, tmp_path: Path) -> None:
        """They would be signed as words of the commitment that ends the page."""
        body = "1. We act#footnote[Within the law.] soon.\n#pagebreak()\n2. We meet."
        Path("noted.pdf").write_bytes(pdf(tmp_path, body))

        said = typed(ADOPT.format("noted.pdf"))
        other = typed(ADOPT.format("two_columns.pdf").replace("--reference S", "--reference T"))

        assert said.code == 0
        assert (
            "Note: What seem to be footnotes of noted.pdf are in the text where they stand: 1Within"
            " the law. To leave them out, adopt a copy as Markdown without them.\n"
        ) in said.err
        assert (other.code, "footnotes" in other.err) == (0, False)

    def test_says_which_notes_of_word_are_not_in_the_text(self) -> None:
        """They were left out in silence."""
        note = "<w:footnote><w:p><w:r><w:t>From 2027 on.</w:t></w:r></w:p></w:footnote>"
        body = "<w:p><w:r><w:t>1. We act.</w:t></w:r></w:p>"
        Path("noted.docx").write_bytes(document(body, notes=note))

        said = typed(ADOPT.format("noted.docx"))

        told = "This note of noted.docx is not in the text that is adopted: From 2027 on. If it"
        assert (said.code, said.err.count(told)) == (0, 2)

    def test_says_that_the_cells_of_a_row_are_read_as_one(self) -> None:
        """A column of days stood in the words of each commitment, and nobody was told."""
        cells = (f"<w:tc><w:p><w:r><w:t>{each}</w:t></w:r></w:p></w:tc>" for each in _CELLS)
        table = f"<w:tbl><w:tr>{''.join(cells)}</w:tr></w:tbl>"
        one = (
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>2. We meet.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        )
        Path("table.docx").write_bytes(document(table + one))
        Path("one.docx").write_bytes(document(one.replace("2.", "1.")))

        said, other = (typed(ADOPT.format(name)) for name in ("table.docx", "one.docx"))

        assert "the cells of a row are read one after the other: 1. | Ban bags. | 2026." in (
            " ".join(said.err.split())
        ), said
        assert "table" not in other.err

    def test_refuses_a_scan_without_words(self) -> None:
        """Else members would sign a title."""
        before = events()

        said = typed(ADOPT.format("scan.pdf"))

        assert (said.code, said.out) == (2, "")
        assert "The words of the file cannot be read, as in a scan" in said.err
        assert "--as-one-commitment" in said.err
        assert events() == before

    def test_takes_a_scan_as_one_commitment_where_that_is_said(self) -> None:
        """Its bytes are its identity, and everybody sees that the words are not recorded."""
        said = typed(f"{ADOPT.format('scan.pdf')} --as-one-commitment")

        assert (said.code, said.err) == (
            0,
            "Note: Its words are not recorded, since they cannot be read or are very long.\n",
        )
        assert recorded()[1] == {"S": "Statement of Amaurot"}
        assert typed("text check scan.pdf").out == "scan.pdf is S version 1 in en, byte for byte.\n"

    def test_takes_a_whole_text_as_one_commitment_where_that_is_said(self) -> None:
        """Whatever is numbered in it."""
        must(f"{ADOPT.format('preamble.txt')} --as-one-commitment")

        (words,) = recorded()[1].values()
        assert words.startswith("STATEMENT OF AMAUROT")
        assert CONTACT in " ".join(words.split())

    def test_says_where_a_number_is_missing(self) -> None:
        """It may be a slip of the pen, or a promise that was not found."""
        Path("gap.md").write_text("1. We act.\n\n3. We meet.\n", encoding="utf-8")

        said = typed(ADOPT.format("gap.md"))

        assert (said.code, said.err) == (0, "Note: There is no number 2 in the text.\n")

    def test_needs_no_reader_of_pdf_for_a_treaty(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A treaty is one commitment, bound by its file; where words matter, it says what to do."""
        monkeypatch.setitem(sys.modules, "pypdf", None)

        must(f"{ADOPT.format('two_columns.pdf')} --legal-nature treaty")
        said = typed("text adopt two_columns.pdf --reference P --title P --on 2026")

        assert recorded()[1] == {"S": "Statement of Amaurot"}
        assert said.code == 3
        assert "pip install '.[texts]' -c docs/constraints.txt" in said.err


class TestAsking:
    @pytest.fixture(autouse=True)
    def _at_a_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.patch = monkeypatch

    def answered(self, answer: str, options: str = "") -> tuple[int, str]:
        """Type an answer at a terminal."""
        typing = io.StringIO(f"{answer}\n")
        self.patch.setattr(typing, "isatty", lambda: True)
        self.patch.setattr(sys, "stdin", typing)
        said = typed(f"{ADOPT.format('numbered_list.docx')} {options}")
        return said.code, said.err

    def test_shows_what_was_found_and_records_it_after_a_yes(self) -> None:
        """With numbers and words, as members will sign them."""
        code, shown = self.answered("y")

        assert code == 0
        assert shown.splitlines()[0] == f"S-1: {CONTACT}"
        assert f"Note: This is in no commitment: {ADOPTED}" in shown
        assert "Adopt the text with these commitments (4)?" in shown
        assert len(recorded()[1]) == 4

    def test_records_nothing_after_a_no(self) -> None:
        """Whoever sees a wrong number can stop."""
        before = events()

        assert self.answered("n")[0] == 3
        assert events() == before

    @pytest.mark.parametrize("options", ["--yes", "--dry-run"])
    def test_does_not_ask_where_it_need_not(self, options: str) -> None:
        """A script said yes beforehand; a trial stores nothing."""
        code, shown = self.answered("n", options)

        assert (code, "Adopt the text" in shown) == (0, False)


def test_the_language_that_nobody_named_is_told(register: Path) -> None:
    """It stays on record which wording is authentic; that of the register is taken."""
    line = ADOPT.format("statement.md").removesuffix(" --language en")
    said, named = typed(f"{line} --dry-run"), typed(f"{line} --dry-run --language fr")
    with register.with_name("depositary.toml").open("a") as settings:
        settings.write('\nlanguage = "fr"\n')
    french = typed(line)

    note = "Note: Recorded as authentic in en. If that is wrong, say it with --language."
    assert note in said.err
    assert "authentic in" not in named.err
    assert french.code == 0
    assert '"language": "fr"' in typed("history S --format json").out


@pytest.mark.usefixtures("register")
def test_a_task_and_a_text_have_references_of_their_own() -> None:
    """Under one for both only the text is found: on agendas, in the history."""
    must("taskforce task LIGHT 'Keep the light.'")
    before = events()

    text = typed("text adopt mission.md --reference LIGHT --title 'Declaration' --on 2026-01-10")
    task = typed("taskforce task MISSION 'Keep the mission.'")

    assert "LIGHT is a task already. Give the text another reference." in text.err
    assert "MISSION is a text already. Give the task another reference." in task.err
    assert (text.code, task.code, events()) == (1, 1, before)
