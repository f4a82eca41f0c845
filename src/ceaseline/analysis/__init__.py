"""What results mean: packages compared with the same luck, the outside view, what each promise moves.

Everything here turns studies into plain values that JSON can hold; faces show them and compute nothing.
"""

from ceaseline.analysis.backtest import backtest
from ceaseline.analysis.breakeven import breakeven
from ceaseline.analysis.build_up import build_up
from ceaseline.analysis.burden import burden
from ceaseline.analysis.capability import capability
from ceaseline.analysis.compare import compare
from ceaseline.analysis.design import design
from ceaseline.analysis.discover import discover
from ceaseline.analysis.dossier import dossier
from ceaseline.analysis.engines import engines_agree
from ceaseline.analysis.knockout import knockout
from ceaseline.analysis.levers import assumptions, levers
from ceaseline.analysis.outside_view import outside_view
from ceaseline.analysis.promises import promises
from ceaseline.analysis.redteam import redteam
from ceaseline.analysis.replay import replay
from ceaseline.analysis.restore import restore
from ceaseline.analysis.sensitivity import sensitivity
from ceaseline.analysis.survival import survival
from ceaseline.analysis.sweep import sweep
from ceaseline.analysis.timeline import dated_packages, timeline
from ceaseline.analysis.validation import validate
from ceaseline.analysis.worth import worth

__all__ = [
    "assumptions",
    "backtest",
    "breakeven",
    "build_up",
    "burden",
    "capability",
    "compare",
    "dated_packages",
    "design",
    "discover",
    "dossier",
    "engines_agree",
    "knockout",
    "levers",
    "outside_view",
    "promises",
    "redteam",
    "replay",
    "restore",
    "sensitivity",
    "survival",
    "sweep",
    "timeline",
    "validate",
    "worth",
]
