"""The real files through the mappings that ship, with the answers counted from the files."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from application.entries.amending import Amendment, correct
from domain.values import Visibility
from infrastructure.importers.rows.mapping import load_mapping, shipped_mappings
from infrastructure.importers.tables.problems import BadRows
from infrastructure.importers.tables.reading import read_file
from tests.infrastructure.importers.given import (
    CLERK,
    COMMITMENTS,
    DATA,
    HISTORY,
    WIPO,
    Office,
    office,
)


@pytest.fixture(scope="module")
def wipo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office(tmp_path_factory.mktemp("wipo")) as opened:
        opened.ship(WIPO, "wipo", skip_bad_rows=True)
        yield opened


@pytest.fixture
def ogp(empty: Office) -> Office:
    empty.ship(COMMITMENTS, "us_ogp_commitments")
    return empty


def test_all_mappings_that_ship_can_be_read() -> None:
    """They are installed with the software, so a typing error would reach everybody."""
    assert [*shipped_mappings()] == [
        "us_ogp_commitments",
        "us_ogp_history",
        "us_ogp_history_strict",
        "wipo",
    ]
    for name in shipped_mappings():
        assert load_mapping(name).act


@pytest.mark.slow
def test_wipo_is_refused_with_the_two_rows_that_have_no_act(empty: Office) -> None:
    """All or nothing: two bad rows among 1,501 keep the store empty."""
    with pytest.raises(BadRows) as refused:
        empty.ship(WIPO, "wipo")

    assert [problem.row for problem in refused.value.problems] == [355, 754]
    assert "2 rows cannot be recorded, so nothing was" in str(refused.value)
    assert empty.head() == 0


@pytest.mark.slow
def test_wipo_dry_run_says_what_would_be_recorded(empty: Office) -> None:
    """The secretariat sees counts, admissions and setup before anything is stored."""
    report = empty.ship(WIPO, "wipo", dry_run=True)

    blank = "Signature Date, Instrument Type or Instrument Date"
    assert report.rows == 1501
    assert report.acts == Counter(consent=1213, sign=629)
    assert len(report.admitted) == 194
    assert ("EUU", "European Union (EU)") in report.admitted
    assert len(report.setup) == 1 + 2 * 17
    assert {str(p) for p in report.problems} == {
        f"Row {row}: This row has no {blank}." for row in (355, 754)
    }
    assert len(report.records) == 35 + 194 + 1213 + 629
    assert empty.head() == 0


@pytest.mark.slow
def test_wipo_answers_what_is_known_of_it(wipo: Office) -> None:
    """Counted from the file by hand: standings on three days."""
    assert wipo.standings("WIPO", "MARRAKESH", "2016-10-01") == Counter(
        party=20, contracting_party=2, signatory=63
    )
    assert wipo.standings("WIPO", "MARRAKESH", "2026-01-01") == Counter(party=100, signatory=34)
    berne = wipo.read_model.standings("WIPO", ["BERNE"], wipo.as_of("2000-01-01"))
    parties = [row.member for row in berne if row.standing == "party"]
    assert len(parties) == 140
    assert "SRB" in parties


@pytest.mark.slow
def test_wipo_records_kinds_spelling_source_and_visibility(wipo: Office) -> None:
    """A reader of one entry must find the row that it came from."""
    kinds = Counter(
        json.loads(entry.event)["kind"] for entry in wipo.entries("WIPO", "commitment.consented")
    )
    signatures = [e for e in wipo.events() if e.event.TOPIC == "commitment.signed"]
    signed = next(e for e in signatures if e.event.subject == "AUT")
    source = signed.envelope.source

    assert kinds == Counter(
        accession=799, ratification=339, continued_application=57, succession=17, acceptance=1
    )
    assert "Austria" in signed.event.model_dump_json()
    assert source is not None
    assert (source.title, source.reference) == ("Membership of WIPO-administered treaties", WIPO)
    assert source.sha256 == read_file(DATA / WIPO).sha256
    assert {e.envelope.visibility for e in wipo.events()} == {Visibility.PUBLIC}


def test_every_party_of_wipo_has_a_code_of_its_own() -> None:
    """Two parties under one code would merge two governments."""
    codes = load_mapping("wipo").values["party"]

    assert len(codes) == len(set(codes.values())) == 194
    assert [code for code in codes.values() if len(code) != 3] == ["OAPI", "BOIP"]


@pytest.mark.slow
def test_a_second_import_of_wipo_records_nothing_and_keeps_a_correction(wipo: Office) -> None:
    """Importing the old file again must not undo what was corrected by hand."""
    kenya = next(
        entry
        for entry in wipo.entries("WIPO", "commitment.signed")
        if '"KEN"' in entry.event and entry.stream == "MARRAKESH"
    )
    change = Amendment(kenya.entry_id, {"on": "2013-06-29"})
    wipo.register.record(lambda r: correct(r, [change], "error"), CLERK)
    head = wipo.head()

    report = wipo.ship(WIPO, "wipo", skip_bad_rows=True)

    assert report.unchanged == 1499
    assert not report.acts
    assert wipo.head() == head
    row = next(
        r
        for r in wipo.read_model.standings("WIPO", ["MARRAKESH"], wipo.as_of("2014-01-01"))
        if r.member == "KEN"
    )
    assert str(row.signed_on) == "2013-06-29"


@pytest.mark.slow
def test_us_commitments_with_their_parents(ogp: Office) -> None:
    """36 parents, each once, and 70 subcommitments in the order of the file."""
    references = ogp.read_model.commitments_of("US-OGP", "US-NAP5")

    assert len(references) == 106
    assert references[:3] == ["US0113", "US0113.1", "US0113.2"]
    assert ogp.ship(COMMITMENTS, "us_ogp_commitments").unchanged == 70


@pytest.mark.slow
def test_us_history_in_its_strict_form_names_every_dirty_row(ogp: Office) -> None:
    """Dirty words are refused with their row numbers, and nothing is written."""
    head = ogp.head()
    with pytest.raises(BadRows) as refused:
        ogp.ship(HISTORY, "us_ogp_history_strict")

    dirty = {p.row: p.value for p in refused.value.problems if p.column == "new_status"}
    assert Counter(dirty.values()) == {
        "On Track": 12,
        "On Track -": 10,
        "Commitment": 8,
        "No Trackab": 4,
        "On-Track": 1,
        "Progress": 1,
    }
    assert (dirty[2], dirty[4], dirty[21]) == ("On Track", "On Track -", "On-Track")
    assert "and 55 more" in str(refused.value)
    assert ogp.head() == head


@pytest.mark.slow
def test_us_history_with_its_value_map(ogp: Office) -> None:
    """The regression of US0114.0 shows, and both its statuses stay in the history."""
    report = ogp.ship(HISTORY, "us_ogp_history")

    assert report.acts == Counter(report=107, withdraw=30, correct_report=1)
    reports = [
        (e.effective_on, json.loads(e.event)["assessment"])
        for e in ogp.entries("US-OGP", "commitment.progress-reported")
        if e.stream == "US0114.0"
    ]
    assert [(str(on), word) for on, word in reports] == [
        ("2024-03-01", "complete"),
        ("2024-03-01", "in_progress"),
    ]
    assert all(on and on.latest and on.latest > date(2024, 2, 29) for on, _ in reports)


@pytest.mark.slow
def test_us_history_mends_the_cut_off_word_as_an_error(ogp: Office) -> None:
    """`Progress` became `In Progress` the same day: one report, corrected, not two."""
    ogp.ship(HISTORY, "us_ogp_history")

    of_topic = [e for e in ogp.events() if e.event.TOPIC == "commitment.progress-reported"]
    mended = next(e for e in of_topic if e.envelope.because == "error")
    first = next(e for e in of_topic if e.envelope.event_id == mended.envelope.corrects)
    assert '"unclear"' in first.event.model_dump_json()
    assert '"in_progress"' in mended.event.model_dump_json()
    assert first.stream_id == mended.stream_id
    assert sum(e.envelope.because is not None for e in of_topic) == 1
    assert ogp.ship(HISTORY, "us_ogp_history").unchanged == 138


@pytest.mark.slow
def test_the_data_beside_the_tests_is_complete() -> None:
    """Row numbers above hold for these files only."""
    counts = {name: len(read_file(Path(DATA / name)).rows) for name in (WIPO, COMMITMENTS, HISTORY)}

    assert counts == {WIPO: 1501, COMMITMENTS: 70, HISTORY: 138}
