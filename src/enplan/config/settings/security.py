"""Which defences does every installation have?"""

from datetime import timedelta

SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
# A log-in ends after a working day, and sooner where nobody has clicked (T09, T43). Staff sit where others pass by; a
# citizen writes long, and keeps what was typed when the log-in ends meanwhile.
SESSION_LONGEST = timedelta(seconds=SESSION_COOKIE_AGE)
SESSION_IDLE_STAFF = timedelta(minutes=20)
SESSION_IDLE_CITIZEN = timedelta(minutes=30)
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; form-action 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)
REFUSE_DANGER = False  # true where web server and jobs begin only on a database that is safe
DEMO = False  # true only where one may choose who to be
CSRF_FAILURE_VIEW = "enplan.doors.parts.sorry.not_allowed"
