"""Which app is this?"""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo: invented people, stories and bulk data."""

    name = "enplan.demo"
    label = "demo"
