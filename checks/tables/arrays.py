"""Names for the arrays that functions take and return."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Mask: TypeAlias = NDArray[np.bool_]
"""A boolean for each row."""

Integers: TypeAlias = NDArray[np.int64]
"""Whole numbers."""

Places: TypeAlias = NDArray[np.int64]
"""Positions of rows, from 0 on; -1 where there is no such row."""

Days: TypeAlias = NDArray[np.datetime64]
"""Calendar days, with NaT where there is no day."""

Texts: TypeAlias = NDArray[np.object_]
"""Python strings."""
