"""How many members have each standing on each text, as far as an audience may be told."""

from collections.abc import Mapping

from application.questions.asking.facts import Facts
from application.questions.asking.references import commitments_by_text, texts_of
from application.questions.members.counted import counted_standings, told_counts, told_in_part
from domain.texts.standing_kinds import Standing


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
