"""The acts that a row can record about gaps, practice, partners, products and focal points."""

from infrastructure.importers.act import Act

ACTS: tuple[Act, ...] = ()
