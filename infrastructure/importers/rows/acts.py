"""The acts that a row can record, as they are declared, in what rows need to know of them."""

from collections.abc import Mapping
from types import MappingProxyType

from application.acts import rows
from infrastructure.importers.rows.act import Act, row_act

ACTS: Mapping[str, Act] = MappingProxyType({name: row_act(act) for name, act in rows().items()})
