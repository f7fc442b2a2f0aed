"""Which app is this?"""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who are the people, and how are they related? Persons, custody and other relations, what each can manage."""

    name = "enplan.registers.people"
    label = "people"
