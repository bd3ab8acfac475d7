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
from time import process_time
from types import MappingProxyType
from typing import TypeVar

from domain.errors import DepositaryError, Malformed
from infrastructure.files.bounded_work import limit

T = TypeVar("T")
SECONDS, MEMORY, LARGEST = 120, 4_000_000_000, 200_000_000
"""Seconds of work of all processors together, bytes of memory, bytes of what is made."""
TOO_MUCH = 9  # the exit code of a process that would have to write too much
_WAITING = 2  # times the seconds of work: what waits, as for a pipe, does no work
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
    try:
        done = subprocess.run(  # noqa: S603  # this module itself
            [sys.executable, "-P", "-c", begin],
            input=pickle.dumps((make, given, SECONDS, MEMORY, LARGEST)),
            capture_output=True,
            check=False,
            env={**others, "PYTHONPATH": path, "https_proxy": NOWHERE},
            timeout=_WAITING * SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_much(template) from error
    if done.returncode < 0 or done.returncode == TOO_MUCH or b"MemoryError" in done.stderr:
        raise _too_much(template)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    made: T | DepositaryError = pickle.loads(done.stdout)  # noqa: S301  # what `main` wrote
    if isinstance(made, DepositaryError):
        raise made
    return made


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
