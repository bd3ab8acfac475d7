"""Answers about members, standings and entries: two clocks, three audiences, names."""

from datetime import timedelta

import pytest

from domain.events import members as m
from domain.events import texts as c
from domain.values import UNKNOWN, MemberKind, Visibility
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.infrastructure.read_model.given import (
    BODY,
    Writer,
    adopted,
    as_of,
    consented,
    joined,
    on,
    signed,
    withdrawn,
)

PUBLIC, MEMBERS, SECRETARIAT = Visibility


def test_had_kenya_signed(model: SQLiteReadModel, writer: Writer) -> None:
    """The worked example of the architecture: each answer depends on both days."""
    writer.append(joined(), "2026-01-01")
    entry = writer.append(signed(), "2026-01-15")
    known_in_february = len(writer.records)
    writer.append(signed(), "2026-01-20", corrects=entry)
    known_in_march = len(writer.records)
    writer.append(withdrawn(entry), "2026-06-01")
    known_in_may = len(writer.records)

    def standing(day: str, known: int) -> list[str]:
        return [row.standing for row in model.standings(BODY, ["C-1"], as_of(day, known))]

    assert standing("2026-01-16", known_in_february) == ["signatory"]
    assert standing("2026-01-25", known_in_february) == ["signatory"]
    assert standing("2026-01-16", known_in_march) == []
    assert standing("2026-01-25", known_in_march) == ["signatory"]
    assert standing("2026-05-31", known_in_may) == ["signatory"]
    assert standing("2026-06-01", known_in_may) == ["former_signatory"]


def test_visibility_is_todays(model: SQLiteReadModel, writer: Writer) -> None:
    """What became confidential must not be found by asking for an earlier day."""
    entry = writer.append(signed(), visibility=PUBLIC)
    known = len(writer.records)

    def seen(audience: Visibility) -> tuple[int, int, int]:
        asked = as_of(position=known, audience=audience)
        return (
            len(model.standings(BODY, ["C-1"], asked)),
            len(model.entries(BODY, ["commitment.signed"], asked)),
            len(model.log(BODY, asked, "C-1")),
        )

    assert [seen(audience) for audience in Visibility] == [(1, 1, 1)] * 3
    writer.show(entry, SECRETARIAT)
    assert [seen(audience) for audience in Visibility] == [(0, 0, 0), (0, 0, 0), (1, 1, 1)]
    writer.append(signed(), corrects=entry, visibility=MEMBERS)
    assert [seen(audience) for audience in Visibility] == [(0, 0, 0), (1, 1, 1), (1, 1, 1)]


def test_audiences_may_be_told_different_things(model: SQLiteReadModel, writer: Writer) -> None:
    """A confidential withdrawal leaves the public with the signature, and only that."""
    entry = writer.append(signed(), visibility=PUBLIC)
    writer.append(withdrawn(entry), "2024-01-01", visibility=SECRETARIAT)

    def told(day: str, audience: Visibility) -> list[str]:
        asked = as_of(day, audience=audience)
        return [row.standing for row in model.standings(BODY, ["C-1"], asked)]

    assert told("2025-01-01", PUBLIC) == told("2025-01-01", MEMBERS) == ["signatory"]
    assert told("2025-01-01", SECRETARIAT) == ["former_signatory"]
    assert told("2023-01-01", SECRETARIAT) == ["signatory"]
    assert model.query(
        "SELECT standing, from_day, until_day, known_from, known_to, audience_from, audience_to"
        " FROM standing ORDER BY 6, 4, 2"
    )[1] == [
        ("signatory", "2022-06-01", None, 2, None, 0, 1),
        ("signatory", "2022-06-01", None, 2, 3, 2, 2),
        ("signatory", "2022-06-01", "2024-01-01", 3, None, 2, 2),
        ("former_signatory", "2024-01-01", None, 3, None, 2, 2),
    ]


def test_what_all_are_told_is_one_row(model: SQLiteReadModel, writer: Writer) -> None:
    """A later secret of one audience must not split what stays the same for it."""
    writer.append(signed(), visibility=PUBLIC)
    writer.append(consented(deposited_on="2023-01-01"), "2023-01-01", visibility=SECRETARIAT)

    _, rows = model.query(
        "SELECT standing, from_day, until_day, known_from, known_to, audience_from, audience_to"
        " FROM standing ORDER BY 6, 4, 2"
    )

    assert rows == [
        ("signatory", "2022-06-01", None, 2, None, 0, 1),
        ("signatory", "2022-06-01", None, 2, 3, 2, 2),
        ("signatory", "2022-06-01", "2023-01-01", 3, None, 2, 2),
        ("contracting_party", "2023-01-01", None, 3, None, 2, 2),
    ]


def test_rows_that_audiences_share_are_merged(model: SQLiteReadModel, writer: Writer) -> None:
    """A retracted secret changes nothing after it, whoever asks."""
    entry = writer.append(signed(), visibility=PUBLIC)
    other = writer.append(withdrawn(entry), "2022-06-02", visibility=MEMBERS)
    writer.append(withdrawn(other, of="withdrawal"), "2022-06-02", visibility=SECRETARIAT)

    _, rows = model.query(
        "SELECT standing, known_from, known_to, audience_from, audience_to FROM standing"
        " WHERE from_day = '2022-06-01' AND until_day IS NULL ORDER BY 4, 2"
    )

    assert rows == [
        ("signatory", 2, None, 0, 0),
        ("signatory", 2, 3, 1, 2),
        ("signatory", 4, None, 2, 2),
    ]


def test_names_are_of_the_same_days(model: SQLiteReadModel, writer: Writer) -> None:
    """An old table shows the old name, and a signatory that has not joined yet has a name too."""
    writer.append(joined("TUR", "Turkey"), "2022-01-01")
    writer.append(m.Renamed(member="TUR", name="Türkiye"), "2022-06-03")
    writer.append(joined("PER", "Peru"), "2025-01-01")
    for member in ("TUR", "PER", "BRB"):
        writer.append(signed(member=member), "2022-06-01")

    def names(day: str, known: int = 100) -> list[str]:
        return [row.name for row in model.standings(BODY, ["C-1"], as_of(day, known))]

    assert names("2022-06-02") == ["BRB", "Peru", "Turkey"]
    assert names("2022-06-03") == ["BRB", "Peru", "Türkiye"]
    assert [row.name for row in model.members(BODY, as_of("2025-01-01"))] == ["Peru", "Türkiye"]
    assert names("2022-06-03", known=2) == []


def test_dates_keep_their_precision(model: SQLiteReadModel, writer: Writer) -> None:
    """A table must never show a day that the source does not say."""
    writer.append(signed(), "2022-06")
    writer.append(consented(deposited_on="<=2023-02-01", in_force_on="unknown"), "<=2023-02-01")

    (row,) = model.standings(BODY, ["C-1"], as_of())

    assert (row.signed_on, row.deposited_on, row.in_force_on) == (
        on("2022-06"),
        on("<=2023-02-01"),
        UNKNOWN,
    )
    assert model.query(
        "SELECT signed_on, signed_on_earliest, signed_on_latest, deposited_on_earliest,"
        " in_force_on, in_force_on_latest FROM standing"
        " WHERE until_day IS NULL AND known_to IS NULL"
    )[1] == [("2022-06", "2022-06-01", "2022-06-30", None, "unknown", None)]


def test_standings_are_by_commitment_and_member(model: SQLiteReadModel, writer: Writer) -> None:
    """Tables are read in order, and a commitment that was not asked for is not in them."""
    for commitment in ("C-2", "C-3", "C-1"):
        for member in ("KEN", "BRB"):
            writer.append(signed(commitment, member))

    rows = model.standings(BODY, ["C-2", "C-1", "C-9"], as_of())

    assert [(row.commitment, row.member) for row in rows] == [
        *(("C-1", "BRB"), ("C-1", "KEN"), ("C-2", "BRB"), ("C-2", "KEN"))
    ]
    assert model.standings(BODY, [], as_of()) == []
    assert model.standings("TF9", ["C-1"], as_of()) == []


def test_entries_are_versions(model: SQLiteReadModel, writer: Writer) -> None:
    """One question gives what an entry said at any position, retracted or amended since."""
    entry = writer.append(signed(), "2022-06-01")
    writer.append(signed(), "2022-06-02", corrects=entry)
    writer.retract(entry)
    writer.append(signed(), "2022-06-03", corrects=entry)
    writer.append(signed(member="PER"), "unknown")

    def said(position: int) -> list[tuple[int, int, str, int | None]]:
        rows = model.entries(BODY, ["commitment.signed"], as_of(position=position))
        assert {row.entry_id for row in rows[:1]} <= {str(entry)}
        return [
            (row.position, row.entry_position, str(row.effective_on), row.known_to) for row in rows
        ]

    assert said(1) == []
    assert said(2) == [(2, 2, "2022-06-01", 3)]
    assert said(3) == [(3, 2, "2022-06-02", 4)]
    assert said(4) == []
    assert said(5) == [(5, 2, "2022-06-03", None)]
    assert said(6) == [(5, 2, "2022-06-03", None), (6, 6, "unknown", None)]
    assert model.entries(BODY, [], as_of()) == []


def test_an_unknown_day_had_come_when_it_was_recorded(
    model: SQLiteReadModel, writer: Writer
) -> None:
    """The rule of the domain, in SQL: of the entry's first event, whenever it was amended."""
    entry = writer.append(signed(), "unknown")
    writer.now += timedelta(days=30)
    writer.append(signed(), None, corrects=entry)

    _, rows = model.query("SELECT position, begins_by FROM assertion WHERE entry = 2")

    assert rows == [(2, "2022-01-01"), (3, "2022-01-01")]


def test_every_kind_of_act_counts(model: SQLiteReadModel, writer: Writer) -> None:
    """A kind that the tables left out would change standings in silence."""
    referendum = writer.append(signed(kind="signature_ad_referendum"), "2022-01-01")
    confirmed = c.SignatureConfirmed(commitment="C-1", member="KEN", act=referendum)
    writer.append(confirmed, "2022-02-01")
    consent = writer.append(consented(deposited_on="2022-03-01"), "2022-03-01")
    writer.append(c.EnteredIntoForce(commitment="C-1", member="KEN", act=consent), "2022-04-01")
    writer.append(withdrawn(referendum, consent, of="participation"), "2022-05-01")
    writer.append(m.Applied(member="KEN", name="Kenya", kind=MemberKind.STATE), "2022-01-01")
    membership = writer.append(joined(), "2022-02-01")
    suspension = writer.append(m.Suspended(member="KEN"), "2022-03-01")
    writer.append(m.Reinstated(member="KEN", ends=(suspension,)), "2022-04-01")
    writer.append(m.Renamed(member="KEN", name="Republic of Kenya"), "2022-04-15")
    writer.append(m.Withdrew(member="KEN", ends=(membership,)), "2022-05-01")

    def stretches(table: str, column: str) -> list[object]:
        sql = f"SELECT {column} FROM {table} WHERE known_to IS NULL ORDER BY from_day"
        return [value for (value,) in model.query(sql)[1]]

    assert stretches("standing", "standing") == [
        *("signatory", "contracting_party", "party", "former_party")
    ]
    assert stretches("membership", "standing") == [
        *("applicant", "active", "suspended", "active", "active", "withdrawn")
    ]
    assert stretches("membership", "name")[-2:] == ["Republic of Kenya"] * 2


def test_acts_are_all_that_were_not_retracted(model: SQLiteReadModel, writer: Writer) -> None:
    """What a member did in its time stays done, though it ended; an act of next year counts too."""
    first = writer.append(signed(), "2040-01-01")
    second = writer.append(signed("C-2"), "2022-06-01")
    consent = consented("C-2", deposited_on="2023-01", in_force_on="2022-01-01")
    third = writer.append(consent, "2022-01-01", visibility=SECRETARIAT)
    fourth = writer.append(signed("C-3"), None)
    writer.append(signed(member="PER"))
    writer.append(withdrawn(first), "2041-01-01")

    def acts() -> list[tuple[int, str, str]]:
        return [(a.position, a.commitment, str(a.done_on)) for a in model.acts_of(BODY, "KEN")]

    everything = [(2, "C-1", "2040-01-01"), (3, "C-2", "2022-06-01"), (4, "C-2", "2023-01")]
    assert acts() == [*everything, (5, "C-3", "unknown")]
    writer.retract(fourth)
    assert acts() == everything
    found = model.acts_of(BODY, "KEN")
    assert [act.entry_id for act in found] == [str(first), str(second), str(third)]
    assert found[2].topic == "commitment.consented"


@pytest.mark.parametrize("view", ["current_members", "current_standing"])
def test_views_of_today_show_one_row_for_each(
    model: SQLiteReadModel, writer: Writer, view: str
) -> None:
    """Whatever the audiences are told, the analyst's list has nobody twice."""
    writer.append(joined(), "2022-01-01", visibility=PUBLIC)
    writer.append(m.Suspended(member="KEN"), "2022-02-01", visibility=SECRETARIAT)
    writer.append(adopted())
    entry = writer.append(signed(), visibility=PUBLIC)
    writer.append(withdrawn(entry), "2023-01-01", visibility=SECRETARIAT)

    columns, rows = model.query(f"SELECT member, standing, audience_from FROM {view}")

    assert columns == ["member", "standing", "audience_from"]
    assert rows == [("KEN", "suspended" if view == "current_members" else "former_signatory", 2)]


def test_a_statement_changes_no_standing(model: SQLiteReadModel, writer: Writer) -> None:
    """What gives no standing makes no rows, however often it comes."""
    writer.append(signed())
    statement = c.StatementMade(commitment="C-1", member="KEN", kind="reservation", text="We do.")
    writer.retract(writer.append(statement))

    assert model.query("SELECT count(*) FROM standing")[1] == [(1,)]
