"""Makes the golden log of a version: `uv run python -m tests.faults.make_golden_log 0.1.0`.

It is run once, when a version is about to be released, and what it writes is committed and never
changed again: that log was out in the world. What it records may be added to for later versions.
"""

import json
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time

from eventsourcing.persistence import StoredEvent

from application.context import Context
from application.event_store.streams import stream_id
from application.recording import body_events
from domain.events.bodies import TaskAdopted
from domain.events.meetings import MeetingConvened
from domain.values import ImpreciseDate
from infrastructure.bootstrap import open_register
from infrastructure.demonstration.bodies import EXERCISE as BODY
from infrastructure.demonstration.bodies import Clock, record_exercise
from tests.faults.golden_log import ANSWERS, GOLDEN, ROWS, TAKEN, dumped
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.store.given import opened

KEEPER = Context(actor="p-keeper")
WORDS = "a passphrase for the exercise"
CONFIG = f'store = "register.db"\nactor = "p-keeper"\ntaskforce = "{BODY}"\n'
DAY_US = 86_400_000_000
TREATY = "A treaty of one piece, made up for this exercise."
OLDER = (
    b'{"schema":1,"envelope":%s,"event":{"meeting":"2025-0","kind":"inaugural","place":"Utopia"}}'
)
KEYS = """
audit keygen ../log.key --name example.org/exercise
audit keygen ../log-2.key --name example.org/exercise
audit keygen ../utopia.key --name utopia.example/witness --kind witness
audit policy ../log.key.vkey ../log-2.key.vkey -o ../our.policy
audit policy ../log.key.vkey ../log-2.key.vkey \
--witness UTO ../utopia.key.vkey -o ../careful.policy
audit checkpoint --key ../log.key --output ../0.checkpoint
audit witness ../0.checkpoint --key ../utopia.key --policy ../our.policy --output ../1.checkpoint
"""
ACTS = """
text adopt treaty.md --reference TREATY --title 'Treaty of Utopia' --legal-nature treaty \
--on 2026-01-10
member apply BRO --name Brobdingnag --on 2026-02-01
member rename ERE 'Republic of Erewhon' --on 2026-11-01
member name ERE fr "République d'Erewhon"
taskforce name fr "Groupe de travail mondial" --short-name Groupe
member recode BRO BRD --on 2026-11-01
member reinstate ATL --on 2026-11-01
member notify-withdrawal LAP --on 2026-11-05 --takes-effect-on 2027-05-05
member release-focal-point ERE p-ere-focal --on 2026-11-01
sign ERE TREATY --kind signature_ad_referendum --on 2026-11-02
confirm ERE TREATY --on 2026-11-03
consent UTO TREATY ratification --deposited-on 2026-11-04
in-force UTO TREATY --on 2026-11-20
statement UTO TREATY reservation --text 'Article 4 does not apply.' --on 2026-11-04
taskforce vice-chair ATL --on 2026-11-02
commitment adopt PLEDGE-8 --instrument PLEDGE --text 'Meet twice.' --on 2026-11-01
commitment adopt PLEDGE-9 --instrument PLEDGE --text 'Meet in person.' --on 2026-11-01
commitment amend PLEDGE-1 --version 2 --text 'Answer within a day.' --on 2026-11-01
commitment supersede PLEDGE-2 --by PLEDGE-9 --on 2026-11-01
commitment split PLEDGE-3 --into PLEDGE-8 --into PLEDGE-9 --on 2026-11-01
commitment close PLEDGE-9 --on 2026-11-20
meeting convene 2027-8 ordinary_session --on 2027-04-13
meeting reschedule 2027-8 --begins-on 2027-05-11 --on 2026-11-10
meeting convene 2027-9 extraordinary_session --on 2027-06-01
meeting cancel 2027-9 --on 2026-11-10 --reason 'Nothing to decide.'
taskforce time-zone Europe/Lisbon --on 2026-01-10
taskforce voting-rights rights_not_suspended --on 2026-11-20
taskforce majority ORDINARY more_than_half --casting-vote --on 2026-01-10
taskforce majority WRITING two_thirds --base all --silence assent --on 2026-01-10
member suspend-voting-rights LAP --on 2026-11-06 --reason 'Its contribution is due.'
member restore-voting-rights LAP --on 2026-11-12
meeting session 2026-1 1 --begins-at 09:00 --ends-at 12:30 --mode in_room --on 2026-04-14
meeting arrive 2026-1 RUR 09:40 --on 2026-04-14
meeting depart 2026-1 RUR 11:00 --on 2026-04-14
meeting representative 2026-1 UTO 'Deputy head of mission' --hour 11:00 --on 2026-04-14
meeting proxy 2026-1 RUR ATL --from-hour 11:10 --on 2026-04-14
meeting observer 2026-1 'Industry group' --on 2026-04-14
meeting paper 2026-1 1 'The pledge, first draft' --on 2026-04-10
meeting discuss 2026-1 1 --text 'Two members asked for more time.' --on 2026-04-14
meeting vote V-1 2026-1 --title 'A logo' --text 'We adopt it.' --task RESPONSE --item 1 \
--hour 10:30 --rule ORDINARY --in-favour 2 --against 2 --on 2026-04-14
meeting casting-vote V-1 UTO for --on 2026-04-14
meeting vote V-2 2026-1 --title 'A song' --text 'We adopt it.' --task RESPONSE --hour 11:30 \
--rule ORDINARY --manner by_member --ballots UTO:for --ballots LIL:against \
--ballots RUR:against:ATL --on 2026-04-14
meeting convene 2026-W1 written_procedure --on 2026-05-01 --ends-on 2026-05-20
meeting vote V-3 2026-W1 --title 'A name' --text 'We adopt it.' --task RESPONSE --rule WRITING \
--manner written --on 2026-05-01
meeting reply 2026-W1 V-3 LIL against --hour 16:30 --on 2026-05-12
meeting result V-3 --on 2026-05-21
meeting draft-minutes 2026-2 --on 2026-10-20
meeting comment C-1 2026-2 LIL --text 'We asked for costs.' --item 1 --on 2026-10-30
meeting answer-comment C-1 --taken-up --on 2026-11-02
meeting publish-minutes 2026-1 --url https://example.org/minutes --on 2026-10-20
show-to @1 public
audit rotate-key --key ../log.key --new ../log-2.key --output ../2.checkpoint
report publish status PLEDGE --form csv --on 2026-11-20
"""
CLAIM = "taskforce claim founders '{}' --source 'Press release of the exercise'"
LAST = """
audit confirm-clock --reason 'It ran a day ahead.'
taskforce dissolve --reason 'The exercise ended.' --on 2030-01-01
audit checkpoint --key ../log-2.key --output ../3.checkpoint
audit receipt @9 --checkpoint ../3.checkpoint --output ../entry.tlog-proof --content ../entry.json
audit prove ../1.checkpoint ../3.checkpoint --output ../growth.proof
"""
ASKED = (
    "members --on 2026-11-20 --known @{}",
    "status PLEDGE --on 2026-07-01 --known 2026-08-01",
    "status TREATY --on 2026-11-20 --known @{}",
    "history LIL --on 2026-11-20 --known @{}",
    "history PLEDGE-1 --on 2026-11-20 --known @{} --audience secretariat",
    "meetings --on 2026-11-20 --known @{}",
)


def lines(text: str) -> Sequence[str]:
    """Return the commands of a text."""
    return text.strip().splitlines()


def record_the_year() -> None:
    """Record the exercise of the demonstration, each act on its day."""
    clock = Clock()
    with open_register(Path("register.db"), create=True, clock=clock) as register:
        record_exercise(register, clock, KEEPER.actor)


def record_an_older_schema() -> None:
    """Record a meeting as versions before the first release wrote it."""
    body = stream_id("taskforce", BODY)
    with opened("register.db") as log:
        rows = log.select_stream(body)
        envelope = json.loads(rows[-1][-1])["envelope"]
        envelope |= {"event_id": "0f0e0d0c-0b0a-4908-8706-050403020100", "effective_on": "2025-12"}
        state = OLDER % json.dumps(envelope, separators=(",", ":")).encode()
        version, topic = len(rows) + 1, MeetingConvened.TOPIC
        log.insert_events([StoredEvent(body, version, topic, state)])


def record_ahead_of_time() -> None:
    """Record something while the clock is a day ahead."""
    task = TaskAdopted(reference="AHEAD", text="Set the clock right.")
    on = ImpreciseDate.parse("2026-11-20")
    with open_register(
        Path("register.db"), clock=lambda: int(time() * 1_000_000) + DAY_US
    ) as register:
        register.record(lambda r: body_events.record(r, BODY, task, on), KEEPER)


def position_of(line: str) -> str:
    """Type a command, and return where it recorded."""
    said = typed(line)
    assert said.code == 0, said
    return said.out.split()[0]


def record() -> None:
    """Record all, in the folder where we are."""
    Path("treaty.md").write_text(TREATY, encoding="utf-8")
    Path("depositary.toml").write_text(CONFIG, encoding="utf-8")
    record_the_year()
    record_an_older_schema()
    must(*lines(KEYS), *lines(ACTS))
    wrong = position_of(CLAIM.format("Seven governments founded it."))
    must(f"retract {wrong} --reason 'Six did.'")
    private = position_of(CLAIM.format("Somebody private founded it."))
    must(f"expunge {private} --reason court_order --authority 'High Court of Utopia' --yes")
    record_ahead_of_time()
    must(*lines(LAST))


def answers(head: str) -> Iterator[tuple[str, str]]:
    """Yield what is asked, with the words of the answer."""
    for line in (each.format(head) for each in ASKED):
        said = typed(line)
        assert said.code == 0, said
        yield line, said.out


def make(version: str) -> None:
    """Write the golden log of a version.

    Raises:
        FileExistsError: there is one.
    """
    target = GOLDEN / version
    os.environ["DEPOSITARY_PASSPHRASE"] = WORDS
    with TemporaryDirectory() as folder:
        here = Path(folder) / "here"
        here.mkdir()
        with chdir(here):
            record()
            rows = dumped(Path("register.db"))
            told = dict(answers(str(rows[-1]["position"])))
        target.mkdir(parents=True)
        text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
        (target / ROWS).write_text(text, encoding="utf-8")
        (target / ANSWERS).write_text(
            json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8"
        )
        for name in TAKEN:
            shutil.copy(Path(folder) / name, target / name)
        shutil.copytree(here / "register.published", target / "published")


if __name__ == "__main__":
    make(sys.argv[1])
