"""Which checkpoint is printed, and that a copy of it from paper or a mailbox is as good."""

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from infrastructure.audit.log import checkpoint_store
from infrastructure.audit.log.checkpoint_store import latest
from infrastructure.audit.log.checkpoint_text import extract_checkpoints
from infrastructure.audit.proofs.checkpoint import Checkpoint
from infrastructure.audit.proofs.keys import Signer
from infrastructure.audit.proofs.note import LOG, Note
from tests.infrastructure.audit.given import ORIGIN, WORDS, office, signer

NESTED = "Content-Type: message/rfc822\n\n" * 2000
DAMAGED = (
    *("From: a@[1.2", "From: ,\t:<>()[]", "From: <\r>", "From: =?utf-8?q?a?= <>", "From:"),
    "From: a\nContent-Disposition: attachment; filename*=x'y\nContent-Disposition: ;;=",
    "From: a\nContent-Type: text/plain; charset*=a\0b'c'd\nContent-Transfer-Encoding: base64",
    "From: a\nContent-Type: multipart/mixed; boundary*=a\0b'c'd",
    "From: a\nContent-Type: multipart/mixed",
    f"From: a\n{NESTED}",
)


def note(folder: Path, size: int, *more: str, origin: str = ORIGIN) -> str:
    key = signer(folder)
    text = str(Checkpoint(origin, size, bytes([size]) * 32, more))
    return bytes(Note(text, (key.sign(text),))).decode()


class TestLatest:
    @pytest.mark.parametrize(
        ("position", "size"), [(10, 9), (9, 9), (8, 5), (5, 5), (4, None), (0, None)]
    )
    def test_signs_nothing_behind_the_position(
        self, position: int, size: int | None, tmp_path: Path
    ) -> None:
        """A report of a past position must be the same file after more was signed."""
        for number in (9, 5):
            (tmp_path / f"{number}.checkpoint").write_text(note(tmp_path, number))

        told = latest(tmp_path, position, None)

        assert told == (size and note(tmp_path, size))

    def test_is_the_first_of_its_size(self, tmp_path: Path) -> None:
        """One is made each day, also without new entries, and reports stay the same."""
        (tmp_path / "0000000005-20260102T000000Z.checkpoint").write_text(note(tmp_path, 5, "two"))
        (tmp_path / "0000000005-20260101T000000Z.checkpoint").write_text(note(tmp_path, 5, "one"))

        assert latest(tmp_path, 9, None) == note(tmp_path, 5, "one")

    def test_passes_over_what_is_none(self, tmp_path: Path) -> None:
        """A broken file must not keep anybody from a report."""
        good = note(tmp_path, 5)
        (tmp_path / "1.checkpoint").write_text(good)
        (tmp_path / "2.checkpoint").write_text(good[:-9])
        (tmp_path / "3.checkpoint").write_text("no checkpoint\n\n" + good.split("\n\n")[1])
        (tmp_path / "4.checkpoint").mkdir()
        (tmp_path / "6.checkpoint").write_text("one line")
        (tmp_path / "7.checkpoint").write_text(note(tmp_path, 8).replace("=\n\n", "\n\n"))
        (tmp_path / "8.checkpoint").write_text(good.replace("\n5\n", f"\n{'5' * 5000}\n"))
        (tmp_path / "5.checkpoint").write_text(note(tmp_path, 7, "\N{RIGHT-TO-LEFT OVERRIDE}"))

        assert latest(tmp_path, 10**17, None) == good

    def test_was_signed_by_the_key_of_the_log(self, tmp_path: Path) -> None:
        """Whatever somebody puts into the folder would else be printed for everybody to keep."""
        Signer.make(tmp_path / "log.key", ORIGIN, LOG, WORDS)
        key = Signer.load(tmp_path / "log.key", LOG, WORDS)
        text = str(Checkpoint(ORIGIN, 4, bytes(32)))
        ours, forged = (
            bytes(Note(text, (each.sign(text),))).decode() for each in (key, signer(tmp_path))
        )
        junk = ours.replace("\n4\n", "\n6\n")
        (tmp_path / "1.checkpoint").write_text(ours)
        (tmp_path / "0.checkpoint").write_text(forged)
        (tmp_path / "6.checkpoint").write_text(junk)

        assert latest(tmp_path, 9, key.path) == ours
        assert latest(tmp_path, 9, None) == junk
        (tmp_path / "log.key.vkey").unlink()
        assert latest(tmp_path, 9, key.path) is None

    def test_is_none_where_none_was_made(self, tmp_path: Path) -> None:
        """Most registers begin without a key."""
        assert latest(tmp_path / "nowhere", 9, None) is None


class TestAsSigned:
    @pytest.mark.parametrize(
        "copied",
        ["{}", "Dear Sir,\n\n{}", "Dear Sir,\n{}", "    {}", "> {}", "\N{NO-BREAK SPACE}{}   "],
    )
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
    def test_finds_it_in_what_was_copied(self, copied: str, end: str, tmp_path: Path) -> None:
        """Mail programs and people add and lose blanks; the signature says whether it is right."""
        there = office(tmp_path)
        lines = there.checkpoint().decode().split("\n")
        *around, mark = copied.split("\n")
        around = [*around, *(mark.format(line) for line in lines), *around]

        (found,) = extract_checkpoints(end.join(around).encode())

        assert there.trusting.open(found).checkpoint.size == 9

    def test_finds_it_in_a_saved_letter(self, tmp_path: Path) -> None:
        """Long lines of letters are broken by a code, which only a mail program undoes."""
        there = office(tmp_path)
        letter = EmailMessage(policy=SMTP)
        letter["From"] = "office@example.org"
        letter.set_content("Due soon:\n\n" + there.checkpoint().decode(), cte="quoted-printable")

        (found,) = extract_checkpoints(bytes(letter))

        assert there.trusting.open(found).checkpoint.size == 9

    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_finds_it_beside_the_text_of_a_saved_letter(self, end: str, tmp_path: Path) -> None:
        """As our letters carry it; every mailbox is a copy of the evidence."""
        signed = note(tmp_path, 5)
        letter = EmailMessage(policy=SMTP)
        letter["From"] = "office@example.org"
        letter.set_content("Dear Ada, the draft minutes are enclosed.\nFrom 10:00 on we meet.\n")
        letter.add_attachment(
            signed.encode(), maintype="text", subtype="plain", filename="checkpoint.txt"
        )
        saved = letter.as_bytes().replace(b"\r\n", end.encode())

        assert extract_checkpoints(saved) == (signed.encode(),)

    @pytest.mark.parametrize("damage", DAMAGED)
    def test_finds_it_in_a_letter_with_damaged_headers(self, damage: str, tmp_path: Path) -> None:
        """One such file among kept checkpoints must not keep the others from being compared."""
        whole = note(tmp_path, 9).encode()

        assert extract_checkpoints(f"{damage}\n\n".encode() + whole) == (whole,)
        assert extract_checkpoints(damage.encode()) == (damage.encode(),)

    def test_decodes_a_letter_with_a_damaged_sender(self, tmp_path: Path) -> None:
        """What is wrong with a header says nothing about the text."""
        there = office(tmp_path)
        letter = EmailMessage(policy=SMTP)
        letter.set_content(there.checkpoint().decode(), cte="base64")

        (found,) = extract_checkpoints(b"From: a@[1.2\r\n" + bytes(letter))

        assert there.trusting.open(found).checkpoint.size == 9

    def test_finds_all_that_a_page_shows(self, tmp_path: Path) -> None:
        """An older one above must not keep the newer one, which says more, from being compared."""
        older, newer = note(tmp_path, 5), note(tmp_path, 9)

        found = extract_checkpoints(f"As of May:\n{older}\nAs of June:\n{newer}\n{older}".encode())

        assert found == (older.encode(), newer.encode())

    def test_keeps_one_without_signatures(self, tmp_path: Path) -> None:
        """What was copied in part is told of, also beside another that is whole."""
        whole, head = note(tmp_path, 5), str(Checkpoint(ORIGIN, 9, bytes(32)))

        found = extract_checkpoints(f"As of May:\n{whole}\nAs of June:\n{head}".encode())

        assert found == (whole.encode(), f"{head}\n".encode())

    @pytest.mark.parametrize("quote", ["", "> ", "    "])
    def test_mends_lines_that_a_letter_broke(self, quote: str, tmp_path: Path) -> None:
        """A mail program breaks long lines at blanks, which honest signatures must survive."""
        there = office(tmp_path)
        text = str(Checkpoint(ORIGIN, 9, bytes(32)))
        dated = there.key.sign_with_time(text, 1)
        whole = bytes(Note(text, (there.key.sign(text), dated))).decode()
        broken = whole.replace(f"{ORIGIN} ", f"{ORIGIN}\n")

        (found,) = extract_checkpoints(
            "\n".join(f"{quote}{line}" for line in broken.split("\n")).encode()
        )

        assert found == whole.encode()

    @pytest.mark.parametrize("head", ["", "From: a\nContent-Type: image/png\n\n", "From: a\n\n"])
    def test_a_letter_without_one_holds_none(self, head: str) -> None:
        """A picture of a page has no lines."""
        assert extract_checkpoints(head.encode()) == (head.encode(),)

    def test_leaves_a_checkpoint_alone(self, tmp_path: Path) -> None:
        """What is one, byte for byte, needs no reading between the lines."""
        content = note(tmp_path, 5, "more lines").encode()

        assert extract_checkpoints(content) == (content,)
        assert extract_checkpoints(b"\xef\xbb\xbf" + content) == (
            content,
        )  # as some editors begin a file

    @pytest.mark.parametrize(
        "content", [b"", b"no checkpoint\n", b"\xff\n1\n", b"a\n1\n\xe2\x80\x94 b c\n"]
    )
    def test_leaves_to_others_what_holds_none(self, content: bytes) -> None:
        """Whoever reads it says what is wrong with it."""
        assert extract_checkpoints(content) == (content,)


class TestCopy:
    """Copies are what an auditor compares with, years later."""

    def test_is_made_once(self, tmp_path: Path) -> None:
        """Two timers that meet copy the same, and neither fails."""
        (tmp_path / "1.checkpoint").write_bytes(b"one")
        (tmp_path / "copies").mkdir()

        for _ in range(2):
            checkpoint_store.copy(tmp_path / "1.checkpoint", tmp_path / "copies")

        assert (tmp_path / "copies" / "1.checkpoint").read_bytes() == b"one"

    def test_goes_over_nothing(self, tmp_path: Path) -> None:
        """What lies there under that name may be what shows that something was changed."""
        (tmp_path / "1.checkpoint").write_bytes(b"one")
        (tmp_path / "copies").mkdir()
        (tmp_path / "copies" / "1.checkpoint").write_bytes(b"another")

        for _ in range(2):
            checkpoint_store.copy(tmp_path / "1.checkpoint", tmp_path / "copies")

        found = {path.name: path.read_bytes() for path in (tmp_path / "copies").iterdir()}
        assert found == {"1.checkpoint": b"another", "1_2.checkpoint": b"one"}
