"""Which app is this?"""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """The step `evidence` of the citizen's way."""

    name = "enplan.journey.evidence"
    label = "evidence"
