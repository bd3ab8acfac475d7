"""The acts that a row can record about meetings, decisions and minutes."""

from infrastructure.importers.act import Act

ACTS: tuple[Act, ...] = ()
