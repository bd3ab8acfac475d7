"""The last report of each member on each commitment, and of whom one is not shown."""

from collections.abc import Mapping

from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from application.questions.progress.bound_members import Key
from application.questions.progress.reviews import BodyReviews, shown_reports
from domain.events.progress import ProgressReported, ReportReturned
from domain.values import Visibility


def last_reports(facts: Facts) -> tuple[Mapping[Key, Fact[ProgressReported]], frozenset[Key]]:
    """Return the last reports by commitment and member, and of whom one was returned.

    A report that was returned is not one of the last.
    """
    last: dict[Key, Fact[ProgressReported]] = {}
    returned: set[Key] = set()
    for report in shown_reports(facts):
        key = report.event.commitment, report.event.member
        if facts.once(BodyReviews).of(report).state == "returned":
            returned.add(key)
        else:
            last[key] = report
    return last, frozenset(returned)


def reported_unseen(facts: Facts) -> frozenset[Key]:
    """Return on what an audience sees another last report of whom than there is, or none.

    Who sees returned reports alone of one that was not answered sees all; the public is told
    always that more may be recorded, so that it is shown what it may see.
    """
    if facts.everything is facts or facts.sees_all(ProgressReported, ReportReturned):
        return frozenset()
    (last, returned), whole = facts.once(last_reports), facts.everything.once(last_reports)
    unseen = frozenset(whole[0].keys() - last.keys()) | (whole[1] - last.keys() - returned)
    if facts.at.audience is Visibility.PUBLIC:
        return unseen
    there = {key: fact.entry_id for key, fact in whole[0].items()}
    return unseen | {key for key, fact in last.items() if there.get(key) != fact.entry_id}
