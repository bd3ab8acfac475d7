"""The templates of letters by name, and the files that are used for them; light to load."""

from pathlib import Path

from application.letters.letter import KINDS
from domain.errors import Unavailable
from infrastructure.files.folders import is_within
from infrastructure.files.store_path import file_in

ALL = "letter.txt"
LETTER_TEMPLATES = (ALL, *(f"letter-{kind}.txt" for kind in KINDS))
"""The names of templates: of all letters, and of one kind, which wins."""


def letter_template(name: str, folder: Path | None) -> Path:
    """Return the file that is used for one of `LETTER_TEMPLATES`.

    Raises:
        Unavailable: what is in its place is no file, or a link to what is elsewhere.
    """
    own = folder and (file_in(folder, name) or file_in(folder, ALL))
    if own and folder and not is_within(own, folder):
        raise Unavailable(
            "{path} leads out of the folder of templates, so that letters could contain what is "
            "there. Put the file itself there.",
            path=own,
        )
    return own or Path(__file__).with_name(ALL)
