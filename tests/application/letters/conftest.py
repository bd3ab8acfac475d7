"""Letters are tested on the same body as the questions."""

import pytest

from tests.application.letters.given import ADA, BO, designate
from tests.application.questions import given_meetings as g
from tests.application.questions.conftest import after, clerk, kept, new
from tests.application.questions.given import Clerk

__all__ = ["after", "clerk", "kept", "new"]


@pytest.fixture
def met(new: Clerk) -> Clerk:
    """A body with two members, for which Ada and Bo speak."""
    g.begin(new)
    designate(new, "ATL", ADA)
    designate(new, "ERE", BO)
    return new


@pytest.fixture
def spoken(clerk: Clerk) -> Clerk:
    """The body, with two people who speak for its members."""
    designate(clerk, "ATL", ADA)
    designate(clerk, "ERE", BO)
    return clerk
