"""Which app is this?"""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who can sign in, and as whom?"""

    name = "enplan.registers.accounts"
    label = "accounts"
