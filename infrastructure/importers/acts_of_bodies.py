"""The acts that a row can record about what happens to bodies, texts and entries themselves."""

from infrastructure.importers.act import Act

ACTS: tuple[Act, ...] = ()
