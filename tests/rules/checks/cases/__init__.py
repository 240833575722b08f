"""For each check, by its code: papers in which it finds something and papers in which it must not. A module for each family."""

from importlib import import_module
from pkgutil import iter_modules

from tests.rules.checks.papers import Case

ALL: dict[str, Case] = {
    code: case
    for found in iter_modules(__path__)
    for code, case in import_module(f"{__name__}.{found.name}").CASES.items()
}
