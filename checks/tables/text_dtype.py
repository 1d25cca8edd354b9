"""A Pandera dtype for columns of text, whichever way pandas stores them.

Pandera's own `str` accepts only one of the storages that pandas has for the same texts.
"""

from typing import Any

import pandas as pd
from pandas.api.types import infer_dtype, is_object_dtype
from pandera import dtypes
from pandera.engines import pandas_engine


@pandas_engine.Engine.register_dtype(equivalents=["text"])
@dtypes.immutable
class Text(pandas_engine.DataType):
    """Text held by Python or by Arrow, or objects that are all texts; missing cells are allowed."""

    type = pd.StringDtype()

    def __init__(self) -> None:
        super().__init__(pd.StringDtype())

    def check(self, pandera_dtype: dtypes.DataType, data_container: Any = None) -> bool:
        """Whether a column of that dtype is text; of objects, whether these are all texts."""
        dtype: Any = getattr(pandera_dtype, "type", None)
        if data_container is not None and is_object_dtype(dtype):
            return infer_dtype(data_container, skipna=True) in ("string", "empty")
        return isinstance(dtype, pd.StringDtype)

    def __str__(self) -> str:
        return "text"
