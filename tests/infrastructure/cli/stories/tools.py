"""The story of finding, walking through and handing on what is in the register."""

from tests.infrastructure.cli.stories.given import BEGINNING, FILES


def files() -> dict[str, str]:
    return FILES


STORY = (
    BEGINNING
    + """
search joint report
search 'every year' 'repor*' --audience public
replay
replay KEN --from 2026-01-01 --by day
replay --to @6 --format jsonl
report changes 2026-01-01 @11
export calendar --output gtf.ics
export calendar --since @6
export events --output events.jsonl
export events --from @6
export entries --format json --output entries.json
export analysis gtf.db
export analysis public.db --audience public
export datapackage gtf-tables --licence CC-BY-4.0
"""
)
