"""Letters are tested on the same body as the questions."""

from tests.application.questions.conftest import begun_once, clerk, new

__all__ = ["begun_once", "clerk", "new"]
