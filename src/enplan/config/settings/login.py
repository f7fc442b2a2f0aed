"""By which ways does one sign in? Empty where a way is not used."""

from datetime import timedelta

from enplan.config.settings.environment import number, pairs, text, words

# Seals the marks by which people are known again, such as CPR numbers. It is in no database and no backup of one.
IDENTITY_KEY = text("ENPLAN_IDENTITY_KEY", "")

# Citizens, by MitID through a broker that speaks OpenID Connect.
MITID: dict[str, str] = {
    "issuer": text("ENPLAN_MITID_ISSUER", ""),
    "client_id": text("ENPLAN_MITID_CLIENT_ID", ""),
    "secret": text("ENPLAN_MITID_CLIENT_SECRET", ""),
    "scopes": text("ENPLAN_MITID_SCOPES", "openid mitid ssn"),
    "level": text("ENPLAN_MITID_ACR_VALUES", "https://data.gov.dk/concept/core/nsis/Substantial"),
}
MITID_CLAIMS: dict[str, str] = pairs("ENPLAN_MITID_CLAIMS")
MITID_LEVELS: dict[str, str] = pairs("ENPLAN_MITID_LEVELS")
# Staff, by the municipality's own directory, which speaks OpenID Connect too.
STAFF: dict[str, str] = {
    "issuer": text("ENPLAN_STAFF_ISSUER", ""),
    "client_id": text("ENPLAN_STAFF_CLIENT_ID", ""),
    "secret": text("ENPLAN_STAFF_CLIENT_SECRET", ""),
    "scopes": text("ENPLAN_STAFF_SCOPES", "openid profile"),
    "level": text("ENPLAN_STAFF_ACR_VALUES", ""),
}
STAFF_CLAIMS: dict[str, str] = pairs("ENPLAN_STAFF_CLAIMS")
STAFF_LEVELS: dict[str, str] = pairs("ENPLAN_STAFF_LEVELS")
# The roles as the directory names them, and the CVR numbers of those who are served here.
STAFF_ROLES: dict[str, str] = pairs("ENPLAN_STAFF_ROLES")
SERVED = words("ENPLAN_CVR")
# How long it holds that somebody has shown who they are, for what binds: signing, sharing, taking data along.
SIGN_IN_FRESH = timedelta(minutes=number("ENPLAN_FRESH_MINUTES", 15, least=1, most=60))
# What a broker can have another name for, and the levels there are.
FACTS = {
    *("cpr", "uuid", "name", "born", "kind", "private", "shown_at", "transaction", "broker_transaction", "session"),
    "levels",
}
LEVELS = {"Low", "Substantial", "High"}
STAFF_FACTS = {"key", "name", "title", "department", "roles", "privileges", "shown_at", "session", "levels"}
ROLES = {"professional", "intake", "leader"}
