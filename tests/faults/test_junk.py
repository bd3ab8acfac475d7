"""Whatever file is handed over as evidence: a sentence, and nothing is written or signed."""

from pathlib import Path

import pytest

from infrastructure.audit.log.findings import FOUND
from infrastructure.audit.proofs.files import LARGEST
from tests.faults.told import Archive
from tests.infrastructure.cli.given import typed

JUNK = {
    "empty": b"",
    "line": b"\n",
    "text": b"This is no evidence.\n",
    "not UTF-8": b"\xff\xe2 example.org/register\n",
    "UTF-16": "log example.org/register\n".encode("utf-16"),
    "NUL": bytes(1000),
    "one long line": b"A" * LARGEST,
    "many lines": b"A\n" * (LARGEST // 2),
    "many signatures": b"a\n0\n\n" + "\u2014 a AAAAAAA=\n".encode() * 1000,
    "too large": b"A" * (LARGEST + 1),
    "database": b"SQLite format 3\x00" + bytes(4080),
}
USES = (
    "audit verify --checkpoint {} --policy ../our.policy",
    "audit verify --checkpoint ../kept.checkpoint --policy {}",
    "audit check-receipt {} --policy ../our.policy",
    "audit check-receipt ../ten.proof --policy {}",
    "audit check-receipt ../ten.proof --policy ../our.policy --content {}",
    "report reproduce {}",
    "audit prove {} ../kept.checkpoint --output ../new.proof",
    "audit prove ../kept.checkpoint {} --output ../new.proof",
    "audit witness {} --key ../atlantis.key --policy ../our.policy --output ../new.checkpoint",
    "audit witness ../kept.checkpoint --key {} --policy ../our.policy --output ../new.checkpoint",
    "audit witness ../kept.checkpoint --key ../atlantis.key --policy {} --output ../new.checkpoint",
    "audit receipt @10 --checkpoint {} --output ../new.tlog-proof",
    "audit policy {} --output ../new.policy",
    "audit policy ../log.key.vkey --witness ATL {} --output ../new.policy",
    "audit checkpoint --key {} --output ../new.checkpoint",
    "audit rotate-key --key ../log.key --new {} --output ../new.checkpoint",
)


@pytest.mark.slow
@pytest.mark.parametrize("name", JUNK)
def test_is_refused_wherever_it_is_handed_over(archive: Archive, name: str) -> None:
    """People mix files up, and mail programs spoil them."""
    must = "audit receipt @10 --checkpoint ../kept.checkpoint --output ../ten.proof"
    assert typed(must).code == 0
    junk = archive.folder / "junk"
    for path in (junk, junk.with_name("junk.vkey")):
        path.write_bytes(JUNK[name])
        path.chmod(0o600)
    before = files(archive)

    for use in USES:
        said = typed(use.format("../junk"))

        assert said.code in {1, 2}, (use, said)
        if said.out:
            assert (said.code, said.out.count("signature: ")) == (FOUND, 1), (use, said)
        else:
            assert said.err.startswith("depositary: "), (use, said)
            assert said.err.count("\n") == 1, (use, said)
        assert len(said.out + said.err) < 1000, use
    assert files(archive) == before


def files(archive: Archive) -> dict[Path, bytes]:
    """Return all files but the tables and journals, which come and go."""
    found = [each for each in archive.folder.rglob("*") if each.is_file() and "-" not in each.name]
    return {each: each.read_bytes() for each in found if "register.read" not in each.parts}
