"""What does a person at a terminal read? The whole answer in Danish, the most pressing first."""

import textwrap
from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import groupby
from typing import Final

from enplan.doors.parts.findings import HEADINGS, when
from enplan.journey.coordination.facts import Answer, FateKind, Finding, Severity, Week
from enplan.journey.coordination.rules.occurrences import HORIZON_DAYS, minutes, occurrences
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.coordination.rules.wording import (
    called,
    joined,
    people,
    said_clock,
    said_day,
    said_number,
    said_weekday,
)
from enplan.journey.sectorplans.facts import Household
from enplan.law.lawbook import Lawbook
from enplan.law.provision import LegalBasis

WIDTH: Final = 100
SEVERITIES: Final = {
    Severity.MUST: "SKAL LØSES",
    Severity.SHOULD: "BØR LØSES",
    Severity.NOTICE: "VÆR OPMÆRKSOM PÅ",
}
DOMAINS: Final = {
    "work": "Arbejde",
    "education": "Uddannelse",
    "health": "Helbred",
    "substance": "Rusmidler",
    "family": "Familie",
    "child": "Barnet",
    "housing": "Bolig",
    "economy": "Økonomi",
    "relations": "Netværk",
    "daily-life": "Hverdag",
}
FATES: Final = {
    FateKind.CARRIED: "Går med",
    FateKind.MERGED: "Lægges sammen med et andet mål",
    FateKind.KEPT_BESIDE: "Bliver stående ved siden af",
    FateKind.ENDED: "Afsluttes",
}


def tell(household: Household, found: Answer, book: Lawbook) -> Iterator[str]:
    """Every line of the answer."""
    spread = Spread(household, book, found.on)
    yield from _opening(spread, found)
    yield from _findings(spread, found, book)
    yield from _draft(spread, found, book)
    yield from _joint_meetings(spread, found, book)
    yield from _duties(spread, found)
    yield from _waiting(spread, found)
    yield from _contacts(spread, found)
    yield from _load(spread, found)
    yield from _calendar(spread, found)


def wrapped(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """A text in lines, the first with its mark and the others under it."""
    indent = " " * len(first) if rest is None else rest
    plain = " ".join(text.split())
    return textwrap.wrap(
        plain, WIDTH, initial_indent=first, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    ) or [first.rstrip()]


def _title(text: str) -> list[str]:
    return ["", text, "=" * len(text)]


def _opening(spread: Spread, found: Answer) -> Iterator[str]:
    household = spread.household
    place = f", {household.municipality}" if household.municipality else ""
    yield from wrapped(f"Én plan for {people(spread, spread.persons)}{place}")
    yield from wrapped(f"Sådan ser det ud {said_weekday(found.on)} og 26 uger frem.")
    count = {severity: sum(finding.severity is severity for finding in found.findings) for severity in Severity}
    plans = len(household.plans)
    yield from wrapped(
        f"{plans} {'plan' if plans == 1 else 'planer'}, {len(found.findings)} fund: {count[Severity.MUST]} skal løses, "
        f"{count[Severity.SHOULD]} bør løses, {count[Severity.NOTICE]} er til orientering."
    )
    for category, number in sorted(found.withheld.items()):
        yield f"Holdt tilbage ({category}): {number}"


def _findings(spread: Spread, found: Answer, book: Lawbook) -> Iterator[str]:
    if not found.findings:
        yield from ["", "Planerne spænder ikke ben for hinanden."]
    number = 0
    for severity, group in groupby(found.findings, key=lambda finding: finding.severity):
        findings = list(group)
        yield from _title(f"{SEVERITIES[severity]} ({len(findings)})")
        for finding in findings:
            number += 1
            yield ""
            yield from _finding(spread, number, finding, book)


def _finding(spread: Spread, number: int, finding: Finding, book: Lawbook) -> Iterator[str]:
    what = joined(f"{called(spread, name)} [{name}]" for name in finding.items[:4])
    more = len(finding.items) - 4
    also = f" og {more} til" if more > 0 else ""
    yield from wrapped(f"{HEADINGS[finding.kind]}: {what}{also}", f"{number:>3}. ")
    yield from wrapped(people(spread, finding.persons), "     Hvem:      ")
    if facts := when(spread, finding):
        yield from wrapped(facts, "     Hvornår:   " if finding.first_day else "     Hvad:      ")
    for way in finding.proposals:
        yield from wrapped(way.text, "     Vej ud:    ")
    if finding.legal_basis:
        yield from wrapped(_law(finding.legal_basis, book), "     Lov:       ")
    deciders = [*finding.departments, *(spread.persons[person].called for person in finding.persons)]
    yield from wrapped(joined(deciders), "     Afgør det: ")


def _law(bases: Iterable[LegalBasis], book: Lawbook) -> str:
    return "; ".join(book.cite(basis) for basis in bases)


def _draft(spread: Spread, found: Answer, book: Lawbook) -> Iterator[str]:
    draft = found.draft
    yield from _title("UDKAST TIL ÉN PLAN")
    yield from wrapped(f"Ordning: {spread.law.regime(draft.regime).label}.")
    if book.regimes.on(draft.regime, found.on) is None:
        yield from wrapped(f"OBS: Ordningen gjaldt ikke {said_day(found.on)}. Sådan ville planen se ud efter den.")
    if draft.legal_basis:
        yield from wrapped(_law(draft.legal_basis, book), "Lov: ")
    for goal in draft.goals:
        yield ""
        domain = DOMAINS.get(goal.domain, goal.domain)
        yield from wrapped(f"{domain}: {spread.law.aim(goal.aim).label} ({people(spread, [goal.person])})")
        for wording in goal.texts:
            yield from wrapped(f"{wording.text} [{wording.item}]", "  Mål:     ")
        for name in goal.measures:
            yield from wrapped(f"{called(spread, name)} ({spread.department(name)})", "  Indsats: ")
        if not goal.measures:
            yield "  Indsats: ingen endnu"
    yield from _fates(spread, found)
    if draft.demands:
        yield from ["", "Det kræver loven, at den ene plan indeholder:"]
    for demand in draft.demands:
        yield from wrapped(f"{demand.label} ({spread.law.plan_type(demand.plan_type).label})", "    - ")


def _fates(spread: Spread, found: Answer) -> Iterator[str]:
    draft = found.draft
    yield ""
    yield from wrapped(f"Hvad der sker med hver af de {len(draft.fates)} ting i planerne:")
    for kind, label in FATES.items():
        fates = [fate for fate in draft.fates if fate.fate is kind]
        if fates:
            yield f"  {label} ({len(fates)}):"
        for fate in fates:
            into = f" Lægges sammen med [{fate.into}]." if fate.into else ""
            reason = "" if kind is FateKind.CARRIED else f" {fate.reason}"
            yield from wrapped(f"{called(spread, fate.item)} [{fate.item}].{into}{reason}", "    - ")


def _joint_meetings(spread: Spread, found: Answer, book: Lawbook) -> Iterator[str]:
    joint = found.joint_meetings
    yield from _title(f"FÆLLESMØDER ({joint.minimum})")
    if not joint.meetings:
        yield "Der mangler ingen møder, som kan lægges sammen."
    for meeting in joint.meetings:
        duties = joined(f"{called(spread, name)} [{name}]" for name in meeting.duties)
        yield from wrapped(f"{said_weekday(meeting.day)} med {people(spread, meeting.persons)}: {duties}.", "  - ")
        yield from wrapped(_law(meeting.legal_basis, book), "    Lov: ")
        for one, other in meeting.apart:
            yield from wrapped(f"{people(spread, [one, other])} skal ikke sidde i samme rum.", "    OBS: ")
    for gap in joint.unmeetable:
        yield from wrapped(
            f"{called(spread, gap.duty)} [{gap.duty}] kan ikke nås: der mangler {gap.lacks} møder senest "
            f"{said_day(gap.due)}, men der er kun {gap.days} arbejdsdage til det.",
            "  - ",
        )


def _duties(spread: Spread, found: Answer) -> Iterator[str]:
    yield from _title(f"MØDER, LOVEN KRÆVER ({len(found.duties)})")
    for row in found.duties:
        due = "ingen frist de næste 26 uger" if row.due is None else f"senest {said_day(row.due)}"
        booked = f", booket: {joined(row.met_by)}" if row.met_by else ""
        yield from wrapped(
            f"{called(spread, row.duty)} [{row.duty}]: {due}; kræver {row.demanded}, holdt {row.held}{booked}.", "  - "
        )


def _waiting(spread: Spread, found: Answer) -> Iterator[str]:
    waiting = found.waiting
    yield from _title("HVEM VENTER PÅ HVEM")
    if waiting.head is None:
        yield "Ingen indsats bliver holdt op af en anden."
        return
    yield from wrapped(" -> ".join(called(spread, name) for name in waiting.longest), "  ")
    if waiting.days is None:
        yield from wrapped(f"Ingen ved, hvornår den sidste kan begynde. {waiting.head} skal sætte en dag først.", "  ")
    else:
        yield from wrapped(f"Den sidste kan begynde om {waiting.days} dage. {waiting.head} skal rykke først.", "  ")


def _contacts(spread: Spread, found: Answer) -> Iterator[str]:
    yield from _title("KONTAKTPERSONER")
    for person, says in found.contacts.items():
        if says:
            yield f"{people(spread, [person])} ({len(says)}):"
        for say in says:
            role = f", {say.role}" if say.role else ""
            yield from wrapped(f"{say.name}{role}, {say.department}", "  - ")


def _load(spread: Spread, found: Answer) -> Iterator[str]:
    yield from _title("UGENS BELASTNING (timer / aftaler)")
    for person, weeks in found.load.items():
        if not weeks:
            continue
        capacity = spread.persons[person].capacity
        agreed = [
            *([f"{said_number(capacity.hours_per_week)} timer"] if capacity.hours_per_week is not None else []),
            *([f"{capacity.contacts_per_week} aftaler"] if capacity.contacts_per_week is not None else []),
        ]
        yield f"{people(spread, [person])}{f' (aftalt højst {joined(agreed)})' if agreed else ''}:"
        cells = [f"uge {week.week.number}: {said_number(week.hours)} / {week.contacts}" for week in weeks]
        yield from wrapped(", ".join(cells), "  ")


def _heaviest(found: Answer) -> Week | None:
    """The week that holds most hours for the whole household; the first of equals."""
    hours: dict[Week, Decimal] = {}
    for weeks in found.load.values():
        for week in weeks:
            hours[week.week] = hours.get(week.week, Decimal(0)) + week.hours
    return min(hours, key=lambda week: (-hours[week], week), default=None)


def _calendar(spread: Spread, found: Answer) -> Iterator[str]:
    week = _heaviest(found)
    if week is None:
        return
    yield from _title(f"DEN TUNGESTE UGE: UGE {week.number}, {week.year}")
    # The week as far as it lies in the horizon, as its load is counted.
    first = max(week.monday, found.on)
    last = min(week.monday + timedelta(days=7), found.on + timedelta(days=HORIZON_DAYS))
    happening = occurrences(spread.household, first, (last - first).days)
    for day, group in groupby(happening, key=lambda occurrence: occurrence.day):
        yield said_weekday(day).capitalize()
        for one in group:
            where = f", {one.place}" if one.place else ""
            clock = f"{said_clock(minutes(one.start))}-{said_clock(minutes(one.end))}"
            yield from wrapped(f"{called(spread, one.item)}{where} ({people(spread, one.persons)})", f"  {clock}  ")
    untimed = [
        measure
        for measure in spread.living
        if not measure.sessions
        and measure.hours_per_week
        and measure.starts < last
        and (measure.ends is None or measure.ends >= first)
    ]
    if untimed:
        yield "Uden fast tid"
    for measure in untimed:
        assert measure.hours_per_week is not None
        hours = f"{said_number(measure.hours_per_week)} timer om ugen"
        yield from wrapped(f"{called(spread, measure.name)}, {hours} ({people(spread, measure.persons)})", "  - ")
