"""How does it run for real? It refuses to start where something is unsafe."""

from django.core.exceptions import ImproperlyConfigured

from enplan.config.settings.base import *
from enplan.config.settings.database import database_of
from enplan.config.settings.environment import text, words

DEBUG = False
DEMO = False
REFUSE_DANGER = True
SECRET_KEY = text("ENPLAN_SECRET_KEY")
ALLOWED_HOSTS = words("ENPLAN_HOSTS")
DATABASES = {"default": database_of(text("DATABASE_URL"))}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
# Whether the municipality's other host names promise HTTPS for good is not ours to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-enplan"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-enplan-csrf"

if len(SECRET_KEY) < 40 or len(set(SECRET_KEY)) < 10:
    raise ImproperlyConfigured("ENPLAN_SECRET_KEY er for svag: brug mindst 40 tilfældige tegn.")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ENPLAN_HOSTS skal nævne de værtsnavne, som installationen svarer på.")
if not (MITID["issuer"] or STAFF["issuer"]):
    why = "Ingen kan logge ind: sæt ENPLAN_MITID_ISSUER eller ENPLAN_STAFF_ISSUER. Se docs/how-to/connect-sign-in.md."
    raise ImproperlyConfigured(why)
for name, provider, claims, facts, levels in (
    ("ENPLAN_MITID", MITID, MITID_CLAIMS, FACTS, MITID_LEVELS),
    ("ENPLAN_STAFF", STAFF, STAFF_CLAIMS, STAFF_FACTS, STAFF_LEVELS),
):
    if provider["issuer"] and not provider["issuer"].startswith("https://"):
        raise ImproperlyConfigured(f"{name}_ISSUER skal begynde med https://.")
    if provider["issuer"] and not (provider["client_id"] and provider["secret"]):
        raise ImproperlyConfigured(f"{name}_CLIENT_ID og {name}_CLIENT_SECRET skal være sat.")
    if not set(claims) <= facts:
        raise ImproperlyConfigured(f"{name}_CLAIMS: der findes kun {', '.join(sorted(facts))}.")
    if not set(levels.values()) <= LEVELS:
        raise ImproperlyConfigured(f"{name}_LEVELS: et niveau er Low, Substantial eller High.")
if STAFF["issuer"] and not STAFF_ROLES:
    raise ImproperlyConfigured("ENPLAN_STAFF_ROLES skal sige, hvilke roller kommunens navne står for.")
if not set(STAFF_ROLES.values()) <= ROLES:
    raise ImproperlyConfigured(f"ENPLAN_STAFF_ROLES: en rolle er {', '.join(sorted(ROLES))}.")
if len(IDENTITY_KEY) < 40 or len(set(IDENTITY_KEY)) < 10 or IDENTITY_KEY == SECRET_KEY:
    raise ImproperlyConfigured("ENPLAN_IDENTITY_KEY skal være mindst 40 tilfældige tegn, og ikke den anden nøgle.")
if len(LOG_KEY) < 40 or len(set(LOG_KEY)) < 10 or LOG_KEY in {SECRET_KEY, IDENTITY_KEY}:
    raise ImproperlyConfigured("ENPLAN_LOG_KEY skal være mindst 40 tilfældige tegn, og ingen af de andre nøgler.")
if not (LOG_ANCHOR_FILE or LOG_ANCHOR_URL):
    where = "Sæt ENPLAN_LOG_ANCHOR_FILE eller ENPLAN_LOG_ANCHOR_URL. Se docs/how-to/keep-the-seals.md."
    raise ImproperlyConfigured(f"Ingen uden for databasen gemmer loggens segl. {where}")
if LOG_ANCHOR_URL and not LOG_ANCHOR_URL.startswith("https://"):
    raise ImproperlyConfigured("ENPLAN_LOG_ANCHOR_URL skal begynde med https://.")
if text("ENPLAN_DEMO", "0") not in {"", "0"}:
    raise ImproperlyConfigured("Demoens valg af person må ikke findes i drift. Fjern ENPLAN_DEMO.")
