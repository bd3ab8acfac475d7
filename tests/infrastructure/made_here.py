"""Makes in this process what is made in one apart, which is sooner ready, and measured."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def made_here(_: str, make: Callable[..., T], *given: object) -> T:
    """Take the place of `infrastructure.render.apart.made_apart`."""
    return make(*given)
