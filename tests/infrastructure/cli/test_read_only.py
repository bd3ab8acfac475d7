"""What is said where a file must not be changed, in a folder in which everything else may be."""

from pathlib import Path

import pytest

from tests.faults.permissions import obeyed
from tests.infrastructure.cli.given import must, typed

STOP = "reminders stop p-bb4xx"
JOIN = "member join LAP --name Laputa --on 2026-02-01"
FILES = {
    "register.db": (JOIN, "Nothing was recorded: "),
    "register.read/gen-000001.sqlite": ("members", "The tables cannot be made: "),
    "register.contacts": ("contacts add 'Bo Example'", "Nothing was changed, because "),
    "register.sent": (STOP, "register.sent cannot be used: "),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_must_not_be_changed_is_named(name: str, register: Path) -> None:
    """It was restored with other permissions, or somebody protected it by hand."""
    must(
        "contacts add 'Ada Example' --ref p-bb4xx",
        STOP,
        "members",
        "member join LIL --name Lilliput --on 2026-02-01",
    )
    line, what = FILES[name]
    path = register.parent / name
    path.chmod(0o440)

    with obeyed():
        said = typed(line)

    assert said.code == 3
    why = f"you may not change {path} (chmod u+rw)"
    named = said.err.replace("-shm (", " (")  # SQLite gives its file beside it the same permissions
    assert named.endswith(f"depositary: {what}{why}.\n")


@pytest.mark.parametrize("around", [0o700, 0o500])
@pytest.mark.parametrize("line", ["members", JOIN, "backup ../kept", "audit verify"])
def test_a_register_that_must_not_be_read_is_named(line: str, around: int, register: Path) -> None:
    """It was said that there must be a place to write beside it, or nothing of a permission."""
    path = register.parent / "register.db"
    path.chmod(0)
    register.parent.chmod(around)

    with obeyed():
        said = typed(line)
    register.parent.chmod(0o700)

    assert said.code == 3
    told = f"The register could not be read: you may not read {path} (chmod u+r).\n"
    assert (said.out + said.err).endswith(told)
