"""Where does the server find the application?"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enplan.config.settings.production")
application = get_wsgi_application()
