"""Topics and stored forms are published: they load for ever, and come back byte for byte."""

import json
import sys
from pathlib import Path

import pytest

from application.event_store.stored_events import decode, encode
from domain.errors import Unreadable
from domain.events.meetings import AgendaItem, MeetingConvened
from domain.events.table import EVENTS, TOPICS
from domain.events.upcasts import UPCASTS

GOLDEN = Path(__file__).parents[2] / "golden"


def golden(topic: str) -> bytes:
    return (GOLDEN / f"{topic}.v{TOPICS[topic].SCHEMA}.json").read_bytes()


def changed(topic: str, **changes: object) -> bytes:
    return json.dumps({**json.loads(golden(topic)), **changes}).encode()


def blanks(value: object, path: str = "") -> list[str]:
    """Where an example has nothing in it."""
    if isinstance(value, dict):
        return [found for key, part in value.items() for found in blanks(part, f"{path}.{key}")]
    if isinstance(value, list) and value:
        return [found for part in value for found in blanks(part, path)]
    return [path] if value in (None, "", []) else []


def test_every_event_has_a_topic_of_its_own() -> None:
    """Two events of one topic would hide each other in the table."""
    assert len(TOPICS) == len(EVENTS)


def test_every_topic_and_schema_has_its_golden_file() -> None:
    """Stays for ever: a topic without a file, or a file without its topic, is a broken promise."""
    wanted = {
        f"{topic}.v{number}.json"
        for topic, event in TOPICS.items()
        for number in range(1, event.SCHEMA + 1)
    }

    assert {path.name for path in GOLDEN.iterdir() if path.is_file()} == wanted


def test_a_golden_state_loads_and_comes_back_byte_for_byte() -> None:
    """The hash of a row was published; another spelling of the same fact would break it."""
    for topic in sorted(TOPICS):
        envelope, event = decode(topic, golden(topic))

        assert type(event) is TOPICS[topic], topic
        assert encode(envelope, event) == golden(topic), topic


def test_a_golden_state_has_every_field_filled() -> None:
    """A field that the example lacks could change its form unseen."""
    for topic in sorted(TOPICS):
        envelope, event = decode(topic, golden(topic))

        assert blanks(json.loads(envelope.model_dump_json())) == [], topic
        assert blanks(json.loads(event.model_dump_json())) == [], topic


@pytest.mark.parametrize(("topic", "number"), sorted(UPCASTS))
def test_a_golden_state_of_an_older_schema_reads_as_today(topic: str, number: int) -> None:
    """What was stored thirty years ago says today what it said then; its bytes are left alone."""
    envelope, event = decode(topic, (GOLDEN / f"{topic}.v{number}.json").read_bytes())
    today = json.loads((GOLDEN / f"{topic}.v{number}.json").read_bytes())
    today["event"] = UPCASTS[topic, number](today["event"])

    assert type(event) is TOPICS[topic]
    assert event == TOPICS[topic].model_validate(today["event"])
    assert envelope == decode(topic, golden(topic))[0]


def test_every_older_schema_has_an_upcast() -> None:
    """A new schema without a way from the old one would lock every register that has it."""
    wanted = {(topic, n) for topic, event in TOPICS.items() for n in range(1, event.SCHEMA)}

    assert set(UPCASTS) == wanted


def test_the_lines_of_an_old_agenda_became_numbered_items() -> None:
    """They were printed with these numbers, which decisions name."""
    topic = "taskforce.meeting-convened"
    old = (GOLDEN / f"{topic}.v1.json").read_bytes()

    _, event = decode(topic, old)
    _, blank = decode(topic, old.replace(b'["Opening"]', b"[]"))

    assert isinstance(event, MeetingConvened)
    assert event.agenda == (AgendaItem(item="1", title="Opening"),)
    assert isinstance(blank, MeetingConvened)
    assert blank.agenda == ()


@pytest.mark.parametrize("topic", ["commitment.vanished", "", "Commitment.signed", "system"])
def test_an_unknown_topic_is_unreadable(topic: str) -> None:
    """A row of a newer version is an error with a name, never a guess."""
    with pytest.raises(Unreadable, match="not known to this version"):
        decode(topic, golden("member.joined"))


@pytest.mark.parametrize("topic", ["os:system", "antigravity:fly", "domain.events.members:Joined"])
def test_nothing_that_a_row_names_is_imported(topic: str) -> None:
    """The library would import any module that a row names."""
    before = set(sys.modules)

    with pytest.raises(Unreadable):
        decode(topic, b'{"args":["true"]}')

    assert set(sys.modules) == before


@pytest.mark.parametrize("number", [0, 3, 99, -1])
def test_an_unknown_schema_is_unreadable(number: int) -> None:
    """A state of a newer shape may mean something else by the same names."""
    with pytest.raises(Unreadable, match=f"Schema {number} of member.joined"):
        decode("member.joined", changed("member.joined", schema=number))


@pytest.mark.parametrize(
    "state",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"schema":2}',
        golden("member.joined")[:-1],
        golden("member.joined") + b"x",
        changed("member.joined", event={"member": "ATL"}),
        changed("member.joined", event={"member": "ATL", "name": "A", "kind": "planet"}),
        changed("member.joined", envelope={}),
        changed("member.joined", more=1),
        changed("member.suspended", schema=2),
    ],
)
def test_a_damaged_state_is_unreadable(state: bytes) -> None:
    """Half a fact is none."""
    with pytest.raises(Unreadable, match=r"A stored member\.joined cannot be read"):
        decode("member.joined", state)
