"""Which app is this?"""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """The step `assessment` of the citizen's way."""

    name = "enplan.journey.assessment"
    label = "assessment"
