"""Packages with one lever more or less."""

from __future__ import annotations

from dataclasses import replace

from ceaseline.case import Case, Estimate, FrozenMap, Lever, LeverSetting, Package, Uncertain

#: Designs that take the meaning from other numbers: without conditions or withdrawal these move nothing.
SILENCING = ("unconditional", "irrevocable")


def certain_setting(lever: Lever) -> LeverSetting:
    """Return a setting under which a lever is meant for certain, as the lever itself describes it.

    Parameters
    ----------
    lever : Lever

    Returns
    -------
    LeverSetting
    """
    return LeverSetting(
        lever=lever.id,
        will=Estimate(value=Uncertain.fixed(1.0, lower=0.0, upper=1.0), unit="share"),
        amount=lever.amount,
        form=lever.form,
        siting=lever.siting,
        setting=lever.setting,
        revocable=lever.revocable,
        note="added, as if it were meant",
    )


def without_lever(package: Package, lever: str) -> Package:
    """Return a package without one of its levers.

    Raises
    ------
    KeyError
        If the package does not hold it.
    """
    if lever not in package.settings:
        raise KeyError(f"package {package.name} does not hold {lever}")
    rest = {name: setting for name, setting in package.settings.items() if name != lever}
    return replace(package, name=f"{package.name} without {lever}", settings=FrozenMap(rest))


def with_lever(case: Case, package: Package, lever: str) -> Package:
    """Return a package with one lever of the case added, meant for certain.

    Raises
    ------
    KeyError
        If the case has no such lever; with the nearest valid id.
    """
    added = certain_setting(case.lever(lever))
    settings = FrozenMap({**package.settings, lever: added})
    return replace(package, name=f"{package.name} with {lever}", settings=settings)


def with_every_lever(case: Case, package: Package) -> Package:
    """Return a package with all other levers of the case added, save those that silence numbers."""
    added = {
        lever.id: certain_setting(lever)
        for lever in case.levers
        if lever.id not in package.settings and lever.item not in SILENCING
    }
    settings = FrozenMap({**package.settings, **added})
    return replace(package, name=f"{package.name} with every other lever", settings=settings)
