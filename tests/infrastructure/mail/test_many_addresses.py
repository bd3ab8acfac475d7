"""A mail server of several addresses, of which some do not answer."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from email.message import EmailMessage

import pytest

from domain.errors import Unavailable
from infrastructure.mail import transport
from infrastructure.mail.transport import smtp_transport
from tests.infrastructure.mail.post import HOST, post

pytestmark = pytest.mark.slow
SILENT = 4  # addresses
WAIT = 1.0  # seconds


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, int]]]:
    """Return addresses that answer nobody, behind a name that the resolver of the test knows."""
    found: list[tuple[str, int]] = []
    monkeypatch.setattr(transport, "PATIENCE", WAIT)
    known = socket.getaddrinfo

    def resolved(host: str, port: int, *rest: int, **more: int) -> list[object]:
        if host != "mail.example":
            return list(known(host, port, *rest, **more))
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", each) for each in found]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    with ExitStack() as undo:
        for _ in range(SILENT):
            server = undo.enter_context(socket.socket())
            server.bind((HOST, 0))
            server.listen(0)
            found.append(server.getsockname())
            for _ in range(3):  # nobody takes these, so no more are let in
                waiting = undo.enter_context(socket.socket())
                waiting.settimeout(0)
                waiting.connect_ex(found[-1])
        yield found


def test_reaches_the_one_that_answers(silent: list[tuple[str, int]], message: EmailMessage) -> None:
    """Each of those before it has its part of the time."""
    with post() as there:
        silent.append((HOST, there.port))
        with smtp_transport("mail.example", there.port, "none", None, None) as way:
            way.send(message, "one")
        assert "Something is due." in there.letters[0]


def test_waits_for_all_of_them_as_long_as_for_one(
    silent: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each was waited for as long as for one: large services have sixteen."""
    given: list[float] = []
    connect = socket.create_connection

    def timed(address: tuple[str, int], timeout: float) -> socket.socket:
        given.append(timeout)
        return connect(address, timeout)

    monkeypatch.setattr(socket, "create_connection", timed)

    with (
        pytest.raises(Unavailable, match=r"takes no letters \(TimeoutError\)\.$"),
        smtp_transport("mail.example", 25, "none", None, None),
    ):
        pass  # pragma: no cover  # it is never entered

    assert given == [WAIT / len(silent)] * len(silent)
