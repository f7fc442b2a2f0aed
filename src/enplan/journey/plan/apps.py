"""Which app is this?"""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """The step `plan` of the citizen's way."""

    name = "enplan.journey.plan"
    label = "plan"
