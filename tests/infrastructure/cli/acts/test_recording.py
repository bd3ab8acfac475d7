"""What a recording command prints and stores: a receipt, once, and nothing where it only tries."""

import csv
import json
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest

from infrastructure.cli.acts.import_results import LISTED
from tests.infrastructure.cli.given import events, must, typed

pytestmark = pytest.mark.usefixtures("register")

JOIN = "member join ERE --name Erewhon --on 2022"


class TestReceipt:
    def test_names_position_and_fact(self, register: Path) -> None:
        """Whoever corrects an entry later needs its position."""
        said = typed(f"--store {register} {JOIN}")

        assert said.out == "@13  ERE joined as Erewhon, 2022\n"
        assert said.err == ""

    def test_names_the_commitment_of_each_signature(self) -> None:
        """One command makes several entries, which a person must tell apart."""
        must(JOIN)

        said = typed("sign ERE MISSION --on 2026-01-15")

        assert said.out.splitlines()[0] == (
            "@14  ERE signed MISSION-1 version 1 (endorsement), 2026-01-15"
        )

    def test_lists_a_dozen_and_counts_the_rest(self, register: Path) -> None:
        """A long text must not scroll everything else away."""
        numbered = "".join(f"{n}. We will do {n}.\n" for n in range(1, 15))
        Path("long.md").write_text(numbered, encoding="utf-8")

        said = typed("text adopt long.md --reference LONG --title Long --on 2026")

        lines = said.out.splitlines()
        assert len(lines) == 13
        assert lines[-1] == "… and 3 more"
        assert len(events(register)) == 12 + 15

    def test_leaves_out_a_day_that_there_is_none_of(self, register: Path) -> None:
        """A retraction has no day in the world."""
        said = typed("retract @12 --only --reason 'It never signed.'")

        assert said.out.splitlines()[:2] == ["@13  entry was never true: It never signed.", ""]
        assert len(events(register)) == 13


class TestDryRun:
    def test_stores_nothing(self, register: Path) -> None:
        """One must be able to look first."""
        before = events(register)

        said = typed(f"{JOIN} --dry-run")

        assert said.out == "-  ERE joined as Erewhon, 2022\n"
        assert said.err == "Would record (nothing was stored):\n"
        assert events(register) == before

    def test_refuses_what_would_be_refused(self, register: Path) -> None:
        """A trial that is kinder than the real thing is worth nothing."""
        said = typed("sign KEN MISSION --on 2026-01-15 --dry-run")

        assert said.code == 1
        assert len(events(register)) == 12


class TestCommandKey:
    def test_records_once(self, register: Path) -> None:
        """A script that lost the answer sends its command again."""
        first = typed(f"{JOIN} --command-key k-1")
        again = typed(f"{JOIN} --command-key k-1")

        assert first.out == "@13  ERE joined as Erewhon, 2022\n"
        assert (again.code, again.out) == (0, "")
        assert again.err == "Recorded before, at @13 to @13.\n"
        assert typed(f"{JOIN} --command-key k-1 --dry-run") == again
        assert len(events(register)) == 13


class TestEnvelope:
    def test_keeps_what_the_options_say(self, register: Path) -> None:
        """Where a fact comes from is as much of it as the day."""
        must(
            f"{JOIN} --source 'Letter of 3 May' --source-reference 'page 2' --basis inferred "
            "--source-url https://example.org/letter --note 'By letter.' --notified-on 2022-05-03 "
            "--occurred-on 2022-05-01 --on-behalf-of ATL --visibility secretariat"
        )

        rows = json.loads(typed("history ERE --audience secretariat --format json").out)["rows"]

        told = {key: rows[0][key] for key in ("source", "basis", "note", "on_behalf_of", "actor")}
        assert told == {
            "source": "Letter of 3 May (inferred)",
            "basis": "inferred",
            "note": "By letter.",
            "on_behalf_of": "ATL",
            "actor": "p-tester",
        }
        assert rows[0]["notified_on"] == "2022-05-03"
        assert typed("history ERE").code == 1  # members do not see it
        assert len(events(register)) == 13

    def test_takes_a_source_that_is_only_a_title(self) -> None:
        """Most sources are named in one line; what they state is then taken as stated."""
        must(f"{JOIN} --source 'Letter of 3 May'")

        assert "Letter of 3 May  p-tester\n" in typed("history ERE").out


class TestTexts:
    def test_cuts_a_text_into_its_numbered_paragraphs(self) -> None:
        """Members sign with exceptions, so each promise needs a name."""
        said = typed("history MISSION")

        assert "commitment MISSION-1 adopted: We will act together." in said.out
        assert "commitment MISSION-3.1 adopted: We will report every year." in said.out

    def test_knows_a_text_again_in_other_line_ends(self) -> None:
        """A copy that went through another system is still the text that was signed."""
        crlf = Path("mission.md").read_bytes().replace(b"\n", b"\r\n")
        Path("copy.md").write_bytes(crlf)

        said = typed("text check copy.md")

        assert said.out == (
            "copy.md is MISSION version 1 in en, in its wording (the file differs in form).\n"
        )

    def test_asks_which_authentic_text_was_signed(self) -> None:
        """The hash in a signature is of one document."""
        Path("en.md").write_text("We act.", encoding="utf-8")
        Path("fr.md").write_text("Nous agissons.", encoding="utf-8")
        must(
            "text adopt en.md fr.md --language en --language fr --reference TWO --title Two "
            "--on 2026 --open-to state --who-may-sign 'Any state.' --as-one-commitment"
        )

        asked = typed("sign KEN TWO --on 2026-02-01")
        signed = typed("sign KEN TWO --on 2026-02-01 --language fr --office 'Head of mission'")

        assert asked.code == 1
        assert "say in which language: en, fr." in asked.err
        assert signed.code == 0

    def test_signs_a_text_without_a_file(self) -> None:
        """A demonstration or an import may know a text by name only."""
        Path("register.csv").write_text("act\n", encoding="utf-8")
        must("commitment adopt MISSION-9 --instrument MISSION --text 'Nine.' --on 2026-01-10")

        assert typed("sign ATL MISSION-9 --on 2026-02-01").code == 1  # one signs a text as a whole


class TestActs:
    def test_binds_a_signature_to_the_document_that_was_signed(self) -> None:
        """The scan with the signatures is another file than the text."""
        must(JOIN)
        Path("signed.pdf").write_bytes(b"%PDF-1.7 scan")

        must("sign ERE MISSION --on 2026-01-15 --document-sha256 signed.pdf")

        answer = json.loads(typed("history ERE --format json").out)["rows"][-1]
        assert answer["content"]["document_sha256"] == sha256(b"%PDF-1.7 scan").hexdigest()

    def test_binds_a_signature_to_the_digest_of_a_document(self) -> None:
        """The scan itself may be in another archive; a name that is no file is no digest."""
        must(JOIN, f"sign ERE MISSION --on 2026-01-15 --document-sha256 {'0a' * 32}")

        answer = json.loads(typed("history ERE --format json").out)["rows"][-1]
        missing = typed("sign ATL MISSION-3.1 --on 2026 --document-sha256 no.pdf")

        assert answer["content"]["document_sha256"] == "0a" * 32
        assert (missing.code, "--document-sha256: there is no file" in missing.err) == (2, True)

    def test_retracting_shows_who_reports_final(self) -> None:
        """Only the member's own last word is final."""
        must(
            "taskforce scale OGP Completion no yes",
            "progress report KEN MISSION-1 yes --scale OGP --on 2026 --stage final "
            "--narrative 'All is done.'",
        )

        answer = json.loads(typed("history KEN --format json").out)["rows"][-1]

        assert answer["content"]["stage"] == "final"
        assert answer["what"] == "KEN reported MISSION-1: yes (OGP 1)"

    def test_finds_the_body_that_has_the_text(self) -> None:
        """With several bodies a question names its text, which says enough."""
        must("taskforce establish OTHER --name Other --nature exercise --on 2026")

        said = typed("status MISSION")

        assert (said.code, said.out.splitlines()[0]) == (0, "MISSION: Mission statement")
        assert typed("--taskforce OTHER status MISSION").code == 1

    def test_prefers_the_text_to_the_usual_body(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A setting says what is usual; a text that only another body has is meant all the same."""
        must("taskforce establish OTHER --name Other --nature exercise --on 2026")
        monkeypatch.setenv("DEPOSITARY_TASKFORCE", "OTHER")

        assert typed("status MISSION").code == 0
        assert typed("members").out.startswith("Members of OTHER")


class TestExport:
    def test_writes_data_to_stdout_or_into_a_file(self, register: Path) -> None:
        """What a program reads must not have talk in it."""
        printed = typed("export")
        written = typed("export --output entries.csv")

        assert printed.err == ""
        assert (written.code, written.out) == (0, "")
        assert written.err == "Entries written to entries.csv: 12.\n"
        assert Path("entries.csv").read_text(encoding="utf-8") == printed.out
        assert len(list(csv.DictReader(StringIO(printed.out)))) == len(events(register))


@pytest.mark.slow
def test_a_meeting_is_counted_although_a_membership_was_never_true() -> None:
    """A slip that was retracted is nobody who could come, by command and in a file."""
    Path("rows.csv").write_text("act,meeting\nquorum,M-2\n", encoding="utf-8")
    must(
        "member join CCC --name Ccc --on 2026-01-05",
        "retract @13 --reason 'Another one was meant.'",
        "taskforce quorum 1/2 --on 2026-01-10",
        "meeting convene M-1 inaugural --on 2026-02-01",
        "meeting open M-1 --on 2026-02-01 --attendance KEN",
        "meeting quorum M-1",
        "meeting convene M-2 ordinary_session --on 2026-03-01",
        "meeting open M-2 --on 2026-03-01 --attendance KEN",
        "import rows.csv",
    )

    assert typed("meetings --format csv").out.count("1 of 2, 1 needed") == 2


def test_a_meeting_without_attendance_is_opened_with_a_note() -> None:
    """A list that was forgotten must not be taken for one that nobody kept."""
    must("meeting convene M-9 inaugural --on 2026-03-01")

    said = typed("meeting open M-9 --on 2026-03-01")

    assert said.code == 0
    assert "Note: Nobody is named as having come to M-9, so no quorum is counted." in said.err


def test_notes_of_a_kind_are_told_once_for_many_rows() -> None:
    """A file of thousands of meetings of which nobody knows who came must not fill the screen."""
    numbers = range(100, 115)
    rows = [f"convene,M-{n},ordinary_session,2026-03-01" for n in numbers]
    rows += [f"open_meeting,M-{n},,2026-03-01" for n in numbers]
    Path("rows.csv").write_text("\n".join(["act,meeting,kind,on", *rows]), encoding="utf-8")

    said = typed("import rows.csv")

    assert said.code == 0, said
    told = said.out + said.err
    assert told.count("Nobody is named as having come to M-1") == LISTED
    assert "… and 5 more" in told
