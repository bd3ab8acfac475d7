"""`import` of lists of signatures and consents as depositaries and their offices keep them."""

import json
from pathlib import Path

import pytest
import xlsxwriter

from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.test_import_answers import AGAIN, answer
from tests.infrastructure.cli.test_import_statuses import sheet
from tests.infrastructure.importers.sheets import made

pytestmark = pytest.mark.usefixtures("register")
TREATY = (
    "text adopt mission.md --reference LAMPS --title Lamps --legal-nature treaty --on 2025-01-10",
    "member join ERE --name Erewhon --on 2024-01-10",
    "member join LAP --name Laputa --on 2024-01-10",
)


@pytest.mark.parametrize(
    "head", ["Ratified", "Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d)"]
)
def test_a_letter_behind_a_day_says_how_a_party_consented(head: str) -> None:
    """As in the status tables of the United Nations; each was a ratification."""
    must(*TREATY)
    Path("list.csv").write_text(
        f'Participant,Treaty,"{head}",Entry into force\n'
        "Atlantis,LAMPS,15 May 2025 A,1 Sep 2025\nErewhon,LAMPS,3 Jun 2025 a,1 Sep 2025\n"
        "Laputa,LAMPS,4 Jun 2025,1 Sep 2025\nKenya,LAMPS,4 Jul 2025 (AA),1 Oct 2025\n",
        encoding="utf-8",
    )
    proposed = typed("import list.csv").err
    assert "a (accession), A (acceptance), AA (approval)" in proposed

    must(AGAIN)

    rows = json.loads(typed("status LAMPS --format json").out)["rows"]
    told = {
        row["member"]: (row["consent"], row["deposited_on"], row["in_force_on"]) for row in rows
    }
    assert told == {
        "ATL": ("acceptance", "2025-05-15", "2025-09-01"),
        "ERE": ("accession", "2025-06-03", "2025-09-01"),
        "LAP": ("ratification", "2025-06-04", "2025-09-01"),
        "KEN": ("approval", "2025-07-04", "2025-10-01"),
    }


def test_other_letters_of_next_month_are_read() -> None:
    """They were not in the mapping, and each was a ratification."""
    must(*TREATY)
    head = "Participant,Treaty,Ratified\n"
    Path("list.csv").write_text(f"{head}Erewhon,LAMPS,3 Jun 2025 a\n", encoding="utf-8")
    typed("import list.csv")
    rows = "Laputa,LAMPS,4 Jun 2025 AA\nKenya,LAMPS,5 Jun 2025 d\nAtlantis,LAMPS,6 Jun 2025\n"
    Path("list.csv").write_text(head + rows, encoding="utf-8")

    must(AGAIN)

    log = typed("log").out
    for told in (
        "LAP deposited approval",
        "KEN deposited succession",
        "ATL deposited ratification",
    ):
        assert f"{told} of LAMPS" in log


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("Acceptance(A), Accession(a)", "consent (kind not known)"),
        ("Accession(a) / Succession(d)", "consent (kind not known)"),
        ("Succession", "succession"),
        ("Consent to be bound", "consent (kind not known)"),
    ],
)
def test_a_day_without_a_letter_is_no_ratification_where_the_head_names_none(
    head: str, told: str
) -> None:
    """The head of consents was asked about, too, as if it were a refusal."""
    must(*TREATY)
    sheet(f"Participant;Treaty;{head}", "Laputa;LAMPS;4 Jun 2025", "Erewhon;LAMPS;3 Jun 2025")
    assert "may say of rows" not in typed("import list.csv").err

    must(AGAIN)

    assert f"LAP deposited {told} of LAMPS on 2025-06-04" in typed("log").out


@pytest.mark.parametrize("head", ["Joined / Left", "Signed / Ratified", "Joined / Suspended"])
def test_a_head_of_two_acts_is_of_neither(head: str) -> None:
    """All had left, or ratified."""
    must(*TREATY)
    sheet(f"Participant;Treaty;{head}", "Laputa;LAMPS;4 Jun 2025")

    said = typed("import list.csv").err

    assert f"'{head}': it holds days, but not of what." in said


@pytest.mark.parametrize(
    "head", ["Ratification / Accession", "Ratifikation / Beitritt", "Ratificación o adhesión"]
)
def test_a_head_of_several_consents_says_of_none_which_it_was(head: str) -> None:
    """What stood behind the bar was taken, for all rows: an accession, or a day of joining."""
    must(*TREATY)
    Path("list.csv").write_text(
        f"Member,Treaty,{head}\nErewhon,LAMPS,23.06.2025\n", encoding="utf-8"
    )
    assert "does not say how each consented" in typed("import list.csv").err

    must(AGAIN)

    assert "ERE deposited consent (kind not known) of LAMPS" in typed("log").out


def test_other_marks_of_next_month_are_read_or_asked_about() -> None:
    """Who made X of x, or withdrew, was left out in silence where its row said another thing."""
    must(
        TREATY[1],
        "text adopt mission.md --reference CONDUCT --title Conduct --on 2026-01-10",
        "text adopt mission.md --reference PLEDGE --title Pledge --on 2026-01-10",
    )
    sheet("Country;Conduct;Pledge", "Atlantis;x;x", "Kenya;x;")
    typed("import list.csv")
    must(f"{AGAIN} --dry-run")
    sheet("Country;Conduct;Pledge", "Atlantis;x;x", "Kenya;x;X", "Erewhon;yes;withdrawn")

    said = typed(AGAIN)

    assert said.code == 1
    assert "'withdrawn' in 'Pledge' is no word that asks for an act (row 4)" in said.err
    assert "Does it mean x, ✓ or yes? Or answer nothing" in said.err
    assert "'X'" not in said.err
    answer("list.csv.answers.xlsx", withdrawn="nothing")
    must(f"{AGAIN} --answers list.csv.answers.xlsx")
    assert "KEN signed PLEDGE" in typed("log").out


@pytest.mark.parametrize(
    ("head", "who"), [("Member", "{name}"), ("Code;Country", "{code};{name}"), ("Code", "{code}")]
)
def test_a_sentence_below_that_names_a_party_of_the_table_is_asked_about(
    head: str, who: str
) -> None:
    """A long one was taken for a remark, though it said who withdrew."""
    must(*TREATY)
    note = "Erewhon withdrew its signature of the text on 1 December 2025."
    sheet(
        f"{head};Signed",
        f"{who.format(code='ATL', name='Atlantis')};2025-02-20",
        f"{who.format(code='ERE', name='Erewhon')};2025-02-20",
        "",
        note,
        "Some who were asked to sign the text in December 2025 refused it.",
    )

    said = typed("import list.csv").err

    assert f"{note!r} (below the table) may say of rows that they left" in said
    assert "'Some who were asked" not in said


@pytest.mark.parametrize("remark", ["baja", "was a member until 2025", "trat aus", "quitta"])
def test_common_words_of_an_end_are_asked_about(remark: str) -> None:
    """In each language of a list."""
    sheet(
        "Code;Member;Joined;Remarks",
        "ERE;Erewhon;2026-03-16;host",
        f"UTO;Utopia;2026-03-16;{remark}",
    )

    assert (
        f"{remark!r} in 'Remarks' (row 3) may say that a party left" in typed("import list.csv").err
    )


def test_one_odd_mark_leaves_its_column_one_of_marks() -> None:
    """The whole column was not used, and its name was said not to be known."""
    must(
        TREATY[1],
        "text adopt mission.md --reference CONDUCT --title Conduct --on 2026-01-10",
    )
    sheet(
        "Country;Conduct;Mission statement", "Atlantis;x;", "Kenya;X;", "Erewhon;x (1-2);2026-05-05"
    )

    said = typed("import list.csv").err

    assert "'x (1-2)' in 'Conduct' is no word that asks for an act (row 4)." in said


def test_who_accedes_joins_a_body_without_a_treaty() -> None:
    """There is nothing else to accede to; a text was asked for."""
    sheet("Member State;Date of accession", "Malta;2026-03-16")
    typed("import list.csv")

    must(AGAIN)

    assert "MLT joined as Malta" in typed("log").out


@pytest.mark.parametrize("remark", ["only 1 and 2", "did not accept 2", "paraphiert", "partial"])
def test_less_than_a_signature_is_asked_about(remark: str) -> None:
    """All commitments were recorded as signed."""
    must(TREATY[1])
    sheet(
        "Member;Signed;Remarks",
        "Erewhon;2026-03-16;by the minister",
        f"Atlantis;2026-03-17;{remark}",
    )

    assert (
        f"{remark!r} in 'Remarks' (row 3) may say that a party left" in typed("import list.csv").err
    )


def test_titles_between_rows_put_no_numbers_into_the_key() -> None:
    """Next year a member has another number."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        rows = workbook.add_worksheet()
        rows.write_row(0, 0, ["No.", "Member", "Code", "Joined"])
        rows.merge_range(1, 0, 1, 3, "Founding members")
        rows.write_row(2, 0, [1, "Laputa", "LAP", "2026-01-10"])
        rows.write_row(3, 0, [2, "Erewhon", "ERE", "2026-01-10"])
        rows.merge_range(4, 0, 4, 3, "Later members")
        rows.write_row(5, 0, [3, "Utopia", "UTO", "2026-02-10"])

    Path("list.xlsx").write_bytes(made(fill))
    typed("import list.xlsx")

    assert 'key = ["Code"]' in Path("list.xlsx.mapping.toml").read_text(encoding="utf-8")


def test_a_name_that_a_member_took_since_is_no_change() -> None:
    """It was asked about each month, and neither answer was right."""
    rows = "Code,Member,Joined,Remarks\nERE,Erewhon,2026-01-10,host\nLAP,{},2026-01-10,\n"
    Path("list.csv").write_text(rows.format("Laputa"), encoding="utf-8")
    typed("import list.csv")
    must(AGAIN, "member rename LAP 'Republic of Laputa' --on 2026-04-01")
    must("member withdraw ERE --on 2026-05-31")
    Path("list.csv").write_text(
        rows.format("Republic of Laputa").replace("host", ""), encoding="utf-8"
    )

    said = typed(AGAIN)

    assert said.out == "2 rows: recorded nothing; 2 unchanged, 0 amended.\n"
    assert "retracted" not in said.err
