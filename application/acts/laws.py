"""Acts about gaps and opportunities in members' laws."""

from application.declarations.act import act
from application.use_cases import laws
from domain.events.laws import (
    LegislativeGapAnswered,
    LegislativeGapClosed,
    LegislativeGapIdentified,
    LegislativeHelpOffered,
    LegislativeOpportunityIdentified,
)

FindGap = act(
    "gap find",
    LegislativeGapIdentified,
    laws.record,
    "A gap in the member's law was found.\n\nThe public never sees an open gap.",
    row="gap",
    arguments=("member", "gap", "area"),
    keys=("member", "gap"),
    begins="gap",
    thing="gap",
    examples=(
        "gap find KEN KEN-1 hosting --text 'No duty to remove.' --law 'Act 5 of 2018' "
        "--help-asked 'A model law.' --on 2026-02-01"
    ),
)
FindOpportunity = act(
    "gap opportunity",
    LegislativeOpportunityIdentified,
    laws.record,
    "The member's law is about to change or could be bettered; it is followed like a gap.",
    row="opportunity",
    arguments=("member", "gap", "area"),
    keys=("member", "gap"),
    begins="gap",
    thing="gap",
    examples=(
        "gap opportunity ATL ATL-1 reporting_duty --text 'A bill on platforms is before "
        "parliament.' --on 2026-02-01"
    ),
)
OfferHelp = act(
    "gap offer-help",
    LegislativeHelpOffered,
    laws.record,
    "Another member offered the member help with its gap.",
    row="offer_help",
    arguments=("member", "gap"),
    keys=("member", "gap", "by"),
    repeats=True,
    examples="gap offer-help KEN KEN-1 --by ATL --text 'Our law and its notes.' --on 2026-02-15",
)
AnswerGap = act(
    "gap answer",
    LegislativeGapAnswered,
    laws.record,
    "The member replied about its gap, and said what it plans.",
    row="answer_gap",
    arguments=("member", "gap"),
    repeats=True,
    examples=(
        "gap answer KEN KEN-1 --text 'A bill is being drafted.' "
        "--planned-measure 'A bill in autumn.' --on 2026-03-01"
    ),
)
CloseGap = act(
    "gap close",
    LegislativeGapClosed,
    laws.record,
    "A law closed the gap, or took the opportunity, on the day on which it took effect.",
    row="close_gap",
    arguments=("member", "gap"),
    examples="gap close KEN KEN-1 --law 'Online Safety Act 2026, s. 4' --on 2026-10-01",
)
