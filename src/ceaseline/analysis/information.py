"""What knowing more would be worth before deciding."""

from __future__ import annotations

from ceaseline.analysis.statistics import Floats


def perfect_information(utilities: Floats) -> float:
    r"""Return the expected value of perfect information.

    :math:`E[\max_d U_d] - \max_d E[U_d]` (Raiffa and Schlaifer 1961, *Applied Statistical
    Decision Theory*): what choosing after the truth is known gains over choosing now.

    Parameters
    ----------
    utilities : array of float, shape (draws, options)
        Utility of each option in equally likely draws of what is uncertain.

    Returns
    -------
    float
        In the unit of the utilities, >= 0 up to rounding.

    Examples
    --------
    >>> import numpy as np
    >>> perfect_information(np.array([[1.0, 0.0], [0.0, 1.0]]))
    0.5
    """
    return float(utilities.max(axis=1).mean() - utilities.mean(axis=0).max())
