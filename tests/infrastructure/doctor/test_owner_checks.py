"""Who else can change a file of the register: whoever owns it, and through another name of it."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from infrastructure.doctor import owner_checks
from tests.infrastructure.cli.given import typed

ANOTHER = 54_321
Give = Callable[[str], Path]


@pytest.fixture
def give(healthy: Path, monkeypatch: pytest.MonkeyPatch) -> Give:
    """Return what gives a file away, which is tried for real where this user may."""
    assert healthy.is_file()
    owners_of = owner_checks.owners_of

    def give(pattern: str) -> Path:
        given = whole(next(Path().glob(pattern)))
        if os.geteuid() == 0:
            os.chown(given, ANOTHER, -1, follow_symlinks=False)
        else:
            monkeypatch.setattr(
                owner_checks,
                "owners_of",
                lambda path: {ANOTHER} if whole(path) == given else owners_of(path),
            )
        return given

    return give


def whole(path: Path) -> Path:
    """Return a path without `..`; a link stays one."""
    return Path(os.path.abspath(path))  # noqa: PTH100  # which would be followed


def owned() -> Sequence[str]:
    """Return what `doctor` says of owners; the register is healthy otherwise."""
    said = typed("doctor")
    found = [line for line in said.out.splitlines() if line.startswith("owners: ")]
    assert (said.code, said.err) == (bool(found), "")
    return found


@pytest.mark.parametrize(
    "pattern",
    [
        *("register.db", "register.contacts", "register.sent", "depositary.toml"),
        *("../log.key", "../log.key.vkey", "../log.key.signed", "our-looks/report.css"),
        *("register.checkpoints", "register.checkpoints/*", "register.published/*/manifest.json"),
        *("register.read/current", "../here", ".."),
    ],
)
def test_what_belongs_to_another_user_is_not_healthy(pattern: str, give: Give) -> None:
    """It was looked at what others may, and not at who may permit it."""
    given = give(pattern)

    (found,) = owned()

    assert f"/{given.name} belongs to another user ({ANOTHER})" in found


def test_a_link_belongs_to_who_can_let_it_lead_elsewhere(give: Give) -> None:
    """What it leads to is one's own."""
    Path("our-looks/report.css").rename("report.css")
    Path("our-looks/report.css").symlink_to("../report.css")
    give("our-looks/report.css")

    assert len(owned()) == 1


def test_where_copies_and_letters_go_may_belong_to_others(give: Give) -> None:
    """An auditor has the copies, and a program for mail sends the letters."""
    Path("../letters").mkdir(exist_ok=True)
    give("../letters")
    give("../elsewhere")

    assert not owned()


def test_root_may_own_everything_and_so_may_who_looks(
    healthy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An administrator of the machine can do anything to it, so nothing would be gained."""
    owner = healthy.stat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: owner)

    assert not owned()


def test_a_log_with_two_names_is_not_healthy(healthy: Path) -> None:
    """Under the other one nobody knows whose names are to be refused."""
    healthy.with_name("other.db").hardlink_to(healthy)

    said = typed("doctor")

    assert said.code == 1
    assert "places: " in said.out
    assert "register.db is one file under 2 names (hard links)" in said.out
