"""A letter goes out, or surely does not, or nobody knows; and nothing says to whom."""

import socket
import stat
from email.message import EmailMessage
from pathlib import Path
from time import sleep

import pytest

from domain.errors import Unavailable
from infrastructure.mail import transport
from infrastructure.mail.transport import (
    FolderTransport,
    NotSent,
    PerhapsSent,
    TimeLimit,
    smtp_transport,
)
from tests.infrastructure.backup.given import smallest_files
from tests.infrastructure.mail.post import HOST, post

WAIT = 0.25


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a server for a moment only."""
    monkeypatch.setattr(transport, "TELL_AFTER", WAIT / 5)
    monkeypatch.setattr(transport, "LONGEST", WAIT)


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
            post({".": ""}) as there,
            smtp_transport(HOST, there.port, "none", None, None) as transport,
            pytest.raises(PerhapsSent, match="went away"),
        ):
            transport.send(message, "one")

    @pytest.mark.parametrize("code", [200, 251, 252])
    def test_knows_every_code_of_a_letter_that_was_taken(
        self, message: EmailMessage, code: int
    ) -> None:
        """It is not sent again."""
        with (
            post({".": f"{code} it goes on from here"}) as there,
            smtp_transport(HOST, there.port, "none", None, None) as transport,
        ):
            transport.send(message, "one")

        assert len(there.letters) == 1

    def test_knows_a_server_that_does_not_say_whether_it_took_a_letter(
        self, message: EmailMessage
    ) -> None:
        """A second question for the letter is no answer to it."""
        with (
            post({".": "354 go on"}) as there,
            smtp_transport(HOST, there.port, "none", None, None) as transport,
            pytest.raises(PerhapsSent, match=r"whether it took a letter \(354\)"),
        ):
            transport.send(message, "one")

    def test_knows_that_a_letter_was_never_asked_for(self, message: EmailMessage) -> None:
        """No byte of a letter leaves before the server says that it may."""
        with (
            post({"DATA": ""}) as there,
            smtp_transport(HOST, there.port, "none", None, None) as transport,
            pytest.raises(NotSent, match="went away before"),
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

    @pytest.mark.parametrize("slow", ["", "EHLO", "AUTH"])
    def test_ends_a_connection_that_takes_too_long(
        self, slow: str, impatient: None, caplog: pytest.LogCaptureFixture
    ) -> None:
        """A byte now and then kept `run-due` for ever, and nobody was told why."""
        del impatient
        with (
            post({"EHLO": "250-post\r\n250 AUTH PLAIN", "AUTH": "535 no"}, slow) as there,
            pytest.raises(Unavailable, match=r"takes no letters \(TimeoutError\)\.$"),
            smtp_transport(HOST, there.port, "none", "office", "secret"),
        ):
            pass

        assert caplog.messages == [f"Waiting for the mail server {HOST}:{there.port}."]

    @pytest.mark.parametrize("security", ["starttls", "tls"])
    def test_ends_a_handshake_that_takes_too_long(self, security: str, impatient: None) -> None:
        """The time is limited below TLS, too."""
        del impatient
        with (
            post({"EHLO": "250-post\r\n250 STARTTLS"}, "STARTTLS") as there,
            pytest.raises(Unavailable, match="takes no letters"),
            smtp_transport(HOST, there.port, security, None, None),
        ):
            pass

    @pytest.mark.parametrize(("slow", "error"), [("MAIL", NotSent), (".", PerhapsSent)])
    def test_knows_whether_a_letter_that_took_too_long_perhaps_went(
        self,
        slow: str,
        error: type[Unavailable],
        message: EmailMessage,
        impatient: None,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        """What was not handed over is sent by the next run, and all the rest once at most."""
        del impatient
        with (
            post(slow=slow) as there,
            smtp_transport(HOST, there.port, "none", None, None) as transport,
        ):
            with pytest.raises(error, match=r"went away .* \(TimeoutError\)\.$"):
                transport.send(message, "one")
            with pytest.raises(NotSent, match="went away before"):
                transport.send(message, "two")

        assert len(caplog.messages) == 1

    @pytest.mark.parametrize(
        ("word", "error"), [("MAIL", NotSent), ("DATA", NotSent), (".", PerhapsSent)]
    )
    def test_takes_no_part_of_an_answer_for_one(
        self, message: EmailMessage, word: str, error: type[Unavailable]
    ) -> None:
        """A server that goes away in the middle of a number has neither refused nor taken it."""
        with (
            post({word: "35"}) as there,
            smtp_transport(HOST, there.port, "none", None, None) as transport,
            pytest.raises(error, match="went away"),
        ):
            transport.send(message, "one")

    def test_waits_for_no_farewell(self, message: EmailMessage, impatient: None) -> None:
        """The letters are out by then."""
        del impatient
        with post(slow="QUIT") as there:
            with smtp_transport(HOST, there.port, "none", None, None) as transport:
                transport.send(message, "one")

            assert len(there.letters) == 1

    def test_a_server_may_end_it_first(self, impatient: None) -> None:
        """Then there is nothing left to end."""
        del impatient
        limit = TimeLimit("a server")
        limit.line, other = socket.socketpair()
        with limit.line, other, limit.running():
            limit.line.close()
            sleep(WAIT * 2)

        assert limit.ended

    @pytest.mark.slow
    def test_time_may_end_before_there_is_a_connection(
        self, impatient: None, caplog: pytest.LogCaptureFixture
    ) -> None:
        """What is waited for is said once, however often time is limited."""
        del impatient
        limit = TimeLimit("a server")
        for _ in range(2):
            with limit.running():
                sleep(WAIT * 2)

        assert (limit.ended, caplog.messages) == (True, ["Waiting for the mail server a server."])


def test_a_server_that_asks_in_no_base64_takes_no_letters() -> None:
    """The library cannot decode what it is asked."""
    answers = {"EHLO": "250 AUTH CRAM-MD5", "AUTH": "334 !!!x"}
    with (
        post(answers) as there,
        pytest.raises(Unavailable, match="takes no letters"),
        smtp_transport(HOST, there.port, "none", "office", "a password"),
    ):
        pass  # pragma: no cover  # it is never entered


class TestFolder:
    def test_writes_a_file_for_its_owner_only(self, tmp_path: Path, message: EmailMessage) -> None:
        """An address stands in it."""
        FolderTransport(tmp_path / "out").send(message, "one")

        (written,) = (tmp_path / "out").iterdir()
        assert written.name == "one.eml"
        assert stat.S_IMODE(written.stat().st_mode) == 0o600
        assert b"Something is due." in written.read_bytes()

    def test_follows_no_link(self, tmp_path: Path, message: EmailMessage) -> None:
        """Whoever may write in the folder could name any file of the register by it."""
        (tmp_path / "out").mkdir()
        (tmp_path / "register.db").write_bytes(b"the log")
        (tmp_path / "out/one.eml").symlink_to(tmp_path / "register.db")

        FolderTransport(tmp_path / "out").send(message, "one")

        assert (tmp_path / "register.db").read_bytes() == b"the log"
        assert b"Something is due." in (tmp_path / "out/one.eml").read_bytes()

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
