"""Permissions that bind an administrator, too, who else may write where nobody may."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

VERSION_3 = 0x20080522  # see capget(2): a header, then what is effective, permitted, inheritable
Numbers: TypeAlias = "ctypes.Array[ctypes.c_uint32]"
OVERRIDES = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH


@contextmanager
def obeyed() -> Iterator[None]:
    """Give up what overrides permissions, and take it back.

    Raises:
        OSError: the system does not let go of it.
    """
    held = _capabilities("capget", (ctypes.c_uint32 * 6)())
    without = (ctypes.c_uint32 * 6)(*held)
    without[0] &= ~OVERRIDES
    _capabilities("capset", without)
    try:
        yield
    finally:
        _capabilities("capset", held)


def _capabilities(
    call: str, held: "ctypes.Array[ctypes.c_uint32]"
) -> "ctypes.Array[ctypes.c_uint32]":
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(VERSION_3, 0)
    if getattr(libc, call)(header, held):
        raise OSError(ctypes.get_errno(), call)
    return held
