"""A mail server that talks without end fills no memory, and lets no letter go out twice."""

from email.message import EmailMessage

import pytest

from domain.errors import Unavailable
from infrastructure.mail.transport import NotSent, PerhapsSent, smtp_transport
from tests.infrastructure.mail.post import HOST, post

LONG = {
    "line": "250 " + "a" * (1 << 17),
    "line without an end": "a" * (1 << 20),
    "many lines": "250-a\r\n" * 20_000 + "250 a",
    "empty lines": "\r\n" * 100_000,
}
"""Answers that are longer than any that a server has to give."""


@pytest.mark.parametrize("answer", LONG)
class TestLongAnswers:
    @pytest.mark.parametrize("word", ["greeting", "EHLO", "AUTH"])
    def test_opens_no_connection_to_who_talks_without_end(self, answer: str, word: str) -> None:
        """What it said went into memory for a minute, as fast as it came."""
        answers = {"EHLO": "250 AUTH PLAIN"} | {word: LONG[answer]}
        with (
            post(answers) as there,
            pytest.raises(Unavailable, match=r"takes no letters \(SMTP\w+\)\.$"),
            smtp_transport(HOST, there.port, "none", "office", "secret"),
        ):
            pass  # pragma: no cover  # it is never entered

    @pytest.mark.parametrize(
        ("word", "error"), [("MAIL", NotSent), ("DATA", NotSent), (".", PerhapsSent)]
    )
    def test_takes_no_beginning_of_an_answer_for_one(
        self, message: EmailMessage, answer: str, word: str, error: type[Unavailable]
    ) -> None:
        """A letter that was handed over was said to be refused, and went out again."""
        with (
            post({word: LONG[answer]}) as there,
            smtp_transport(HOST, there.port, "none", None, None) as transport,
        ):
            with pytest.raises(error, match="went away"):
                transport.send(message, "one")
            with pytest.raises(NotSent, match="went away before"):
                transport.send(message, "two")


def test_reads_an_answer_of_many_lines(message: EmailMessage) -> None:
    """A server may say a lot: each answer may have as much."""
    long = "250-" + "a" * 500 + "\r\n"
    answer = long * 100 + "250 " + "a" * 9000  # more than a line that the library takes
    with post({"EHLO": answer, "MAIL": answer}) as there:
        with smtp_transport(HOST, there.port, "none", None, None) as transport:
            transport.send(message, "one")
        assert len(there.letters) == 1
