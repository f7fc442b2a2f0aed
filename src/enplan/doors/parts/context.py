"""What does every page know?"""

from django.conf import settings
from django.http import HttpRequest


def everywhere(request: HttpRequest) -> dict[str, object]:
    """The municipality, who is signed in, and whether this is the demo."""
    return {
        "municipality": settings.MUNICIPALITY,
        "actor": getattr(request, "actor", None),
        "moment": getattr(request, "moment", None),
        "demo": settings.DEMO,
    }
