"""The members, texts and other references of a body by column, to choose from in a workbook."""

import re
from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Mapping

from application.questions.asking.facts import Facts
from application.questions.asking.facts_as_history import members_of
from application.questions.meetings.meeting_states import meeting_records
from domain.events.bodies import InstrumentAdopted, ScaleRegistered, TaskAdopted
from domain.events.members import Joined, NameRecorded, Renamed, Withdrew
from domain.events.progress import OUTSIDE_SCALES, MilestoneSet, ReportingScheduled
from domain.events.texts import Adopted
from domain.members.active import belongs
from domain.names import normal
from domain.progress.due_dates import AROUND
from domain.progress.schedules import due_dates
from domain.suggestions import near_name
from domain.values import MEMBER_CODE, ImpreciseDate
from infrastructure.customary_names.country_names import country_names
from infrastructure.customary_names.headers import kind_of
from infrastructure.customary_names.titles import without_titles

_CODE, _OF_A_CODE = re.compile(MEMBER_CODE), 4  # letters that nobody takes for a name
OFFICIAL = "(official names)"
"""Where the recorded names of members stand, of today and before."""
AT_NEXT = "(members at the next meeting)"
"""Where the codes of those stand that are members on the day of the next meeting, or today."""
TITLES = "(titles of texts)"
"""Where the titles of texts stand, in the order of their references."""

POLITICAL = "(political texts)"
"""Where the references of texts that are no treaties stand."""


DUE_DAYS = "(due days)"
"""Where days on which reports are due stand, with a word for reports that are due on none."""
OF_DUE = "(commitments with due days)"
"""Where the commitments stand on which reports are due on some days."""
EXTRAORDINARY = "extraordinary"
"""What a report is called that is due on no day."""


class PartyNames:
    """What names one party: a member of the body by its code or name, or a usual name."""

    def __init__(self, known: Mapping[str, tuple[str, ...]]) -> None:
        self._codes = frozenset(known.get("member", ()))
        self._names = known.get(OFFICIAL, ())
        self._official = frozenset(map(normal, self._names))

    def __contains__(self, cell: str) -> bool:
        """Say whether a cell names exactly one party, with or without an office around it."""
        names = {normal(cell), normal(without_titles(cell))}
        ours = cell.upper() in self._codes or bool(names & self._official)
        return ours or country_names().country(cell) is not None

    def named_in(self, column: str, answers: Container[str]) -> Callable[[str], bool]:
        """Return what says whether a cell of a column names a member, or can be the code of one.

        A long word in capitals may be a name, where the column is not of codes, unless it is among
        the answers of a person.
        """
        of_codes = kind_of(column) == "code"

        def names_member(cell: str) -> bool:
            if cell in self:
                return True
            may_be_name = cell.isalpha() and len(cell) > _OF_A_CODE and not of_codes
            return bool(_CODE.fullmatch(cell)) and (cell in answers or not may_be_name)

        return names_member

    def is_official(self, cell: str) -> bool:
        """Say whether a cell is the recorded name of a member, with nothing around it."""
        return normal(cell) in self._official

    def like(self, cell: str) -> dict[str, str]:
        """Return likely parties by what to write for each, members of the body first."""
        members = near_name(without_titles(cell), self._names)
        countries = country_names().find(cell).suggestions
        return {name: name for name in members} | {
            code: country_names().label(code) for code in countries
        }


def known_references(facts: Facts) -> dict[str, tuple[str, ...]]:
    """Return the words by column, in the order in which they were recorded."""
    scales = [fact.event for fact in facts.known(ScaleRegistered)]
    members = _once(fact.event.member for fact in facts.known(Joined))
    adopted = [fact.event for fact in facts.known(InstrumentAdopted)]
    texts = {each.reference: each.title for each in adopted}
    found = {
        **dict.fromkeys(("member", "chair", "vice_chair"), members),
        OFFICIAL: _once(
            [
                *(fact.event.name for fact in facts.known(Joined) if fact.event.name),
                *(fact.event.name for fact in facts.known(Renamed)),
                *(fact.event.name for fact in facts.known(NameRecorded)),
            ]
        ),
        AT_NEXT: _members_at_next(facts),
        "instrument": tuple(texts),
        TITLES: tuple(texts.values()),
        POLITICAL: _once(each.reference for each in adopted if each.legal_nature == "political"),
        "commitment": _once(fact.event.commitment for fact in facts.known(Adopted)),
        "task": _once(fact.event.reference for fact in facts.known(TaskAdopted)),
        "milestone": _once(fact.event.milestone for fact in facts.known(MilestoneSet)),
        DUE_DAYS: _due_days(facts),
        OF_DUE: _once(fact.event.commitment for fact in facts.begun(ReportingScheduled)),
        "scale": _once(scale.scale for scale in scales),
        "scale_version": _once(scale.version for scale in scales),
        "assessment": _once(each.value for scale in scales for each in scale.values)
        + (OUTSIDE_SCALES if scales else ()),
    }
    return {column: words for column, words in found.items() if words}


def _due_days(facts: Facts) -> tuple[str, ...]:
    """Return the days on which reports were due, and the next one, if there are any."""
    until = facts.at.on + AROUND
    schedules = [fact.event for fact in facts.begun(ReportingScheduled)]
    days = sorted({due.due_on for each in schedules for due in due_dates(each, until)})
    shown = days[: bisect_right(days, facts.at.on) + 1]
    return (*map(str, shown), EXTRAORDINARY) if shown else ()


def _members_at_next(facts: Facts) -> tuple[str, ...]:
    coming = [each for each in meeting_records(facts) if each.state in ("to_come", "under_way")]
    on = coming[0].begins_on if coming else ImpreciseDate.of(facts.at.on)
    members = members_of(facts, (Joined, Withdrew))
    return tuple(sorted(code for code, each in members.items() if belongs(each.history, on)))


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
