"""Which known names look like one that is not known, for a sentence that asks what was meant."""

import difflib
from collections.abc import Iterable


def near(reference: str, known: Iterable[str]) -> list[str]:
    """Return up to three known references that look like this one; never a guess to act on."""
    folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(reference.casefold(), folded, n=3, cutoff=0.6)
    return [folded[name] for name in close]
