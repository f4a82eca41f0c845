"""Which package holds better, and is the difference real?

Two packages meet the same futures. The difference comes first; a level depends far more on the assumptions.
"""

import ceaseline
from ceaseline.views import charts


def main(sample=None):
    """Return what is shown."""
    case = ceaseline.load("ukraine-2025")
    study = ceaseline.run(case, ["none", "as-reported-2025-08-26", "all-promised"], sample)
    result = ceaseline.compare(study)
    return [ceaseline.show(result), charts.dots(result), charts.differences(result)]
