"""The Global Taskforce on child sexual abuse online: sourced facts, and nothing else.

From its own public page as read on 2026-11-24, and from two neighbouring pages of the Alliance.
No signatures and no progress: no public source states any.
"""

from dataclasses import replace

from application.context import Context
from application.recording import Recording
from application.use_cases import bodies, meetings, members
from domain.events.bodies import (
    ChairAppointed,
    ClaimRecorded,
    Established,
    InitiativeRecognised,
    InstrumentAdopted,
    ReferenceGroupLinked,
    TaskAdopted,
    ViceChairAppointed,
)
from domain.events.meetings import MeetingConvened, MeetingOpened
from domain.values import UNKNOWN, ImpreciseDate, LegalNature, MemberKind, Source, Visibility

BODY = "GTF"
READ_ON = "2026-11-24"
FOUNDED = ImpreciseDate.parse("2022-06")
BY_READING = ImpreciseDate.parse(f"<={READ_ON}")

PAGE = Source(
    title=f"The Global Taskforce's page, read on {READ_ON}",
    url="https://weprotect.org/global-taskforce-on-child-sexual-abuse-online",
)
GOVERNMENTS = Source(
    title="The Alliance's page on governments",
    url="https://www.weprotect.org/alliance/governments/",
)
PRESS = Source(
    title="The Alliance's announcement of 2 June 2022",
    url="https://weprotect.org/library/global-taskforce-on-child-sexual-abuse-online",
)

LANZAROTE = "Lanzarote Committee \N{EN DASH} Council of Europe"  # as the page writes it
STATES = {
    "ARG": "Argentina",
    "AUS": "Australia",
    "BEL": "Belgium",
    "BRA": "Brazil",
    "KHM": "Cambodia",
    "CAN": "Canada",
    "EST": "Estonia",
    "FIN": "Finland",
    "GHA": "Ghana",
    "GTM": "Guatemala",
    "KEN": "Kenya",
    "MDA": "Moldova (Republic of)",
    "NZL": "New Zealand",
    "MKD": "North Macedonia, Republic of",
    "SWE": "Sweden",
    "NLD": "The Netherlands",
    "PHL": "The Philippines",
    "ARE": "The United Arab Emirates",
    "GBR": "The United Kingdom",
    "USA": "The United States of America",
}
TASKS = {
    "RESPONSE": "Develop and drive a global coordinated response to child sexual abuse online",
    "ENGAGEMENT": "Secure engagement at national, regional and global levels",
    "PRACTICE": "Showcase progress and champion best / emerging practice",
    "PRODUCTS": (
        "Influence and contribute to key WeProtect Global Alliance products and membership "
        "commitments"
    ),
}
INITIATIVES = {
    "Five Country Ministerial": None,
    "European Commission": "EUU",
    "African Union": "AU",
    "Association of Southeast Asian Nations": None,
    "G7": None,
}
CLAIMS = (
    (
        PRESS,
        "2022-06-02",
        "founders",
        "European Commission, African Union and seventeen governments",
    ),
    (PAGE, "unknown", "founders", "European Commission, African Union and twenty governments"),
    (
        GOVERNMENTS,
        "unknown",
        "founders and chair",
        "European Union (chair), African Union (vice-chair) and twenty governments",
    ),
    (
        PAGE,
        "unknown",
        "members",
        "23 entries: 20 states, European Commission, African Union, Lanzarote Committee",
    ),
)


def record(recording: Recording) -> None:
    """Record what the sources say of the Global Taskforce."""
    said = replace(recording.context, source=PAGE, visibility=Visibility.PUBLIC)
    inferred = PAGE.model_copy(update={"basis": "inferred"})
    recording.begin(said)
    _found(recording)
    recording.begin(replace(said, source=inferred))
    for code, name in STATES.items():
        members.join(recording, BODY, code, FOUNDED, name=name, founding=True)
    _others(recording, said)
    _partners(recording, said)
    for source, on, about, claim in CLAIMS:
        recording.begin(replace(said, source=source))
        event = ClaimRecorded(about=about, claim=claim)
        bodies.record(recording, BODY, event, ImpreciseDate.parse(on))


def _found(recording: Recording) -> None:
    event = Established(
        code=BODY,
        name="Global Taskforce on child sexual abuse online",
        short_name="Global Taskforce",
        nature="real",
        parent_body="WeProtect Global Alliance",
        place="Brussels",
        occasion="Global Summit of June 2022",
        founders="The European Commission, the African Union and twenty governments",
        meetings_per_year=2,
        eligibility="Any WeProtect Global Alliance government member",
        how_to_join="By contacting the Alliance",
    )
    bodies.establish(recording, event, FOUNDED)
    for reference, text in TASKS.items():
        bodies.record(recording, BODY, TaskAdopted(reference=reference, text=text))
    mission = InstrumentAdopted(
        reference="MISSION", title="Mission statement", legal_nature=LegalNature.POLITICAL
    )
    bodies.record(recording, BODY, mission, UNKNOWN)


def _others(recording: Recording, said: Context) -> None:
    """Record the members that are no states, and the offices."""
    recording.begin(said)
    regional, body = MemberKind.REGIONAL_ORGANISATION, MemberKind.TREATY_BODY
    for code, name, kind, on in (
        ("EUU", "European Commission", regional, FOUNDED),
        ("AU", "African Union", regional, FOUNDED),
        ("COE-T-ES", LANZAROTE, body, BY_READING),
    ):
        founding = on is FOUNDED
        members.join(recording, BODY, code, on, name=name, kind=kind, founding=founding)
    bodies.appoint(recording, BODY, ChairAppointed(chair="EUU"), BY_READING)
    recording.begin(replace(said, source=GOVERNMENTS))
    bodies.appoint(recording, BODY, ViceChairAppointed(vice_chair="AU"), BY_READING)


def _partners(recording: Recording, said: Context) -> None:
    """Record initiatives, reference groups and the one meeting that is known."""
    recording.begin(said)
    for name, member in INITIATIVES.items():
        bodies.record(recording, BODY, InitiativeRecognised(name=name, as_member=member))
    for name, sector in (
        ("Reference group for the private sector", "private_sector"),
        ("Reference group for civil society", "civil_society"),
        ("Reference group for law enforcement", "law_enforcement"),
    ):
        group = ReferenceGroupLinked.model_validate({"name": name, "sector": sector})
        bodies.record(recording, BODY, group)
    day = ImpreciseDate.parse("2022-10-11")
    meeting = MeetingConvened(meeting="2022-1", kind="inaugural")
    bodies.record(recording, BODY, meeting, day)
    meetings.open_meeting(recording, BODY, MeetingOpened(meeting="2022-1"), day)
