"""Which pages may a stranger see? The front, the statements, and how the service is."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path


def front(request: HttpRequest) -> HttpResponse:
    """What Én plan is, how to ask for it, where to sign in."""
    return render(request, "portal/front.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the pages are, and to whom one writes when they are not."""
    return render(request, "portal/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why, and what they can demand."""
    return render(request, "portal/privacy.html")


def health(request: HttpRequest) -> HttpResponse:
    """For machines: whether the service and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return JsonResponse({"status": "ok"})


urlpatterns = [
    path("", front, name="front"),
    path("tilgaengelighed/", accessibility, name="accessibility"),
    path("persondata/", privacy, name="privacy"),
    path("sundhed", health, name="health"),
]
