"""Which app is this?"""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """The step `evidence` of the citizen's way."""

    name = "enplan.journey.evidence"
    label = "evidence"

    def ready(self) -> None:
        """What somebody has promised to get stands among the deadlines, which know no later step."""
        from enplan.journey.evidence.queries import promised  # noqa: PLC0415 - there are no tables before now
        from enplan.journey.followup.models.grounds import TELLERS  # noqa: PLC0415 - the same

        TELLERS.append(promised)
