"""Sets PDF files with typst: with our template here, with one of one's own in a process apart.

Typst bounds nothing that a template does. So that process ends when it has worked, grown or written
more than it may, and nothing else ends with it.
"""

import json
import os
import resource
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from time import process_time

import typst

from infrastructure.template_bounds import LARGEST, MEMORY, SECONDS

_WAITING = 2  # times the seconds of work: what waits, as for a pipe, does no work
NOWHERE = "http://127.0.0.1:0"
"""A proxy that there cannot be: through it typst asks in vain for packages of strangers."""
MISTAKE = 3
"""The exit code of the process where the template has a mistake, which is told on stderr."""


class MistakeInSetting(Exception):
    """A template has a mistake; `diagnostic` says where."""

    def __init__(self, message: str, diagnostic: str) -> None:
        super().__init__(message)
        self.message, self.diagnostic = message, diagnostic


class TooMuchToSet(Exception):
    """A template does too much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A file of typst, with what it is given: `report` as JSON, a folder of fonts or "".

    `moment` is the time of creation, in seconds since 1970. Apart, it is made within `seconds` of
    work of all processors and `memory` in bytes.
    """

    template: str
    fonts: str
    report: str
    moment: int
    seconds: int = SECONDS
    memory: int = MEMORY

    def made(self) -> bytes:
        """Return the PDF, tagged by PDF/UA-1, in which no font of the machine is used.

        Raises:
            MistakeInSetting: the template has one.
        """
        try:
            found = typst.compile(
                Path(self.template),
                root=Path(self.template).parent,
                format="pdf",
                font_paths=[Path(self.fonts)] if self.fonts else [],
                ignore_system_fonts=True,  # so that it is the same on every machine
                sys_inputs={"report": self.report},
                pdf_standards=["ua-1"],
                timestamp=self.moment,
                package_path=Path(os.devnull),  # no report rests on what a stranger hands out
                package_cache_path=Path(os.devnull),
            )
        except typst.TypstError as error:
            raise MistakeInSetting(error.message, error.diagnostic) from error
        assert isinstance(found, bytes)  # a list is for pictures of pages
        return found

    def made_apart(self) -> bytes:
        """Return the same, made within bounds.

        Raises:
            MistakeInSetting: the template has a mistake.
            TooMuchToSet: it does too much.
        """
        begin = f"import sys; from {__name__} import main; sys.exit(main())"
        command = [sys.executable, "-P", "-c", begin]
        path = os.pathsep.join(filter(None, sys.path))
        try:
            done = subprocess.run(  # noqa: S603  # this module itself
                command,
                input=json.dumps(asdict(self)).encode(),
                capture_output=True,
                check=False,
                env={**_without_proxies(), "PYTHONPATH": path, "https_proxy": NOWHERE},
                timeout=_WAITING * self.seconds,
            )
        except subprocess.TimeoutExpired as error:
            raise TooMuchToSet from error
        if done.returncode == MISTAKE:
            raise MistakeInSetting(*json.loads(done.stderr))
        if done.returncode or len(done.stdout) > LARGEST:
            raise TooMuchToSet
        return done.stdout


def _without_proxies() -> dict[str, str]:
    return {name: it for name, it in os.environ.items() if not name.lower().endswith("_proxy")}


def main() -> int:
    """Set what is given on stdin, and write it to stdout; return the exit code."""
    asked = Setting(**json.load(sys.stdin))
    _limit(resource.RLIMIT_CPU, int(process_time()) + asked.seconds)
    _limit(resource.RLIMIT_DATA, asked.memory)
    _limit(resource.RLIMIT_CORE, 0)
    try:
        made = asked.made()
    except MistakeInSetting as error:
        sys.stderr.write(json.dumps([error.message, error.diagnostic]))
        return MISTAKE
    sys.stdout.buffer.write(made[: LARGEST + 1])
    return 0


def _limit(what: int, most: int) -> None:
    """Let this process have no more of something; what it may not have already, stays so."""
    soft, hard = resource.getrlimit(what)
    known = [each for each in (most, soft, hard) if each != resource.RLIM_INFINITY]
    resource.setrlimit(what, (min(known), hard))
