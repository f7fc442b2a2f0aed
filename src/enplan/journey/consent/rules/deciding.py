"""Who must say yes, and to whom may it be left?"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from enplan.journey.consent.facts import ConsentKind, ConsentScope
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from enplan.law.lawbook import Law
from enplan.law.provision import Span

HEALTH = frozenset({Category.HEALTH, Category.ADDICTION})


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The ages and the length that the law of the day sets."""

    own_health: int  # sundhedsloven § 17
    own_plan: int  # barnets lov § 110 stk. 3
    of_age: int
    health_lasts: Span | None  # bekendtgørelse om samtykke § 10


@dataclass(frozen=True, slots=True)
class Demand:
    """Of each of these groups one person must say yes."""

    groups: tuple[frozenset[PersonId], ...]

    def met_by(self, signers: Collection[PersonId]) -> bool:
        """Whether everybody who must has said yes."""
        return bool(self.groups) and all(group & set(signers) for group in self.groups)

    def lacking(self, signers: Collection[PersonId]) -> tuple[PersonId, ...]:
        """Those whose yes is still needed, or would do."""
        return tuple(sorted({each for group in self.groups if not group & set(signers) for each in group}))

    def includes(self, person_id: PersonId) -> bool:
        """Whether the person is one of those who decide."""
        return any(person_id in group for group in self.groups)


def thresholds_of(law: Law) -> Thresholds:
    """What the law of the day says of age and length."""
    return Thresholds(
        own_health=law.consent_rule("barn-15-helbredsdata").age or 15,
        own_plan=law.consent_rule("hop-samtykke-bl").age or 16,
        of_age=law.consent_rule("barn-18").age or 18,
        health_lasts=law.consent_rule("sul-videregivelse-andet").expires_after,
    )


def who_must(scope: ConsentScope, age: int, custody: Iterable[PersonId], ages: Thresholds) -> Demand:
    """An adult decides alone; for a child those who hold custody, and from the ages of the law the young person too.

    A plan is a significant decision for which all who hold custody must agree (forældreansvarsloven § 3 stk. 1); for
    information one of them is enough. Health information the young person decides on alone (sundhedsloven § 17).
    """
    alone = Demand((frozenset({scope.person_id}),))
    if age >= ages.of_age:
        return alone
    if scope.kind is ConsentKind.INFORMATION and scope.category in HEALTH and age >= ages.own_health:
        return alone
    holders = frozenset(custody)
    if scope.kind is ConsentKind.INFORMATION:
        return Demand((holders,) if holders else ())
    parents = tuple(frozenset({holder}) for holder in sorted(holders))
    young = (frozenset({scope.person_id}),) if age >= ages.own_plan else ()
    return Demand((*young, *parents) if parents else ())
