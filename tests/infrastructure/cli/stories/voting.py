"""The story of a meeting hour by hour: sessions, who came and left, proxies, votes, a procedure."""

from tests.infrastructure.cli.stories.given import BEGINNING, FILES


def files() -> dict[str, str]:
    return dict(FILES)


STORY = f"""{BEGINNING}
taskforce time-zone Europe/Lisbon --on 2026-01-01
taskforce voting-rights all_active --on 2026-01-01
taskforce majority ORDINARY more_than_half --casting-vote --on 2026-01-01
taskforce majority WRITING two_thirds --base all --silence assent --on 2026-01-01
taskforce majority CONSENSUS consensus --on 2026-01-01
+ meeting convene 2026-2 ordinary_session --on 2026-11-03 --agenda Opening --agenda Plan
+ meeting open 2026-2 --on 2026-11-03 --attendance KEN
meeting session 2026-2 1 --begins-at 09:00 --ends-at 12:30 --zone Europe/Zurich --mode hybrid \
--on 2026-11-03
meeting arrive 2026-2 ATL 09:40 --on 2026-11-03
meeting representative 2026-2 ATL 'Deputy head of mission' --hour 11:00 --on 2026-11-03
meeting proxy 2026-2 ATL KEN --items 2 --on 2026-11-03
meeting observer 2026-2 Industry --hour 09:00 --until-hour 10:30 --on 2026-11-03
meeting vote D-3 2026-2 --title 'Work plan' --text 'We adopt the work plan.' --task RESPONSE \
--item 2 --hour 10:40 --rule ORDINARY --in-favour 2 --on 2026-11-03
meeting vote D-4 2026-2 --title 'Budget' --text 'We adopt the budget.' --task RESPONSE \
--hour 11:00 --rule ORDINARY --manner by_member --ballots KEN:for --ballots ATL:against \
--on 2026-11-03
+ meeting vote D-6 2026-2 --title 'Song' --text 'We adopt it.' --task RESPONSE --rule ORDINARY \
--hour 11:10 --against 1 --on 2026-11-03
meeting casting-vote D-4 KEN for --on 2026-11-03
meeting depart 2026-2 ATL 12:10 --on 2026-11-03
presence 2026-2
presence 2026-2 --hour 10:40
rights 2026-2
rights --on 2026-11-03
votes
votes 2026-2 --format json
+ meeting convene 2026-W1 written_procedure --on 2026-06-01 --ends-on 2026-06-30
+ meeting vote D-5 2026-W1 --title Logo --text 'We adopt it.' --task RESPONSE --rule WRITING \
--manner written --on 2026-06-01
meeting reply 2026-W1 D-5 KEN for --hour 16:30 --on 2026-06-20
meeting result D-5 --on 2026-07-01
votes D-3 --known @30
report attendance 2026 --output attendance-2026.xlsx
report decisions 2026 --output decisions-2026.docx
member suspend-voting-rights ATL --on 2026-08-01 --reason 'Its contribution is due.'
member restore-voting-rights ATL --on 2026-09-01
taskforce voting-rights present_at_meetings --attended 2 --of-last 3 --on 2027-01-01 \
--text 'Present at two of the last three meetings.'
"""
