"""What others record while `doctor` looks is no damage."""

from collections.abc import Iterator
from types import MappingProxyType

import pytest

from infrastructure.audit.log.log_file import LogFile
from infrastructure.doctor import doctor
from infrastructure.doctor.finding import HealthFinding, Installation
from tests.infrastructure.cli.given import must, typed


@pytest.mark.slow
@pytest.mark.usefixtures("healthy")
def test_says_that_others_never_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it saw at several times was called damaged."""
    days = iter(range(1, 29))

    def meanwhile(_: Installation, log: LogFile) -> Iterator[HealthFinding]:
        assert log.size()
        must(f"member rename KEN 'Kenia {next(days)}' --on 2026-01-05")
        yield from ()

    checks = {**doctor.LOG_CHECKS, "recording": meanwhile}
    monkeypatch.setattr(doctor, "LOG_CHECKS", MappingProxyType(checks))

    said = typed("doctor")

    assert said.code == 1
    assert "log: Others record all the time, so the log could not be looked at. → Look" in said.out
    assert "rebuild" not in said.out


@pytest.mark.slow
@pytest.mark.usefixtures("healthy")
def test_sees_one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """It said that a healthy register is malformed, and that a backup is to be restored."""
    sizes = list[int]()

    def meanwhile(_: Installation, log: LogFile) -> Iterator[HealthFinding]:
        sizes.append(log.size())
        if len(sizes) == 1:
            name = "Kenia " + "x" * 100
            must(
                *(f"member rename KEN '{name}{day}' --on 2026-01-{day:02}" for day in range(1, 29))
            )
            must("members")
        yield from ()

    checks = {"recording": meanwhile, **doctor.LOG_CHECKS}
    monkeypatch.setattr(doctor, "LOG_CHECKS", MappingProxyType(checks))

    said = typed("doctor")

    assert said.code == 0, said.out
    assert sizes == [sizes[0], sizes[0] + 28]
