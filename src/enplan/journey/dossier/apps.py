"""Which app is this?"""

from django.apps import AppConfig


class DossierConfig(AppConfig):
    """The step `dossier` of the citizen's way."""

    name = "enplan.journey.dossier"
    label = "dossier"
