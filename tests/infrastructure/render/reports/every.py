"""Every report with what it is asked for: all that is tested of one is tested of all."""

from infrastructure.cli.reports.report_kinds import REPORT_KINDS
from tests.infrastructure.cli.given import MISSION

ON = "--on 2026-06-30"

EVERY: dict[str, str] = {
    "annual": f"annual 2026 {ON} --preface preface.md",
    "attendance": f"attendance 2026 {ON}",
    "audit": f"audit --from 2026-01-01 --to @40 --sample 9 --seed 7421 {ON}",
    "brief": f"brief {ON}",
    "brief-of-one": f"brief 2026-1 {ON}",
    "changes": f"changes 2026-01-14 @12 {ON}",
    "decisions": f"decisions 2026 {ON}",
    "gaps": f"gaps {ON}",
    "minutes": f"minutes 2026-1 {ON}",
    "overdue": f"overdue {ON}",
    "practices": f"practices {ON}",
    "profile": f"profile ATL {ON}",
    "progress": f"progress {ON}",
    "progress-of-one": f"progress --about ATL {ON}",
    "status": f"status MISSION {ON}",
    "status-of-one": f"status MISSION-1 {ON}",
}
"""By a name for the test: what is typed behind `report`. Add a line for each new report."""

FILES = {
    "mission.md": MISSION.replace("3.1.", "3."),
    "preface.md": "We met twice.\n\nWe share what works.",
}
REPORT = (
    "progress report ATL MISSION-1 limited --scale OGP --due-on 2026-04-30 --on 2026-04-20 "
    "--evidence 'supports_progress;legislation;Act 12;2026-03' --visibility public"
)
ASSESSED = (
    "progress assess ATL MISSION-1 not_started --scale OGP --assessor 'University of Utopia' "
    "--confidence low --method 'Desk review' --on 2026-06-01"
)
DECIDED = (
    "meeting decide D-1 2026-1 --title Hosting --text 'We review our laws.' --task RESPONSE "
    "--item 1 --in-favour 2 --actions 'A-1 | ATL | Draft the questions. | 2026-05-31' "
    "--on 2026-04-14"
)
MEETINGS = (
    "taskforce task RESPONSE 'Drive a coordinated response.'",
    "taskforce quorum 1/2 --more-than --on 2026-01-10",
    "meeting convene 2026-1 ordinary_session --on 2026-04-14 --agenda 'Hosting | MISSION-2'",
    (
        "meeting open 2026-1 --on 2026-04-14 --attendance ATL --attendance LAP "
        "--attendance ERE:excused"
    ),
    "meeting quorum 2026-1",
    DECIDED,
    "meeting convene 2026-2 ordinary_session --on 2026-10-13 --agenda 'The questions | RESPONSE'",
)
SHOWN = (
    "mission showcase ATL HOTLINE best --title 'A hotline' --text 'It answers.' "
    "--commitments MISSION-1 --on 2026-03-12"
)
BEGINNING = (
    "--actor p-tester init . --code EXT --name 'Exercise Taskforce' --nature exercise",
    "member join ATL --name Atlantis --on 2022-06",
    "member join ERE --name Erewhon --on 2022-06",
    "member join LAP --name Laputa --on 2022-06",
    "text adopt mission.md --reference MISSION --title 'Mission statement' --on 2026-01-10",
    "sign ATL MISSION --on 2026-01-15",
    "sign ERE MISSION --on 2026-01-15 --excepting MISSION-2",
    "correct @9 on=2026-01-20 @10 on=2026-01-20 @11 on=2026-01-20",
    "withdraw ERE MISSION-1 --on 2026-05-01",
    "taskforce record-kept-from --on 2026-01-01",
    "taskforce scale OGP Completion not_started limited complete --high complete",
    "taskforce scale OGP Completion none some all --high all --version 2",
    (
        "progress schedule MISSION quarterly --due-on 2026-04-30 --period-from 2026-01-01 "
        "--period-until 2026-03-31 --on 2026-01-20"
    ),
    "progress milestone MISSION-1 BILL 'A bill.' --due-on 2026-06-15 --owner ATL --on 2026-02-01",
    REPORT,
    "progress report ATL MISSION-2 some --scale OGP --scale-version 2 --on 2026-05-20",
    ASSESSED,
    "progress answer ATL MISSION-1 'The law is in force.' --on 2026-06-10",
    *MEETINGS,
    "gap find ATL ATL-1 hosting --text 'No duty.' --help-asked 'A model law.' --on 2026-02-01",
    "gap offer-help ATL ATL-1 --by ERE --text 'Our law.' --on 2026-02-15",
    "gap find LAP LAP-1 other --text 'No word for it.' --on 2026-02-01",
    "gap close LAP LAP-1 --law 'Act 2' --on 2026-05-01",
    SHOWN,
)
"""What was recorded before the reports are asked for. Add what a new report needs at the end."""
LATER = (
    "member join LIL --name Lilliput --on 2026-02",
    "sign LIL MISSION --on 2026-02-03",
    "correct @7 on=2026-01-14 @8 on=2026-01-14 @6 on=2026-01-14",
    "progress report ATL MISSION-1 complete --scale OGP --on 2026-06-12",
    "meeting convene 2026-3 extraordinary_session --on 2026-06-20",
    "meeting open 2026-3 --on 2026-06-20 --attendance ATL",
)
"""What is recorded after that, and must change nothing that is asked for as known before."""


def kinds() -> set[str]:
    """Return the kinds that are among them."""
    return {line.split()[0] for line in EVERY.values()}


assert kinds() <= set(REPORT_KINDS)
