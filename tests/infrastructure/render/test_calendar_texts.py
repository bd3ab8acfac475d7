"""Whatever people wrote, a calendar has our entries and properties, and no others."""

from datetime import UTC, date, datetime
from uuid import UUID

from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar as Parsed

from application.answers import AsOf
from application.questions.across.calendar import Calendar, CalendarEntry
from domain.values import Visibility
from infrastructure.render.calendar import as_icalendar

DAY, MOMENT = date(2026, 3, 1), datetime(2026, 3, 1, tzinfo=UTC)
PARTS = ["\r\n", "\n", "\r", "\x85", "\u2028", "\x0b", "\x00", "\u202e", *';:,\\"=^', "END:VEVENT"]
TEXTS = (
    st.lists(st.sampled_from(PARTS) | st.text(max_size=20), max_size=9)
    .map(lambda parts: "".join(parts).encode(errors="replace").decode())
    .filter(bool)
)


def made(title: str, place: str, description: str, name: str) -> bytes:
    at = AsOf(position=1, on=DAY, recorded_at=MOMENT, known="", audience=Visibility.MEMBERS)
    entry = CalendarEntry(
        uid=UUID(int=1),
        sequence=1,
        changed=MOMENT,
        title=title,
        category="meeting",
        begins=DAY,
        ends=DAY,
        status="confirmed",
        place=place,
        description=description,
    )
    return as_icalendar(Calendar(name=name, as_of=at, banners=[], entries=[entry], left_out=[]))


def properties(content: bytes) -> list[bytes]:
    """Return the name of every property in a calendar, read without a library."""
    assert not {*b"\r\n"} & {*content.replace(b"\r\n", b"")}
    lines = content.replace(b"\r\n ", b"").split(b"\r\n")
    return [line.replace(b";", b":").partition(b":")[0] for line in lines]


PLAIN = made("A", "B", "C", "D")


@given(title=TEXTS, place=TEXTS, description=TEXTS, name=TEXTS)
@example(title="A\r\nATTENDEE:mailto:evil@x.example", place="B\rX:1", description="C", name="D")
def test_a_text_is_nothing_but_a_text(title: str, place: str, description: str, name: str) -> None:
    """A title that ends its entry could invite people to what nobody called."""
    content = made(title, place, description, name)

    assert properties(content) == properties(PLAIN)
    parsed, plain = Parsed.from_ical(content), Parsed.from_ical(PLAIN)
    assert not parsed.errors
    assert parsed.keys() == plain.keys()
    (event,), (other,) = parsed.subcomponents, plain.subcomponents
    assert not event.errors
    assert event.keys() == other.keys()
