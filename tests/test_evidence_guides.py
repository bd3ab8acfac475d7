"""The guides about evidence work from their first command to their last."""

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from infrastructure.audit.log import proving
from infrastructure.audit.log.findings import CODES
from infrastructure.bootstrap import (
    CONFIG,
    checkpoints_folder,
    contacts_path,
    ledger_path,
    published_folder,
    read_model_folder,
    settings,
)
from infrastructure.cli.commands import COMMANDS
from tests.faults.tamperings import TAMPERINGS
from tests.guides import blocks, commands, guide, scripts, type_all, typed_as_written
from tests.infrastructure.audit import given as evidence
from tests.infrastructure.cli.given import Said, must, typed

PLEDGE = "1. We keep one point of contact.\n2. We publish our review.\n"
MEMBERS = {"ATL": "Atlantis", "ERE": "Erewhon", "LIL": "Lilliput", "UTO": "Utopia"}
LETTER = "A letter of the government of Erewhon."


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep a register of an exercise, with a key; Atlantis signed at @9, Erewhon at @11."""
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")
    folder = tmp_path / "office"
    folder.mkdir()
    monkeypatch.chdir(folder)
    Path("pledge.md").write_text(PLEDGE, encoding="utf-8")
    Path("letter.pdf").write_text(LETTER, encoding="utf-8")
    must(
        "init . --code OTF --name 'Our taskforce' --nature exercise",
        *(f"member join {code} --name {name} --on 2026-01-10" for code, name in MEMBERS.items()),
        "text adopt pledge.md --reference PLEDGE --title 'Our pledge' --on 2026-01-12",
        "sign ATL PLEDGE --on 2026-01-15",
        "sign ERE PLEDGE --on 2026-01-31 --source 'Letter' --source-file letter.pdf",
        "audit keygen ../log.key --name example.org/register",
        "audit checkpoint --key ../log.key",
    )
    return folder


@pytest.fixture
def auditor(office: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what an auditor has: two witnessed checkpoints, both keys, a copy, a receipt."""
    kept = office.parent / "auditor" / "kept"
    trust = "--key ../erewhon.key --policy ../auditor/log.policy"
    must(
        "audit keygen ../erewhon.key --kind witness --name erewhon.example/witness",
        "audit policy ../log.key.vkey -o ../auditor/log.policy",
        "audit checkpoint --key ../log.key --output 1.checkpoint",
        f"audit witness 1.checkpoint {trust} --output {kept}/1.checkpoint",
        "report publish status PLEDGE --on 2026-02-01",
        "correct @11 on=2026-01-30 --only",
        "member join LAP --name Laputa --on 2026-02-01 --note 'A private person called.'",
        "expunge @15 --reason personal_data --authority 'The chair' --field note --yes",
        "audit checkpoint --key ../log.key --output 2.checkpoint",
        f"audit prove {kept}/1.checkpoint 2.checkpoint --output growth.proof",
        f"audit witness growth.proof {trust} --output {kept}/2.checkpoint",
        "audit receipt @9 --output atlantis.tlog-proof --content atlantis.json",
        f"backup {kept.parent}/copy --without-contacts",
    )
    for name in ("atlantis.tlog-proof", "atlantis.json", "letter.pdf"):
        shutil.copy(name, kept.parent)
    for name in ("log.key.vkey", "erewhon.key.vkey"):
        shutil.copy(Path("..") / name, kept.parent)
    monkeypatch.chdir(kept.parent)
    return kept.parent


def refused(told: Mapping[str, Said]) -> Mapping[str, Said]:
    return {line: said for line, said in told.items() if said.code}


def rows(text: str) -> Iterator[list[str]]:
    """Yield the cells of every row of every table of a guide."""
    for line in text.splitlines():
        if line.startswith("| "):
            yield [cell.strip() for cell in line.strip("|").split("|")]


class TestAuditor:
    @pytest.mark.slow
    @pytest.mark.usefixtures("auditor")
    def test_every_command_does_what_it_says(self) -> None:
        """With our program and without it, from a register, a receipt and a key."""
        told = type_all(guide("auditing"))

        assert refused(told) == {}
        verified = told[
            "depositary audit verify --store copy/log.db --checkpoint kept --policy our.policy"
        ]
        assert "All passed." in verified.out
        assert "expunged @15" in verified.out  # and the program without ours has found the root
        root = next(said for line, said in told.items() if line.startswith("python3 root.py"))
        assert root.err == "Texts of @15 were removed, and that is on record.\n"
        openssl = next(said for line, said in told.items() if line.startswith("openssl"))
        assert openssl.out == "Signature Verified Successfully\n"
        reproduced = next(said for line, said in told.items() if "reproduce" in line)
        assert "Same: the report follows from the log, byte for byte." in reproduced.out
        drawn = next(said.out for line, said in told.items() if "sha256sum" in line)
        assert drawn.split()[0] in Path("audit.html").read_text(encoding="utf-8")
        document = next(said for line, said in told.items() if "document check" in line)
        assert "ERE signed PLEDGE-1" in document.out
        self.must_refuse_what_is_not_so()

    def must_refuse_what_is_not_so(self) -> None:
        """A worked example that accepts everything would teach carelessness."""
        programs = [line for line in commands(guide("auditing")) if ".py" in line]
        Path("atlantis.json").write_bytes(Path("atlantis.json").read_bytes() + b" ")

        told = [typed_as_written(line) for line in programs]

        assert [said.err for said in told if said.code] == [
            "This content is not what was recorded.\n"
        ]

    @pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 21])
    def test_the_program_without_ours_finds_the_root_of_any_log(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
    ) -> None:
        """A program that is right for one size only would cry wolf on the next day."""
        ours = evidence.office(tmp_path, size)
        monkeypatch.chdir(tmp_path)
        Path("root.py").write_text(scripts(guide("auditing"))["root.py"], encoding="utf-8")

        said = typed_as_written("python3 root.py data/register.db")

        assert said.out == "".join(ours.checkpoint().decode().splitlines(keepends=True)[1:3])

    @pytest.mark.slow
    def test_the_program_without_ours_refuses_a_receipt_with_anything_changed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nor does it refuse one that is good."""
        ours = evidence.office(tmp_path, 5)
        monkeypatch.chdir(tmp_path)
        Path("receipt.py").write_text(scripts(guide("auditing"))["receipt.py"], encoding="utf-8")
        made, content = proving.receipt(ours.store, 3, ours.checkpoint())
        Path("content").write_bytes(content)
        Path("key").write_text(f"{ours.key.verifier}\n", encoding="utf-8")
        openssl = next(line for line in commands(guide("auditing")) if line.startswith("openssl"))
        check = f"python3 receipt.py receipt content key && {openssl}"
        good, accepted = bytes(made), []

        for place in range(0, len(good), 3):
            changed = b"%b%c%b" % (good[:place], good[place] ^ 1, good[place + 1 :])
            Path("receipt").write_bytes(changed)
            if typed_as_written(check).code == 0:
                accepted.append(place)
        Path("receipt").write_bytes(good)

        assert accepted == []
        assert typed_as_written(check).code == 0

    def test_every_finding_is_explained(self) -> None:
        """A code that nobody can look up helps nobody."""
        explained = {cell for row in rows(guide("auditing")) for cell in row[0].split(", ")}

        assert {f"`{code}`" for code in CODES} <= explained
        assert {"0", "1", "2", "3", "4"} <= explained


class TestMember:
    @pytest.mark.usefixtures("office")
    def test_every_command_does_what_it_says(self) -> None:
        """A member does this once in years, and has nobody to ask."""
        must("audit checkpoint --key ../log.key --output 1.checkpoint")
        shutil.copy("../log.key.vkey", ".")
        text = guide("receipts")
        before, after = text.split("## Be a witness")

        told = type_all(before)
        made = blocks(after, "bash")
        told |= type_all(f"```bash\n{made[0]}```\n")
        must(
            "member join LAP --name Laputa --on 2026-02-01",
            "audit checkpoint --key ../log.key --output 2.checkpoint",
        )
        told |= type_all(f"```bash\n{made[1]}```\n")

        assert refused(told) == {}
        checked = next(said for line, said in told.items() if "check-receipt" in line)
        assert "Proved: commitment.signed was recorded as @9" in checked.out
        assert ", entry 9 of the " in checked.out


class TestAdministrator:
    @pytest.mark.slow
    @pytest.mark.usefixtures("office")
    def test_every_command_does_what_it_says(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """From an empty machine on; the folder of the guide is inside the one of the test."""
        Path("../empty/place").mkdir(parents=True)
        monkeypatch.chdir("../empty/place")

        before, after = guide("administrator").split("## Expunge")
        told = type_all(before)
        must("member join ATL --name Atlantis --on 2026-01-10 --note 'A private person called.'")
        told |= type_all(after)

        assert refused(told) == {}
        assert "No key is named here, and the newest ch" in told["depositary doctor"].out
        assert "private" not in typed("export entries --audience secretariat").out

    def test_every_file_beside_the_register_is_told(self) -> None:
        """Who does not know what a file is deletes it, or backs it up where it must not be."""
        text, store = guide("administrator"), Path("register.db")

        beside = [contacts_path, ledger_path, checkpoints_folder, published_folder]

        assert [
            path(store).name
            for path in (*beside, read_model_folder)
            if f"`{path(store)}`" not in text
        ] == []

    def test_the_settings_are_read(self, tmp_path: Path) -> None:
        """Settings are copied from the guide."""
        (block,) = blocks(guide("administrator"), "toml")
        (tmp_path / CONFIG).write_text(block, encoding="utf-8")

        told = settings({}, {}, tmp_path).checkpoints

        assert told.key == Path("/home/register/keys/log.key")
        assert told.copies == Path("/mnt/auditors/checkpoints")

    def test_the_jobs_start_a_command_that_there_is(self) -> None:
        """A timer fails at night, when nobody looks."""
        text = guide("administrator")
        started = re.findall(r"depositary run-due$", "".join(blocks(text, "cron")), re.MULTILINE)
        (units,) = blocks(text, "ini")

        assert started
        assert "\nExecStart=/home/register/.local/bin/depositary run-due\n" in units
        assert "run-due" in COMMANDS


class TestMaintainer:
    @pytest.mark.slow
    @pytest.mark.usefixtures("office")
    def test_everything_can_be_taken_away(self) -> None:
        """A body that can leave on any day is not held."""
        Path("root.py").write_text(scripts(guide("auditing"))["root.py"], encoding="utf-8")

        told = type_all(guide("maintaining"))

        assert refused(told) == {}
        lines = Path("log.jsonl").read_text(encoding="utf-8").splitlines()
        assert Path("again.txt").read_text().split("\n")[0] == str(len(lines)) == "12"
        assert Path("schema.json").stat().st_size > 10_000


def test_the_threats_list_what_shows_each_tampering() -> None:
    """The tests of tampering and this table must not tell two stories."""
    nothing = "nothing"
    told = [row for row in rows(guide("threats")) if row[0] in TAMPERINGS]

    assert told == [
        [
            name,
            *(
                codes.replace(" ", ", ") or nothing
                for codes in (each.alone, each.kept, each.witnessed)
            ),
        ]
        for name, each in TAMPERINGS.items()
    ]
