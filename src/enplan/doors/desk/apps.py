"""Which app is this?"""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Which pages does the professional see?"""

    name = "enplan.doors.desk"
    label = "desk"
