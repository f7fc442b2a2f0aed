"""By which ways does one sign in? Empty where a way is not used."""

from enplan.config.settings.environment import pairs, text

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
# What a broker can have another name for, and the levels there are.
FACTS = {
    *("cpr", "uuid", "name", "born", "kind", "private", "shown_at", "transaction", "broker_transaction", "session"),
    "levels",
}
LEVELS = {"Low", "Substantial", "High"}
