"""A trial of a correction stores nothing, and lists the answers that would be other ones."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.infrastructure.cli.given import events, must, typed

Told = tuple[str, str, str | None, str | None, str | None, str | None]
TRIED = "Would record (nothing was stored):\n"


def effects(line: str) -> Sequence[dict[str, str | None]]:
    """Try a command, look whether it stored nothing, and return what would change."""
    before = events()
    said = typed(f"{line} --dry-run --format json")
    assert (said.code, said.err[: len(TRIED)]) == (0, TRIED)
    told = json.loads(said.out)
    assert (told["dry_run"], told["first"], told["last"]) == (True, None, None)
    assert events() == before
    found: Sequence[dict[str, str | None]] = told["effects"]
    return found


def told(line: str, kind: str = "") -> list[Told]:
    """Return the effects of one kind, in short."""
    keys = ("kind", "about", "from", "until", "before", "after")
    rows = (each for each in effects(line) if kind in ("", each["kind"]))
    return [tuple(each[key] for key in keys) for each in rows]  # type: ignore[misc]  # six keys


@pytest.mark.usefixtures("register")
class TestStandings:
    @pytest.mark.slow
    def test_are_told_with_their_days(self) -> None:
        """On the days between the wrong date and the right one the answer changes, and no other."""
        assert told("correct @12 on=2026-01-20") == [
            ("standing", f"ATL on MISSION-{n}", "2026-01-15", "2026-01-20", "signatory", "none")
            for n in (1, 2)
        ]
        assert told("correct @12 on=2026-01-12 --only") == [
            ("standing", "ATL on MISSION-2", "2026-01-12", "2026-01-15", "none", "signatory")
        ]

    def test_are_told_where_they_never_end(self) -> None:
        """With the members that are counted by them."""
        assert told("retract @12 --reason x --only") == [
            ("standing", "ATL on MISSION-2", "2026-01-15", None, "signatory", "none"),
            ("count", "signatory of MISSION-2", None, None, "2", "1"),
        ]

    def test_of_members_are_told(self) -> None:
        """Two days that are wrong make two stretches; between them nothing changes."""
        must("member join ERE --name Erewhon --on 2020-02-02 --until 2022-02-02")

        assert told("correct @13 on=2020-03-03 @14 on=2022-03-03") == [
            ("membership", "ERE", "2020-02-02", "2020-03-03", "active", "none"),
            ("membership", "ERE", "2022-02-02", "2022-03-03", "withdrawn", "active"),
        ]

    @pytest.mark.slow
    def test_of_one_kind_are_one_stretch(self) -> None:
        """A new name in between is no other standing."""
        must(
            "member join ERE --name Erewhon --on 2020-02-02",
            "member rename ERE Erewhonia --on 2021-02-02",
        )

        assert told("correct @13 on=2021-03-03") == [
            ("membership", "ERE", "2020-02-02", "2021-03-03", "active", "none")
        ]

    @pytest.mark.slow
    def test_that_only_have_other_dates_are_the_same(self) -> None:
        """A standing that is called the same on every day is no change."""
        assert told("correct @2 name=Kenia") == []
        assert typed("correct @2 name=Kenia --dry-run").out.endswith(
            "(no rows)\n\nNo answer would change.\n"
        )


@pytest.mark.usefixtures("register")
class TestOthers:
    @pytest.mark.slow
    def test_are_what_is_due(self) -> None:
        """Who never signed owes no report."""
        must(
            "taskforce record-kept-from --on 2026-01-10",
            "progress schedule MISSION half_yearly --due-on 2026-02-28 --period-from 2026-01-01 "
            "--period-until 2026-01-31"
            " --on 2026-01-10",
        )

        found = told("retract @8 --reason x", "due")

        late = "Report on MISSION-1 for 2026-01-01 to 2026-01-31 (KEN)"
        assert ("due", late, None, None, "overdue 2026-02-28", None) in found
        assert all("(KEN)" in each[1] and each[5] is None for each in found)

    @pytest.mark.slow
    def test_are_quorums(self) -> None:
        """The number that was recorded stays; what a count would give now does not."""
        must(
            "taskforce quorum 1/2 --more-than --on 2026-01-10",
            "meeting convene M-1 inaugural --on 2026-02-01",
            "meeting convene M-2 inaugural --on 2026-03-01",
            "meeting open M-1 --on 2026-02-01 --attendance KEN",
            "meeting quorum M-1",
        )
        counted = len(events())

        assert told("correct @16 attendance=KEN:present,ATL:present", "quorum") == [
            (
                "quorum",
                "meeting M-1, counted now",
                None,
                None,
                "1 of 2, 2 needed: not reached",
                "2 of 2, 2 needed: reached",
            )
        ]
        assert told(f"retract @{counted} --reason x", "quorum") == [
            (
                "quorum",
                "meeting M-1, as recorded",
                None,
                None,
                "1 of 2, 2 needed: not reached",
                None,
            )
        ]

    @pytest.mark.slow
    def test_are_those_of_an_audience(self) -> None:
        """What becomes public is news to the public alone."""
        assert [(each["audience"], each["kind"]) for each in effects("show-to @2 public")] == [
            ("public", "membership"),
            ("public", "count"),
        ]
        assert {each["audience"] for each in effects("show-to @2 secretariat")} == {"members"}


@pytest.mark.usefixtures("register")
class TestATrial:
    def test_prints_what_a_real_one_does_and_the_answers(self) -> None:
        """One look must be enough to decide."""
        said = typed("correct @12 on=2026-01-20 --only --dry-run")

        assert said.out.startswith("-  ATL signed MISSION-2 version 1 (endorsement), 2026-01-20\n")
        assert "2026-01-15  on     2026-01-15  2026-01-20" in said.out
        assert "Answers of GTF that would change" in said.out
        assert "2026-01-15  2026-01-20  signatory  none" in said.out
        assert said.err == TRIED

    def test_says_when_a_day_is_to_come(self) -> None:
        """As the real one does."""
        said = typed("correct @12 on=2199-01-01 --dry-run")

        assert said.err == f"{TRIED}Note: 2199-01-01 is in the future.\n"

    @pytest.mark.parametrize(
        ("line", "why"),
        [
            ("correct @99 on=2026", "There is no entry '@99'"),
            ("correct @8 on=2026-01-15", "says that already"),
            ("retract @4 --only --reason x", "rest on it; retract them first"),
            ("show-to @8 members", "is shown to members already"),
        ],
    )
    def test_refuses_what_would_be_refused(self, line: str, why: str) -> None:
        """A trial that is kinder than the real thing is worth nothing."""
        before = events()

        said = typed(f"{line} --dry-run")

        assert (said.code, said.out, why in said.err) == (1, "", True)
        assert events() == before

    def test_looks_for_names_of_people_as_the_real_one_does(self) -> None:
        """The copy has no contacts of its own."""
        must("contacts add 'Ada Example' --ref p-7kq2mzx4ab")

        said = typed("correct @2 'name=Ada Example' --dry-run")

        assert (said.code, "names a person who is in the contacts" in said.err) == (1, True)

    def test_leaves_no_copy_behind(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """It holds all that the register holds."""
        (folder / "room").mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(folder / "room"))

        must("correct @12 on=2026-01-20 --dry-run")

        assert list((folder / "room").iterdir()) == []


@pytest.mark.slow
@pytest.mark.usefixtures("register")
def test_says_what_would_contradict_what() -> None:
    """A signature stands in another stream than the membership; a year's report would show both."""
    must("member join RUR --name Ruritania --on 2026-01-05", "sign RUR MISSION --on 2026-01-20")
    joined = len(events()) - 3
    line = f"correct @{joined} on=2026-02-01"
    note = "Note: RUR was not a member on 2026-01-20; only an active member can sign."

    tried, said = typed(f"{line} --dry-run"), typed(line)
    other = typed(f"correct @{joined} name=Ruritanie")

    for each in (tried, said):
        assert (each.code, each.err.count(note)) == (0, 1), each
        assert "See: depositary conflicts\n" in each.err
    assert (other.code, note in other.err) == (0, False)


@pytest.mark.slow
@pytest.mark.usefixtures("register")
def test_says_what_is_about_a_member_whose_code_begins_the_name_of_a_meeting() -> None:
    """Only the count of the meeting is told as an answer that changes."""
    must(
        "member join RUR --name Ruritania --on 2026-01-05",
        "taskforce quorum 1 --on 2026-01-06",
        "meeting convene RUR-1 ordinary_session --on 2026-01-12",
        "meeting open RUR-1 --on 2026-01-12 --attendance RUR",
    )
    joined = next(n for n, each in enumerate(events(), 1) if "Ruritania" in str(each))

    tried = typed(f"correct @{joined} on=2026-01-20 --dry-run")

    assert "meeting RUR-1, counted now" in tried.out
    assert "Note: RUR was not a member on 2026-01-12" in tried.err
