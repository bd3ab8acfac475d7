"""Makes files with templates of a secretariat's own in a process apart.

Nothing bounds what a template does. So that process ends when it has worked, grown or written more
than it may, and nothing else ends with it.
"""

import copyreg
import os
import pickle
import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from time import process_time
from types import MappingProxyType
from typing import TypeVar

from domain.errors import DepositaryError, Malformed
from domain.words import worded
from infrastructure.files.bounded_work import limit
from infrastructure.files.warned import WARNINGS

T = TypeVar("T")
SECONDS, MEMORY, LARGEST = 120, 4_000_000_000, 200_000_000
"""Seconds of work of all processors together, bytes of memory, bytes of what is made."""
TOO_MUCH = 9  # the exit code of a process that would have to write too much
_WAITING = 2  # times the seconds of work: what waits, as for a pipe, does no work
_TELL_AFTER = 5  # seconds, in which most reports are made
NOWHERE = "http://127.0.0.1:0"
"""A proxy that there cannot be: through it typst asks in vain for packages of strangers."""

copyreg.pickle(MappingProxyType, lambda mapping: (MappingProxyType, (dict(mapping),)))


def made_apart(template: str, make: Callable[..., T], *given: object) -> T:
    """Return what a function makes of what it is given, with the template that has this name.

    Raises:
        DepositaryError: as the function.
        Malformed: it does too much.
        RuntimeError: the function failed as nobody expected; it says how.
    """
    begin = f"import sys; from {__name__} import main; sys.exit(main())"
    path = os.pathsep.join(filter(None, sys.path))
    others = {name: it for name, it in os.environ.items() if not name.lower().endswith("_proxy")}
    with subprocess.Popen(  # noqa: S603  # this module itself
        [sys.executable, "-P", "-c", begin],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**others, "PYTHONPATH": path, "https_proxy": NOWHERE},
    ) as process:
        asked = pickle.dumps((make, given, SECONDS, MEMORY, LARGEST))
        out, err = _ended(process, asked, template)
    if process.returncode < 0 or process.returncode == TOO_MUCH or b"MemoryError" in err:
        raise _too_much(template)
    if process.returncode:
        raise RuntimeError(err.decode(errors="replace"))
    made: T | DepositaryError = pickle.loads(out)  # noqa: S301  # what `main` wrote
    if isinstance(made, DepositaryError):
        raise made
    return made


def _ended(process: "subprocess.Popen[bytes]", asked: bytes, template: str) -> tuple[bytes, bytes]:
    """Return what the process wrote; say after some seconds what is waited for.

    It is gone afterwards, also where a person stops the command.
    """
    try:
        with suppress(subprocess.TimeoutExpired):
            return process.communicate(asked, timeout=_TELL_AFTER)
        WARNINGS.show(worded("Waiting for what the template {name} makes.", name=template))
        return process.communicate(timeout=_WAITING * SECONDS - _TELL_AFTER)
    except subprocess.TimeoutExpired as error:
        raise _too_much(template) from error
    finally:
        process.kill()


def _too_much(template: str) -> Malformed:
    return Malformed(
        "The template {name} does too much: more than {seconds} seconds of work, {memory} of "
        "memory, or a file of {largest}.",
        name=template,
        seconds=SECONDS,
        memory=f"{MEMORY // 10**6:,} MB",
        largest=f"{LARGEST // 10**6:,} MB",
    )


def main() -> int:
    """Make what is asked for on stdin, and write it to stdout, or why it cannot be made."""
    asked = pickle.load(sys.stdin.buffer)  # noqa: S301  # of `made_apart`
    make, given, seconds, memory, largest = asked
    limit(resource.RLIMIT_CPU, int(process_time()) + seconds)
    limit(resource.RLIMIT_DATA, memory)
    limit(resource.RLIMIT_CORE, 0)
    try:
        made = make(*given)
    except DepositaryError as error:
        made = error
    told = pickle.dumps(made)
    if len(told) > largest:  # who waits for it would have to take it into memory
        return TOO_MUCH
    sys.stdout.buffer.write(told)
    return 0
