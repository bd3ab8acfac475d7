"""A member's code changes: at the command line, in every question and report."""

import json
from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import events, must, typed
from tests.infrastructure.cli.given_codes import CHANGE, codes, rows, work

QUESTIONS = (
    *("members", "status MISSION", "status MISSION-1", "matrix", "reports MISSION"),
    *("overdue", "focal-points", "gaps", "milestones", "assessments", "work engagements"),
)
REPORTS = (
    *("status MISSION", "annual 2026", "profile ATS", "brief", "progress", "gaps"),
    *("changes 2026-01-01 2026-12-31", "minutes M-1", "practices"),
)


@pytest.fixture
def worked(once: Once) -> Path:
    return once(work)


class TestChange:
    def test_is_one_member_under_the_new_code_from_then_on(self, worked: Path) -> None:
        """And as known before, it is the member that it was."""
        before = rows("status MISSION")
        head = len(events(worked))

        said = typed(CHANGE)

        assert said.out == f"@{head + 1}  ATL now has the code ATS, 2026-06-01\n"
        assert sorted(map(str, codes("members"))) == ["ATS", "KEN"]
        assert rows(f"status MISSION --known @{head}") == before
        now = [{**row, "member": "ATS"} if row["member"] == "ATL" else row for row in before]
        assert rows("status MISSION") == now

    @pytest.mark.usefixtures("worked")
    @pytest.mark.parametrize("typed_as", ["ATS", "ATL"])
    @pytest.mark.parametrize(
        ("change", "now"), [(CHANGE, "ATS"), ("member recode ATS ATL --on 2026-06-01", "ATL")]
    )
    def test_what_ends_under_one_code_began_under_another(
        self, change: str, now: str, typed_as: str
    ) -> None:
        """It stayed active, and a signatory, for ever. Once it is a merger of two members."""
        if change != CHANGE:
            must("member join ATS --name 'Isle of ATS' --on 2026-01-10")
            must("sign ATS MISSION --on 2026-01-16 --excepting MISSION-1")
        must(change, f"withdraw {typed_as} MISSION-2 --of signature --on 2026-08-01")
        must(f"member withdraw {typed_as} --on 2026-09-01")

        (member,) = [row for row in rows("members --on 2026-10-01") if row["member"] == now]
        (signed,) = [r for r in rows("status MISSION-2 --on 2026-10-01") if r["member"] == now]

        assert (member["standing"], signed["standing"]) == ("withdrawn", "former_signatory")

    @pytest.mark.usefixtures("worked")
    @pytest.mark.parametrize(
        ("shown", "said"),
        [("--visibility secretariat", True), ("--visibility public", False), ("", False)],
    )
    def test_says_that_a_code_is_hidden_from_nobody(self, shown: str, *, said: bool) -> None:
        """Else a secretary believes that it is."""
        told = typed(f"{CHANGE} {shown}").err

        assert ("every audience is told of the member as ATS." in told) is said

    @pytest.mark.slow
    @pytest.mark.usefixtures("worked")
    def test_every_question_answers_as_before_but_for_the_code(self) -> None:
        """A code is a label: nothing else may depend on it."""
        asked = [f"{question} --on 2026-08-01" for question in QUESTIONS]
        before = {line: typed(f"{line} --format json").out for line in asked}

        must(CHANGE)

        for line in asked:
            was, now = (
                json.loads(out) for out in (before[line], typed(f"{line} --format json").out)
            )
            assert now["rows"] == json.loads(json.dumps(was["rows"]).replace('ATL"', 'ATS"')), line

    @pytest.mark.slow
    @pytest.mark.usefixtures("worked")
    def test_every_report_names_it_by_its_new_code(self) -> None:
        """What was recorded as it was recorded is told by the history, and by it alone."""
        must(CHANGE)

        for report in REPORTS:
            said = typed(f"report {report} --on 2026-08-01 --format json")
            assert said.code == 0, (report, said)

        assert "ATL" not in typed("report status MISSION --on 2026-08-01").out
        traced = typed("report audit --from @1 --to @23 --sample 60 --seed 7")
        assert (traced.code, "do not agree" in traced.out) == (0, False), traced

    @pytest.mark.slow
    @pytest.mark.usefixtures("worked")
    def test_questions_take_the_old_code(self) -> None:
        """It stands in letters, files and bookmarks."""
        must(CHANGE)

        for line in ("focal-points --member {}", "gaps --member {}", "history {}"):
            assert rows(line.format("ATL")) == rows(line.format("ATS")) != [], line
        assert rows("reports ATL") == rows("reports ATS") != []
        assert rows("overdue ATL --on 2026-08-10") == rows("overdue ATS --on 2026-08-10") != []
        assert "chair" in typed("report profile ATL").out
        days = {code: typed(f"replay {code} --by day").out for code in ("ATL", "ATS")}
        assert days["ATL"].replace("Replay of ATL", "Replay of ATS") == days["ATS"]
        must("export workbook ATL --output atlantis.xlsx")

    @pytest.mark.usefixtures("worked")
    def test_is_no_new_standing(self) -> None:
        """The member is the same; a reader would take it for one that came and one that left."""
        head = len(events())
        must(CHANGE)

        changes = typed(f"report changes @{head} @{head + 1} --format json")

        assert changes.code == 0
        (table,) = [
            block
            for section in json.loads(changes.out)["sections"]
            for block in section["blocks"]
            if block.get("table") == "standings"
        ]
        assert table["rows"] == []

    @pytest.mark.usefixtures("worked")
    def test_acts_take_the_old_code(self) -> None:
        """And are recorded of the member that it means."""
        must(CHANGE)

        said = typed("progress report ATL MISSION-2 green --scale RAG --on 2026-06-02")
        refused = typed("sign ATL MISSION-1 --on 2026-06-02")

        assert "ATS reported MISSION-2" in said.out
        assert refused.code == 1
        assert "member of" not in refused.err

    @pytest.mark.usefixtures("worked")
    def test_a_calendar_keeps_its_entries(self) -> None:
        """Whoever has subscribed would see each of them twice."""
        asked = "export calendar --on 2026-06-01"
        before = {line for line in typed(asked).out.splitlines() if line.startswith("UID")}

        must(CHANGE)

        after = {line for line in typed(asked).out.splitlines() if line.startswith("UID")}
        assert before == after

    @pytest.mark.slow
    def test_old_receipts_and_checkpoints_still_verify(
        self, worked: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nothing that was recorded is touched."""
        monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")
        must(
            "audit keygen ../log.key --name example.org/register",
            "audit policy ../log.key.vkey -o our.policy",
            "audit checkpoint --key ../log.key --output 1.checkpoint",
            "audit receipt @9 --output kenya.tlog-proof --checkpoint 1.checkpoint",
        )
        stored = events(worked)

        must(CHANGE, "member join ERE --name Erewhon --on 2026", "member recode ERE ATL2 --on 2026")

        assert events(worked)[: len(stored)] == stored
        must(
            "audit check-receipt kenya.tlog-proof --policy our.policy",
            "audit verify --checkpoint 1.checkpoint --policy our.policy",
        )
        first = typed("query 'SELECT * FROM member_code ORDER BY code, known_from'").out
        must("rebuild")
        assert typed("query 'SELECT * FROM member_code ORDER BY code, known_from'").out == first

    @pytest.mark.usefixtures("worked")
    def test_is_refused_in_one_sentence(self) -> None:
        """With what to do instead."""
        must(CHANGE, "member join ERE --name Erewhon --on 2022 --kind treaty_body")

        for line, why in {
            "member recode ATS ATS": "ATS is the code of Atlantis already.",
            "member recode NOB ATS": "There is no member 'NOB' in this register.",
            "member recode KEN ATL": "ATL was a code of ATS",
            "member recode KEN ERE": "KEN is recorded as state and ERE as treaty_body",
        }.items():
            said = typed(f"{line} --on 2026-06-02")
            assert (said.code, said.out, why in said.err) == (1, "", True), said

    @pytest.mark.slow
    @pytest.mark.usefixtures("worked")
    def test_may_go_back_or_was_never_true(self) -> None:
        """The world may change again, and a clerk may have typed the wrong code."""
        must(CHANGE, "member recode ATS ATL --on 2026-07-01")
        assert sorted(map(str, codes("members"))) == ["ATL", "KEN"]

        must("member recode ATL ATN --on 2026-08-01", "retract @25 --reason 'Another member.'")

        assert sorted(map(str, codes("members"))) == ["ATL", "KEN"]
        assert "now has the code" in typed("history ATL").out

    @pytest.mark.slow
    @pytest.mark.usefixtures("worked")
    def test_is_in_the_copy_for_the_public_as_far_as_it_shows_the_member(self) -> None:
        """A copy that named it by another code than the page would be of another member."""
        must("member join ERE --name Erewhon --on 2022 --visibility public", CHANGE)
        must("member recode ERE ERW --on 2026-07-01", "export analysis a.db")
        must("export analysis --audience public p.db")

        assert Path("a.db").exists()


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("owner", ["KEN", "ken", "KYA", "Kenya"])
def test_what_a_member_is_to_do_is_found_under_each_code(owner: str) -> None:
    """Under the code for which it was decided, there was nothing to do."""
    day = "--on 2026-05-12"
    must(
        "taskforce task T 'A task.'",
        f"meeting convene M1 ordinary_session {day}",
        f"meeting open M1 --attendance KEN --attendance ATL {day}",
        f"meeting decide D-1 M1 --title Law --text 'We act.' --task T {day} "
        "--actions 'A-1 | KEN | Draft it. | 2026-10-20' --actions 'A-2 | ATL | Read it.'",
        "member recode KEN KYA --on 2026-06-05",
    )

    for then in ("", f"--known @{len(events()) - 1}"):  # before the change, too
        said = typed(f"actions --owner {owner} {then}").out
        assert ("A-1" in said, "A-2" in said) == (True, False), then


@pytest.mark.usefixtures("register")
def test_two_members_that_became_one_were_two_before() -> None:
    """What one was to do was told of the other, as known before they were one."""
    day = "--on 2026-05-12"
    must(
        "member join KE2 --name 'Second Kenya' --on 2026-01-01",
        "taskforce task T 'A task.'",
        f"meeting convene M1 ordinary_session {day}",
        f"meeting open M1 --attendance KEN --attendance ATL {day}",
        f"meeting decide D-1 M1 --title Law --text 'We act.' --task T {day} "
        "--actions 'A-1 | KEN | Draft it. | 2026-10-20'",
        "member recode KEN KE2 --on 2026-06-05",
    )

    before = typed(f"actions --owner KE2 --known @{len(events()) - 1}").out

    assert "A-1" not in before
    assert "A-1" in typed("actions --owner KE2").out


@pytest.mark.usefixtures("register")
def test_a_contact_of_a_code_that_two_bodies_changed_stays_with_it() -> None:
    """Nobody can say which of the two members it is of."""
    must(
        "taskforce establish SEC --name Second --nature exercise --on 2022",
        "--taskforce SEC member join KEN --name Kenya --on 2026-01-01 --founding",
        "contacts add 'Zoe Example' --member KEN",
        "--taskforce GTF member recode KEN KYA --on 2026-06-01",
        "--taskforce SEC member recode KEN KXB --on 2026-06-01",
    )

    assert "No contacts." in typed("contacts list --member KYA").err
    assert "Zoe Example" in typed("contacts list").out
