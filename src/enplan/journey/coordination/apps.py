"""Which app is this?"""

from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    """The step `coordination` of the citizen's way."""

    name = "enplan.journey.coordination"
    label = "coordination"
