"""A file is one decision: rows refer to each other, and each bad one is told why."""

from tests.infrastructure.importers.given import Office
from tests.infrastructure.importers.rows.given import ATL, COLUMNS, SIGN, row, table, told

SIGNED_TWICE = (
    "KEN has signed this version of the text already; one that is over needs its end (column "
    "until). Conflicts with"
)


def test_rows_may_refer_to_what_comes_later(ready: Office) -> None:
    """A table is sorted by whoever made it, by country or by day."""
    rows = (
        row("1", "confirm", "2022-07", member="ATL", commitment="N1"),
        row(
            "2",
            "sign",
            "2022-06",
            member="Atlantis",
            instrument="N",
            kind="signature_ad_referendum",
        ),
        row("3", "withdraw", "2023", member="ATL", commitment="N1", of="signature"),
        row("4", "adopt", "2021", instrument="N", commitment="N1", text="We will"),
        row("5", "instrument", "2021", reference="N", title="New", legal_nature="treaty"),
        ATL,
    )
    names = f"{COLUMNS},reference,title,legal_nature"
    lines = [",".join(each.get(name, "") for name in names.split(",")) for each in rows]

    report = ready.do("\n".join([names, *lines]))

    assert report.acts.total() == len(rows)
    assert ready.standings("TF", "N1", "2024-01-01") == {"former_signatory": 1}


def test_both_rows_of_a_contradiction_are_bad(ready: Office) -> None:
    """Which of them is wrong, only staff know; the rest is recorded."""
    rows = (row("a", "sign", "2021", member="KEN", instrument="T"), SIGN, ATL)
    other = row("b", "sign", "2022", member="KEN", instrument="T")

    report = ready.do(table(*rows, other), skip_bad_rows=True)

    assert told(report, *rows, other) == {
        "a": f"{SIGNED_TWICE} row 5.",
        "b": f"{SIGNED_TWICE} row 2.",
    }
    assert report.acts == {"join": 1, "sign": 1}


def test_what_stands_in_the_register_is_named_by_its_position(ready: Office) -> None:
    """It was there before, so the row is the bad one."""
    ready.do(table(row("a", "sign", "2021", member="KEN", instrument="T")))
    rows = (row("b", "sign", "2022", member="KEN", instrument="T"),)

    reason = told(ready.do(table(*rows), dry_run=True), *rows)["b"]

    assert reason.endswith("Conflicts with entry 9 (KEN signed, 2021).")


def test_a_row_without_its_basis_names_the_row_that_it_lacks(ready: Office) -> None:
    """Who corrects the one row need not look for what is wrong with the other."""
    rows = (
        row("leave", "leave", "2023", member="ATL"),
        SIGN | {"name": "Atlantis"},
        row("join", "join", "soon", member="ATL", name="Atlantis"),
    )

    report = ready.do(table(*rows), dry_run=True)

    reasons = told(report, *rows)
    assert reasons["join"].startswith("Expected a date such as")
    for each in ("sign", "leave"):
        assert reasons[each].startswith("There is no member 'ATL' in this register.")
        assert reasons[each].endswith("It rests on row 4, which is bad.")
    assert report.admitted == []


def test_what_rested_on_a_row_that_was_left_out_is_left_out_too(ready: Office) -> None:
    """The dry run names the same rows as the import that skips them."""
    rows = (
        row("a", "sign", "2021", member="KEN", instrument="T", kind="signature_ad_referendum"),
        row("b", "sign", "2022", member="KEN", instrument="T"),
        row("c", "confirm", "2023", member="KEN", commitment="T"),
    )

    dry = ready.do(table(*rows), dry_run=True)
    skipped = ready.do(table(*rows), skip_bad_rows=True)

    assert dry.problems == skipped.problems
    reasons = told(dry, *rows)
    assert list(reasons) == ["a", "b", "c"]
    assert reasons["c"] == (
        "KEN has no unconfirmed signature ad referendum here that stood on 2023. It rests on rows "
        "2 and 3, which are bad."
    )


def test_an_act_outside_the_membership_is_the_bad_row(ready: Office) -> None:
    """Whoever left cannot have signed; the row of the leaving is right."""
    rows = (SIGN | {"on": "2023"}, row("leave", "leave", "2022", member="ATL"), ATL)

    reasons = told(ready.do(table(*rows), dry_run=True), *rows)

    assert list(reasons) == ["sign"]
    assert reasons["sign"].startswith(
        "ATL was not a member on 2023; only an active member can sign."
    )
    assert "row" in reasons["sign"]


def test_a_leaving_before_what_the_register_holds_is_the_bad_row(ready: Office) -> None:
    """What stands cannot lose its basis; a suspension of another year is none of it."""
    ready.do(table(row("a", "sign", "2022", member="KEN", instrument="T")))
    report = ready.do(
        table(
            row("l", "leave", "2021", member="KEN"),
            row("s", "suspend", "2020-06-01", member="KEN"),
            row("r", "reinstate", "2020-07-01", member="KEN"),
        ),
        dry_run=True,
    )

    (problem,) = report.problems
    assert problem.row == 2
    assert problem.reason == (
        "KEN acted as a member after that day. Withdraw or correct that first, or record with it "
        "when the member came back (rejoined) or was free again (until). Conflicts with entry 9 "
        "(KEN signed, 2022)."
    )


def test_a_suspension_before_what_the_register_holds_is_the_bad_row(ready: Office) -> None:
    """It ends no signature, but none can be given while it lasts."""
    ready.do(table(row("a", "sign", "2022", member="KEN", instrument="T")))

    report = ready.do(table(row("s", "suspend", "2021", member="KEN")), dry_run=True)

    (problem,) = report.problems
    assert problem.reason.startswith("KEN acted as a member after that day.")


def test_a_leaving_may_come_with_the_retraction_of_the_act(ready: Office) -> None:
    """The file is judged as the whole that it leaves."""
    ready.do(table(row("a", "sign", "2022", member="KEN", instrument="T")))
    text = "row_id,act,member,on,entry,reason\nl,leave,KEN,2021,,\n"

    assert ready.do(text, dry_run=True).problems
    report = ready.do(text + "r,retract,,,@9,Another country\n")

    assert report.acts == {"leave": 1, "retract": 1}


def test_what_can_be_recorded_once_is_twice_bad(ready: Office) -> None:
    """Neither row is better for being the first; dates do not decide it either."""
    rows = (
        row("a", "adopt", "2021", instrument="I", commitment="C9", text="We will"),
        row("b", "adopt", "2022", instrument="I", commitment="C9", text="We shall"),
        row("c", "sign", "2023", member="KEN", instrument="T"),
    )

    reasons = told(ready.do(table(*rows), dry_run=True), *rows)

    assert reasons == {
        "a": "Commitment C9 was adopted already. It cannot be recorded together with row 3.",
        "b": "Commitment C9 was adopted already. It cannot be recorded together with row 2.",
    }


def test_only_the_first_of_many_rows_are_named(ready: Office) -> None:
    """A sentence must stay readable."""
    days = range(2021, 2026)
    rows = [row(str(on), "sign", str(on), member="KEN", instrument="T") for on in days]
    first = row("other", "sign", "2021", member="ATL", instrument="T")

    reasons = told(ready.do(table(*rows), dry_run=True), *rows)

    assert list(reasons) == ["2021", "2022", "2023", "2024", "2025"]
    many = [row(str(n), "join", "soon", member="ATL") for n in range(5)]
    reason = told(ready.do(table(*many, first), dry_run=True), *many, first)
    assert reason["other"].endswith("It rests on rows 2, 3, 4 and 2 more, which are bad.")


def test_a_refused_row_does_not_blame_its_like(ready: Office) -> None:
    """It would be refused without the other, too."""
    rows = "1,amend,C1,2,We will,2021\n2,amend,C1,1,We shall,2022\n"

    report = ready.do(f"row_id,act,commitment,version,text,on\n{rows}", dry_run=True)

    (problem,) = report.problems
    assert problem.row == 3
    assert problem.reason.startswith("Version 1 exists already; give the new wording a new number.")


def test_a_party_is_not_admitted_when_its_own_row_is_bad(ready: Office) -> None:
    """Its joining would then come too late: it was a member since an unknown day already."""
    rows = (
        SIGN | {"name": "Atlantis"},
        row("join", "join", "2020", member="ATL", name="Write to a.b@example.org"),
    )

    report = ready.do(table(*rows), skip_bad_rows=True)

    assert list(told(report, *rows)) == ["sign", "join"]
    assert told(report, *rows)["sign"].endswith("It rests on row 3, which is bad.")
    assert report.admitted == []


def test_days_may_be_exchanged_between_rows(ready: Office) -> None:
    """Neither change is possible alone."""
    first = (
        row("1", "join", "2010", member="ATL", name="Atlantis", until="2012"),
        row("2", "join", "2013", member="ATL", name="Atlantis", until="2015"),
    )
    ready.do(table(*first))
    moved = (first[0] | {"until": "2014"}, first[1] | {"on": "2014-06"})
    exchanged = (
        first[0] | {"on": "2013", "until": "2015", "changed": "error"},
        first[1] | {"on": "2010", "until": "2012", "changed": "error"},
    )

    assert ready.do(table(moved[0]), changed="error", dry_run=True).problems
    assert ready.do(table(*moved), changed="error").amended == 2
    assert ready.do(table(*exchanged)).amended == 2


def test_names_are_looked_up_as_the_rows_go_on(ready: Office) -> None:
    """A name that a bad row gives is nobody's in the end."""
    rows = (
        row("a", "rename", "2021", member="KEN", name="Kenya"),
        row("b", "join", "2021", member="ATL", name="Atlantis", until="2020"),
        row("c", "leave", "2022", member="KENYA"),
        row("d", "sign", "2021-06", member="Atlantis", instrument="T"),
    )

    reasons = told(ready.do(table(*rows), dry_run=True), *rows)

    assert list(reasons) == ["a", "b", "d"]
    assert reasons["a"] == "KEN is called 'Kenya' already."
    assert reasons["b"].startswith("It would end on 2020, before it began on 2021.")
    assert reasons["d"] == (
        "ATL was not a member on 2021-06; only an active member can sign. Conflicts with row 3."
    )


def test_many_rows_that_say_the_same_are_bad_together(ready: Office) -> None:
    """Two of them are judged for all; a thousand took a second, and ten thousand two minutes."""
    rows = [row(str(n), "sign", "2021", member="KEN", instrument="T") for n in range(1000)]
    other = row("other", "sign", "2022", member="KEN", instrument="I")

    report = ready.do(table(*rows, other), skip_bad_rows=True)

    assert len(report.problems) == len(rows)
    assert report.problems[-1].reason == (f"{SIGNED_TWICE} row 2.")
    assert report.acts == {"sign": 1}


def test_rows_that_say_the_same_may_all_be_right(ready: Office) -> None:
    """A statement may be made again in the same words."""
    rows = [
        row(str(n), "statement", "2021", member="KEN", commitment="T", kind="objection", text="No.")
        for n in range(4)
    ]

    report = ready.do(table(*rows))

    assert report.acts == {"statement": len(rows)}


def test_what_stands_twice_is_bad_twice(ready: Office) -> None:
    """Of two rows that say the same, neither is recorded if one cannot be."""
    twice = row("a", "join", "2026", member="KEN", name="Kenya")

    report = ready.do(table(twice, twice), skip_bad_rows=True)

    assert [problem.row for problem in report.problems] == [2, 3]
    assert report.problems[1].reason == "Row 2 says the same, and cannot be recorded."
    assert (report.unchanged, report.acts) == (0, {})
