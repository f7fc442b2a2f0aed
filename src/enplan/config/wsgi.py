"""Where does the server find the application? It is not there on a database that would hold nothing back."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enplan.config.settings.production")
application = get_wsgi_application()

if settings.REFUSE_DANGER:
    from enplan.registers.base.safety import refuse_danger

    refuse_danger()
