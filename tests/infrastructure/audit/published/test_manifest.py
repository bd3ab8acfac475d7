"""A manifest has one spelling; whatever else it may be gets one sentence."""

import json
from datetime import date, datetime

import pytest
import rfc8785

from application.model_rows import AsOf
from application.reports.document import Report
from domain.errors import Malformed
from domain.values import Visibility
from infrastructure.audit.proofs.files import LARGEST
from infrastructure.audit.published.manifest import Manifest, content_sha256, must_be_small

TOLD: dict[str, object] = {
    "schema": "depositary-report-manifest/v1",
    "report": "EXT-status-MISSION",
    "kind": "status",
    "title": "Status of signatures: Mission",
    "taskforce": "EXT",
    "prefix": {"position": 12, "size": 12, "root": "A" * 43 + "="},
    "on": None,
    "known": "@12",
    "audience": "members",
    "made_on": "2026-06-30",
    "parameters": {"instrument": "MISSION"},
    "content_sha256": "ab" * 32,
    "versions": {"depositary": "0.1.0"},
    "templates": {"report.css": "cd" * 32},
    "authority": None,
    "checkpoint": None,
    "outputs": [{"form": "html", "file": "a.html", "sha256": "ef" * 32, "size": 9}],
}

LATER: dict[str, object] = {
    **TOLD,
    "schema": "depositary-report-manifest/v2",
    "words": 2,
    "rules": 1,
    "data": {"report": "12" * 32, "members": "34" * 32},
}
"""A manifest of the second schema, which names versions and the data of each section."""


def written(**changes: object) -> bytes:
    return rfc8785.dumps(json.loads(json.dumps({**TOLD, **changes})))


def written_later(**changes: object) -> bytes:
    return rfc8785.dumps(json.loads(json.dumps({**LATER, **changes})))


def test_of_the_second_schema_is_read_and_written_in_one_spelling() -> None:
    """Its hash is on record for ever, too."""
    told = Manifest.parse(written_later())

    assert bytes(told) == written_later()
    assert (told.words, told.rules, told.data["members"]) == (2, 1, "34" * 32)
    assert told.sha256 == ("ebecddb21f82967158aaa2bc5267c6d91c9d975ac79616a84104e8ac1f3f8156")


def test_of_the_first_schema_has_the_first_versions() -> None:
    """It was written before there were others."""
    told = Manifest.parse(written())

    assert (told.words, told.rules, told.data) == (1, 1, {})


@pytest.mark.parametrize("key", LATER)
def test_of_the_second_schema_holds_every_key(key: str) -> None:
    """A version that may be left out would be whichever suits."""
    told = {name: value for name, value in LATER.items() if name != key}

    with pytest.raises(Malformed, match=rf"It is no manifest of a report: {key}: Field required"):
        Manifest.parse(rfc8785.dumps(json.loads(json.dumps(told))))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("schema", "depositary-report-manifest/v3"),
        ("words", 0),
        ("words", "2"),
        ("words", True),
        ("rules", None),
        ("data", None),
        ("data", {"members": "34"}),
        ("data", {"\x1b[2J": "34" * 32}),
    ],
)
def test_of_the_second_schema_refuses_values_of_another_form(key: str, value: object) -> None:
    """They are shown on a terminal, and compared."""
    with pytest.raises(Malformed, match="It is no manifest of a report"):
        Manifest.parse(written_later(**{key: value}))


@pytest.mark.parametrize("key", ["words", "rules", "data"])
def test_of_the_first_schema_names_no_versions(key: str) -> None:
    """Two spellings of one manifest would have two hashes."""
    with pytest.raises(Malformed, match="somebody or some program has rewritten it"):
        Manifest.parse(written(**{key: LATER[key]}))


def test_is_read_and_written_in_one_spelling() -> None:
    """Its hash is on record for ever."""
    told = Manifest.parse(written(on="2026-06-29"))

    assert bytes(told) == written(on="2026-06-29")
    assert (told.on, told.made_on, told.prefix.size) == (date(2026, 6, 29), date(2026, 6, 30), 12)
    assert Manifest.parse(written()).sha256 == (
        "be7d548346de95c49e08532102dafa7ff4f957163c943095d9f148a4b1ab4878"
    )


@pytest.mark.parametrize("key", TOLD)
def test_holds_every_key(key: str) -> None:
    """A key that may be left out would have two spellings."""
    told = {name: value for name, value in TOLD.items() if name != key}

    with pytest.raises(Malformed, match=rf"It is no manifest of a report: {key}: Field required"):
        Manifest.parse(rfc8785.dumps(json.loads(json.dumps(told))))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("schema", "depositary-report-manifest/v2"),
        ("more", 1),
        ("report", "../../etc"),
        ("report", ".hidden"),
        ("report", "a/b"),
        ("report", "x" * 61),
        ("kind", "Status!"),
        ("taskforce", "ext"),
        ("prefix", {"position": 0, "size": 12, "root": "A" * 43 + "="}),
        ("prefix", {"position": 2**53 - 1, "size": -1, "root": "A" * 43 + "="}),
        ("prefix", {"position": "12", "size": 12, "root": "A" * 43 + "="}),
        ("prefix", {"position": 12, "size": 1.5, "root": "A" * 43 + "="}),
        ("prefix", {"position": 12, "size": 12, "root": "A"}),
        ("title", "Two\nlines"),
        ("title", "\x1b[2JAll is well."),
        ("title", "x" * 1001),
        ("parameters", {"\x1b[2J": "x"}),
        ("versions", {"\x1b[2J": "1"}),
        ("versions", {"python": "\x9b2J"}),
        ("templates", {"a\n": "cd" * 32}),
        ("known", "12"),
        ("known", "@0"),
        ("known", "@" + "9" * 17),
        ("on", "2026-02-30"),
        ("on", "2026"),
        ("on", "1799-12-31"),
        ("on", 0),
        ("made_on", "9999-12-31"),
        ("audience", "everybody"),
        ("made_on", None),
        ("parameters", {"instrument": 1}),
        ("content_sha256", "AB" * 32),
        ("templates", {"report.css": "x"}),
        ("outputs", []),
        ("outputs", [{"form": "html", "file": "a", "sha256": "ef" * 32, "size": 9}] * 51),
        ("outputs", [{"form": "html", "file": "../a", "sha256": "ef" * 32, "size": 9}]),
        ("outputs", [{"form": "html", "file": "/a", "sha256": "ef" * 32, "size": 9}]),
        ("outputs", [{"form": "html", "file": "..", "sha256": "ef" * 32, "size": 9}]),
        ("outputs", [{"form": "html", "file": "a\\b", "sha256": "ef" * 32, "size": 9}]),
        ("outputs", [{"form": "html", "file": "a\n", "sha256": "ef" * 32, "size": 9}]),
        ("outputs", [{"form": "html", "file": "a", "sha256": "ef" * 32, "size": True}]),
    ],
)
def test_refuses_values_of_another_form(key: str, value: object) -> None:
    """What is in it names files and positions, so nothing but these forms may get through."""
    with pytest.raises(Malformed, match="It is no manifest of a report"):
        Manifest.parse(written(**{key: value}))


def test_refuses_two_outputs_of_one_name() -> None:
    """One of them would hide the other."""
    with pytest.raises(Malformed, match="two outputs have one name"):
        Manifest.parse(written(outputs=[*TOLD["outputs"]] * 2))  # type: ignore[misc]  # a list


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"NaN",
        b"[]",
        b"\xff\xfe",
        b'"\\ud800"',
        b'{"a":' * 5000 + b"1" + b"}" * 5000,
        b"[" * 100_000,
        written().replace(b'"size":12', b'"size":NaN'),
        written().replace(b'"size":12', b'"size":1e999'),
        written().replace(b'"size":12', b'"size":1' + b"0" * 5000),
        written().replace(b'"title":"Status', b'"title":"\\ud800'),
    ],
)
def test_survives_what_is_no_json_that_it_knows(content: bytes) -> None:
    """A file that was made to break a program gets a sentence, too."""
    with pytest.raises(Malformed, match="It is no manifest of a report: "):
        Manifest.parse(content)


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(TOLD).encode(),
        written() + b"\n",
        written().replace(b'"size":12', b'"size":12,"size":12'),
        written().replace(b"Status of", b"\\u0053tatus of"),
    ],
)
def test_refuses_another_spelling(content: bytes) -> None:
    """An editor that only moves blanks has made another file, with another hash."""
    with pytest.raises(Malformed, match="in the form of RFC 8785"):
        Manifest.parse(content)


@pytest.mark.slow
@pytest.mark.parametrize("bit", range(8))
def test_every_changed_bit_makes_another_manifest_or_none(bit: int) -> None:
    """Never a traceback, and never the hash that is on record."""
    whole = written(on="2026-06-29")

    for at in range(len(whole)):
        changed = whole[:at] + bytes([whole[at] ^ (1 << bit)]) + whole[at + 1 :]
        try:
            told = Manifest.parse(changed)
        except Malformed:
            continue
        assert told.sha256 != Manifest.parse(whole).sha256


def test_every_cut_makes_none() -> None:
    """A download may end early."""
    whole = written()

    for at in range(len(whole)):
        with pytest.raises(Malformed):
            Manifest.parse(whole[:at])


def report(**facts: object) -> Report:
    at = AsOf(
        on=date(2026, 6, 30),
        position=12,
        recorded_at=datetime.fromisoformat("2026-06-30T12:00:00+00:00"),
        known="@12",
        audience=Visibility.MEMBERS,
    )
    told = json.loads(json.dumps(facts))
    return Report(
        name="odd", title="Odd", taskforce="EXT", body="Ours", as_of=at, sections=[], facts=told
    )


def test_hashes_what_a_report_says_in_canonical_form() -> None:
    """The order in which a program happens to name facts is no content."""
    assert content_sha256(report(a=1, b="ü")) == content_sha256(report(b="ü", a=1))
    assert content_sha256(report(a=1)) != content_sha256(report(a=2))


@pytest.mark.parametrize("value", [2**53, "\ud800"])
def test_refuses_content_without_a_canonical_form(value: object) -> None:
    """Two readers would not agree on what it says."""
    with pytest.raises(Malformed, match="cannot be written as canonical JSON"):
        content_sha256(report(a=value))


def test_refuses_to_grow_beyond_what_is_read_again() -> None:
    """A manifest that no program takes is none."""
    must_be_small(b"x" * LARGEST)

    with pytest.raises(Malformed, match="shorten the preface"):
        must_be_small(b"x" * (LARGEST + 1))
