"""Write into a pipe that has a name: wait until somebody reads it, but not for ever."""

import os
from errno import ENXIO
from pathlib import Path
from time import monotonic, sleep

from domain.errors import Unavailable
from domain.words import worded
from infrastructure.files import locks
from infrastructure.files.warned import WARNINGS


def opened_pipe(path: Path) -> int:
    """Open a pipe to write into, as soon as somebody reads it.

    After two seconds a message says what is waited for, as for locks.

    Raises:
        Unavailable: nobody read it for as long as a lock is waited for.
        OSError: it cannot be opened.
    """
    began, told = monotonic(), False
    while (descriptor := _open_if_read(path)) is None:
        waited = monotonic() - began
        if waited >= locks.LONGEST:
            raise Unavailable("Nobody reads {path}, so nothing was written into it.", path=path)
        if waited > locks.TELL_AFTER and not told:
            WARNINGS.show(worded("Waiting for somebody to read {path}.", path=path))
            told = True
        sleep(locks.PAUSE)
    os.set_blocking(descriptor, True)
    return descriptor


def _open_if_read(path: Path) -> int | None:
    try:
        return os.open(path, os.O_WRONLY | os.O_NONBLOCK)
    except OSError as error:
        if error.errno != ENXIO:
            raise
        return None
