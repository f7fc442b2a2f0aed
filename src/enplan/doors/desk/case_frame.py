"""What stands around every page of a case?"""

from datetime import date

from enplan.journey.consent.queries import plan_stopped
from enplan.kernel.sight import Sight
from enplan.registers.cases.facts import Case
from enplan.registers.cases.queries import case_of

STEPS = (
    ("overblik", "", "Overblik"),
    ("team", "team/", "Team"),
    ("samtykker", "samtykker/", "Samtykker"),
    ("sagens-oplysninger", "sagens-oplysninger/", "Sagens oplysninger"),
    ("udredning", "udredning/", "Udredning"),
    ("sektorplaner", "sektorplaner/", "Sektorplaner"),
    ("samordning", "samordning/", "Samordning"),
    ("plan", "plan/", "Én plan"),
    ("afgoerelse", "afgoerelse/", "Afgørelse"),
    ("moeder", "moeder/", "Møder"),
    ("opfoelgning", "opfoelgning/", "Opfølgning"),
    ("frister", "frister/", "Frister"),
    ("belysning", "belysning/", "Belysning"),
)


def taken_back(sight: Sight, case: Case, on: date) -> list[tuple[str, date]]:
    """Who of the case took their yes to one plan back, by name, and on which day."""
    stopped = plan_stopped(sight, on=on)
    return [(each.name, stopped[each.person_id]) for each in case.persons if each.person_id in stopped]


def case_frame(sight: Sight, step: str, *, case: Case | None = None) -> dict[str, object]:
    """The context that `desk/case.html` needs; `step` is the page's key in the menu, `case` the case, if known."""
    root = f"/arbejde/sager/{sight.case_id}/"
    return {
        "here": "sager",
        "step": step,
        "case": case or case_of(sight),
        "case_menu": [(key, root + path, label) for key, path, label in STEPS],
    }
