"""To which texts an act applied as a whole."""

from collections.abc import Collection, Iterator, Mapping, Sequence


def whole_texts(
    acted: set[str], texts: Mapping[str, Sequence[str]], not_open: Collection[str] = ()
) -> Iterator[str]:
    """Yield the references of texts to which the act applied as a whole, else of commitments.

    What was `not_open` then is no part of the whole. A text with the reference of one of several
    commitments is said by all of them, since its reference would mean that one.
    """
    for text, commitments in texts.items():
        if acted.isdisjoint(commitments):  # as most are
            continue
        whole = all(each in acted or each in not_open for each in commitments)
        if whole and (len(commitments) == 1 or text not in commitments):
            yield text
        else:
            yield from (each for each in commitments if each in acted)
