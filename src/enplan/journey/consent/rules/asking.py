"""Does a question for consent name all that it must?"""

from collections.abc import Iterable
from datetime import date

from enplan.journey.consent.facts import Consent, ConsentKind, ConsentRequest, ConsentScope, Recipient
from enplan.kernel.category import Category
from enplan.kernel.errors import Unfit


def must_name_its_parts(scope: ConsentScope, why: str) -> None:
    """A consent is specific: what, about whom, from where, to whom, for which purpose (forvaltningsloven § 28 stk. 3).

    Raises:
        Unfit: naming the part that is missing, or mixed with another kind of consent.
    """
    if not scope.purpose.strip():
        raise Unfit("consent.names_no_purpose")
    if not why.strip():
        raise Unfit("consent.says_not_why")
    plain = scope.category is Category.PLAN and not scope.source and scope.recipient is Recipient.TEAM
    if scope.kind is ConsentKind.PLAN and not plain:
        raise Unfit("consent.two_kinds_in_one")
    if (scope.recipient is Recipient.TEAM) != (scope.recipient_id is None):
        raise Unfit("consent.names_no_recipient")
    if scope.kind is ConsentKind.INFORMATION and scope.category is Category.PLAN and scope.recipient is Recipient.TEAM:
        raise Unfit("consent.names_no_category")


def must_be_new(scope: ConsentScope, asked: Iterable[ConsentRequest], given: Iterable[Consent], on: date) -> None:
    """Nobody is asked for the same twice (S-20).

    Raises:
        Unfit: the question is waiting for an answer, or has its yes already.
    """
    for question in asked:
        waiting = question.accepted is None and (question.period.last is None or question.period.last >= on)
        if waiting and same(question.scope, scope):
            raise Unfit("consent.asked_already")
    if any(consent.opens(on) and same(consent.scope, scope) for consent in given):
        raise Unfit("consent.given_already")


def same(one: ConsentScope, other: ConsentScope) -> bool:
    """Whether two scopes open the same thing, whatever words they use."""
    return _opened(one) == _opened(other)


def _opened(scope: ConsentScope) -> tuple[object, ...]:
    return scope.kind, scope.person_id, scope.category, scope.source, scope.recipient, scope.recipient_id
