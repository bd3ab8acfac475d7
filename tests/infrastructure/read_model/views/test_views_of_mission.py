"""The views of gaps, practice, partners and people answer what analysts ask about the mission."""

from domain.events import laws as law
from domain.events import members as p
from domain.events import work as m
from domain.events.bodies import Dissolved
from domain.events.progress import Evidence
from domain.values import MemberKind
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from infrastructure.read_model.views import laws, work
from infrastructure.read_model.views.views import VIEWS
from tests.infrastructure.read_model.given import Writer

GAP = law.LegislativeGapIdentified(member="KEN", gap="KEN-1", area="hosting", text="No duty.")
CHANCE = law.LegislativeOpportunityIdentified(
    member="PER", gap="PER-1", area="other", text="A bill.", planned_measure="A change."
)
PRACTICE = law.PracticeShowcased(
    member="PER",
    practice="HOTLINE",
    maturity="best",
    title="A hotline",
    text="It answers.",
    commitments=("C-1",),
    evidence=(Evidence(direction="context", type="data", title="Figures"),),
)
WORK = (
    (m.InitiativeInputReceived(input="IN-1", initiative="Forum", title="Principles"), "2022-02-01"),
    (m.InitiativeInputConsidered(input="IN-1", meeting="M-1", decision="D-1"), "2022-06-01"),
    (m.AdviceForwarded(advice="A-1", to="Parent", title="T", text="Do.", task="K"), "2022-07-01"),
    (m.AdviceAnswered(advice="A-1", text="Yes."), "2022-08-01"),
    (
        m.ProductContributionMade(contribution="C-1", product="Map", title="Leaf", task="K"),
        "2022-07-01",
    ),
    (m.ContributionTakenUp(contribution="C-1", product_version="2", where="Ch. 1"), "2022-09-01"),
    (m.JointWorkRecorded(group="Industry", title="Guide", task="K"), "2022-06-02"),
    (Dissolved(reason="Done."), "2029-01-01"),
)


def a_mission_at_work(writer: Writer) -> None:
    """Record one entry for each view, and one that was retracted."""
    writer.append(GAP, "2022-02-01")
    writer.append(CHANCE, "2022-02-02")
    writer.append(law.LegislativeHelpOffered(member="KEN", gap="KEN-1", by="PER", text="Ours."))
    writer.append(law.LegislativeGapAnswered(member="KEN", gap="KEN-1", text="We draft."))
    writer.append(law.LegislativeGapClosed(member="KEN", gap="KEN-1", law="Act 1"), "2022-10-01")
    writer.append(
        law.EngagementRecorded(member="KEN", level="global", title="Hearing", partners=("Union",))
    )
    writer.append(PRACTICE)
    for event, day in WORK:
        writer.append(event, day)
    ended = writer.append(
        p.FocalPointDesignated(member="KEN", person="p-7kq2mzx4ab", role="main"), "2022-02-01"
    )
    writer.append(p.FocalPointDesignated(member="PER", person="p-bn2pe", role="main"))
    writer.append(p.FocalPointReleased(member="KEN", ends=(ended,)), "2022-11-01")
    writer.append(p.Applied(member="UTO", name="Utopia", kind=MemberKind.STATE, evidence="A list"))
    writer.append(p.Recoded(member="UTO", code="UTP"))
    writer.retract(writer.append(GAP.model_copy(update={"gap": "KEN-2"})))


def test_views_of_the_mission_show_what_analysts_ask(
    model: SQLiteReadModel, writer: Writer
) -> None:
    """Each view is one question; what was retracted is in none."""
    a_mission_at_work(writer)

    def rows(columns: str, view: str) -> list[tuple[object, ...]]:
        return list(model.query(f"SELECT {columns} FROM {view} ORDER BY entry")[1])

    assert rows("kind, member, gap, area, planned_measure, closed_on, closed_by", "gaps") == [
        ("gap", "KEN", "KEN-1", "hosting", None, "2022-10-01", "Act 1"),
        ("opportunity", "PER", "PER-1", "other", "A change.", None, None),
    ]
    assert rows('member, gap, "by", text', "gap_help") == [("KEN", "KEN-1", "PER", "Ours.")]
    assert rows("gap, text", "gap_answers") == [("KEN-1", "We draft.")]
    assert rows("gap, law", "gap_closings") == [("KEN-1", "Act 1")]
    assert rows("level, title, partners", "engagements") == [("global", "Hearing", '["Union"]')]
    assert rows("practice, maturity, commitments", "practices") == [("HOTLINE", "best", '["C-1"]')]
    assert rows("input, initiative, considered_on", "inputs") == [("IN-1", "Forum", "2022-06-01")]
    assert rows("input, meeting, decision", "inputs_considered") == [("IN-1", "M-1", "D-1")]
    assert rows('advice, "to", answered_on, answer', "advice") == [
        ("A-1", "Parent", "2022-08-01", "Yes.")
    ]
    assert rows("contribution, product", "contributions") == [("C-1", "Map")]
    assert rows('product_version, "where"', "contributions_taken_up") == [("2", "Ch. 1")]
    assert rows('"group", title', "joint_work") == [("Industry", "Guide")]
    assert rows("person, role, released_on", "focal_points") == [
        ("p-7kq2mzx4ab", "main", "2022-11-01"),
        ("p-bn2pe", "main", None),
    ]
    assert rows("member, evidence", "applications") == [("UTP", "A list")]
    assert rows("member, code", "recodes") == [("UTO", "UTP")]
    assert rows("reason, effective_on", "dissolutions") == [("Done.", "2029-01-01")]


def test_every_view_of_the_mission_has_a_row_to_show(
    model: SQLiteReadModel, writer: Writer
) -> None:
    """A view whose topic is misspelt would be empty for ever."""
    a_mission_at_work(writer)

    of_members = {"focal_points", "applications", "recodes", "dissolutions"}
    views = [*laws.VIEWS, *work.VIEWS, *(view for view in VIEWS if view.name in of_members)]
    empty = [v.name for v in views if not list(model.query(f"SELECT 1 FROM {v.name}")[1])]

    assert empty == []
