"""Every example in the help works, in one story that a person could type from top to bottom."""

from pathlib import Path

import pytest

from infrastructure.cli.main import EXAMPLE
from tests.infrastructure.cli.given import MISSION, every_command, examples, typed

DATA = Path(__file__).parents[2] / "data"

# Lines with a `+` are no examples: they are what has to happen in between.
STORY = """
demo
init my-register --code GTF --name 'Global Taskforce' --nature real
+ init .
taskforce establish GTF --name 'Global Taskforce' --nature real --on 2022-06
member join KEN --name Kenya --on 2022-06
member join ZUB --name Zubrowka --on 1996 --until 2004-05-01
text adopt mission.md --reference MISSION --title 'Mission statement' --on 2026-01-10
text check mission.md
sign KEN MISSION --on 2026-01-15
status MISSION --on 2026-01-16 --known @11
correct @9 on=2026-01-20
correct @9 on=2026-01-21 @10 on=2026-01-21 --because completed
retract @11 --reason 'Recorded for the wrong member.'
show-to @9 public
withdraw KEN MISSION --on 2026-06-01
withdraw KEN MISSION --of withdrawal --on 2026-05-20
taskforce chair KEN --on 2022-06
taskforce record-kept-from --on 2026-01-01
taskforce task RESPONSE 'Drive a coordinated response.'
taskforce claim founders 'Seventeen governments founded it.' --source 'Press release'
taskforce initiative 'Five Country Ministerial'
taskforce reference-group Industry private_sector
taskforce scale OGP 'Completion' not_started limited substantial complete --high substantial \
--high complete
+ member join ATL --name Atlantis --on 2026-01-01
+ member join ZUB --on 2020
member apply ERE --name Erewhon --on 2026-01-10
taskforce vice-chair ATL --on 2026-01-10
sign ATL MISSION --on 2026-01-15 --except MISSION-2
report ATL MISSION-1 limited --scale OGP --on 2026-05-31
+ text adopt treaty.md --reference MARRAKESH --title 'Treaty' --nature treaty --on 2026-01-10
+ sign ATL MARRAKESH --kind signature_ad_referendum --on 2026-02-01
confirm ATL MARRAKESH --on 2026-03-01
consent ATL MARRAKESH accession --deposited-on 2026-03-02 --in-force-on 2026-06-02
+ consent ZUB MARRAKESH ratification --deposited-on 2026-03-02
in-force ZUB MARRAKESH --on 2026-09-01
statement ZUB MARRAKESH reservation --text 'Article 4 does not apply.' --on 2026-03-02
meeting convene 2026-1 ordinary_session --on 2026-04-14
meeting open 2026-1 --on 2026-04-14 --present KEN --excused ATL
meeting close 2026-1 --on 2026-04-15
+ meeting convene 2022-1 inaugural --on 2022-10-11
meeting open 2022-1 --on 2022-10-11 --attendance-not-recorded
commitment adopt MISSION-9 --instrument MISSION --text 'X.' --on 2026-01-10
commitment amend MISSION-1 --version 2 --text 'Y.' --on 2026-07-01
commitment supersede MISSION-2 --by MISSION-9 --on 2026-07-01
commitment split MISSION-3 --into MISSION-1 --into MISSION-9 --on 2026-07-01
commitment close MISSION-1 --on 2027-01-01
member rename ZUB 'Republic of Zubrowka' --on 2026-03-01
member suspend ATL --on 2026-08-01 --reason 'At its own request.'
member reinstate ATL --on 2026-09-01
member notify-withdrawal ATL --on 2026-10-01 --takes-effect-on 2027-01-01
member withdraw ATL --on 2027-01-01
import members.csv --dry-run
import wipo.csv --mapping wipo
members --on 2026-01-16
matrix --format markdown
history KEN
log --format csv
conflicts
export --output entries.csv
rebuild
query "SELECT topic, count(*) AS n FROM event GROUP BY topic"
schema tables
schema events
schema answers
contacts add 'Ada Example' --email ada@example.org --member KEN --ref p-ada-ke
contacts list
contacts list --member KEN
contacts erase p-ada-ke --yes
"""
LINES = [line for line in STORY.replace("\\\n", "").strip().splitlines() if line]


def offered() -> dict[str, list[str]]:
    return {name: examples(command) for name, command in every_command()}


@pytest.mark.parametrize("name", [name for name, _ in every_command()])
def test_has_an_example_of_its_own(name: str) -> None:
    """People copy the example before they read the options."""
    found = offered()[name]

    assert found
    assert all(example.split()[: len(name.split())] == name.split() for example in found)


def test_runs_every_example_and_no_other() -> None:
    """An example that nobody runs will be wrong one day."""
    told = {line for line in LINES if not line.startswith("+")}
    general = EXAMPLE.splitlines()[-1].strip().removeprefix("depositary ")

    assert {each for found in offered().values() for each in found} | {general} == told


def test_every_example_works(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who types the help from top to bottom must get no refusal."""
    Path("mission.md").write_text(MISSION.replace("3.1.", "3."), encoding="utf-8")
    Path("treaty.md").write_text("A treaty of one piece.", encoding="utf-8")
    Path("members.csv").write_text("act,member,name,on\njoin,LIL,Lilliput,2026\n", encoding="utf-8")
    table = (DATA / "wipo_treaties_membership.csv").read_text(encoding="utf-8")
    Path("wipo.csv").write_text("\n".join(table.splitlines()[:6]), encoding="utf-8")

    for line in LINES:
        if line.startswith("members"):  # from here on there are two bodies, and one is meant
            monkeypatch.setenv("DEPOSITARY_TASKFORCE", "GTF")
        said = typed(line.removeprefix("+ "))
        assert said.code == 0, f"{line}: {said}"
        assert "Recorded before" not in said.err
