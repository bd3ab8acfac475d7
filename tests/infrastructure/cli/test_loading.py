"""What is loaded for a command: no more than it needs, since loading takes most of its time."""

import subprocess
import sys
from pathlib import Path

import pytest

from infrastructure.cli import start

HEAVY = ("pydantic", "sqlite_utils", "eventsourcing", "sqlite3")
OF_OTHERS = (
    *("openpyxl", "typst", "sqlite_utils", "jinja2", "docx", "icalendar", "cryptography"),
    *("application.recording", "application.acts", "application.entries", "domain.guard"),
    *("application.questions.log.history", "application.questions.laws.gaps", "domain.voting"),
    *("infrastructure.cli.typed_names", "infrastructure.importers", "infrastructure.audit"),
    *("application.letters", "application.reports", "infrastructure.output_safety"),
    *("markdown_it", "xlsxwriter", "infrastructure.read_model.schema", "tempfile", "csv"),
    *("logging", "traceback", "domain.texts.standing", "domain.members.member"),
    "domain.events.table",
)
"""What only other commands than a question on members need."""
OF_PUBLISHING = (
    *("openpyxl", "jinja2", "markdown_it", "domain.guard", "application.recording.recording"),
    *("infrastructure.output_safety", "infrastructure.audit.published.publishing", "cryptography"),
)
"""What only other commands than one that prints a report need."""
MODULES = 120
"""How many modules of the program a question loads at most."""
LOADED = """
import sys
from infrastructure.cli.main import run
code = run(sys.argv[2:])
print(code, [name for name in sys.argv[1].split() if name in sys.modules])
"""
NUMBER = """
import sys
from infrastructure.cli.main import run
run(sys.argv[1:])
ours = ("domain", "application", "infrastructure")
print(sum(name.partition(".")[0] in ours for name in sys.modules))
"""
PLUGINS = """
import sys
from infrastructure.cli.start import PLUGINS, NoPlugins, main
try:
    main()
except SystemExit as stopped:
    looked = "importlib.metadata" in sys.modules
    print(stopped.code, looked, isinstance(sys.modules.get(PLUGINS), NoPlugins))
"""
ENDED = """
import atexit, gc
atexit.register(lambda: print(gc.get_freeze_count() > 0))
from infrastructure.cli.start import main
main()
"""


def loaded_by(code: str, *arguments: str) -> str:
    """Return the last line that a new process printed."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout.splitlines()[-1]


@pytest.mark.slow
def test_help_loads_nothing_heavy() -> None:
    """Help and completion are asked for all the time, so they must not load the register."""
    for command in ("--help", "member join --help"):
        told = loaded_by(LOADED, " ".join(HEAVY), *command.split())

        assert told == "0 []"


@pytest.mark.slow
@pytest.mark.in_part(1)
@pytest.mark.parametrize("command", ["members", "status MISSION"])
def test_a_question_loads_nothing_of_other_commands(register: Path, command: str) -> None:
    """A question takes longer to load than to be answered, so it loads what it needs."""
    given = ["--store", str(register), *command.split()]
    loaded_by(NUMBER, *given)  # so that nothing was recorded since

    told = loaded_by(LOADED, " ".join(OF_OTHERS), *given)

    assert told == "0 []"
    assert int(loaded_by(NUMBER, *given)) <= MODULES


@pytest.mark.slow
def test_no_command_looks_for_plugins_of_pydantic(register: Path) -> None:
    """To look for them takes longer than most questions take to be answered."""
    told = loaded_by(PLUGINS, "--store", str(register), "status", "MISSION")

    assert told == "0 False True"


def test_another_version_of_pydantic_finds_what_it_asks_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its module for plugins is no published name, and the newest version may be installed."""
    stand_in = start.NoPlugins(start.PLUGINS)
    monkeypatch.setitem(sys.modules, start.PLUGINS, stand_in)

    assert not hasattr(stand_in, "__path__")
    assert stand_in.__getattr__("_loading_plugins") is False
    assert sys.modules[start.PLUGINS] is not stand_in


@pytest.mark.slow
@pytest.mark.parametrize("report", ["status MISSION", "annual 2026"])
def test_a_report_loads_nothing_of_what_publishes_it(register: Path, report: str) -> None:
    """Most reports are only written, and few have texts in Markdown. A year is no name."""
    given = ["--store", str(register), "report", *report.split()]

    assert loaded_by(LOADED, " ".join(OF_PUBLISHING), *given) == "0 []"


@pytest.mark.slow
def test_a_command_looks_for_no_cycles_at_its_end() -> None:
    """Whatever a command has loaded would be looked through once more, for nothing."""
    told = loaded_by(ENDED, "--help")

    assert told == "True"
