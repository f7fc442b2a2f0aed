"""Which app is this?"""

from django.apps import AppConfig


class SectorplansConfig(AppConfig):
    """The step `sectorplans` of the citizen's way."""

    name = "enplan.journey.sectorplans"
    label = "sectorplans"
