"""Which app is this?"""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """The step `followup` of the citizen's way."""

    name = "enplan.journey.followup"
    label = "followup"
