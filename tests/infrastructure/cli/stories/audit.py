"""The story of a log that is signed and witnessed, and of a member that keeps a receipt."""

from tests.infrastructure.cli.stories.given import BEGINNING, FILES

ENVIRONMENT = {"DEPOSITARY_PASSPHRASE": "a passphrase for the exercise"}


def files() -> dict[str, str]:
    return FILES


STORY = f"""
{BEGINNING}
audit keygen ../log.key --name example.org/register
+ audit keygen ../kenya.key --name kenya.example/witness --kind witness
audit policy ../log.key.vkey --witness KEN ../kenya.key.vkey -o our.policy
audit checkpoint --key ../log.key
+ audit checkpoint --key ../log.key --output 1.checkpoint
+ audit witness 1.checkpoint --key ../kenya.key --policy our.policy --output kept/1.checkpoint
+ audit receipt @9 --output other.tlog-proof --checkpoint kept/1.checkpoint
+ audit check-receipt other.tlog-proof --policy our.policy
+ member join LAP --name Laputa --on 2026-02-01
+ audit checkpoint --key ../log.key --output register.checkpoints/0000000099.checkpoint
audit prove kept/1.checkpoint --output growth.proof
audit witness growth.proof --key ../kenya.key --policy our.policy --output 2.checkpoint
audit receipt @9 --output kenya.tlog-proof --content kenya.json --checkpoint 2.checkpoint
audit check-receipt kenya.tlog-proof --content kenya.json --policy our.policy
audit verify --checkpoint kept --policy our.policy
audit verify --checkpoint kept --policy our.policy --projections
+ audit verify --checkpoint 2.checkpoint --policy our.policy
+ audit keygen ../log-2.key --name example.org/register
audit rotate-key --key ../log.key --new ../log-2.key
+ audit policy ../log.key.vkey ../log-2.key.vkey -o both.policy
+ audit verify --checkpoint register.checkpoints --policy both.policy
audit confirm-clock --reason 'It ran a day ahead.'
expunge @14 --reason court_order --authority 'High Court of Atlantis' --dry-run
expunge @14 --reason court_order --authority 'High Court of Atlantis' --yes
+ audit verify --checkpoint register.checkpoints --policy both.policy --projections
+ audit checkpoint --key ../log-2.key
+ audit receipt @14 --output expunged.tlog-proof --checkpoint 2.checkpoint
+ audit check-receipt expunged.tlog-proof --policy our.policy
"""
