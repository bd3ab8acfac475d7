"""Rows of `export rows` that are imported where they came from."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import Said, events, must, typed

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("exported")]
ROWS = Path("rows.csv")


@pytest.fixture
def exported(register: Path) -> None:
    del register
    must(
        "taskforce scale OGP Completion not_started limited complete --high complete "
        "--on 2026-01-10",
        "withdraw KEN MISSION --on 2026-05-01",
        "member withdraw ATL --on 2026-06-01",
        "progress schedule MISSION half_yearly --due-on 2026-04-30 --period-from 2025-10-01 "
        "--period-until 2026-03-31 --on 2026-01-20",
        "progress report KEN MISSION-1 limited --scale OGP --on 2026-04-20 --due-on 2026-04-30",
        "progress report KEN MISSION-2 limited --scale OGP --on 2026-04-21",
        "retract @8 --reason mistyped",
        f"export rows --output {ROWS}",
    )


def other(old: str, new: str) -> Said:
    """Import them with one change."""
    text = ROWS.read_text(encoding="utf-8")
    assert old in text
    Path("other.csv").write_text(text.replace(old, new), encoding="utf-8")
    return typed("import other.csv --dry-run")


def position_of(words: str) -> str:
    return next(
        line.partition(",")[0]
        for line in ROWS.read_text(encoding="utf-8").splitlines()
        if words in line
    )


def test_they_are_known() -> None:
    """With --skip-bad-rows, each end and each schedule was recorded a second time."""
    known = len(events())

    assert "recorded nothing; " in typed(f"import {ROWS} --skip-bad-rows").out
    assert len(events()) == known


def test_what_no_import_reads_changes_nothing() -> None:
    """A remark, or the column of faults, made all rows new, and reports stood there twice."""
    lines = ROWS.read_text(encoding="utf-8").splitlines()
    more = [f"problem,{lines[0]},(checked by)", *(f"none,{each},Example" for each in lines[1:])]
    Path("more.csv").write_text("\n".join([*more, ""]), encoding="utf-8")
    must("export rows --columns row_id,act,member,commitment,assessment,scale,on --output few.csv")
    few = Path("few.csv").read_text(encoding="utf-8").splitlines()
    few = [each for each in few if each.startswith("row_id") or ",report," in each]
    Path("few.csv").write_text("\n".join([*few, ""]), encoding="utf-8")

    for file in ("more.csv", "few.csv"):
        said = typed(f"import {file} --dry-run")
        assert (said.code, "would record nothing; " in said.out) == (0, True), said


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("2026-06-01", "2026-06-02", "column 'on', value '2026-06-02': By its row_id it is @"),
        ("2026-04-30", "2026-05-31", "column 'due_on', value '2026-05-31': By its row_id it is @"),
        (
            "@1,establish,Global Taskforce,members",
            "@1,establish,Global Taskforce,public",
            "which has 'members' here, and an import does not change that.",
        ),
        (",limited,", ",complete,", "which has 'limited' here. If the row is right, correct that"),
        ("MISSION-2,", "MISSION-1,", "a row does not change what an act is about."),
    ],
)
def test_one_that_was_edited_is_a_bad_row(old: str, new: str, where: str) -> None:
    """It was recorded beside what it was of: a second report, another end, another schedule."""
    said = other(old, new)

    assert said.code == 1
    assert where in said.err


def test_one_of_another_member_is_a_bad_row_too() -> None:
    text = ROWS.read_text(encoding="utf-8")
    withdrawn = next(line for line in text.splitlines() if ",withdraw," in line)

    said = other(withdrawn, withdrawn.replace("KEN", "ATL"))

    assert said.code == 1
    assert "column 'member', value 'ATL': By its row_id it is @" in said.err
    unknown = other(withdrawn, withdrawn.replace("KEN", "Nowhere"))
    assert unknown.code == 1
    assert "column 'member', value 'Nowhere': " in unknown.err


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("correct {} assessment=complete", "which has 'complete' here."),
        ("correct {} on=2026-04-23", "which has '2026-04-23' here."),
        ("show-to {} public", "which has 'public' here, and an import does not change that."),
        ("retract {} --reason wrong", "which was retracted or changed since."),
    ],
)
def test_what_was_changed_since_is_not_brought_back(act: str, told: str) -> None:
    """An old file recorded a second report beside the corrected one, or one that was retracted."""
    of_report = position_of("2026-04-21")
    must(act.format(of_report))

    said = typed(f"import {ROWS} --dry-run")

    assert said.code == 1
    assert f"By its row_id it is {of_report} " in said.err
    assert told in said.err
    assert "would record nothing; 17 unchanged" in said.out


def test_days_in_another_form_are_the_same() -> None:
    """As a program for tables writes them."""
    said = other("2026-06-01", "1 June 2026")

    assert (said.code, "would record nothing; " in said.out) == (0, True), said


def test_rows_of_another_register_are_new() -> None:
    """Where this one has nothing at such a position, or something else."""
    head = "row_id,act,member,instrument,on\n"
    for row_id in ("@999", "@2", "@4", f"@{len(events())}"):  # the last one is a retraction
        Path("o.csv").write_text(f"{head}{row_id},sign,KEN,MISSION,2026-06-15\n", encoding="utf-8")
        assert "would record 1 sign" in typed("import o.csv --dry-run").out


def test_a_register_made_from_rows_knows_its_own() -> None:
    """Their ids were taken for those of the register that they had come from."""
    of_report = position_of("2026-04-21")
    must(
        f"correct {of_report} on=2026-04-23",
        "progress report KEN MISSION-2 limited --scale OGP --on 2026-04-21",
        f"export rows --output {ROWS}",
        "init elsewhere",
    )
    there = "--store elsewhere/register.db"
    must(f"{there} import {ROWS}", f"{there} export rows --output own.csv")
    assert Path("own.csv").read_text(encoding="utf-8") != ROWS.read_text(encoding="utf-8")

    for file in ("own.csv", ROWS):
        said = typed(f"{there} import {file} --dry-run")
        assert (said.code, "would record nothing; " in said.out) == (0, True), said


def test_codes_and_names_are_of_the_same_member() -> None:
    """After a change of code, each row of the member was a bad one."""
    assert "would record nothing; " in other(",ATL,", ",Atlantis,").out
    must("taskforce chair KEN --on 2026-02-01", f"export rows --output {ROWS}")
    must("member recode KEN KYA --on 2026-05-02")

    said = typed(f"import {ROWS} --dry-run")

    assert (said.code, "would record nothing; " in said.out) == (0, True), said


def test_an_end_in_an_exported_row_is_to_be_recorded() -> None:
    """It was to be corrected, which is refused."""
    must(f"export rows --columns row_id,act,member,instrument,on,excepting,until --output {ROWS}")
    lines = ROWS.read_text(encoding="utf-8").splitlines()
    line = next(each for each in lines if ",sign,ATL" in each)
    Path("other.csv").write_text(f"{lines[0]}\n{line[:-1]},2026-07-07\n", encoding="utf-8")

    said = typed("import other.csv --dry-run")

    assert said.code == 1
    assert "which has nothing here. If the row is right, record that by hand;" in said.err


def test_a_row_of_a_register_made_from_rows_corrects_no_other_entry() -> None:
    """Its id was that of another row, from which it had been made; that one was amended."""
    for day in ("05-01", "05-02", "05-03"):
        must(f"progress report KEN MISSION-2 limited --scale OGP --on 2026-{day}")
    must(
        f"retract {position_of('2026-04-21')} --reason wrong",
        f"export rows --output {ROWS}",
        "init elsewhere",
    )
    there = "--store elsewhere/register.db"
    must(f"{there} import {ROWS}", f"{there} export rows --output own.csv")
    own = Path("own.csv").read_text(encoding="utf-8")
    Path("own.csv").write_text(own.replace("2026-05-03", "2026-05-13"), encoding="utf-8")

    said = typed(f"{there} import own.csv --changed error")

    assert said.code == 1
    assert "which has '2026-05-03' here. If the row is right, correct that" in said.err


def test_a_signature_of_which_a_part_was_retracted_is_not_all_of_it() -> None:
    """The file says that all was signed, as far as it has no column for exceptions."""
    must(f"export rows --columns row_id,act,member,instrument,on --output {ROWS}")
    must(f"retract {int(position_of(',sign,ATL')[1:]) + 1} --only --reason mistyped")

    said = typed(f"import {ROWS} --dry-run --skip-bad-rows")

    assert (
        "which excepts MISSION-2; MISSION-3.1, and an import does not change that." in said.err
    ), said


@pytest.mark.parametrize(
    ("excepted", "same"),
    [("MISSION-3.1;MISSION-2", True), ("MISSION-2", False), ("MISSION-1", False)],
)
def test_the_exceptions_of_a_row_have_no_order(excepted: str, *, same: bool) -> None:
    """Of a row that named them in another order, it was said that it did not except them."""
    columns = "--columns row_id,act,member,instrument,on,excepting"
    must(f"export rows {columns} --output {ROWS}")
    must(f"retract {int(position_of(',sign,ATL')[1:]) + 1} --only --reason mistyped")
    must(f"export rows {columns} --output {ROWS}")
    rows = ROWS.read_text(encoding="utf-8")
    assert "MISSION-2; MISSION-3.1" in rows
    ROWS.write_text(rows.replace("MISSION-2; MISSION-3.1", excepted), encoding="utf-8")

    said = typed(f"import {ROWS} --dry-run --skip-bad-rows")

    assert ("which excepts MISSION-2; MISSION-3.1, and an" in said.err) is not same, said


def test_a_row_whose_id_is_the_place_of_its_own_entry_is_compared_as_any_other() -> None:
    """Somebody numbered rows so, and the numbers came true."""
    head = "row_id,act,member,on"
    mine = f"{head}\n@{len(events()) + 1},leave,KEN,2026-07-01\n"
    Path("o.csv").write_text(mine, encoding="utf-8")
    must("import o.csv")
    Path("o.csv").write_text(mine.replace("07-01", "07-02"), encoding="utf-8")

    assert "1 amended" in typed("import o.csv --changed error").out
