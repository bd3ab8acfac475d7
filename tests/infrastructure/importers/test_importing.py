"""One unit of recording for a whole file: its conflicts, its contexts, and what it sets up."""

from tests.infrastructure.importers.given import HEADER, MAPPING, Office

SIGNED = "Kenya,T,2022-06-02,,,\n"


def test_a_conflict_decides_again_on_what_is_there(ready: Office) -> None:
    """The report of an import is that of the run that was stored."""
    runs: list[int] = []

    def interfere(done: int) -> None:
        runs.append(done)
        if len(runs) == 1:
            ready.do("act,member,instrument,on\nsign,KEN,T,2021\n")

    report = ready.do(
        "act,member,commitment,kind,deposited_on\nconsent,KEN,T,accession,2022\n",
        on_progress=interfere,
    )

    assert runs == [0, 1, 0, 1]
    assert report.acts == {"consent": 1}


def test_a_row_that_another_imports_meanwhile_is_recorded_once(ready: Office) -> None:
    """What was imported before is asked for at the beginning, and may be more by the end."""
    row = (
        "row_id,act,member,commitment,kind,text,on\n"
        "s1,statement,KEN,T,reservation,Not article 3.,2022\n"
    )
    runs: list[int] = []

    def interfere(done: int) -> None:
        runs.append(done)
        if len(runs) == 1:
            ready.do(row)

    report = ready.do(row, on_progress=interfere)

    assert (report.unchanged, report.acts) == (1, {})
    assert len(ready.entries("TF", "commitment.statement-made")) == 1


def test_a_recording_is_left_in_the_context_of_its_rows(ready: Office) -> None:
    """Events of one row name that row, and no other."""
    ready.do(HEADER + SIGNED + "Peru,T,2022,,2023,\n", MAPPING)

    keys = [e.envelope.row_key for e in ready.events()[-4:]]
    assert keys[0] is None
    assert keys[1] == keys[2] != keys[3]


def test_setup_is_recorded_once(empty: Office) -> None:
    """What is there stays; another body than the mapping's is never founded."""
    setup = """
[setup.taskforce]
code = "TF"
name = "Force"
nature = "exercise"
[[setup.member]]
member = "KEN"
name = "Kenya"
[[setup.instrument]]
reference = "T"
title = "Text"
legal_nature = "treaty"
text = "We will"
[[setup.scale]]
scale = "S"
version = "1"
title = "Scale"
values = [{ value = "all", label = "All" }]
"""
    report = empty.do(HEADER + SIGNED, MAPPING + setup, taskforce=None)
    assert report.setup == [
        "Taskforce TF (Force) is established.",
        "Member KEN (Kenya) is admitted, since unknown.",
        "Instrument T (Text) is adopted on unknown.",
        "Commitment T is adopted on unknown.",
        "Scale S version 1 is registered.",
    ]
    assert not empty.do(HEADER + SIGNED, MAPPING + setup).setup
