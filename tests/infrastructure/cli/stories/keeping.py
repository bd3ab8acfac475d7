"""The story of a register that is kept: backed up, restored, and looked after."""

from tests.infrastructure.cli.stories.given import BEGINNING, FILES


def files() -> dict[str, str]:
    return FILES


STORY = f"""
{BEGINNING}
backup ../backups/2026-11-25
restore ../backups/2026-11-25 --store ../restored/register.db
doctor
"""
