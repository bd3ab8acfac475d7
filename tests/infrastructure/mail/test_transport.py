"""A letter goes out, or surely does not, or nobody knows; and nothing says to whom."""

import stat
from email.message import EmailMessage
from pathlib import Path

import pytest

from domain.errors import Unavailable
from infrastructure.mail.transport import FolderTransport, NotSent, PerhapsSent, smtp_transport
from tests.infrastructure.backup.given import smallest_files
from tests.infrastructure.mail.post import post

HOST = "127.0.0.1"


@pytest.fixture
def message() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "office@example.org", "ada@example.org"
    message.set_content("Something is due.\n")
    return message


class TestServer:
    def test_hands_a_letter_over(self, message: EmailMessage) -> None:
        """It arrives whole."""
        with post() as there:
            with smtp_transport(HOST, there.port, "none", None, None) as transport:
                transport.send(message, "one")
            assert "Something is due." in there.letters[0]

    @pytest.mark.parametrize(
        ("answers", "refusal"),
        [
            ({"RCPT": "550 ada@example.org is not here"}, "refused the address (550)"),
            ({"MAIL": "451 not now"}, "refused the letter (451)"),
            ({"DATA": "554 no"}, "refused the letter (554)"),
        ],
    )
    def test_knows_what_surely_did_not_go(
        self, message: EmailMessage, answers: dict[str, str], refusal: str
    ) -> None:
        """It may be sent another time; the sentence does not repeat the address."""
        with (
            post(answers) as there,
            smtp_transport(HOST, there.port, "none", None, None) as transport,
            pytest.raises(NotSent) as caught,
        ):
            transport.send(message, "one")

        assert refusal in str(caught.value)
        assert "ada" not in str(caught.value)

    def test_knows_what_perhaps_went(self, message: EmailMessage) -> None:
        """A server that goes away may have taken the letter with it."""
        with (
            post({"DATA": ""}) as there,
            smtp_transport(HOST, there.port, "none", None, None) as transport,
            pytest.raises(PerhapsSent, match="went away"),
        ):
            transport.send(message, "one")

    @pytest.mark.parametrize("security", ["starttls", "tls"])
    def test_never_speaks_in_the_open_when_told_not_to(self, security: str) -> None:
        """A server that cannot keep a secret is told none."""
        with (
            post({"": ""}) as there,
            pytest.raises(Unavailable, match="takes no letters"),
            smtp_transport(HOST, there.port, security, None, None),
        ):
            pass

    def test_says_that_it_is_not_let_in(self) -> None:
        """Neither the user nor the password is in the sentence."""
        with (
            post({"EHLO": "250-post\r\n250 AUTH PLAIN", "AUTH": "535 no"}) as there,
            pytest.raises(Unavailable, match=r"takes no letters \(SMTPAuthenticationError\)\.$"),
            smtp_transport(HOST, there.port, "none", "office", None),
        ):
            pass

    @pytest.mark.parametrize(("user", "password"), [("öffice", "a"), ("office", "passwörd")])
    def test_says_what_cannot_be_told_to_a_server(self, user: str, password: str) -> None:
        """The library knows ASCII only; the sentence shows neither."""
        with (
            post({"EHLO": "250-post\r\n250 AUTH PLAIN", "AUTH": "334 "}) as there,
            pytest.raises(Unavailable, match=r"only a user and a password in ASCII\.$"),
            smtp_transport(HOST, there.port, "none", user, password),
        ):
            pass


class TestFolder:
    def test_writes_a_file_for_its_owner_only(self, tmp_path: Path, message: EmailMessage) -> None:
        """An address stands in it."""
        FolderTransport(tmp_path / "out").send(message, "one")

        (written,) = (tmp_path / "out").iterdir()
        assert written.name == "one.eml"
        assert stat.S_IMODE(written.stat().st_mode) == 0o600
        assert b"Something is due." in written.read_bytes()

    def test_says_that_it_cannot_write(self, tmp_path: Path, message: EmailMessage) -> None:
        """It surely did not go out."""
        (tmp_path / "file").touch()

        with pytest.raises(NotSent, match="file cannot be written"):
            FolderTransport(tmp_path / "file").send(message, "one")

    def test_says_that_the_disk_is_full(self, tmp_path: Path, message: EmailMessage) -> None:
        """It can go out when there is room."""
        (tmp_path / "out").mkdir()

        with smallest_files(4), pytest.raises(NotSent, match=r"one\.eml cannot be written"):
            FolderTransport(tmp_path / "out").send(message, "one")

        assert list((tmp_path / "out").iterdir()) == []
