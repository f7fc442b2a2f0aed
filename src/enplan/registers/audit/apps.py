"""Which app is this?"""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did what, when, for which case?"""

    name = "enplan.registers.audit"
    label = "audit"
