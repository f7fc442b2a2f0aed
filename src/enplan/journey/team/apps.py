"""Which app is this?"""

from django.apps import AppConfig


class TeamConfig(AppConfig):
    """The step `team` of the citizen's way."""

    name = "enplan.journey.team"
    label = "team"
