"""What hangs on the American promise?

Promises wait for each other. The network shows which; the pivots say whose condition holds the rest back.
"""

import ceaseline
from ceaseline.views import charts


def main(sample=None):
    """Return what is shown."""
    case = ceaseline.load("ukraine-2025")
    result = ceaseline.promises(case, "all-promised", sample)
    american = [row for row in result["levers"] if row["by"] == "us"]
    said = [f"{row['title']}: in force in {100 * row['least']['start']:.0f} of 100" for row in american]
    return [ceaseline.show(result), "; ".join(said), charts.network(result, case)]
