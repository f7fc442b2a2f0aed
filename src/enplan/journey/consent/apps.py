"""Which app is this?"""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """The step `consent` of the citizen's way."""

    name = "enplan.journey.consent"
    label = "consent"
