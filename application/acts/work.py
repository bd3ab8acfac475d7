"""Acts beside commitments: engagement, practices, inputs, advice, products."""

from application.acts.laws import record_of_member
from application.declarations.act import act
from domain.events.laws import EngagementRecorded, PracticeShowcased
from domain.events.work import (
    AdviceAnswered,
    AdviceForwarded,
    ContributionTakenUp,
    InitiativeInputConsidered,
    InitiativeInputReceived,
    JointWorkRecorded,
    ProductContributionMade,
)

Engage = act(
    "mission engage",
    EngagementRecorded,
    "The member engaged others.",
    rule=record_of_member,
    row="engagement",
    keys=("member",),
    repeats=True,
    examples=(
        "mission engage KEN regional 'Hearing on reporting duties' --partners 'African Union' "
        "--task ENGAGEMENT --on 2026-03-10"
    ),
)
Showcase = act(
    "mission showcase",
    PracticeShowcased,
    "The member showed a practice, best (tried) or emerging.",
    rule=record_of_member,
    row="practice",
    arguments=("member", "practice", "maturity"),
    keys=("member", "practice"),
    begins="practice",
    examples=(
        "mission showcase ATL HOTLINE best --title 'A hotline for children' "
        "--text 'It answers in a day.' --commitments MISSION-1 --task PRACTICE --on 2026-03-12 "
        "--evidence 'supports_progress;data;Answers in a year;2026-02'"
    ),
)
ReceiveInput = act(
    "mission receive-input",
    InitiativeInputReceived,
    "An initiative fed something in.",
    row="input",
    arguments=("input", "initiative"),
    begins="input",
    examples=(
        "mission receive-input IN-1 'Five Country Ministerial' --title 'Voluntary principles' "
        "--task RESPONSE --on 2026-02-20"
    ),
)
ConsiderInput = act(
    "mission consider-input",
    InitiativeInputConsidered,
    "A meeting took the input up, under an item of its agenda, and perhaps decided something.",
    examples=(
        "mission consider-input IN-1 2026-1 --item 1 --outcome 'Taken note of.' --on 2026-04-14"
    ),
)
ForwardAdvice = act(
    "mission forward-advice",
    AdviceForwarded,
    "The body advised its parent.",
    row="advice",
    arguments=("advice",),
    begins="advice",
    examples=(
        "mission forward-advice ADV-1 --to 'The Alliance' --title 'On generated material' "
        "--text 'Make it a theme.' --task PRODUCTS --on 2026-05-01"
    ),
)
AnswerAdvice = act(
    "mission advice-answered",
    AdviceAnswered,
    "The advice was answered.",
    row="answer_advice",
    arguments=("advice",),
    examples="mission advice-answered ADV-1 --text 'It is in the plan.' --on 2026-06-01",
)
Contribute = act(
    "mission contribute",
    ProductContributionMade,
    "The body contributed to a product of its parent.",
    row="contribution",
    arguments=("contribution", "product"),
    keys=("contribution",),
    begins="contribution",
    examples=(
        "mission contribute CON-1 'Global Threat Assessment' --title 'A chapter on reporting' "
        "--task PRODUCTS --on 2026-05-10"
    ),
)
TakeUp = act(
    "mission taken-up",
    ContributionTakenUp,
    "The contribution is in a version of its product, published on that day.",
    row="take_up",
    examples="mission taken-up CON-1 2027 --where 'Chapter 3' --on 2026-11-01",
)
WorkWith = act(
    "mission work-with",
    JointWorkRecorded,
    "The body and a reference group worked on something together.",
    row="joint_work",
    arguments=("group",),
    repeats=True,
    examples=(
        "mission work-with Industry --title 'A guide to safety by design' --task PRACTICE "
        "--on 2026-06-10"
    ),
)
