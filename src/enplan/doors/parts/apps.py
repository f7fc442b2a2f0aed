"""Which app is this?"""

from django.apps import AppConfig


class PartsConfig(AppConfig):
    """What do all pages share? Who asks and when, errors as pages, components."""

    name = "enplan.doors.parts"
    label = "parts"
