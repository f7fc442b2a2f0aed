"""Which app is this?"""

from django.apps import AppConfig

from enplan.doors.parts.form_words import speak_plainly


class PartsConfig(AppConfig):
    """What do all pages share? Who asks and when, errors as pages, components."""

    name = "enplan.doors.parts"
    label = "parts"

    def ready(self) -> None:
        """From the first form on."""
        speak_plainly()
