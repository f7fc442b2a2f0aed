"""Which event in the product starts each deadline of the law, and which events can the product not know?

Every deadline of the acts stands in exactly one of the two tables. What is in neither, or in both, is an error.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from enplan.journey.followup.facts import DueKind, Happening
from enplan.kernel.category import Category


class Source(StrEnum):
    """What in the case starts a deadline."""

    REQUEST = "request"  # somebody asks for one plan
    LETTER = "letter"  # a decision is received
    COMPLAINT = "complaint"  # a complaint is received
    PARTLY = "partly"  # a new decision gives something of what was complained about
    KEPT = "kept"  # the complaint is kept all the same
    NOTICE = "notice"  # a decision takes away help that must be given notice of
    WAITS = "waits"  # a measure is agreed and has not begun
    DISCHARGE = "discharge"  # a rehabilitation plan comes from the hospital
    LONGEST = "longest"  # a measure begins that may last only so long
    ENDING = "ending"  # a measure has a last day
    DUTY = "duty"  # a sector plan says from when a meeting duty counts
    ASKED = "asked"  # the first question of an assessment is asked
    SUPPORT = "support"  # a child gets support that needs a plan
    GROWING = "growing"  # a child with lasting support gets older
    LEAVING = "leaving"  # a young person lives away from home and turns 18
    CLARIFYING = "clarifying"  # a course of job clarification begins
    CONSENT = "consent"  # a consent is given
    NOTED = "noted"  # a professional notes the day: it stands in no plan


@dataclass(frozen=True, slots=True)
class Start:
    """What starts it, of which kind it then is, and about which types of the law data or which happening (`of`).

    `sure` is false where the law counts from something that may have happened before it was written in Én plan.
    """

    source: Source
    kind: DueKind
    of: tuple[str, ...] = ()
    sure: bool = True


def _noted(happening: Happening, kind: DueKind, *, sure: bool = True) -> Start:
    return Start(Source.NOTED, kind, (happening.value,), sure)


VOCATIONAL: Final = (
    *("virksomhedspraktik", "loentilskud", "nytteindsats", "vejledning-opkvalificering"),
    *("jobafklaringsforloeb", "ressourceforloeb", "revalidering"),
)
PLACED: Final = ("anbringelse-med-samtykke", "anbringelse-uden-samtykke")
CHILD_SUPPORT: Final = (  # barnets lov §§ 32, 46 and 47: what the child's plan is about
    *("dagtilbud-klub-stoette", "hjemme-hos-stoette", "kontaktperson-barn-familie", "praktik-ung"),
    *("familiebehandling", "familieanbringelse", "stoetteophold", "anden-hjaelp-barn"),
    *PLACED,
)
CLARIFYING_PLANS: Final = ("rehabiliteringsplan-forberedende-del", "rehabiliteringsplan-indsatsdel")
LASTING: Final = ("saerligt-dagtilbud", "merudgifter-barn", "tabt-arbejdsfortjeneste", *PLACED)

COMPUTED: Final[Mapping[str, Start]] = {
    "rsl-kommunens-frister": Start(Source.REQUEST, DueKind.REQUEST),
    "klage-ast-4-uger": Start(Source.LETTER, DueKind.CITIZEN_DAY),
    "klage-specialundervisning-4-uger": Start(Source.LETTER, DueKind.CITIZEN_DAY),
    "genvurdering-4-uger": Start(Source.COMPLAINT, DueKind.COMPLAINT),
    "genvurdering-14-dage-varsel": Start(Source.COMPLAINT, DueKind.COMPLAINT),
    "genvurdering-5-dage-dagpenge": Start(Source.COMPLAINT, DueKind.COMPLAINT),
    "genvurdering-specialundervisning-4-uger": Start(Source.COMPLAINT, DueKind.COMPLAINT),
    "klage-fastholdes-4-uger": Start(Source.PARTLY, DueKind.CITIZEN_DAY),
    "klage-videresendes-14-dage": Start(Source.KEPT, DueKind.COMPLAINT),
    "specialundervisning-videresendes-2-uger": Start(Source.KEPT, DueKind.COMPLAINT),
    "varsling-14-uger": Start(Source.NOTICE, DueKind.ENDS),
    "stof-start-14-dage": Start(Source.WAITS, DueKind.START, ("stofmisbrugsbehandling",), sure=False),
    "boern-stof-14-dage": Start(Source.WAITS, DueKind.START, ("stofbehandling-barn",), sure=False),
    "alkohol-start-14-dage": Start(Source.WAITS, DueKind.START, ("alkoholbehandling",), sure=False),
    "laegelig-stof-14-dage": Start(Source.WAITS, DueKind.START, ("laegelig-stofbehandling",), sure=False),
    "integreret-behandling-14-dage": Start(
        Source.WAITS, DueKind.OTHERS_DAY, ("integreret-dobbeltdiagnose",), sure=False
    ),
    "udredning-1-maaned": Start(Source.WAITS, DueKind.OTHERS_DAY, ("psykiatrisk-behandling",), sure=False),
    "genoptraening-7-dage": Start(Source.DISCHARGE, DueKind.START, ("genoptraening-sul140",)),
    "genoptraening-besked-4-dage": Start(Source.DISCHARGE, DueKind.START, ("genoptraening-sul140",)),
    "mentor-6-maaneder": Start(Source.LONGEST, DueKind.ENDS, ("mentorstoette",)),
    "midlertidig-stoette-82b-6-maaneder": Start(Source.LONGEST, DueKind.ENDS, ("tidsbegraenset-stoette",)),
    "rsl-foer-ophoer-2-uger": Start(Source.ENDING, DueKind.PREPARE, VOCATIONAL),
    "jobsamtale-1-uge": Start(
        Source.DUTY,
        DueKind.DUTY,
        ("lab-foerste-samtale", "lab2016-kontanthjaelp-foerste", "lab2016-unge-foerste"),
    ),
    "sygedagpenge-foerste-opfoelgning-8-uger": Start(
        Source.DUTY, DueKind.DUTY, ("sygedagpenge-nu", "sygedagpenge-2018")
    ),
    "boern-foerste-opfoelgning-3-maaneder": Start(Source.DUTY, DueKind.DUTY, ("bl-opfoelgning",)),
    "stof-opfoelgning-efter": Start(Source.DUTY, DueKind.DUTY, ("stof-opfoelgning",)),
    "boernefaglig-4-maaneder": Start(Source.ASKED, DueKind.READY, ("bl-boernefaglig",), sure=False),
    "boernefaglig-4-maaneder-sel": Start(Source.ASKED, DueKind.READY, ("sel-boernefaglig",), sure=False),
    "kommende-foraeldre-4-maaneder": Start(Source.ASKED, DueKind.READY, ("bl-kommende-foraeldre",), sure=False),
    "sygedagpenge-oplysningsskema-8-dage": Start(Source.ASKED, DueKind.CITIZEN_DAY, ("sygedagpenge-oplysningsskema",)),
    "barnets-plan-3-maaneder": Start(Source.SUPPORT, DueKind.READY, CHILD_SUPPORT, sure=False),
    "ungeplan-3-maaneder": Start(Source.SUPPORT, DueKind.READY, CHILD_SUPPORT, sure=False),
    "boern-handleplan-4-maaneder": Start(Source.SUPPORT, DueKind.READY, CHILD_SUPPORT, sure=False),
    "overgang-start-16-aar": Start(Source.GROWING, DueKind.PREPARE, LASTING),
    "ungestoette-6-maaneder-foer-18": Start(Source.LEAVING, DueKind.PREPARE, PLACED),
    "rehabteam-4-uger-jobafklaring": Start(Source.CLARIFYING, DueKind.READY, ("jobafklaringsforloeb",)),
    "samtykke-sundhed-1-aar": Start(Source.CONSENT, DueKind.ENDS),
    "sanktion-3-maaneder": _noted(Happening.SANCTIONABLE, DueKind.PREPARE),
    "laese-skrive-test-1-maaned": _noted(Happening.TEST_NEEDED, DueKind.READY),
    "selvbooking-8-dage": _noted(Happening.ASKED_TO_BOOK, DueKind.CITIZEN_DAY),
    "jobsamtale-2-uger-dagpenge": _noted(Happening.UNEMPLOYED, DueKind.OTHERS_DAY),
    "tilbud-6-maaneder": _noted(Happening.BENEFIT, DueKind.START),
    "tilbud-1-maaned-unge": _noted(Happening.BENEFIT_YOUNG, DueKind.START),
    "sygedagpenge-revurdering-22-uger": _noted(Happening.SICKNESS_BENEFIT, DueKind.PREPARE, sure=False),
    "ast-4-uger-dagpenge": _noted(Happening.BENEFIT_COMPLAINT_SENT, DueKind.OTHERS_DAY),
    "rsl-helhedsvurdering-8-uger": _noted(Happening.INCOME_SUPPORT, DueKind.READY),
    "udsaettelse-14-dage": _noted(Happening.EVICTION, DueKind.PREPARE),
    "pension-afgoerelse-3-maaneder": _noted(Happening.PENSION_RULES, DueKind.READY),
    "pension-genoptagelse": _noted(Happening.PENSION_AGAIN, DueKind.PREPARE),
    "integration-kontrakt-1-maaned": _noted(Happening.RESPONSIBILITY, DueKind.READY),
    "integration-danskuddannelse-1-maaned": _noted(Happening.RESPONSIBILITY, DueKind.START),
    "integration-visitation-3-maaneder": _noted(Happening.RESPONSIBILITY, DueKind.PREPARE),
    "domstol-4-uger-boern": _noted(Happening.BOARD_DECIDED, DueKind.CITIZEN_DAY),
    "undersoegelse-uden-samtykke-2-maaneder": _noted(Happening.COMMITTEE_DECIDED, DueKind.READY),
    "ungeplan-ny-kommune-30-dage": _noted(Happening.YOUTH_PLAN_CAME, DueKind.PREPARE),
    "ast-8-uger-boern": _noted(Happening.URGENT_COMPLAINT_SENT, DueKind.OTHERS_DAY),
    "specialundervisning-flytning-4-uger": _noted(Happening.FAMILY_MOVED, DueKind.PREPARE),
    "genvurdering-straks-hastesag": _noted(Happening.URGENT_COMPLAINT, DueKind.PREPARE),
    "begrundelse-14-dage": _noted(Happening.TOLD_ORALLY, DueKind.CITIZEN_DAY),
    "begrundelse-svar-14-dage": _noted(Happening.REASONS_ASKED, DueKind.READY),
    "aktindsigt-7-hverdage": _noted(Happening.ACCESS_ASKED, DueKind.READY),
    "gdpr-indsigt-1-maaned": _noted(Happening.ACCESS_ASKED, DueKind.READY),
    "patientklage-2-aar": _noted(Happening.HARM_KNOWN, DueKind.CITIZEN_DAY, sure=False),
    "patientklage-5-aar": _noted(Happening.TREATED, DueKind.CITIZEN_DAY),
}


# An application is answered in the days of its area, which no law says and the municipality publishes.
APPLICATION: Final = "rsl-kommunens-frister"
APPLIED: Final[Mapping[Happening, Category]] = {
    Happening.APPLIED_WORK: Category.WORK,
    Happening.APPLIED_ECONOMY: Category.ECONOMY,
    Happening.APPLIED_SOCIAL: Category.SOCIAL,
    Happening.APPLIED_HEALTH: Category.HEALTH,
    Happening.APPLIED_ADDICTION: Category.ADDICTION,
    Happening.APPLIED_FAMILY: Category.FAMILY,
    Happening.APPLIED_EDUCATION: Category.EDUCATION,
    Happening.APPLIED_INTEGRATION: Category.INTEGRATION,
}
CATEGORY_OF: Final[Mapping[Happening, Category]] = {
    **APPLIED,
    **dict.fromkeys(
        (
            *(Happening.SANCTIONABLE, Happening.TEST_NEEDED, Happening.ASKED_TO_BOOK, Happening.UNEMPLOYED),
            *(Happening.BENEFIT, Happening.BENEFIT_YOUNG, Happening.SICKNESS_BENEFIT),
            Happening.BENEFIT_COMPLAINT_SENT,
        ),
        Category.WORK,
    ),
    **dict.fromkeys(
        (Happening.INCOME_SUPPORT, Happening.EVICTION, Happening.PENSION_RULES, Happening.PENSION_AGAIN),
        Category.ECONOMY,
    ),
    Happening.RESPONSIBILITY: Category.INTEGRATION,
    **dict.fromkeys(
        (
            *(Happening.BOARD_DECIDED, Happening.COMMITTEE_DECIDED),
            *(Happening.YOUTH_PLAN_CAME, Happening.URGENT_COMPLAINT_SENT),
        ),
        Category.FAMILY,
    ),
    Happening.FAMILY_MOVED: Category.EDUCATION,
    **dict.fromkeys(
        (Happening.URGENT_COMPLAINT, Happening.TOLD_ORALLY, Happening.REASONS_ASKED, Happening.ACCESS_ASKED),
        Category.PLAN,
    ),
    **dict.fromkeys((Happening.HARM_KNOWN, Happening.TREATED), Category.HEALTH),
}  # of which kind of information it is, and so who may note and see it
AHEAD: Final = frozenset({Happening.PENSION_AGAIN})  # its day is still to come when it is noted


class Why(StrEnum):
    """Why the product can never know the event, whoever notes what."""

    TELLS_TOO_MUCH = "tells-too-much"  # a day here would tell the family that somebody has notified the municipality
    NO_DAY = "no-day"  # a share of a period starts it, and no day
    NO_CASE = "no-case"  # it is about the municipality's own systems, and in no case
    KNOWN_ALREADY = "known-already"  # when it can be read here, the deadline has been met


UNKNOWN: Final[Mapping[str, Why]] = {
    "underretning-24-timer": Why.TELLS_TOO_MUCH,
    "underretning-kvittering-6-hverdage": Why.TELLS_TOO_MUCH,
    "skolefravaer-15-pct": Why.NO_DAY,
    "gdpr-brud-72-timer": Why.NO_CASE,
    "boform-orientering-3-hverdage": Why.KNOWN_ALREADY,
}


def starting_at(source: Source) -> tuple[tuple[str, Start], ...]:
    """The deadlines that the source starts."""
    return tuple((deadline, start) for deadline, start in COMPUTED.items() if start.source is source)
