"""Which app is this?"""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Who works where? The municipality, its departments and the professionals, and the authorities beside it."""

    name = "enplan.registers.organisation"
    label = "organisation"
