"""How often a property is tried: all of the examples with the slow tests, a fifth without them."""

_FEWEST, _PART = 3, 5
_whole = False


def all_of_them() -> None:
    """Try properties as often as their tests say, from here on."""
    global _whole  # noqa: PLW0603  # set once, before any test is read
    _whole = True


def often(examples: int) -> int:
    """Return how many of the examples are tried now."""
    return examples if _whole else max(_FEWEST, examples // _PART)
