"""The story of finding, walking through and handing on what is in the register."""

from tests.infrastructure.cli.stories.given import BEGINNING, FILES


def files() -> dict[str, str]:
    return FILES


ENVIRONMENT = {
    "DEPOSITARY_MAIL_FROM": "secretariat@example.org",
    "DEPOSITARY_MAIL_FOLDER": "letters",
}
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
export calendar --member ATL
export events --output events.jsonl
export events --from @6
export entries --format json --output entries.json
+ contacts add 'Ada Example' --email ada@example.org --member KEN --ref p-7kq2mzx4ab
+ taskforce record-kept-from --on 2026-01-01
+ member focal-point KEN p-7kq2mzx4ab --on 2026-02-01
+ progress milestone MISSION-1 BILL 'The bill is before parliament.' --due-on 2026-03-01 \
--owner KEN --on 2026-02-01
run-due --dry-run
run-due --preview to-look-at
run-due
reminders stop p-7kq2mzx4ab
reminders resume p-7kq2mzx4ab
reminders list
export analysis gtf.db
+ show-to public --all-entries --reason 'The members agreed.'
export analysis public.db --audience public
export datapackage gtf-tables --licence CC-BY-4.0
"""
)
