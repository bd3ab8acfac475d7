"""The entry point of the program, which handles Ctrl-C while modules load."""

import atexit
import gc
import sys
from importlib import import_module
from types import ModuleType

OBJECTS = 1_000_000
"""How many new objects wait for a look for cycles: nearly all that is read is in none."""
PLUGINS = "pydantic.plugin._loader"


class NoPlugins(ModuleType):
    """Stands in for the module in which pydantic looks for plugins, of which we use none.

    That module loads forty others, even where plugins are turned off. If another version of
    pydantic asks for something else in it, it is loaded after all.
    """

    get_plugins = tuple

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # the import system asks for these of every module
            raise AttributeError(name)
        del sys.modules[PLUGINS]
        return getattr(import_module(PLUGINS), name)


def main() -> None:
    """Load the command line, and run it."""
    sys.modules[PLUGINS] = NoPlugins(PLUGINS)
    gc.set_threshold(OBJECTS, *gc.get_threshold()[1:])
    atexit.register(gc.freeze)  # the last look for cycles frees what ends with the process
    begun = False
    try:
        from infrastructure.cli.signals import INTERRUPTS  # noqa: PLC0415  # it takes a moment

        with INTERRUPTS.leaving():
            from infrastructure.cli.main import main as run  # noqa: PLC0415  # it takes long
        with INTERRUPTS.raising():
            begun = True
            run()
    except KeyboardInterrupt:  # a command that has begun says it better itself
        from domain.words import worded  # noqa: PLC0415  # not before a person can stop it
        from infrastructure.cli.interruption import NOTHING, PERHAPS  # noqa: PLC0415  # as above

        done = PERHAPS if begun else NOTHING
        sentence = worded("depositary: stopped; {done}", done=done)
        sys.stderr.write(f"\n{sentence}\n")
        sys.exit(3)
