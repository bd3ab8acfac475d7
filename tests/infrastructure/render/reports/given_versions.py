"""Every report of a register that is always the same, and what its words and its data hash to."""

import json
import os
import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from application.reports.document import Report
from application.reports.earlier_words import EARLIER, in_earlier_words
from application.reports.versions import RULES, WORDS, data_of
from infrastructure.audit.published.manifest import canonical, content_sha256
from infrastructure.cli.main import run
from infrastructure.cli.reports import reports
from infrastructure.render.forms import ReportStyle, render
from infrastructure.store import sqlite_recorder
from tests.infrastructure.cli.given import must
from tests.infrastructure.render.reports.every import BEGINNING, EVERY, FILES
from tests.infrastructure.render.reports.test_same_bytes import PAST, PAST_US

DIGESTS = Path(__file__).parent / "versions.json"
Digests = Mapping[str, Mapping[str, Mapping[str, str]]]


@contextmanager
def every_report(folder: Path) -> Iterator[Mapping[str, Report]]:
    """Record what all reports need, on one day, and give every report of it by its name."""
    found: list[Report] = []

    def keep(report: Report, form: str, style: ReportStyle) -> bytes:
        del form, style
        found.append(report)
        return b""

    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("DEPOSITARY_")]:
            patch.delenv(name)
        patch.chdir(folder)
        patch.setattr(sqlite_recorder, "system_clock", lambda: PAST_US)
        patch.setattr(reports, "render", keep)
        for file, content in FILES.items():
            Path(file).write_text(content, encoding="utf-8")
        must(*BEGINNING)
        for line in EVERY.values():
            assert run(shlex.split(f"report {line} --known {PAST}")) == 0
        yield dict(zip(EVERY, found, strict=True))


def digests(made: Mapping[str, Report]) -> Digests:
    """Return the digests of these reports: of their words by version, and of their data."""
    said: dict[int, Mapping[str, Report]] = {WORDS: made}
    for version in EARLIER:
        earlier = {name: in_earlier_words(report, version) for name, report in made.items()}
        said[version] = {name: report for name, report in earlier.items() if report}
    return {
        "words": {
            str(version): {name: content_sha256(report) for name, report in then.items()}
            for version, then in sorted(said.items())
        },
        "text": {
            str(WORDS): {name: _digest(render(report, "text")) for name, report in made.items()}
        },
        "data": {
            str(RULES): {name: _digest(canonical(data_of(report))) for name, report in made.items()}
        },
    }


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def written(found: Digests) -> str:
    """Return digests as they stand in the file."""
    return json.dumps(found, indent=2) + "\n"
