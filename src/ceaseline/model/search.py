"""Search and warning: what is seen along a line, and when it is believed.

All forms assume independent looks. Weather, jamming and deception hit every sensor at once, so the caller
lays a common-cause state over these functions.
"""

from __future__ import annotations

import math

from ceaseline.kernel import logit, mechanism


@mechanism
def coverage(speed: float, width: float, time: float, area: float) -> float:
    """Return the coverage factor of a search, ``c = v w t / A``.

    Coverages of independent sensors add. Source: Koopman, *Search and Screening*.

    Parameters
    ----------
    speed : float
        Speed of the searcher, km/h, >= 0.
    width : float
        Sweep width, km, >= 0.
    time : float
        Time searched, hours, >= 0.
    area : float
        Area searched, km², >= 0; nothing is left to search in an area of zero.

    Returns
    -------
    float
        Area swept for each unit of area, >= 0.

    Examples
    --------
    >>> coverage(200.0, 5.0, 10.0, 20000.0)
    0.5
    """
    if area <= 0.0:
        return math.inf
    return speed * width * time / area


@mechanism
def random_search(coverage: float) -> float:
    """Return the chance that a search without order finds its object, ``1 - exp(-c)``.

    The floor for a search effort, as `exhaustive_search` is its ceiling. Source: Koopman, *Search and
    Screening*.

    Parameters
    ----------
    coverage : float
        Coverage factor, >= 0.

    Returns
    -------
    float
        Probability in [0, 1].

    Examples
    --------
    >>> round(random_search(1.0), 4)
    0.6321
    """
    return -math.expm1(-coverage)


@mechanism
def exhaustive_search(coverage: float) -> float:
    """Return the chance that a search without overlap finds its object, ``min(1, c)``.

    Parameters
    ----------
    coverage : float
        Coverage factor, >= 0.

    Returns
    -------
    float
        Probability in [0, 1].

    Examples
    --------
    >>> exhaustive_search(0.5)
    0.5
    """
    return min(1.0, coverage)


@mechanism
def barrier_coverage(width: float, length: float, patrol_speed: float, crosser_speed: float) -> float:
    """Return the coverage of a line by one patrol, ``(w / L) sqrt(1 + (v / u)²)``.

    What counts is the speed relative to a crosser: a patrol that stands still covers ``w / L``.
    Source: Washburn, *Search and Detection*. `random_search` of this coverage gives the lower chance of a
    patrol that moves in random order.

    Parameters
    ----------
    width : float
        Sweep width, km, >= 0.
    length : float
        Length of the barrier, km, >= 0.
    patrol_speed : float
        Speed v of the patrol, km/h, >= 0.
    crosser_speed : float
        Speed u of those who cross, km/h, >= 0; a crosser that hardly moves is always met.

    Returns
    -------
    float
        Coverage factor, >= 0.

    Examples
    --------
    >>> round(barrier_coverage(20.0, 100.0, 40.0, 10.0), 4)
    0.8246
    """
    if length <= 0.0:
        return math.inf
    if crosser_speed <= 0.0:
        return math.inf if patrol_speed > 0.0 else width / length
    ratio = patrol_speed / crosser_speed
    return width / length * math.sqrt(1.0 + ratio * ratio)


@mechanism
def barrier_patrol(width: float, length: float, patrol_speed: float, crosser_speed: float) -> float:
    """Return the chance that a regular patrol along a line meets a crosser.

    `barrier_coverage`, at most one; parameters as there.

    Returns
    -------
    float
        Probability in [0, 1].

    Examples
    --------
    >>> round(barrier_patrol(20.0, 100.0, 40.0, 10.0), 4)
    0.8246
    >>> barrier_patrol(20.0, 100.0, 80.0, 10.0)
    1.0
    """
    return exhaustive_search(barrier_coverage(width, length, patrol_speed, crosser_speed))


@mechanism
def fixed_sensors(sensors: float, radius: float, detection: float, length: float) -> float:
    """Return the chance that spaced sensors on a line see a crosser, ``min(1, 2 R n / L) p``.

    Parameters
    ----------
    sensors : float
        Sensors n on the line, >= 0.
    radius : float
        Reach R of a sensor to either side, km, >= 0.
    detection : float
        Chance p that a sensor sees a crosser within reach, in [0, 1].
    length : float
        Length L of the line, km, >= 0.

    Returns
    -------
    float
        Probability in [0, 1].

    Examples
    --------
    >>> round(fixed_sensors(30.0, 5.0, 0.8, 1200.0), 3)
    0.2
    """
    if length <= 0.0:
        return detection
    return exhaustive_search(2.0 * radius * sensors / length) * detection


@mechanism
def scattered_sensors(sensors: float, radius: float, detection: float, length: float) -> float:
    """Return the chance that sensors placed at random on a line see a crosser, ``1 - exp(-2 R n p / L)``.

    Parameters as in `fixed_sensors`, which it never exceeds while nothing is covered twice there.

    Returns
    -------
    float
        Probability in [0, 1].

    Examples
    --------
    >>> round(scattered_sensors(30.0, 5.0, 0.8, 1200.0), 3)
    0.181
    """
    if length <= 0.0:
        return detection
    return random_search(2.0 * radius * sensors * detection / length)


@mechanism
def detection_by(rate: float, time: float) -> float:
    """Return the chance of a detection within a time, ``1 - exp(-γ t)``.

    Rate form of random search, for a constant rate; rates of independent sensors add.

    Parameters
    ----------
    rate : float
        Detections per day, >= 0.
    time : float
        Days watched, >= 0.

    Returns
    -------
    float
        Probability in [0, 1].

    Examples
    --------
    >>> round(detection_by(0.05, 60.0), 3)
    0.95
    """
    return random_search(rate * time)


@mechanism
def alarm_posterior(detection: float, false_alarm: float, prior: float) -> float:
    """Return the chance that an alarm is real, ``p π / (p π + f (1 - π))`` (Bayes).

    Parameters
    ----------
    detection : float
        Chance p of an alarm when an attack is coming, in [0, 1].
    false_alarm : float
        Chance f of an alarm when none is, in [0, 1].
    prior : float
        Chance π that an attack is coming, in [0, 1].

    Returns
    -------
    float
        Probability in [0, 1]; the prior if no alarm can sound at all.

    Examples
    --------
    >>> round(alarm_posterior(0.9, 0.10, 0.02), 3)
    0.155
    """
    real = detection * prior
    false = false_alarm * (1.0 - prior)
    if real + false <= 0.0:
        return prior
    return real / (real + false)


@mechanism
def days_to_attribution(prior: float, threshold: float, evidence_per_day: float) -> float:
    """Return the days until belief in who is responsible passes a threshold.

    Evidence adds to the log-odds at a steady rate, ``t = (logit θ - logit π) / r`` (Bayes with independent
    daily evidence).

    Parameters
    ----------
    prior : float
        Belief π on the first day, in (0, 1).
    threshold : float
        Belief θ that counts as shown, in (0, 1).
    evidence_per_day : float
        Log-odds r gained a day, >= 0.

    Returns
    -------
    float
        Days, >= 0; infinite if no evidence comes in and the prior does not suffice.

    Examples
    --------
    >>> round(days_to_attribution(0.5, 0.9, 0.5), 3)
    4.394
    """
    gap = logit(threshold) - logit(prior)
    if gap <= 0.0:
        return 0.0
    if evidence_per_day <= 0.0:
        return math.inf
    return gap / evidence_per_day
