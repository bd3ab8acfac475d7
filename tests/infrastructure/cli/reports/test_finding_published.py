"""Published reports are found: in the tables, by their manifest, and in the audit of the log."""

import pytest

from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.reports.given_published import FOLDER, NAME, manifest


@pytest.mark.usefixtures("published")
def test_are_rows_with_their_body_and_hashes() -> None:
    """The entry stands in the log's own stream, which is no body's; the report is one's."""
    told = manifest()

    said = typed(
        "query 'SELECT taskforce, position, visibility, report, size, manifest_sha256, "
        "content_sha256 FROM report_published' --format csv"
    )

    row = said.out.splitlines()[1]
    assert row.startswith(f"GTF,13,members,{NAME},12,{told.sha256},{told.content_sha256}")


@pytest.mark.usefixtures("published")
def test_are_cited_by_their_manifest() -> None:
    """Whoever finds a manifest can ask which entry records it."""
    said = typed(f"document check {FOLDER}/manifest.json")

    assert said.code == 0
    assert "manifest of a report" in said.out


@pytest.mark.usefixtures("published")
def test_are_told_in_the_audit_of_the_log() -> None:
    """An auditor sees what was published in the period."""
    must("report publish gaps --form csv")

    said = typed("report audit --from @12 --to @14 --sample 1 --seed 1 --format json")

    assert f"report {NAME} published: Status of signatures" in said.out
