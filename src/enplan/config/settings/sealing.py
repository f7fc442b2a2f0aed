"""By which key are the logs sealed, and where are the seals kept that nobody here can change?"""

from enplan.config.settings.environment import text, words

# Signs the seals. It is in no database and no backup of one.
LOG_KEY = text("ENPLAN_LOG_KEY", "")
# The public keys that signed before the present one; what they signed still holds.
LOG_KEYS_BEFORE = words("ENPLAN_LOG_KEYS_BEFORE")
# Where the seals are kept: a file of another account that can only be added to, a receiver over HTTPS, or both.
LOG_ANCHOR_FILE = text("ENPLAN_LOG_ANCHOR_FILE", "")
LOG_ANCHOR_URL = text("ENPLAN_LOG_ANCHOR_URL", "")
LOG_ANCHOR_TOKEN = text("ENPLAN_LOG_ANCHOR_TOKEN", "")
