"""CloudEvents: what the specification asks for, in order, and never above the audience."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from application.entries import amending, log_acts
from domain.events.log import ClockConfirmed
from domain.values import Visibility
from infrastructure.bootstrap import open_register
from infrastructure.exports.cloudevents import cloud_events
from tests.application.questions.given import SECRET, TODAY, Clerk, Clock, ask

ATTRIBUTE = re.compile(r"[a-z0-9]{1,20}")
Event = dict[str, object]


@pytest.fixture
def clerk(tmp_path: Path) -> Iterator[Clerk]:
    """A body (@1) with ATL (@2) and ERE (@3)."""
    clock = Clock()
    with open_register(tmp_path / "register.db", create=True, clock=clock) as register:
        clerk = Clerk(register, clock)
        clerk.on_day("2026-02-01")
        clerk.found()
        clerk.join("ATL", "Atlantis")
        clerk.join("ERE", "Erewhon")
        yield clerk


def told(clerk: Clerk, after: int = 0, audience: Visibility = Visibility.MEMBERS) -> list[Event]:
    lines = cloud_events(clerk.tables, ask(audience=audience), TODAY, after)
    return [json.loads(line) for line in lines]


def test_has_what_the_specification_asks_for(clerk: Clerk) -> None:
    """CloudEvents 1.0: four attributes are required, names are short, times are RFC 3339."""
    for event in told(clerk):
        assert {"id", "source", "specversion", "type"} <= set(event)
        assert event["specversion"] == "1.0"
        assert all(
            isinstance(value, str) and value for name, value in event.items() if name != "data"
        )
        assert all(ATTRIBUTE.fullmatch(name) for name in event)
        assert str(event["time"]).endswith("Z")
        assert datetime.fromisoformat(str(event["time"]))
        for uri in ("source", "dataschema"):
            assert urlsplit(str(event[uri])).scheme == "urn"
        assert event["datacontenttype"] == "application/json"
        assert isinstance(event["data"], dict)


def test_tells_events_in_order_by_ids_of_their_own(clerk: Clerk) -> None:
    """A follower knows a repeated event by source and id, and the order by sequence."""
    found = told(clerk)

    assert [event["type"] for event in found] == [
        "taskforce.established",
        "member.joined",
        "member.joined",
    ]
    assert len({event["id"] for event in found}) == 3
    assert [event["subject"] for event in found] == ["EXT", "ATL", "ERE"]
    assert sorted(str(event["sequence"]) for event in found) == [e["sequence"] for e in found]
    assert {event["nature"] for event in found} == {"exercise"}
    assert told(clerk) == found


def test_goes_on_from_a_position(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A follower asks for what it has not, however much that is."""
    monkeypatch.setattr("application.questions.log.history.PIECE", 1)

    assert told(clerk, after=1) == told(clerk)[1:]
    assert told(clerk, after=3) == []


def test_tells_of_the_log_itself_in_its_place(clerk: Clerk) -> None:
    """Who checks signatures must hear of a new key, though that is of no body."""
    moment = "2026-02-01T12:00:00.000000Z"
    event = ClockConfirmed(clock=moment, last=moment, reason="It ran ahead.")
    clerk.record(lambda r: log_acts.record(r, event))
    clerk.join("UTO", "Utopia")

    found = told(clerk, after=2)

    topics = ["member.joined", "log.clock-confirmed", "member.joined"]
    assert [event["type"] for event in found] == topics
    assert found[1]["source"] == "urn:depositary:log"


def test_shows_only_what_an_audience_may_see(clerk: Clerk) -> None:
    """What is handed on cannot be called back."""
    clerk.show(2, Visibility.PUBLIC)
    clerk.record(lambda r: amending.retract(r, ["@2"], "A stamp was forged."), SECRET)
    clerk.join("UTO", "Utopia")
    clerk.show(6, Visibility.SECRETARIAT)

    public, members = told(clerk, audience=Visibility.PUBLIC), told(clerk)

    assert [event["sequence"] for event in public] == ["000000000002", "000000000005"]
    assert "p-clerk-1" not in json.dumps(public)
    assert "p-clerk-1" in json.dumps(members)
    assert "Utopia" not in json.dumps(members)
    assert "forged" not in json.dumps(members)
    assert "forged" in json.dumps(told(clerk, audience=Visibility.SECRETARIAT))
