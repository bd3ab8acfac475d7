"""An exercise: made-up members sign a made-up pledge; one withdraws, returns, and is corrected."""

from collections.abc import Callable, Iterator

from application.recording import Recording
from application.use_cases import bodies, entries, members, signatures, texts, withdrawals
from application.use_cases.entries import Amendment
from domain.events.bodies import (
    ChairAppointed,
    Established,
    InstrumentAdopted,
    RecordKeptFrom,
    TaskAdopted,
)
from domain.values import ImpreciseDate, LegalNature
from infrastructure.demonstration.step import Step, listed

BODY = "EXERCISE"
YEAR = "exercise_year.toml"
TEXT = "PLEDGE"
MEMBERS = {
    "ATL": "Atlantis",
    "ERE": "Erewhon",
    "LAP": "Laputa",
    "LIL": "Lilliput",
    "RUR": "Ruritania",
    "UTO": "Utopia",
}
PLEDGES = (
    "Keep one point of contact that answers other members within two working days.",
    "Review national law against the gaps that the body has found, and publish the result.",
    "Take part in both meetings of each year.",
)


def on(text: str) -> ImpreciseDate:
    """Read a date."""
    return ImpreciseDate.parse(text)


def steps(entry_of: Callable[[str, str], str]) -> Iterator[Step]:
    """Yield what is recorded, in order; `entry_of(member, topic)` finds an entry to correct.

    Of one day, what is decided here comes before what the list of the year says.
    """
    yield from sorted((*_decided(entry_of), *listed(YEAR, BODY)), key=lambda step: step.day)


def _decided(entry_of: Callable[[str, str], str]) -> Iterator[Step]:
    yield Step("2026-01-12", _found)
    yield Step("2026-01-16", _sign_first)
    yield Step("2026-02-10", lambda r: signatures.sign(r, BODY, "LIL", TEXT, on("2026-01-15")))
    yield Step("2026-03-05", lambda r: _correct(r, entry_of("LIL", "commitment.signed")))
    yield Step(
        "2026-05-02",
        lambda r: withdrawals.withdraw(
            r, BODY, "LIL", f"{TEXT}-2", "participation", on("2026-06-01")
        ),
    )
    yield Step(
        "2026-06-20",
        lambda r: withdrawals.withdraw(r, BODY, "RUR", TEXT, "participation", on("2026-06-15")),
    )
    yield Step("2026-09-03", lambda r: signatures.sign(r, BODY, "RUR", TEXT, on("2026-09-01")))
    yield Step("2026-10-01", lambda r: members.suspend(r, BODY, "ATL", on("2026-10-01")))


def _found(recording: Recording) -> None:
    event = Established(
        code=BODY, name="Exercise Taskforce", nature="exercise", meetings_per_year=2
    )
    bodies.establish(recording, event, on("2026-01-10"))
    bodies.record(recording, BODY, RecordKeptFrom(), on("2026-01-10"))
    task = TaskAdopted(reference="RESPONSE", text="Drive a coordinated response.")
    bodies.record(recording, BODY, task, on("2026-01-10"))
    for code, name in MEMBERS.items():
        members.join(recording, BODY, code, on("2026-01-10"), name=name, founding=True)
    members.join(recording, BODY, "LAP", on("2019"), until=on("2023-05-01"))
    bodies.appoint(recording, BODY, ChairAppointed(chair="UTO"), on("2026-01-10"))
    text = InstrumentAdopted(
        reference=TEXT, title="The Exercise Pledge", legal_nature=LegalNature.POLITICAL
    )
    bodies.record(recording, BODY, text, on("2026-01-10"))
    for number, words in enumerate(PLEDGES, start=1):
        reference = f"{TEXT}-{number}"
        texts.adopt(recording, BODY, TEXT, reference, words, on("2026-01-10"))


def _sign_first(recording: Recording) -> None:
    for code in ("ATL", "ERE", "RUR", "UTO"):
        signatures.sign(recording, BODY, code, TEXT, on("2026-01-15"))


def _correct(recording: Recording, first: str) -> None:
    """Shift the three entries of one signature together."""
    position = int(first.removeprefix("@"))
    amendments = [
        Amendment(f"@{position + offset}", {"on": "2026-01-20"}) for offset in range(len(PLEDGES))
    ]
    entries.correct(recording, amendments, "error")
