"""Which addresses does the citizen's portal have? Each page module lists its own."""

from importlib import import_module
from pkgutil import iter_modules

from django.urls import URLPattern

from enplan.doors.portal import pages

urlpatterns: list[URLPattern] = [
    pattern
    for module in sorted(iter_modules(pages.__path__), key=lambda found: found.name)
    for pattern in import_module(f"{pages.__name__}.{module.name}").urlpatterns
]
