"""Which app is this?"""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """The step `outcomes` of the citizen's way."""

    name = "enplan.journey.outcomes"
    label = "outcomes"
