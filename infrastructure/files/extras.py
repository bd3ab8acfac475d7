"""What to type so that a part comes with the program that not everybody needs."""

from collections.abc import Mapping
from types import MappingProxyType

from domain.words import worded

INSTALLING: Mapping[str, str] = MappingProxyType(
    {
        extra: (
            worded(
                "In the folder of Depositary: "
                "uv tool install '.[pdf,texts,word]' -c docs/constraints.txt, "
                "or, in the virtual environment that it is in: "
                "pip install '.[{extra}]' -c docs/constraints.txt",
                extra=extra,
            )
        )
        for extra in ("pdf", "texts", "word")
    }
)
"""What to type for each extra."""
