"""A Pandera dtype for columns of text, whichever way pandas stores them.

Pandera's own `str` accepts only one of the storages that pandas has for the same texts.
"""

from typing import Any

import pandas as pd
from pandera import dtypes
from pandera.engines import pandas_engine


@pandas_engine.Engine.register_dtype(equivalents=["text"])
@dtypes.immutable
class Text(pandas_engine.DataType):
    """Text held by Python or by Arrow, with NA or NaN for a missing cell."""

    type = pd.StringDtype()

    def __init__(self) -> None:
        super().__init__(pd.StringDtype())

    def check(self, pandera_dtype: dtypes.DataType, data_container: Any = None) -> bool:  # noqa: ARG002
        """Whether a column of that dtype is text."""
        return isinstance(getattr(pandera_dtype, "type", None), pd.StringDtype)

    def __str__(self) -> str:
        return "text"
