"""May the one who signs decide under each law in the letter?

A department decides under the laws of its own areas. One letter signed by one takes more: the municipality lets the
contact person decide for all departments, from a day that it settles. Another authority cannot be let in like that.
"""

from collections.abc import Iterable
from datetime import date

from enplan.journey.decisions.facts import Check, Element, Weight
from enplan.journey.decisions.facts.signing import Signer
from enplan.kernel.category import Category, category_of
from enplan.kernel.errors import Unfit
from enplan.law.lawbook import Law
from enplan.law.provision import MeasureType

ANOTHER_DEPARTMENT = "en anden afdeling"


def may_decide_in(signer: Signer, area: Category) -> bool:
    """By delegation, or because their own department decides there."""
    own = signer.department
    return own is not None and not own.external and (signer.for_all or area in own.decides)


def out_of_reach(element: Element, signer: Signer, law: Law) -> Iterable[Check]:
    """What the signer may not decide under its law, with the words for who may."""
    own = signer.department
    for measure_type in element.types:
        kind = law.measure_type(measure_type)
        if not may_decide_in(signer, _area_of(kind)):
            key = "signed-outside" if own is not None and own.external else "not-competent"
            yield Check(Weight.MUST, key, element.id, _named(kind, signer), kind.legal_basis)


def must_be_in_reach(measure_type: str, signer: Signer, law: Law) -> None:
    """Who looks at an answer again answers for the authority too.

    Raises:
        Unfit: naming who may.
    """
    kind = law.measure_type(measure_type)
    if not may_decide_in(signer, _area_of(kind)):
        raise Unfit("decision.another_looks_again", **_named(kind, signer))


def _area_of(kind: MeasureType) -> Category:
    return category_of(kind.id, kind.sector)


def _named(kind: MeasureType, signer: Signer) -> dict[str, str | int | date]:
    others = " eller ".join(signer.deciding.get(_area_of(kind), ())) or ANOTHER_DEPARTMENT
    own = signer.department.name if signer.department else "ingen afdeling"
    return {"measure": kind.label, "own": own, "who": others}
