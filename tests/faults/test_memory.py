"""A machine with too little memory for what is asked: a sentence, and nothing is written."""

import pytest

from tests.faults.given import Place, contents

ENOUGH, MORE = 250_000_000, 400_000_000  # bytes; the program alone takes less than the first


@pytest.mark.slow
def test_a_file_that_does_not_fit_into_memory(place: Place) -> None:
    """It is one that the program would take, on another machine."""
    before = contents(place.store)
    with (place.data / "large.csv").open("wb") as file:
        file.truncate(MORE)
    assert place.run("members", memory=ENOUGH).code == 0

    said = place.run("import", "large.csv", memory=ENOUGH)

    assert (said.code, said.out) == (3, "")
    assert said.err == "depositary: There is not enough memory here for that.\n"
    assert contents(place.store) == before
