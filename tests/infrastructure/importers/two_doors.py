"""The two doors at which facts are entered, one by one or as a file, and what is answered then."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from hypothesis import reject

from application.entries import amending
from application.entries.amending import Amendment
from application.questions.asking.facts import Facts
from application.questions.members.names_by_language import recorded_names
from application.recording.recording import Recording
from domain.errors import Malformed, Refused
from domain.events.texts import StatementMade
from infrastructure.importers.rows.act_request import ACTS, ActRequest
from tests.infrastructure.importers.any_order import Fact
from tests.infrastructure.importers.given import CLERK, Office
from tests.often import every


def by_commands(office: Office, facts: Sequence[Fact]) -> list[str]:
    """Enter facts one by one; try what is refused again after the others; return what is left.

    What was given wrongly is corrected by a command of its own, as soon as that is possible.
    """
    left = [
        each for fact in facts for each in ([fact, correction(fact)] if fact.wrong_on else [fact])
    ]
    while left:
        refused: dict[Fact, str] = {}
        for each in left:
            try:
                office.register.record(partial(_do, each=each, office=office), CLERK)
            except (Refused, Malformed) as error:
                refused[each] = f"{dict(each.cells)}: {error}"
        if len(refused) == len(left):
            if any("corrects" in dict(each.cells) for each in left):
                reject()  # something rests on the wrong day, and has to be retracted first
            if not any(each.wrong_on for each in left):
                return list(refused.values())
            left = _noticed(left)  # the wrong day was noticed, since it was refused
            continue
        left = list(refused)
    return []


def _noticed(left: Sequence[Fact]) -> list[Fact]:
    """Return what is left with the right days, and without the corrections of the wrong ones."""
    gone = {correction(each) for each in left if each.wrong_on}
    return [replace(each, wrong_on="") for each in left if each not in gone]


def correction(wrong: Fact) -> Fact:
    """Return the correction of a fact that is first entered with a wrong day."""
    return Fact((*wrong.cells, ("corrects", wrong.wrong_on)))


def _do(recording: Recording, each: Fact, office: Office) -> None:
    cells = each.row()
    if "corrects" in cells:
        amending.correct(recording, [_amendment(office, cells)], "error")
        return
    act = ACTS[cells.pop("act")]
    ActRequest(act, cells).record(recording, "TF")


def _amendment(office: Office, cells: Mapping[str, str]) -> Amendment:
    for row in office.entries("TF", "commitment.withdrawn"):
        mine = f'"{cells["member"]}"' in row.event
        if mine and row.effective_on and row.effective_on.text == cells["corrects"]:
            return Amendment(f"@{row.entry_position}", {"on": cells["on"]})
    raise Refused("What it corrects is not entered yet.")


def by_file(office: Office, facts: Sequence[Fact]) -> None:
    """Enter facts as the rows of one file, but those first that are given wrongly and corrected."""
    wrong = [each for each in facts if each.wrong_on]
    for each in (*wrong, *map(correction, wrong)):
        office.register.record(partial(_do, each=each, office=office), CLERK)
    rows = [e.row() | {"row_id": str(n)} for n, e in enumerate(facts) if not e.wrong_on]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    lines = [",".join(columns), *(",".join(row.get(c, "") for c in columns) for row in rows)]
    office.do("\n".join(lines) + "\n")


def answers(office: Office, facts: Sequence[Fact]) -> dict[str, object]:
    """Return every answer on every day on which anything may have changed, or on some of them."""
    told: dict[str, object] = {}
    for on in sorted(set(_days(facts)))[:: every(4)]:
        at = office.as_of(on)
        told[f"{on} members"] = office.read_model.members("TF", at)
        told[f"{on} names"] = recorded_names(office.read_model, "TF", at)
        told[f"{on} texts"] = office.read_model.standings("TF", ["C1", "C2", "T"], at)
        statements = Facts(office.read_model, "TF", at).standing(StatementMade)
        told[f"{on} statements"] = sorted((f.event.member, f.event.text) for f in statements)
    return told


def _days(facts: Sequence[Fact]) -> Iterator[str]:
    for each in facts:
        for name, value in each.cells:
            if name in ("on", "until", "deposited_on", "in_force_on") and value:
                first = date.fromisoformat(f"{value}-01" if len(value) == len("1985-01") else value)
                for n in (-1, 0, 1, 30, 31):
                    yield (first + timedelta(days=n)).isoformat()
