"""Documents: a file is found again in every entry that rests on it, and its name proves nothing."""

import pytest

from application.acts.texts.signatures import SignText
from application.entries import amending, log_acts
from application.entries.amending import Amendment
from application.questions.asking.answer import Answer, Row
from application.questions.asking.ask import Ask
from application.questions.log.documents import check_document, list_documents
from application.recording import body_events
from domain.events.bodies import AuthenticText, InstrumentAdopted
from domain.events.log import ReportPublished
from domain.events.meetings import MeetingConvened, MeetingOpened, MinutesCirculated
from domain.events.progress import Evidence, ProgressReported
from domain.values import LegalNature, Source, Visibility
from tests.application.questions.conftest import begin, once
from tests.application.questions.given import (
    BODY,
    CLERK,
    PLEDGE,
    SECRET,
    TODAY,
    TREATY,
    Clerk,
    ask,
    on,
)
from tests.application.reports.given import tell

LETTER, ACT, OTHER = "a" * 64, "b" * 64, "c" * 64
BY_LETTER = CLERK._replace(
    source=Source(
        title="Letter", reference="page 2", url="https://example.org/letter", sha256=LETTER
    ),
)


@once(begin)
def told(clerk: Clerk) -> None:
    """By letter ATL has signed (@9, @10); it reported with an act as evidence (@12)."""
    clerk.context = BY_LETTER
    clerk.sign("ATL", PLEDGE, "2026-01-15")
    clerk.context = CLERK
    clerk.scale()
    evidence = (
        Evidence(direction="supports_progress", type="legislation", title="Act 12", sha256=ACT),
        Evidence(direction="context", type="media", title="A page"),
    )
    tell(
        clerk,
        ProgressReported(
            commitment="PLEDGE-1",
            member="ATL",
            scale="OGP",
            scale_version="1",
            assessment="limited",
            evidence=evidence,
        ),
        "2026-03-01",
    )


def check(
    clerk: Clerk, digest: str = LETTER, asked: Ask | None = None, name: str = "letter.pdf"
) -> Answer:
    return check_document(clerk.tables, asked or ask(), digest, name, TODAY)


def states(answer: Answer) -> list[tuple[object, object]]:
    return [(row["position"], row["state"]) for row in answer.rows]


def listed(clerk: Clerk) -> list[Row]:
    return list(list_documents(clerk.tables, ask(), TODAY).rows)


def test_finds_the_entries_of_a_source(told: Clerk) -> None:
    """An auditor holds the letter, and asks what was made of it."""
    answer = check(told)

    assert states(answer) == [(9, "stands"), (10, "stands")]
    assert {key: answer.rows[0][key] for key in ("as", "title", "reference", "url")} == {
        "as": "source",
        "title": "Letter",
        "reference": "page 2",
        "url": "https://example.org/letter",
    }
    assert answer.facts["cited"] is True
    assert answer.notes == []


def test_finds_what_is_inside_an_event(told: Clerk) -> None:
    """Evidence, scans, texts, minutes and manifests are documents too, each with its own name."""
    text = InstrumentAdopted(
        reference="NEW",
        title="A new text",
        legal_nature=LegalNature.POLITICAL,
        authentic_texts=(AuthenticText(language="en", file_sha256=OTHER),),
    )
    told.record(lambda r: body_events.record(r, BODY, text, on("2026-04-01")))
    tell(told, MeetingConvened(meeting="M-1", kind="inaugural"), "2026-04-01")
    tell(told, MeetingOpened(meeting="M-1"), "2026-04-01")
    tell(told, MinutesCirculated(meeting="M-1", file_sha256=OTHER), "2026-04-02")
    published = ReportPublished(
        report="status", manifest_sha256=OTHER, content_sha256=LETTER, size=9
    )
    told.record(lambda r: log_acts.record(r, published))

    evidence, others = check(told, ACT), check(told, OTHER)

    assert [(row["position"], row["as"], row["title"]) for row in evidence.rows] == [
        (12, "evidence", "Act 12")
    ]
    assert [row["as"] for row in others.rows] == [
        "file of the text",
        "minutes",
        "manifest of a report",
    ]
    assert [row["stream"] for row in others.rows] == [BODY, BODY, "status"]


def signed_by(clerk: Clerk, member: str, digest: str) -> int:
    """Record a signature of the treaty that is bound to a file, for everybody to see."""
    signed = SignText(member=member, instrument=TREATY, document_sha256=digest, on=on("2026-01-15"))
    clerk.act(signed.record)
    at = clerk.tables.head()
    clerk.show(at, Visibility.PUBLIC)
    return at


def test_tells_the_text_that_was_signed_from_a_signed_page(told: Clerk) -> None:
    """A hash of the adopted file shows no signature, whoever asks, and if the text is hidden."""
    words = AuthenticText(language="en", file_sha256=OTHER)
    text = InstrumentAdopted(
        reference=TREATY,
        title="Again",
        legal_nature=LegalNature.TREATY,
        version="2",
        authentic_texts=(words,),
    )
    told.record(lambda r: body_events.record(r, BODY, text, on("2026-01-01")))
    by_text, by_page = signed_by(told, "ATL", OTHER), signed_by(told, "ERE", ACT)

    for audience in (Visibility.PUBLIC, Visibility.SECRETARIAT):
        found = list_documents(told.tables, ask(audience=audience), TODAY).rows
        assert [row["as"] for row in found if row["entries"] == [by_text]] == ["text signed"]
        assert [row["as"] for row in found if row["entries"] == [by_page]] == ["signed page"]


def test_says_what_became_of_each_entry(told: Clerk) -> None:
    """A letter on which nothing rests any more proves something else than one that stands."""
    told.record(lambda r: amending.correct(r, [Amendment("@9", {"on": "2026-01-16"})], "error"))
    told.record(lambda r: amending.retract(r, ["@10"], "The page was missing."), BY_LETTER)

    assert states(check(told)) == [
        (9, "replaced"),
        (10, "retracted"),
        (13, "stands"),
        (14, "remark"),
    ]
    assert states(check(told, asked=ask(known="@10"))) == [(9, "stands"), (10, "stands")]


def test_says_what_has_ended(told: Clerk) -> None:
    """A signature that was withdrawn was nevertheless made, by that letter."""
    told.correct(9, on="2026-01-16")
    told.withdraw("ATL", PLEDGE, "2026-05-01")

    assert states(check(told)) == [(9, "replaced"), (10, "ended"), (13, "ended")]
    assert states(check(told, asked=ask("2026-04-30")))[1:] == [(10, "stands"), (13, "stands")]


def test_says_that_no_entry_cites_it(told: Clerk) -> None:
    """A file with the right name and other bytes is another document."""
    other, strange = check(told, OTHER), check(told, OTHER, name="unheard of")

    assert (other.rows, other.facts["cited"]) == ([], False)
    assert other.notes == [
        "No entry that members may see cites this file.",
        "Another file is cited under that name, with another sha256: @9, @10.",
    ]
    assert strange.notes == ["No entry that members may see cites this file."]


@pytest.mark.parametrize(
    ("audience", "whose"),
    [("public", " that the public may see"), ("members", " that members may see")],
)
def test_does_not_say_that_there_is_none_to_who_cannot_know(
    told: Clerk, audience: str, whose: str
) -> None:
    """One that cites it may be hidden, and would make the sentence a lie."""
    told.show(9, Visibility.SECRETARIAT)
    told.show(10, Visibility.SECRETARIAT)

    found = check(told, asked=ask(audience=Visibility(audience)))

    assert found.notes == [f"No entry{whose} cites this file."]
    assert check(told, OTHER, ask(audience=Visibility.SECRETARIAT), "x").notes == [
        "No entry cites this file."
    ]


def test_tells_nobody_of_entries_above_an_audience(told: Clerk) -> None:
    """Whoever holds a file must not find out by it what else the register knows."""
    told.show(9, Visibility.SECRETARIAT)
    told.record(
        lambda r: amending.retract(r, ["@10"], "It was a draft."),
        SECRET._replace(source=BY_LETTER.source),
    )

    assert states(check(told)) == [(10, "retracted")]
    assert states(check(told, asked=ask(audience=Visibility.PUBLIC))) == []
    assert states(check(told, asked=ask(audience=Visibility.SECRETARIAT))) == [
        (9, "stands"),
        (10, "retracted"),
        (14, "remark"),
    ]


def test_lists_each_file_once_with_all_its_entries(told: Clerk) -> None:
    """The folder of documents is compared with what the register cites."""
    assert [(row["as"], row["sha256"], row["entries"]) for row in listed(told)] == [
        ("source", LETTER, [9, 10]),
        ("evidence", ACT, [12]),
    ]
