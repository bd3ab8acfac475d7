"""Links in a folder of templates that lead out of it: a report would contain what is there."""

import os
from collections.abc import Iterator
from pathlib import Path

from domain.errors import Unavailable
from domain.words import Words, worded
from infrastructure.bootstrap import Settings
from infrastructure.output_safety.overwrite_rules import belongs_to_register, is_within


def links_out(settings: Settings) -> Iterator[Words]:
    """Say of each link in the folder of templates, however deep, that it leads out of it.

    The register's own files are none of them, where it is in the same folder.
    """
    folder, own = settings.templates, settings._replace(templates=None)
    for place, folders, files in os.walk(folder) if folder else ():
        for path in (Path(place, name) for name in sorted((*folders, *files))):
            leads_out = path.is_symlink() and not (folder and is_within(path, folder))
            if leads_out and not belongs_to_register(own, path):
                yield worded("{path} leads out of the folder of templates", path=path)


def must_not_lead_out(settings: Settings) -> None:
    """Refuse templates among which a link leads out of their folder.

    Raises:
        Unavailable: the sentence names it.
    """
    for why in links_out(settings):
        raise Unavailable(
            "{why}, so that a report could contain what is there. Put the file itself there.",
            why=why,
        )
