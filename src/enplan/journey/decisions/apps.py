"""Which app is this?"""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """The step `decisions` of the citizen's way."""

    name = "enplan.journey.decisions"
    label = "decisions"
