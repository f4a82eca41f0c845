"""What would have to be true for the package to be no better than nothing?

Two contested numbers are moved over their plausible range, everything else drawn as before.
"""

import ceaseline
from ceaseline.analysis.breakeven import breakeven

NUMBERS = ("belief_noise", "impose_us")


def main(sample=None):
    """Return what is shown."""
    case = ceaseline.load("ukraine-2025")
    result = breakeven(case, "as-reported-2025-08-26", sample, year=5, names=NUMBERS)
    return [ceaseline.show(result)]
