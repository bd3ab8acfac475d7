"""Which known names look like one that is not known, for a sentence that asks what was meant."""

from collections.abc import Iterable


def near(reference: str, known: Iterable[str]) -> list[str]:
    """Return up to three known references that look like this one; never a guess to act on."""
    folded = {name.casefold(): name for name in known}
    from difflib import get_close_matches  # noqa: PLC0415  # help does without

    close = get_close_matches(reference.casefold(), folded, n=3, cutoff=0.6)
    return [folded[name] for name in close]


def near_name(text: str, names: Iterable[str]) -> list[str]:
    """Return up to three names of which a text is the beginning or the end, or that look like it.

    Zubrowka may be meant by "Republic of Zubrowka".
    """
    called, words = list(names), text.casefold()
    longer = [
        name
        for name in called
        if name.casefold().startswith(f"{words} ") or name.casefold().endswith(f" {words}")
    ]
    return list(dict.fromkeys([*longer, *near(text, called)]))[:3]


def near_code(code: str, known: Iterable[str]) -> list[str]:
    """Return up to three known codes that look like this one, or with which this one begins.

    Who types a name instead of a code, such as Altamora, mostly means the code ALT.
    """
    codes = list(known)
    return near(code, codes) or [each for each in codes if code.upper().startswith(each)][:3]
