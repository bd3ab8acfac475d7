"""The settings say to whom new entries are shown, where nothing else is said of them."""

import json
from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed

pytestmark = pytest.mark.usefixtures("register")


def shown(audience: str) -> None:
    """Put into the settings who may see new entries."""
    with Path("depositary.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'visibility = "{audience}"\n')


def visibilities() -> dict[int, str]:
    """Return who may see each event behind the first twelve."""
    told = json.loads(typed("log --audience secretariat --format json").out)["rows"]
    return {row["position"]: row["visibility"] for row in told if row["position"] > 12}


@pytest.mark.parametrize("audience", ["public", "members", "secretariat"])
def test_new_entries_are_shown_to_those_in_the_settings(audience: str) -> None:
    """By every door; what was recorded before stays as it was."""
    shown(audience)
    Path("rows.csv").write_text("act,member,name,on\njoin,ERE,Erewhon,2026\n", encoding="utf-8")

    must("member join ZUB --name Zubrowka --on 2026-01-01", "import rows.csv")

    assert visibilities() == {13: audience, 14: audience}


def test_what_is_said_of_an_entry_goes_before() -> None:
    """Also where a row says it; and an amendment keeps what the entry has."""
    shown("public")
    Path("rows.csv").write_text(
        "act,member,name,on,visibility\njoin,ERE,Erewhon,2026,secretariat\n", encoding="utf-8"
    )

    must(
        "member join ZUB --name Zubrowka --on 2026-01-01 --visibility members",
        "import rows.csv",
        "correct @2 on=2022-07",
        "retract @13 --reason Never.",
    )

    assert visibilities() == {13: "members", 14: "secretariat", 15: "members", 16: "members"}


def test_gaps_returns_and_reminders_are_for_members_where_others_are_public() -> None:
    """They never become public by default; a closing by a law may."""
    shown("public")

    must(
        "gap find KEN G-1 hosting --text 'No duty.' --on 2026-02-01",
        "gap answer KEN G-1 --text 'A bill is drafted.' --on 2026-02-02",
        "gap close KEN G-1 --law 'Act 7' --on 2026-03-01",
        "taskforce scale OGP Completion limited complete --high complete",
        "progress report KEN MISSION-2 limited --scale OGP --on 2026-03-04",
        "progress return KEN MISSION-2 --reason 'Half is missing.' --on 2026-03-05",
    )

    assert list(visibilities().values()) == ["members"] * 2 + ["public"] * 3 + ["members"]


@pytest.mark.parametrize("line", ["members", "", "doctor", "member join ZUB --name Z --on 2026"])
def test_an_audience_that_is_none_is_found_at_once(line: str) -> None:
    """Before anything is recorded for the wrong readers."""
    shown("everybody")

    said = typed(line)

    assert said.code in (2, 3)
    assert (
        "Expected public, members or secretariat as the setting visibility" in said.err + said.out
    )


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """As for every setting."""
    shown("public")
    monkeypatch.setenv("DEPOSITARY_VISIBILITY", "secretariat")

    must("member join ZUB --name Zubrowka --on 2026-01-01")

    assert visibilities() == {13: "secretariat"}
