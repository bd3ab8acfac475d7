"""The story of a year of reports: asked for, handed in, returned, approved, assessed, answered."""

from tests.infrastructure.cli.stories.given import BEGINNING, FILES


def files() -> dict[str, str]:
    return FILES


STORY = f"""
{BEGINNING}
+ taskforce record-kept-from --on 2026-01-01
progress schedule MISSION half_yearly --due-on 2026-07-31 --period-from 2026-01-01 \
--period-until 2026-06-30 --on 2026-01-20
progress schedule MISSION-3 dates --due-on 2026-05-31 --period-from 2026-01-15 \
--period-until 2026-04-30 --more 2026-12-15=2026-05-01..2026-11-30 --on 2026-02-01
progress milestone MISSION-1 BILL 'The bill is before parliament.' --due-on 2026-09-30 \
--owner ATL --on 2026-02-01
progress exempt KEN MISSION-2 --due-from 2026-07-01 --due-until 2026-12-31 \
--reason 'It has no such law to change.' --on 2026-06-20
progress extend ATL MISSION-1 --due-on 2026-07-31 --extended-to 2026-08-31 \
--reason 'Elections in July.' --on 2026-07-10
overdue --on 2026-08-05
overdue KEN --on 2026-08-05
progress remind KEN MISSION --due-on 2026-07-31 --on 2026-08-10
progress report ATL MISSION-1 substantial --scale OGP --due-on 2026-07-31 --on 2026-08-15 \
--narrative 'The law is in force.' \
--evidence 'supports_progress;legislation;Act 12;Official Journal;2026-06-30'
progress return ATL MISSION-1 --report @27 --reason 'Say which law.' --on 2026-08-20
reports ATL --on 2026-08-16
+ correct @27 narrative='Act 12 on data is in force.'
progress approve ATL MISSION-1 --due-on 2026-07-31 --on 2026-09-01
progress reach MISSION-1 BILL --outcome 'Adopted in first reading.' --on 2026-09-12
progress assess ATL MISSION-1 limited --scale OGP --assessor 'University of Utopia' \
--confidence medium --method 'Desk review' --method-version 2 --on 2026-10-01 \
--evidence 'contradicts_progress;report;The law has no budget;2026-09'
progress answer ATL MISSION-1 'The budget follows.' --on 2026-10-20
reports
reports MISSION-1 --format markdown
progress report ATL MISSION-1 limited --scale OGP --on 2026-05-31
assessments MISSION-1
milestones --on 2026-09-20
report overdue --on 2026-08-05
report progress --about MISSION --output progress.html
"""
