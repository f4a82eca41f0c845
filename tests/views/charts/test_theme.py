"""Colours: told apart by everyone, readable on their paper, and exchanged without touching the data."""

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from ceaseline.views.charts.theme import DARK, DARK_OF, LIGHT, THEMES, themed

SERIES = ("baseline", "series_1", "series_2", "series_3", "series_4", "series_5")
STEPS = ("step_1", "step_2", "step_3", "step_4", "step_5")

#: Machado, Oliveira and Fernandes 2009, severity 1, on linear light.
SIGHT = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def linear(colour: str) -> NDArray[np.float64]:
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio."""
    dark, light = sorted(float(linear(colour) @ TO_XYZ[1]) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def lab(colour: str, sight: str) -> NDArray[np.float64]:
    seen = np.clip(SIGHT[sight] @ linear(colour), 0.0, 1.0)
    xyz = TO_XYZ @ seen / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_the_check_of_contrast_knows_black_and_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)


def test_the_check_of_sight_finds_red_against_green() -> None:
    red, green = "#b03020", "#3c7a28"
    apart = {sight: float(np.linalg.norm(lab(red, sight) - lab(green, sight))) for sight in SIGHT}
    assert apart["normal"] > 60
    assert apart["deuteranopia"] < 20


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", SIGHT)
def test_packages_are_told_apart_by_everyone(theme: str, sight: str) -> None:
    seen = [lab(THEMES[theme][token], sight) for token in (*SERIES, "outside")]
    pairs = itertools.combinations(seen[:-1], 2)
    assert min(float(np.linalg.norm(one - other)) for one, other in pairs) > 14


@pytest.mark.parametrize("theme", THEMES)
def test_text_and_lines_stand_out_from_the_paper(theme: str) -> None:
    colours = THEMES[theme]
    for token in ("ink", "ink_2", "outside", *SERIES):
        assert contrast(colours[token], colours["paper"]) >= 4.5, token
    assert contrast(colours["rule"], colours["paper"]) >= 3.0
    assert contrast(colours["ink"], colours["land"]) >= 4.5
    assert contrast(colours["ink"], colours["sea"]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", SIGHT)
def test_steps_go_one_way_in_lightness(theme: str, sight: str) -> None:
    lightness = [float(lab(THEMES[theme][token], sight)[0]) for token in STEPS]
    gaps = np.diff(lightness)
    assert np.all(gaps > 8) or np.all(gaps < -8)


def test_each_colour_has_one_purpose_and_one_partner() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert len(set(LIGHT.values())) == len(LIGHT) == len(DARK_OF)


def test_dark_exchanges_colours_and_leaves_words() -> None:
    spec = {"mark": {"color": LIGHT["series_1"]}, "datasets": {"d": [{"title": LIGHT["series_1"]}]}}
    found = themed(spec, "dark")
    assert found["mark"]["color"] == DARK["series_1"]
    assert found["datasets"]["d"][0]["title"] == LIGHT["series_1"]
    with pytest.raises(KeyError):
        themed(spec, "sepia")
