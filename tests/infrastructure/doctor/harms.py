"""What may go wrong with an office in which we are, done on purpose."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import time

from tests.infrastructure.audit.given import tampering
from tests.infrastructure.backup.given import used_tables
from tests.infrastructure.cli.given import must

CHECKPOINTS = Path("register.checkpoints")
OLD = time() - 7200


def set_to(key: str, value: str) -> Callable[[], None]:
    """Change one of the settings."""

    def change() -> None:
        path = Path("depositary.toml")
        lines = path.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.startswith(f"{key} =")]
        assert len(kept) < len(lines) or key == "taskforce"
        path.write_text("\n".join([value, *kept]) + "\n", encoding="utf-8")

    return change


def without(key: str) -> Callable[[], None]:
    return set_to(key, "")


def touch(path: str, content: bytes = b"", when: float = OLD) -> Callable[[], None]:
    """Make a file that somebody left some time ago."""

    def make() -> None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(content)
        os.utime(path, (when, when))

    return make


def chmod(path: str, mode: int) -> Callable[[], None]:
    return lambda: Path(path).chmod(mode)


def sql(*statements: str) -> Callable[[], None]:
    """Change the log behind its guards."""

    def change() -> None:
        with tampering(Path("register.db")) as db:
            for statement in statements:
                db.execute(statement)

    return change


def no_guard() -> None:
    with closing(sqlite3.connect("register.db", isolation_level=None)) as db:
        db.execute("DROP TRIGGER log_leaf_update")


def no_log() -> None:
    """Put a view in the place of the log that tells nothing."""
    with closing(sqlite3.connect("register.db", isolation_level=None)) as db:
        db.execute("DROP TABLE log_leaf")
        db.execute("CREATE VIEW log_leaf AS SELECT 1 FROM no_such_table")


def no_pointer() -> None:
    Path("register.read/current").unlink()
    Path("register.read/current").mkdir()


def no_key() -> None:
    Path("../log.key").unlink()


def no_memory() -> None:
    Path("../log.key.signed").unlink()


def rotated() -> None:
    """Let another key follow, and go on naming the old one."""
    must(
        "audit keygen ../log-2.key --name example.org/register",
        "audit rotate-key --new ../log-2.key",
        "members",
    )


def renamed() -> None:
    """Name no key, and bring a checkpoint that does not say when it was made."""
    without("key")()
    (made,) = CHECKPOINTS.iterdir()
    for folder in (CHECKPOINTS, Path("../elsewhere")):
        (folder / made.name).rename(folder / "1.checkpoint")


def nothing_copied() -> None:
    for path in Path("../elsewhere").iterdir():
        path.unlink()


def copies_to_pipes() -> None:
    for path in Path("../elsewhere").iterdir():
        path.unlink()
        os.mkfifo(path)


def copies_to_links() -> None:
    for path in Path("../elsewhere").iterdir():
        path.unlink()
        path.symlink_to((CHECKPOINTS / path.name).absolute())


def copies_to_names() -> None:
    """Let each file have two names, as programs do that save room."""
    for path in Path("../elsewhere").iterdir():
        path.unlink()
        path.hardlink_to(CHECKPOINTS / path.name)


def no_half() -> None:
    Path("../log.key.vkey").unlink()


def left() -> None:
    Path(".depositary-x").mkdir()
    os.utime(".depositary-x", (OLD, OLD))


def unfinished() -> None:
    folder = Path("register.published/.GTF-gaps.unfinished")
    folder.mkdir(parents=True)
    os.utime(folder, (OLD, OLD))


def keyless() -> None:
    without("key")()
    shutil.rmtree(CHECKPOINTS)


def in_tables(statement: str) -> Callable[[], None]:
    """Change the tables that are in use."""

    def change() -> None:
        with closing(sqlite3.connect(used_tables(), isolation_level=None)) as db:
            db.execute("PRAGMA recursive_triggers = OFF")
            db.execute(statement)

    return change


def older_copy() -> None:
    """Put the register of yesterday in the place of today's."""
    shutil.copy("register.db", "../register.db")
    must("member join LAP --name Laputa --on 2026-02-01", "audit checkpoint", "members")
    shutil.copy("../register.db", "register.db")


def second_body() -> None:
    must("taskforce establish EXT --name 'Another' --nature exercise --on 2026-01-01")


def key_inside() -> None:
    for end in ("", ".vkey", ".signed"):
        shutil.copy(f"../log.key{end}", f"inner.key{end}")


def key_below() -> None:
    """Put the key that the settings name into a folder of the register."""
    Path("keys").mkdir()
    for end in ("", ".vkey", ".signed"):
        shutil.move(f"../log.key{end}", f"keys/log.key{end}")
    config = Path("depositary.toml")
    config.write_text(config.read_text().replace("../log.key", "keys/log.key"))


def key_copied_below() -> None:
    Path("old/keys").mkdir(parents=True)
    shutil.copy("../log.key", "old/keys/copy.pem")


def broken_rebuild() -> None:
    touch("register.read/gen-000900.sqlite")()


def behind() -> None:
    """Record without asking anything, so that the tables stay as they were."""
    must("member join LAP --name Laputa --on 2026-02-01")
