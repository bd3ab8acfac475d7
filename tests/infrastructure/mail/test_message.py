"""A reminder says what is due, to one person, and how to get no more."""

from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default

import pytest

from application.questions.across.reminders import Reminder
from application.questions.asking.due import DueItem
from domain.due import DueState
from domain.errors import Malformed
from infrastructure.mail.message import address, letter

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
OFFICE = address("", "office@example.org")
ADA = address("Ada Exämple", "ada@example.org")


def digest(*states: DueState, exercise: bool = True) -> Reminder:
    items = [
        DueItem(
            kind="report",
            key=f"report:{state}",
            title=f"Report that is {state}",
            owner="ATL",
            about="P-1",
            due_on=date(2026, 3, 1),
            state=state,
        )
        for state in states
    ]
    return Reminder(
        person="p-aa7k1", taskforce="EXT", week="2026-W10", exercise=exercise, items=items
    )


def test_says_what_is_overdue_and_what_is_due() -> None:
    """One look tells whether something is late."""
    sent = letter(digest("overdue", "due"), OFFICE, ADA, NOW)
    read = message_from_bytes(sent.as_bytes(), policy=default)

    assert read["Subject"] == "EXERCISE: EXT: 1 overdue, 1 due (2026-W10)"
    assert read["To"].addresses[0].addr_spec == "ada@example.org"
    assert read["To"].addresses[0].display_name == "Ada Exämple"
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["List-Unsubscribe"].startswith("<mailto:office@example.org?subject=")
    assert read.get_content_type() == "text/plain"
    content = read.get_content().replace("\r\n", "\n")
    assert content.startswith(
        "EXERCISE: members and acts are made up.\n\n"
        "Overdue:\n- by 2026-03-01, ATL: Report that is overdue\n\n"
        "Due soon:\n- by 2026-03-01, ATL: Report that is due\n\n"
    )
    assert "To get no more, write to\noffice@example.org with the subject:" in content


def test_ends_with_the_checkpoint() -> None:
    """Every mailbox is then a copy of the evidence that the office cannot take back."""
    note = "example.org/register\n5\nroot\n\n\N{EM DASH} example.org/register signature\n"

    sent = letter(digest("due"), OFFICE, ADA, NOW, note)

    read = message_from_bytes(sent.as_bytes(), policy=default).get_content()
    said, _, lines = read.replace("\r\n", "\n").partition("POLICY\n\n")
    assert lines == note
    assert " ".join(said.split()).endswith("audit verify --checkpoint FILE --policy")


def test_says_only_what_there_is() -> None:
    """No heading stands over nothing."""
    sent = letter(digest("due", exercise=False), OFFICE, ADA, NOW)

    assert sent["Subject"] == "EXT: 1 due (2026-W10)"
    assert "Overdue" not in sent.get_content()
    assert "EXERCISE" not in sent.as_string()


def test_is_one_letter_however_often_it_is_made() -> None:
    """A mail program that sees it twice shows it once."""
    first, again = (letter(digest("due"), OFFICE, ADA, NOW) for _ in range(2))

    assert first["Message-ID"] == again["Message-ID"]
    assert "p-aa7k" not in first["Message-ID"]


@pytest.mark.parametrize(
    "mail", ["", "a b@example.org", "ädä@example.org", "a..b@x", "@", "a@[", "<a@b>"]
)
def test_does_not_write_where_nobody_is(mail: str) -> None:
    """The sentence does not repeat the address."""
    with pytest.raises(Malformed, match=r"^No letter can be sent to that address\.$"):
        address("Ada", mail)
