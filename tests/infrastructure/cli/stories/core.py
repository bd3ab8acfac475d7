"""The story of a body, its members, its text and who signed it."""

from pathlib import Path

from tests.infrastructure.cli.given import MISSION

DATA = Path(__file__).parents[3] / "data"


def files() -> dict[str, str]:
    table = (DATA / "wipo_treaties_membership.csv").read_text(encoding="utf-8")
    return {
        "mission.md": MISSION.replace("3.1.", "3."),
        "signed.pdf": "%PDF-1.7 a scan of the signed page",
        "treaty.md": "A treaty of one piece.",
        "people.csv": "name,email,country\nCleo Sample,cleo@example.org,Kenya\n",
        "members.csv": "act,member,name,on\njoin,LIL,Lilliput,2026\n",
        "wipo.csv": "\n".join(table.splitlines()[:6]),
    }


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
correct @9 on=2026-01-21 --because completed --dry-run
correct @9 on=2026-01-21 @10 on=2026-01-22
retract @11 --only --reason 'Recorded for the wrong member.'
show-to @9 public
show-to public --instrument MISSION --dry-run
show-to public --recorded-with 'member join' --first-day 2022-01-01 --dry-run
withdraw KEN MISSION --on 2026-06-01
withdraw KEN MISSION --of withdrawal --revokes 2026-06-01 --on 2026-05-20
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
sign ATL MISSION --on 2026-01-15 --excepting MISSION-2
+ member join RUR --name Ruritania --on 2026-01-01
sign RUR MISSION --on 2026-01-15 --document-sha256 signed.pdf
+ progress report ATL MISSION-1 limited --scale OGP --on 2026-05-31
+ text adopt treaty.md --reference MARRAKESH --title 'Treaty' --legal-nature treaty --on 2026-01-10
+ sign ATL MARRAKESH --kind signature_ad_referendum --on 2026-02-01
confirm ATL MARRAKESH --on 2026-03-01
consent ATL MARRAKESH accession --deposited-on 2026-03-02 --in-force-on 2026-06-02
+ consent ZUB MARRAKESH ratification --deposited-on 2026-03-02
in-force ZUB MARRAKESH --on 2026-09-01
statement ZUB MARRAKESH reservation --text 'Article 4 does not apply.' --on 2026-03-02
meeting convene 2026-1 ordinary_session --on 2026-04-14
meeting open 2026-1 --on 2026-04-14 --attendance KEN --attendance ATL:excused
meeting close 2026-1 --on 2026-04-15
+ meeting convene 2022-1 inaugural --on 2022-10-11
meeting open 2022-1 --on 2022-10-11
text open CHARTER --title 'The charter' --legal-nature political \
--who-may-sign 'States of the Alliance' --on 2026-01-10
commitment adopt MISSION-9 --instrument MISSION --text 'X.' --on 2026-01-10
commitment amend MISSION-1 --version 2 --text 'Y.' --on 2026-07-01
commitment supersede MISSION-2 --by MISSION-9 --on 2026-07-01
commitment split MISSION-3 --into MISSION-1 --into MISSION-9 --on 2026-07-01
commitment close MISSION-1 --on 2027-01-01
member rename ZUB 'Republic of Zubrowka' --on 2026-03-01
taskforce name fr 'Groupe mondial'
member name ZUB fr Zubrowka-la-Grande
member withdraw ZUB --on 2024-05-01 --rejoined 2025-06-01
member recode ZUB ZBR --on 2026-03-01
member suspend ATL --on 2026-08-01 --reason 'At its own request.'
member reinstate ATL --on 2026-09-01
member notify-withdrawal ATL --on 2026-10-01 --takes-effect-on 2027-01-01
member withdraw ATL --on 2027-01-01
import members.csv --dry-run
import wipo.csv --mapping wipo
= GTF
members --on 2026-01-16
matrix --format markdown
history KEN
log --format csv
conflicts
export --output entries.csv
rebuild
query "SELECT topic, count(*) AS n FROM event GROUP BY topic"
schema acts
schema acts --format json
schema tables
schema events
schema answers
contacts add 'Ada Example' --email ada@example.org --member KEN
+ contacts add 'Bob Example' --ref p-7kq2mzx4ab
contacts import people.csv --dry-run
contacts list
contacts list --member KEN
contacts change p-7kq2mzx4ab --email ada.example@example.org
contacts erase p-7kq2mzx4ab --yes
show-to public --all-entries --reason 'The members agreed on it.'
"""
