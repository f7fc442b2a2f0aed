"""Which app is this?"""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """How do decision and plan become letters on paper and screen?"""

    name = "enplan.doors.letters"
    label = "letters"
