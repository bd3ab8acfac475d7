"""Which cell a refusal is about."""

import pytest
from pydantic import ValidationError

from application.declarations.provenance import Provenance
from infrastructure.importers.rows.refused_cells import refused_cell
from tests.infrastructure.importers.given import CLERK


def test_a_note_that_is_too_long_is_named_as_the_column_that_it_is_in() -> None:
    """It is no value of an act, but a cell all the same."""
    note = "x" * 60_000
    with pytest.raises(ValidationError) as found:
        Provenance.model_validate({"note": note})

    fault = refused_cell(found.value, [], CLERK._replace(note=note))

    assert (fault.column, fault.reason) == (
        "note",
        "It is longer than 50,000 characters; shorten it.",
    )
