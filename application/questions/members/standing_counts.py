"""How many members have each standing on each text, as far as an audience may be told."""

from collections.abc import Mapping

from application.model_rows import AsOf
from application.questions.asking.answer import shown_counts
from application.questions.asking.facts import Facts
from application.questions.asking.references import commitments_by_text, texts_of
from domain.texts.standing_kinds import POLITICAL_STANDINGS, Standing
from domain.values import Visibility
from domain.words import worded

SHOWN_IN_PART = worded("More is recorded of who signed, or consented, than may be shown here.")


def counts_by_text(facts: Facts) -> dict[str, Mapping[str, int] | None]:
    """Return how many members have each standing on every text, as its status counts them.

    None for a text of which it is not recorded, or may not be told.
    """
    read_model, taskforce, at = facts.read_model, facts.taskforce, facts.at
    belonging = sum(row.belongs for row in facts.members)
    found = read_model.standing_counts(taskforce, at)
    in_part = facts.once(told_in_part)
    texts = commitments_by_text(read_model, taskforce, None, at) if in_part else {}
    counted: dict[str, Mapping[str, int] | None] = {}
    for reference, event in texts_of(read_model, taskforce, at).items():
        counts = dict.fromkeys(counted_standings(political=event["legal_nature"] == "political"), 0)
        of_text = found.get(reference, {})
        counts |= {standing: number for standing, (number, _) in of_text.items()}
        counts[Standing.NONE.value] = belonging - sum(there for _, there in of_text.values())
        hidden = not in_part.isdisjoint(texts.get(reference, ()))
        told = told_counts(counts, at, hidden=hidden)
        counted[reference] = told if reference in found else None
    return counted


def told_in_part(facts: Facts) -> frozenset[str]:
    """Return the commitments on which members are told other standings than there are.

    The public is told always that more may be recorded, and never how many have none.
    """
    if facts.at.audience is not Visibility.MEMBERS:
        return frozenset()
    return frozenset(facts.read_model.shown_in_part(facts.taskforce, facts.at, facts.commitments))


def shown_in_part(facts: Facts) -> list[str]:
    """Return a note for members that more is recorded of who signed, if it is."""
    return [SHOWN_IN_PART] if facts.once(told_in_part) else []


def told_counts(counts: Mapping[str, int], at: AsOf, *, hidden: bool) -> Mapping[str, int] | None:
    """Return the counts as they are told; where some acts are hidden, nobody is counted as idle."""
    shown = {name: n for name, n in counts.items() if not hidden or name != Standing.NONE}
    return shown_counts(shown, at)


def counted_standings(*, political: bool) -> list[str]:
    """Return the standings that are counted although nobody has them."""
    return [standing.value for standing in (POLITICAL_STANDINGS if political else Standing)]
