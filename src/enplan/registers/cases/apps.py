"""Which app is this?"""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Which cases are there? One citizen or one family on the way to one plan."""

    name = "enplan.registers.cases"
    label = "cases"
