"""The story of the reports: each kind once, in one form or another."""

from tests.infrastructure.cli.stories.given import BEGINNING, FILES


def files() -> dict[str, str]:
    return {**FILES, "preface.md": "We met twice.\n\nWe share what works."}


STORY = f"""
{BEGINNING}
report status MISSION --format markdown
report template report.css --output templates/report.css
report status MISSION --on 2026-01-16 --output status.html
report audit --from 2026-01-01 --to @11 --sample 3 --seed 7421 --output audit.html
report annual 2026 --preface preface.md --output annual-2026.html
report publish status MISSION --form html --form csv
report reproduce register.published/GTF-status-MISSION/manifest.json
report list --audience public
+ report changes 2026-01-01 @13
"""
