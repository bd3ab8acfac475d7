"""One unit of recording: what it loads, collects, guards and remembers."""

import pytest

from application.context import Context
from application.recording.recording import Recording
from domain.errors import Malformed, UnfitText
from domain.events.bodies import ScaleRegistered, ScaleValue
from domain.events.members import Renamed, Suspended
from domain.events.progress import Evidence, ProgressReported
from domain.values import Source, Visibility
from tests.application.given import ANYBODY, Office, day

PHONE, MAIL = "Call +41 22 791 91 11", "Write to ada@example.org"
FULL = Context(
    actor="p-clerk-1",
    on_behalf_of="ATL",
    source=Source(title="A note verbale"),
    note="Received by post",
    visibility=Visibility.PUBLIC,
    occurred_on=day("2021-01-01"),
    notified_on=day("2021-01-15"),
    public_reference="Printed in EX/1",
    row_key="a" * 64,
    row_sha256="b" * 64,
)


def rename(name: str) -> Renamed:
    return Renamed(member="ATL", name=name)


def started(office: Office, context: Context = ANYBODY) -> Recording:
    return office.register.prepare(lambda _: None, context)


def test_the_envelope_carries_what_is_true_of_the_whole_command(office: Office) -> None:
    """Who, from what source, for whom, and from which row of a file."""
    draft = started(office, FULL).draft(rename("Atlantida"), day("2022"))

    envelope = draft.envelope
    assert draft.id == envelope.event_id
    assert (envelope.actor, envelope.on_behalf_of) == ("p-clerk-1", "ATL")
    assert (envelope.source, envelope.note) == (FULL.source, "Received by post")
    assert (envelope.effective_on, envelope.occurred_on) == (day("2022"), day("2021-01-01"))
    assert (envelope.notified_on, envelope.visibility) == (day("2021-01-15"), Visibility.PUBLIC)
    assert (envelope.row_key, envelope.row_sha256) == ("a" * 64, "b" * 64)
    assert envelope.public_reference == "Printed in EX/1"
    assert envelope.correlation_id is None


@pytest.mark.parametrize(
    ("of_command", "of_entry", "becomes"),
    [
        (None, None, Visibility.MEMBERS),
        (None, Visibility.SECRETARIAT, Visibility.SECRETARIAT),
        (Visibility.PUBLIC, Visibility.SECRETARIAT, Visibility.PUBLIC),
        (Visibility.PUBLIC, None, Visibility.PUBLIC),
    ],
)
def test_visibility_is_what_the_command_says_or_what_the_entry_has(
    office: Office, of_command: Visibility | None, of_entry: Visibility | None, becomes: Visibility
) -> None:
    """A correction must not make public what was confidential, without somebody saying so."""
    recording = started(office, ANYBODY._replace(visibility=of_command))

    draft = recording.draft(rename("Atlantida"), visibility=of_entry)

    assert draft.envelope.visibility is becomes


@pytest.mark.parametrize(
    ("context", "field"),
    [
        (ANYBODY._replace(note=PHONE), "note"),
        (ANYBODY._replace(note=MAIL), "note"),
        (ANYBODY._replace(source=Source(title=PHONE)), "source.title"),
        (ANYBODY._replace(source=Source(title="A page", reference=MAIL)), "source.reference"),
        (
            ANYBODY._replace(source=Source(title="A page", url="https://x.org/?a=b@example.org")),
            "source.url",
        ),
        (ANYBODY._replace(public_reference=MAIL), "public_reference"),
    ],
)
def test_the_guard_reads_notes_and_sources(office: Office, context: Context, field: str) -> None:
    """They come from the same hands as events, and can as little be erased."""
    with pytest.raises(UnfitText, match=f"The field '{field}'"):
        started(office, context).draft(rename("Atlantida"))


def test_the_guard_reads_every_text_of_an_event_at_any_depth(office: Office) -> None:
    """The publisher of a piece of evidence is written by people too."""
    report = ProgressReported(
        commitment="T-1",
        member="ATL",
        scale="ogp",
        scale_version="1",
        assessment="low",
        evidence=(Evidence(direction="context", type="other", title="Law", publisher=PHONE),),
    )
    scale = ScaleRegistered(
        scale="ogp", version="1", title="A scale", values=(ScaleValue(value="low", label=MAIL),)
    )

    with pytest.raises(UnfitText, match=r"evidence\.publisher"):
        started(office).draft(report)
    with pytest.raises(UnfitText, match=r"values\.label"):
        started(office).draft(scale)


def test_a_public_reference_lifts_numbers_and_is_recorded(office: Office) -> None:
    """A public document may be known by a number; an address of a person never is lifted."""
    public = ANYBODY._replace(public_reference="Printed in EX/1")
    suspended = Suspended(member="ATL", reason=PHONE)

    with pytest.raises(UnfitText):
        started(office).draft(suspended)
    assert started(office, public).draft(suspended).envelope.public_reference == "Printed in EX/1"
    with pytest.raises(UnfitText):
        started(office, public).draft(Suspended(member="ATL", reason=MAIL))


def test_a_number_in_a_web_address_is_no_case_number(office: Office) -> None:
    """Public pages have numbers in their addresses."""
    source = Source(title="A page", url="https://example.org/case/123/2022?tel=0041227919111")

    assert started(office, ANYBODY._replace(source=source)).draft(rename("Atlantida"))


def test_a_text_that_would_run_as_a_formula_is_malformed(office: Office) -> None:
    """Tables are opened in spreadsheets."""
    with pytest.raises(Malformed, match="formula"):
        started(office, ANYBODY._replace(note="=1+1")).draft(rename("Atlantida"))


@pytest.mark.parametrize("where", ["note", "event", "source"])
def test_names_from_the_contacts_are_refused_in_every_text(office: Office, where: str) -> None:
    """The log is for ever, and a person may ask to be forgotten."""
    office.names.append("Ada Example")
    text = "Signed by Ada Example"
    context = {
        "note": ANYBODY._replace(note=text),
        "event": ANYBODY,
        "source": ANYBODY._replace(source=Source(title=text)),
    }[where]

    with pytest.raises(UnfitText, match="names a person who is in the contacts"):
        started(office, context).draft(rename(text if where == "event" else "Atlantida"))


def test_a_web_address_is_searched_for_names_too(office: Office) -> None:
    """It is kept for ever as well, however its blanks are written."""
    office.names.append("ada example")
    source = Source(title="A page", url="https://example.org/ada%20example")

    with pytest.raises(UnfitText, match="names a person"):
        started(office, ANYBODY._replace(source=source)).draft(rename("Republic"))
