"""A mail server for tests, which takes letters or answers as it is told."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from socketserver import StreamRequestHandler, ThreadingTCPServer
from time import sleep

HOST = "127.0.0.1"
MOMENT = 0.1
"""Seconds for each byte of a server that is slow."""


@dataclass
class Post:
    """What it was told, and how it answers words that it is not to obey; "" hangs up.

    The word "." is the end of a letter, and "greeting" the first answer.
    From the answer to the word `slow` on ("" is the greeting) it takes a moment for each byte.
    """

    port: int = 0
    answers: Mapping[str, str] = field(default_factory=dict)
    letters: list[str] = field(default_factory=list)
    slow: str | None = None


class _Handler(StreamRequestHandler):
    post: Post

    def handle(self) -> None:
        self.pause = MOMENT if self.post.slow == "" else 0.0
        self.say(self.post.answers.get("greeting", "220 post"))
        while line := self.rfile.readline().decode(errors="replace").strip():
            word = line.partition(" ")[0].upper()
            self.pause = MOMENT if self.post.slow == word else self.pause
            if word in self.post.answers:
                if not self.post.answers[word]:
                    return
                self.say(self.post.answers[word])
            elif word == "DATA":
                self.say("354 go on")
                if not self.take():
                    return
            else:
                self.say("221 bye" if word == "QUIT" else "250 ok")

    def take(self) -> str:
        lines: list[str] = []
        while (line := self.rfile.readline().decode()) not in (".\r\n", ""):
            lines.append(line)
        self.post.letters.append("".join(lines))
        self.pause = MOMENT if self.post.slow == "." else self.pause
        answer = self.post.answers.get(".", "250 taken")
        if answer:
            self.say(answer)
        return answer

    def say(self, text: str) -> None:
        with suppress(OSError):  # whoever waits for it may go
            for byte in f"{text}\r\n".encode() if self.pause else ():
                sleep(self.pause)
                self.wfile.write(bytes([byte]))
            if not self.pause:
                self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def post(answers: Mapping[str, str] | None = None, slow: str | None = None) -> Iterator[Post]:
    """Serve on a free port of this computer."""
    told = Post(answers=answers or {}, slow=slow)
    handler = type("Handler", (_Handler,), {"post": told})
    with ThreadingTCPServer((HOST, 0), handler) as server:
        told.port = int(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield told
        finally:
            server.shutdown()
            thread.join()
