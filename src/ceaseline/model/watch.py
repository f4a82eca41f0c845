"""Phase 5. Observers and sensors along the line: detection, warning days, attribution days."""

from __future__ import annotations

import math

from ceaseline.kernel import mechanism
from ceaseline.model.search import alarm_posterior, days_to_attribution, random_search


@mechanism
def line_seen(monitors: float, front_km: float, sight: float, watched: float) -> float:
    """Return the part of the line that observers and unmanned watch together see.

    ``1 - (1 - s) * exp(-n w / L)``: random search by observers (Koopman) over the stretch that
    technical means leave, taken as independent of them.

    Parameters
    ----------
    monitors : float
        Observers on the line, persons.
    front_km : float
        Length of the line, km, > 0.
    sight : float
        Stretch one observer keeps in view, km.
    watched : float
        Part of the line watched by unmanned means, in [0, 1].

    Returns
    -------
    float
        A share in [0, 1].

    Examples
    --------
    >>> line_seen(0.0, 1000.0, 1.0, 0.0)
    0.0
    >>> round(line_seen(1000.0, 1000.0, 1.0, 0.0), 4)
    0.6321
    """
    return 1.0 - (1.0 - watched) * (1.0 - random_search(monitors * sight / front_km))


@mechanism
def fused_rate(
    own: float, line: float, seen: float, power: float, effort: float, fusion: float, links: float
) -> float:
    """Return a rate of detection or of evidence from all means together.

    ``(own + line * seen + power * effort) * (1 + (g_C - 1) * links)``: coverages of independent
    means add; data and command links multiply what they join.

    Parameters
    ----------
    own, line, power : float
        Rates of own means, of a line seen in full, of the full promised intelligence; per day.
    seen, effort, links : float
        Shares in [0, 1].
    fusion : float
        Factor with links in full, >= 1.

    Returns
    -------
    float
        Rate per day.

    Examples
    --------
    >>> fused_rate(0.02, 0.05, 0.0, 0.1, 0.0, 1.5, 0.0)
    0.02
    """
    return (own + line * seen + power * effort) * (1.0 + (fusion - 1.0) * links)


@mechanism
def warning_days(build_up: float, draw: float, rate: float, decide: float) -> float:
    """Return the days between a decision on a warning and the attack.

    ``max(0, T_B - T_detect - T_W)`` with an exponential time to detection of the given rate.

    Parameters
    ----------
    build_up : float
        Days of visible preparation.
    draw : float
        Uniform draw in (0, 1).
    rate : float
        Detections a day, > 0.
    decide : float
        Days from detection to a decision.

    Returns
    -------
    float
        Days >= 0.

    Examples
    --------
    >>> round(warning_days(60.0, math.exp(-1.0), 0.05, 5.0), 6)
    35.0
    """
    return max(0.0, build_up + math.log(draw) / rate - decide)


@mechanism
def acted_on(detection: float, false_alarms: float, prior: float, tolerance: float) -> float:
    """Return the part of warnings that is acted on, given how often alarms are false.

    An alarm is believed with the posterior of Bayes' rule, b; ``b / (b + a_T)`` of alarms are then
    acted on. The second step is an assumption (alarm fatigue).

    Parameters
    ----------
    detection : float
        Chance that a real preparation raises an alarm in its time, in [0, 1].
    false_alarms : float
        False alarms a month, >= 0.
    prior : float
        Chance of a real preparation in a month, in (0, 1).
    tolerance : float
        Belief at which half of the alarms are acted on, > 0.

    Returns
    -------
    float
        A share in [0, 1].

    Examples
    --------
    >>> acted_on(0.9, 0.0, 0.02, 0.2) > acted_on(0.9, 0.5, 0.02, 0.2)
    True
    """
    belief = alarm_posterior(detection, 1.0 - math.exp(-false_alarms), prior)
    return belief / (belief + tolerance)


@mechanism
def attribution_days(prior: float, threshold: float, evidence: float) -> float:
    """Return the days until responsibility is shown.

    Evidence adds up in log-odds from the prior to the threshold (Bayes).

    Parameters
    ----------
    prior, threshold : float
        Belief on the first day and belief at which guarantors act, in (0, 1).
    evidence : float
        Log-odds a day, > 0.

    Returns
    -------
    float
        Days >= 0.

    Examples
    --------
    >>> attribution_days(0.9, 0.8, 0.5)
    0.0
    """
    return days_to_attribution(prior, threshold, evidence)
