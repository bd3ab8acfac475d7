"""Links in a folder of templates that lead out of it: a report would contain what is there."""

import os
from collections.abc import Iterator
from pathlib import Path

from domain.words import Words, worded
from infrastructure.bootstrap import Settings
from infrastructure.files.folders import is_within
from infrastructure.output_safety.overwrite_rules import belongs_to_register
from infrastructure.render.forms import FONTS


def links_out(settings: Settings) -> Iterator[Words]:
    """Say of each link in the folder of templates, however deep, that it leads out of it.

    The register's own files are none of them, where it is in the same folder; nor are fonts, of
    which only the letters are taken, and the folders that the settings name.
    """
    folder, own = settings.templates, settings._replace(templates=None)
    if folder is None:
        return
    apart = {settings.mail.documents, settings.mail.folder, settings.checkpoints.copies}
    apart.add(folder / FONTS)
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if Path(place, each) not in apart)
        for path in (Path(place, name) for name in (*folders, *sorted(files))):
            leads_out = path.is_symlink() and not is_within(path, folder)
            if leads_out and not belongs_to_register(own, path):
                yield worded("{path} leads out of the folder of templates", path=path)
