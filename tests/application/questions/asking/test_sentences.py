"""Every kind of event has a sentence, which leaves what people wrote as it is."""

import json
from pathlib import Path

import pytest

from application.questions.asking.sentences import SENTENCES, plain, sentence
from domain.events.table import TOPICS

GOLDEN = Path(__file__).parents[3] / "golden"


def test_has_a_sentence_for_every_topic() -> None:
    """A new event without a sentence would break every history that holds it."""
    assert set(SENTENCES) == set(TOPICS)


SHARE = {"numerator": 1, "denominator": 2, "more_than": False}
ORDINARY = {"rule": "R", "majority": "two_thirds", "base": "cast"}
PROXY = {"holder": "ATL", "giver": "ERE", "meeting": "1", "items": []}


def test_says_every_stored_event() -> None:
    """The sentence must be right for whatever was ever stored."""
    for topic in TOPICS:
        stored = json.loads((GOLDEN / f"{topic}.v1.json").read_text(encoding="utf-8"))
        content = stored["event"]

        said = sentence(topic, content)

        assert said == said.strip(), topic
        assert "  " not in said, topic
        assert "None" not in said, topic
        member = content.get("member")
        assert member is None or member in said, topic


@pytest.mark.parametrize(
    ("topic", "content", "said"),
    [
        (  # it may be an earlier membership, which was recorded later
            "member.joined",
            {"member": "LAP", "name": None},
            "LAP joined",
        ),
        (
            "commitment.signed",
            {"member": "ATL", "commitment": "A_1", "version": "1", "kind": "definitive_signature"},
            "ATL signed A_1 version 1 (definitive signature)",
        ),
        (
            "commitment.consented",
            {
                "member": "ATL",
                "commitment": "TREATY",
                "kind": "continued_application",
                "deposited_on": "2022-06",
            },
            "ATL deposited continued application of TREATY on 2022-06",
        ),
        (
            "commitment.consented",
            {
                "member": "ATL",
                "commitment": "TREATY",
                "kind": "accession",
                "deposited_on": "2022-06",
                "in_force_on": "2022-09",
            },
            "ATL deposited accession of TREATY on 2022-06, in force 2022-09",
        ),
        (
            "taskforce.task-adopted",
            {"reference": "T_1", "text": "Keep a_b ( and : ) as they are."},
            "task T_1 adopted: Keep a_b ( and : ) as they are.",
        ),
        ("member.suspended", {"member": "ATL", "reason": None}, "ATL suspended"),
        ("commitment.split", {"commitment": "A", "into": ["B", "C"]}, "A split into B, C"),
        ("commitment.split", {"commitment": "A", "into": None}, "A split into None"),
        (
            "commitment.reporting-scheduled",
            {
                "commitment": "A",
                "frequency": "half_yearly",
                "first": {"due_on": "2026-07-31"},
                "until": "2027-12-31",
            },
            "reports on A due on 2026-07-31, half yearly, until 2027-12-31",
        ),
        (
            "commitment.reporting-scheduled",
            {"commitment": "A", "frequency": "dates", "first": {"due_on": "2026-07-31"}},
            "reports on A due on 2026-07-31, once",
        ),
        (
            "commitment.reporting-scheduled",
            {
                "commitment": "A",
                "frequency": "dates",
                "first": {"due_on": "2026-07-31"},
                "more": [{"due_on": "2026-12-15"}],
            },
            "reports on A due on 2026-07-31, and 1 more",
        ),
        (
            "taskforce.meeting-opened",
            {"meeting": "1", "attendance": None},
            "meeting 1 opened, attendance not recorded",
        ),
        (
            "taskforce.meeting-opened",
            {"meeting": "1", "attendance": []},
            "meeting 1 opened: nobody came",
        ),
        (
            "taskforce.meeting-opened",
            {
                "meeting": "1",
                "attendance": [
                    {"member": "ATL", "presence": "present"},
                    {"member": "ERE", "presence": "excused"},
                    {"member": "RUR", "presence": "present"},
                ],
            },
            "meeting 1 opened: 2 present, apologies from 1",
        ),
        ("taskforce.quorum-rule-set", SHARE, "a quorum is at least half of the members"),
        (
            "taskforce.quorum-rule-set",
            {**SHARE, "more_than": True},
            "a quorum is more than half of the members",
        ),
        (
            "taskforce.quorum-rule-set",
            {**SHARE, "numerator": 5, "denominator": 8},
            "a quorum is at least 5/8 of the members",
        ),
        ("taskforce.quorum-rule-set", {"number": 12}, "a quorum is 12 members"),
        (
            "taskforce.quorum-established",
            {"meeting": "1", "counted": 3, "members": 6, "needed": 4, "reached": False},
            "no quorum at meeting 1: 3 of 6 took part, 4 needed",
        ),
        (
            "taskforce.majority-rule-set",
            ORDINARY,
            "majority R: two thirds of votes for and against",
        ),
        (
            "taskforce.majority-rule-set",
            {**ORDINARY, "majority": "consensus"},
            "majority R: consensus",
        ),
        ("taskforce.proxy-given", PROXY, "ATL acts for ERE at meeting 1"),
        (
            "taskforce.proxy-given",
            {**PROXY, "items": ["2"]},
            "ATL acts for ERE at meeting 1, on item 2",
        ),
        (
            "taskforce.proxy-given",
            {**PROXY, "items": ["2", "3"]},
            "ATL acts for ERE at meeting 1, on items 2, 3",
        ),
    ],
)
def test_says_it_as_a_person_would(topic: str, content: dict[str, object], said: str) -> None:
    """The history is read by people who know no topics."""
    assert sentence(topic, json.loads(json.dumps(content))) == said


def test_puts_only_values_of_lists_into_words() -> None:
    """A reference or a name with an underscore must stay one that can be typed."""
    assert plain("former_signatory") == "former signatory"
    assert plain("MISSION_1") == "MISSION_1"
    assert plain("see file_name for more") == "see file_name for more"
