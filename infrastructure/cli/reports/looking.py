"""How reports look here: templates and words of the secretariat's, and the newest checkpoint."""

from dataclasses import replace

from application.reports.document import Report
from domain.errors import Malformed
from infrastructure.audit.log.checkpoint_store import latest
from infrastructure.bootstrap import checkpoints_folder
from infrastructure.cli.session import Session
from infrastructure.render.forms import Looks


def looks_of(session: Session) -> Looks:
    """Return how reports look here.

    Raises:
        Malformed: the folder with the templates is not there.
    """
    folder = session.settings.templates
    if folder is not None and not folder.is_dir():
        raise Malformed("There is no folder {folder}, which is named as templates.", folder=folder)
    return Looks(templates=folder, authority=session.settings.authority)


def signed(session: Session, looks: Looks, report: Report) -> Looks:
    """Return the looks with the newest checkpoint that is not beyond what a report rests on."""
    folder, key = checkpoints_folder(session.store), session.settings.checkpoints.key
    checkpoint = latest(folder, report.as_of.position, key)
    return replace(looks, checkpoint=checkpoint)
