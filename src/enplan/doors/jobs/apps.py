"""Which app is this?"""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The door of the clock."""

    name = "enplan.doors.jobs"
    label = "jobs"
