"""Which settings are the same everywhere?"""

from enplan.config.settings.environment import VAR, text
from enplan.config.settings.language import *
from enplan.config.settings.login import *
from enplan.config.settings.logs import *
from enplan.config.settings.sealing import *
from enplan.config.settings.security import *

REGISTERS = ["base", "seals", "audit", "organisation", "people", "accounts", "cases", "outbox"]
STEPS = [
    "entrance",
    "team",
    "consent",
    "access",
    "dossier",
    "assessment",
    "sectorplans",
    "coordination",
    "plan",
    "decisions",
    "appeals",
    "meetings",
    "followup",
    "outcomes",
    "evidence",
]

INSTALLED_APPS = [
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "pgtrigger",
    *[f"enplan.registers.{name}" for name in REGISTERS],
    *[f"enplan.journey.{name}" for name in STEPS],
    "enplan.doors.parts",
    "enplan.doors.portal",
    "enplan.doors.desk",
    "enplan.doors.jobs",
    "enplan.doors.letters",
    "enplan.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "enplan.doors.parts.middleware.Protect",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "enplan.doors.parts.middleware.AskWho",
    "enplan.doors.parts.middleware.AnswerExpected",
]

ROOT_URLCONF = "enplan.config.urls"
WSGI_APPLICATION = "enplan.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["enplan.doors.parts.templatetags.posting"],  # every form gets a key with its token
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "enplan.doors.parts.context.everywhere",
            ],
        },
    },
]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
FORM_RENDERER = "enplan.doors.parts.rendering.Renderer"

MUNICIPALITY = {
    "name": text("ENPLAN_MUNICIPALITY", "Nordby Kommune"),
    "phone": text("ENPLAN_PHONE", "70 10 20 30"),
    "mail": text("ENPLAN_MAIL", "enplan@nordby.example"),
    "colour": text("ENPLAN_COLOUR", "#1f4e5f"),
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 12_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
