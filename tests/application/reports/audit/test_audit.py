"""The auditor's report: which stretch it is about, and for whom."""

import pytest

from application.context import Context
from application.entries import amending, log_acts
from application.reports.document import Paragraph
from domain.errors import Malformed, Refused, UnknownReference
from domain.events.bodies import ChairAppointed, ViceChairAppointed
from domain.events.laws import LegislativeGapClosed, LegislativeGapIdentified
from domain.events.log import ClockConfirmed, ReportPublished
from domain.events.meetings import MeetingConvened
from domain.events.members import FocalPointDesignated, FocalPointReleased
from domain.values import Visibility
from tests.application.questions.conftest import After, begin
from tests.application.questions.given import SECRET, SOURCED, Clerk, ask, on
from tests.application.reports.audit.given import ALL, amend, id_of, of, places
from tests.application.reports.audit.given import told as january
from tests.application.reports.given import keys, lines, rows, section, tell


@pytest.fixture
def told(after: After) -> Clerk:
    return after(begin, january)


class TestPeriod:
    def test_takes_both_ends_in(self, told: Clerk) -> None:
        """An auditor of a year means its first and its last day."""
        told.on_day("2026-01-21")
        told.join("UTO", "Utopia", "2020")

        assert [row["entries"] for row in rows(of(told, "2026-01-20", "2026-01-20"), "roles")] == [
            "@9 to @11"
        ]
        assert [row["entries"] for row in rows(of(told, "@10", "@12"), "roles")] == ["@10 to @12"]

    def test_says_what_was_asked_for(self, told: Clerk) -> None:
        """Whoever reads the report must be able to ask for it again."""
        report = of(told, "2026-01-20", "2026-01-31", sample="2", seed="by dice")

        assert {key: report.facts[key] for key in ("from_on", "from_position", "to_position")} == {
            "from_on": "2026-01-20",
            "from_position": 9,
            "to_position": 11,
        }
        assert (report.facts["sample"], report.facts["seed"]) == (2, "by dice")
        assert report.as_of.on.isoformat() == "2026-01-31"
        first, second, *_ = section(report, "summary").blocks
        assert isinstance(first, Paragraph)
        assert isinstance(second, Paragraph)
        assert first.text == (
            "What was recorded from 2026-01-20 (@9) to 2026-01-31 (@11), both inclusive: 3 entries "
            "of EXT, none of the log itself."
        )
        assert second.text == (
            f"Drawn by the seed by dice: 2 of {report.facts['population']} figures "
            f"(2 were asked for)."
        )

    @pytest.mark.slow
    def test_leaves_no_position_unsaid(self, told: Clerk) -> None:
        """An auditor adds up, and asks for what is missing."""
        told.record(lambda r: log_acts.record(r, confirmed()))
        told.found("OTHER")
        told.context = SECRET
        told.join("UTO", "Utopia", "2022-06-01")

        def said(audience: Visibility) -> str:
            report = of(told, "@9", "@14", asked=ask(audience=audience))
            first = section(report, "summary").blocks[0]
            assert isinstance(first, Paragraph)
            return first.text.partition("inclusive: ")[2]

        assert said(ALL) == (
            "4 entries of EXT, 1 of the log itself; in between, of other bodies or not for these "
            "readers: 1."
        )
        assert said(Visibility.MEMBERS).startswith("3 entries of EXT, 1 of the log itself; in betw")
        assert said(Visibility.MEMBERS).endswith(": 2.")

    def test_takes_another_day_for_its_figures(self, told: Clerk) -> None:
        """What is entered in one go, years later, has its days all the same."""
        assert of(told, asked=ask("2026-06-30", audience=ALL)).as_of.on.isoformat() == "2026-06-30"

    def test_goes_from_meeting_to_meeting(self, told: Clerk) -> None:
        """A secretariat thinks in meetings."""
        tell(told, MeetingConvened(meeting="M-1", kind="ordinary_session"), "2026-01-20")

        assert of(told, "M-1", "M-1").facts["from_position"] == 9

    def test_says_what_is_no_period(self, told: Clerk) -> None:
        """A question that makes no sense gets a sentence."""
        for first, last in (("2026-03-31", "2026-01-31"), ("@9", "@8")):
            with pytest.raises(Malformed, match="name the earlier point first"):
                of(told, first, last)
        with pytest.raises(UnknownReference):
            of(told, "M-7")
        with pytest.raises(Refused, match="by 2025-12-31: the first entry is of 2026-01-10") as no:
            of(told, "2025-12-01", "2025-12-31")
        assert "--known" not in str(no.value)

    @pytest.mark.parametrize("sample", ["0", "-1", "", "1.5", "ten", "1000001", "9" * 30, "٣"])
    def test_says_what_is_no_sample(self, told: Clerk, sample: str) -> None:
        """A slip of the pen must not pass for a sample that was found clean."""
        with pytest.raises(Malformed, match="a number of figures from 1 to 1,000,000"):
            of(told, sample=sample)

    @pytest.mark.parametrize("seed", ["", "  ", "a\nb", "x" * 101])
    def test_says_what_is_no_seed(self, told: Clerk, seed: str) -> None:
        """A seed is written down by hand, so it is a short line."""
        with pytest.raises(Malformed, match="as seed"):
            of(told, seed=seed)

    def test_rests_on_what_was_known_then(self, told: Clerk) -> None:
        """Asked again for the same stretch it says the same."""
        before = of(told, "@1", "@11").as_json()
        told.join("UTO", "Utopia", "2020")

        assert of(told, "@1", "@11").as_json() == before


class TestLog:
    def test_tells_what_happened_to_the_log(self, told: Clerk) -> None:
        """A key that was changed, or a clock that was confirmed, is of the whole register."""
        told.record(lambda r: log_acts.record(r, confirmed()))
        published = ReportPublished(
            report="status", manifest_sha256="a" * 64, content_sha256="b" * 64, size=9
        )
        told.record(lambda r: log_acts.record(r, published))

        assert places(of(told), "log") == [12, 13]
        assert places(of(told, "@13"), "log") == [13]


class TestAudience:
    def test_tells_the_public_of_no_person_and_nothing_hidden(self, told: Clerk) -> None:
        """A report that goes around must not tell who sat at which desk."""
        gap = LegislativeGapIdentified(member="ATL", gap="G-1", area="hosting", text="No duty yet.")
        tell(told, gap, "2026-01-20")
        tell(told, LegislativeGapClosed(member="ATL", gap="G-1", law="Act 9"), "2026-01-20")
        told.show(12, Visibility.PUBLIC)
        told.record(lambda r: amending.retract(r, ["@12", "@13"], "There was none."))
        told.join("UTO", "Utopia", "2022-06-01")
        for entry in (1, 2, 4, 5, 6, 9):
            told.show(entry, Visibility.PUBLIC)

        public = of(told, asked=ask(audience=Visibility.PUBLIC), sample="99")

        assert "part-pairs" not in keys(public)
        assert "part-roles" not in keys(public)
        for word in ("p-clerk-1", "Utopia", "No duty", "G-1", "legislative gap"):
            assert word not in str(public.as_json())
        assert places(public, "traced")
        assert "Who entered what is not told to the public" in " ".join(public.notes)

    def test_says_that_a_part_is_no_audit(self, told: Clerk) -> None:
        """An auditor who forgot the audience must find it out."""
        told.context = SECRET
        told.join("UTO", "Utopia", "2022-06-01")

        whole, part = of(told), of(told, asked=ask())

        assert "This is no audit of the whole" not in " ".join(whole.notes)
        assert "This is no audit of the whole" in " ".join(part.notes)
        assert "Utopia" not in str(part.as_json())

    def test_sums_up_each_part(self, told: Clerk) -> None:
        """The first page says where to look."""
        told.on_day("2026-01-21")
        amend(told, 11, "completed", on="2022-06", name="Republic of Laputa")
        told.context = SOURCED
        told.join("UTO", "Utopia", "2026-01-20")

        found = lines(of(told), "summary")

        assert found == [
            "Corrections: 1 entry",
            "Retractions: none",
            "Changes of visibility: none",
            "Endings of wrong entries: none",
            "Late entries: none",
            "Recorded as history: none",
            "Without a precise day: 1 entry",
            "Without a source: 11 entries",
            "Entered and approved: none",
            "Who recorded, in which role then: 13 entries",
            "The log itself: none",
        ]


def confirmed() -> ClockConfirmed:
    instant = "2026-01-20T12:00:00.000000Z"
    return ClockConfirmed(clock=instant, last=instant, reason="It ran ahead.")


@pytest.mark.slow
def test_tells_who_acted_for_whom_and_as_what(told: Clerk) -> None:
    """The office that somebody had on that day, and not the one of today."""
    tell(told, ChairAppointed(chair="ERE"), "2025-01-01")
    tell(told, ChairAppointed(chair="ATL", term_ends_on=on("2026-06-30")), "2026-01-15")
    tell(told, ViceChairAppointed(vice_chair="ERE"), "2026-07-01")
    tell(told, FocalPointDesignated(member="ATL", person="p-aa7k1", role="main"), "2026-01-15")
    told.context = Context(actor="p-aa7k1", on_behalf_of="ATL")
    told.join("UTO", "Utopia", "2022-06-01")
    told.on_day("2026-07-02")
    told.join("LIL", "Lilliput", "2022-06-01")
    tell(told, FocalPointReleased(member="ATL", ends=(id_of(told, 15),)), "2026-07-02")
    told.context = Context(actor="ERE")
    told.join("RUR", "Ruritania", "2022-06-01")
    told.context = Context(actor="XYZ")
    told.join("NIN", "Ninguno", "2022-06-01")

    found = rows(of(told), "roles")

    assert [
        (row["who"], row["on_behalf_of"], row["role"], row["count"], row["entries"])
        for row in found
    ] == [
        ("ERE", None, "member, vice-chair", 1, "@19"),
        ("XYZ", None, "no role recorded", 1, "@20"),
        ("p-aa7k1", "ATL", "main focal point of ATL, chair", 1, "@16"),
        ("p-aa7k1", "ATL", "no role recorded", 2, "@17 to @18"),
        ("p-clerk-1", None, "no role recorded", 15, "@1 to @15"),
    ]
    assert "is not part of the record" in " ".join(of(told).notes)


def test_a_focal_point_of_none_has_no_role(told: Clerk) -> None:
    """A designation ends with the membership."""
    tell(told, FocalPointDesignated(member="LAP", person="p-aa7k1", role="main"), "2026-01-15")
    told.leave("LAP", "2026-02-01")
    told.on_day("2026-03-01")
    told.context = Context(actor="p-aa7k1")
    told.join("UTO", "Utopia", "2022-06-01")

    assert ("p-aa7k1", "no role recorded") in [
        (row["who"], row["role"]) for row in rows(of(told), "roles")
    ]
