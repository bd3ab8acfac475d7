"""Which known names look like one that is not known, for a sentence that asks what was meant."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

MOST = 5_000_000
"""Letters of names that are looked at for all rows of a file, which takes some seconds."""
_LEFT: ContextVar[list[int] | None] = ContextVar("letters left to look at", default=None)


@contextmanager
def few_suggestions() -> Iterator[None]:
    """Let `near` return nothing once it has looked at enough, as for a file of wrong references."""
    before = _LEFT.set([MOST])
    try:
        yield
    finally:
        _LEFT.reset(before)


def near(reference: str, known: Iterable[str] | Callable[[], Iterable[str]]) -> list[str]:
    """Return up to three known references that look like this one; never a guess to act on.

    Those of which it is a whole word come alone (declaration: interpretative_declaration).
    Many references are given as a function, which is asked only where they are looked at.
    """
    if _is_enough():
        return []
    folded = {name.casefold(): name for name in (known() if callable(known) else known)}
    text = reference.casefold()
    whole = [name for name in folded if "_" in name and text in name.split("_")]
    close = whole[:3] or closest(text, folded, most=3, alike=0.6)
    return [folded[name] for name in close]


def closest(text: str, known: Collection[str], most: int, alike: float) -> list[str]:
    """Return up to so many names that are at least so much like a text (1.0 is the same)."""
    if _is_enough():
        return []
    if left := _LEFT.get():
        left[0] -= sum(map(len, known))
    from difflib import get_close_matches  # noqa: PLC0415  # help does without

    return get_close_matches(text, known, n=most, cutoff=alike)


def _is_enough() -> bool:
    left = _LEFT.get()
    return left is not None and left[0] < 0


def near_name(text: str, names: Iterable[str]) -> list[str]:
    """Return up to three names of which a text is the beginning or the end, or that look like it.

    Zubrowka may be meant by "Republic of Zubrowka", and so may "Zubrowka, Republic of".
    """
    called = {_turned(name): name for name in names}
    words = _turned(text)
    longer = [name for name in called if name.startswith(f"{words} ") or name.endswith(f" {words}")]
    return list(dict.fromkeys(called[each] for each in (*longer, *near(words, called))))[:3]


def _turned(name: str) -> str:
    """Return a name in small letters, and what stands behind its comma in lists before it."""
    first, _, rest = name.casefold().partition(",")
    return f"{rest} {first}".strip() if rest and "," not in rest else name.casefold()


def near_code(code: str, known: Iterable[str]) -> list[str]:
    """Return up to three known codes that look like this one, or with which this one begins.

    Who types a name instead of a code, such as Altamora, mostly means the code ALT.
    """
    codes = list(known)
    return near(code, codes) or [each for each in codes if code.upper().startswith(each)][:3]
