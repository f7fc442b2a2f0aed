"""How does it run under the tests?"""

from enplan.config.settings.base import *
from enplan.config.settings.database import database_of
from enplan.config.settings.environment import text

DEBUG = False
DEMO = True
SECRET_KEY = "only-for-the-tests-and-nothing-else-0123456789"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASES = {"default": database_of(text("DATABASE_URL", "postgresql:///enplan"))}
DATABASES["default"]["TEST"] = {"NAME": text("ENPLAN_TEST_DB", "test_enplan")}
