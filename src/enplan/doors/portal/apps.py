"""Which app is this?"""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Which pages does the citizen see?"""

    name = "enplan.doors.portal"
    label = "portal"
