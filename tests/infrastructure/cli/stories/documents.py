"""The story of a letter that an entry rests on, and of the auditor who asks for both."""

from tests.infrastructure.cli.stories.given import BEGINNING, FILES


def files() -> dict[str, str]:
    return {**FILES, "letter.pdf": "Laputa joins the taskforce."}


STORY = f"""
{BEGINNING}
+ member join LAP --name Laputa --on 2026-02-01 --source 'Letter of 1 February' \
--source-file letter.pdf
document check letter.pdf
document list
"""
