"""Which app is this?"""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """The step `meetings` of the citizen's way."""

    name = "enplan.journey.meetings"
    label = "meetings"
