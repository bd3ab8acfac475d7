"""The reports are tested on the same body as the questions."""

from tests.application.questions.conftest import clerk, new

__all__ = ["clerk", "new"]
