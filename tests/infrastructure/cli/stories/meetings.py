"""The story of a year's meetings: called, moved, counted, what they decided, their minutes."""

from tests.infrastructure.cli.stories.given import BEGINNING, FILES


def files() -> dict[str, str]:
    return {
        **FILES,
        "minutes.txt": "What was said and decided.\n",
        "approved.txt": "What was said\nand decided.\n",
    }


STORY = f"""{BEGINNING}
+ taskforce record-kept-from --on 2026-01-01
taskforce quorum 1/2 --more-than --on 2026-01-10
meeting convene 2026-2 ordinary_session --on 2026-10-13 --ends-on 2026-10-14 --place Geneva \
--agenda Opening --agenda 'Hosting law | RESPONSE, MISSION-2'
meeting convene 2026-W1 written_procedure --on 2026-06-01 --ends-on 2026-06-30 --agenda 'Logo'
+ meeting convene 2026-3 extraordinary_session --on 2026-12-01
+ meeting convene 2027-1 ordinary_session --on 2027-04-13
meeting reschedule 2026-2 --begins-on 2026-11-03 --on 2026-09-01 --reason 'The venue closed.'
meeting cancel 2026-3 --on 2026-11-20 --reason 'Nothing to decide.'
+ meeting open 2026-2 --on 2026-11-03 --attendance KEN --attendance ATL
meeting quorum 2026-2
meeting decide D-1 2026-2 --title 'A guide' --text 'We publish a guide.' --task RESPONSE \
--on 2026-11-03
meeting decide D-2 2026-2 --title 'Hosting' --text 'We review our laws on hosting.' \
--task RESPONSE --item 2 --in-favour 2 --commitments MISSION-2 \
--actions 'A-1 | KEN | Draft the questions. | 2027-01-31' --on 2026-11-03
meetings --on 2026-11-03
decisions --format markdown
actions --owner KEN --on 2027-02-01
cadence --on 2026-12-31
report brief 2026-2 --on 2026-10-01 --output brief-2026-2.html
report minutes 2026-2 --on 2026-12-01 --output minutes-2026-2.html
meeting circulate 2026-2 --file-sha256 minutes.txt --on 2026-11-20
+ meeting circulate 2026-2 --on 2026-11-21
meeting paper 2026-2 2 'Budget 2027, second draft' --url https://example.org/budget \
--on 2026-10-20
meeting discuss 2026-2 2 --text 'Two members asked for more time.' \
--conclusion 'The item comes back in spring.' --on 2026-11-03
meeting draft-minutes 2026-2 --file-sha256 minutes.txt --on 2026-11-10
meeting comment C-1 2026-2 KEN --text 'We asked for costs.' --item 2 --on 2026-11-25
meeting answer-comment C-1 --taken-up --text 'The sentence was added.' --on 2026-11-30
meeting complete A-1 --on 2027-01-20 --outcome 'Sent to all.'
+ meeting open 2027-1 --on 2027-04-13 --attendance KEN --attendance ATL:excused
document compare minutes.txt approved.txt
meeting approve-minutes 2026-2 --at 2027-1 --on 2027-04-13
meeting publish-minutes 2026-2 --file-sha256 minutes.txt --url https://example.org/minutes \
--on 2027-05-01
"""
