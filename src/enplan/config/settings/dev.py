"""How does it run on a developer's own machine, and in the demo?"""

from datetime import timedelta

from enplan.config.settings.base import *
from enplan.config.settings.database import database_of
from enplan.config.settings.environment import VAR, text, words

DEBUG = False
DEMO = True
SECRET_KEY = text("ENPLAN_SECRET_KEY")
# The people of the demo are invented, and it is shown with breaks; the limit is there all the same, only later.
SESSION_IDLE_STAFF = SESSION_IDLE_CITIZEN = SIGN_IN_FRESH = timedelta(hours=2)
ALLOWED_HOSTS = words("ENPLAN_HOSTS", "localhost,127.0.0.1,[::1]")
DATABASES = {"default": database_of(text("DATABASE_URL"))}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR / "media"
