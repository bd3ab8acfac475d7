"""The treaties that WIPO administers, for the 20 states of the Global Taskforce: a real matrix."""

from importlib import resources

from application.context import Context
from application.register import Register
from infrastructure.importers.importing import Wishes, import_table
from infrastructure.importers.rows.mapping import load_mapping
from infrastructure.importers.rows.plan import Plan
from infrastructure.importers.tables.reading import read_table

BODY = "WIPO"
FILE = "wipo_taskforce_states.csv"


def record(register: Register, context: Context) -> None:
    """Import the rows of these states; one says nothing of an act, and is left out."""
    content = (resources.files("infrastructure.demonstration") / FILE).read_bytes()
    plan = Plan(load_mapping("wipo"), read_table(content, FILE))
    import_table(register, plan, context, Wishes(taskforce=BODY, skip_bad_rows=True))
