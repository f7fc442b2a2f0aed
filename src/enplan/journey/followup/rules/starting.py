"""Which event in the product starts each deadline of the law, and which events can the product not know?

Every deadline of the acts stands in exactly one of the two tables. What is in neither, or in both, is an error.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from enplan.journey.followup.facts import DueKind


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


@dataclass(frozen=True, slots=True)
class Start:
    """What starts it, of which kind it then is, and about which types of the law data (`of`).

    `sure` is false where the law counts from something that may have happened before it was written in Én plan.
    """

    source: Source
    kind: DueKind
    of: tuple[str, ...] = ()
    sure: bool = True


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
}


class Why(StrEnum):
    """Why the product cannot know the event."""

    OTHER_SYSTEM = "other-system"  # the day stands in the department's own system and is in no sector plan
    OTHER_AUTHORITY = "other-authority"  # another authority decides, and nobody tells Én plan when
    OTHER_CASE = "other-case"  # it is a case of its own, which is not kept in Én plan
    NEVER_HERE = "never-here"  # Én plan does not do what the deadline is about
    ONLY_CITIZEN = "only-citizen"  # only the citizen knows when they came to know
    JUDGED = "judged"  # whether it applies at all is a judgement of the person at hand
    KNOWN_ALREADY = "known-already"  # when it can be read here, the deadline has been met


UNKNOWN: Final[Mapping[str, Why]] = {
    "sanktion-3-maaneder": Why.OTHER_SYSTEM,
    "domstol-4-uger-boern": Why.OTHER_AUTHORITY,
    "underretning-24-timer": Why.OTHER_CASE,
    "underretning-kvittering-6-hverdage": Why.OTHER_CASE,
    "undersoegelse-uden-samtykke-2-maaneder": Why.OTHER_CASE,
    "ungeplan-ny-kommune-30-dage": Why.OTHER_AUTHORITY,
    "skolefravaer-15-pct": Why.OTHER_AUTHORITY,
    "laese-skrive-test-1-maaned": Why.OTHER_SYSTEM,
    "selvbooking-8-dage": Why.OTHER_SYSTEM,
    "genvurdering-straks-hastesag": Why.JUDGED,
    "ast-8-uger-boern": Why.OTHER_AUTHORITY,
    "ast-4-uger-dagpenge": Why.OTHER_AUTHORITY,
    "specialundervisning-flytning-4-uger": Why.OTHER_SYSTEM,
    "begrundelse-14-dage": Why.NEVER_HERE,
    "begrundelse-svar-14-dage": Why.NEVER_HERE,
    "gdpr-indsigt-1-maaned": Why.OTHER_CASE,
    "gdpr-brud-72-timer": Why.OTHER_CASE,
    "integration-kontrakt-1-maaned": Why.OTHER_SYSTEM,
    "integration-danskuddannelse-1-maaned": Why.OTHER_SYSTEM,
    "integration-visitation-3-maaneder": Why.OTHER_SYSTEM,
    "patientklage-2-aar": Why.ONLY_CITIZEN,
    "patientklage-5-aar": Why.ONLY_CITIZEN,
    "jobsamtale-2-uger-dagpenge": Why.OTHER_AUTHORITY,
    "tilbud-6-maaneder": Why.OTHER_SYSTEM,
    "tilbud-1-maaned-unge": Why.OTHER_SYSTEM,
    "pension-afgoerelse-3-maaneder": Why.OTHER_SYSTEM,
    "pension-genoptagelse": Why.OTHER_SYSTEM,
    "rsl-helhedsvurdering-8-uger": Why.OTHER_SYSTEM,
    "udsaettelse-14-dage": Why.OTHER_CASE,
    "boform-orientering-3-hverdage": Why.KNOWN_ALREADY,
    "sygedagpenge-revurdering-22-uger": Why.OTHER_SYSTEM,
}


def starting_at(source: Source) -> tuple[tuple[str, Start], ...]:
    """The deadlines that the source starts."""
    return tuple((deadline, start) for deadline, start in COMPUTED.items() if start.source is source)
