"""Two commands that make something in one place: one of them does, and the other says why not."""

from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from types import ModuleType

import pytest

from domain.errors import Refused
from infrastructure.backup import backup, restore
from infrastructure.backup.verification import verify_copy
from infrastructure.cli.upkeep import table_exports
from tests.infrastructure.backup.given import BACKUP, NEW
from tests.infrastructure.cli.given import must, typed

pytestmark = pytest.mark.usefixtures("backed_up")


@pytest.mark.parametrize(
    ("line", "module", "name", "told"),
    [
        ("backup", backup, "verify_copy", "{} cannot be used: Directory not empty."),
        (
            "export datapackage",
            table_exports,
            "write_package",
            "{} cannot be written: Directory not empty.",
        ),
    ],
)
def test_says_what_came_in_the_way(
    monkeypatch: pytest.MonkeyPatch, line: str, module: ModuleType, name: str, told: str
) -> None:
    """The folder above, which was named, is empty of anything to move away."""
    place, made = Path("../made").absolute(), getattr(module, name)

    def beside_another(*given: object) -> object:
        (place / "another").mkdir(parents=True)
        return made(*given)

    monkeypatch.setattr(module, name, beside_another)

    said = typed(f"{line} {place}")

    assert (said.code, said.err) == (3, f"depositary: {told.format(place)}\n")
    assert [path.name for path in place.iterdir()] == ["another"]


def test_a_restored_register_is_not_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was recorded in it in between was lost, and both commands said that all went well."""
    others = list[Future[object]]()
    with ThreadPoolExecutor() as people:

        def meanwhile(log: Path, checkpoints: Path) -> object:
            if not others:
                others.append(people.submit(restore.restore, BACKUP, NEW))
                wait(others, timeout=1)
            return verify_copy(log, checkpoints)

        monkeypatch.setattr(restore, "verify_copy", meanwhile)
        must(f"restore {BACKUP} --store {NEW}")

    (other,) = others
    with pytest.raises(Refused, match="db is there already; nothing was restored"):
        other.result()
