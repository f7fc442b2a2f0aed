"""On which ground may the one entrance look for those whom one plan may help? (S-49)

Nobody is looked for without a duty of the law that asks for it. What may be seen is who, and how many plans: never what
is in them.
"""

from typing import Final

from enplan.kernel.errors import Unfit
from enplan.law.lawbook import Law

GROUNDS: Final = ("helhedsvurdering", "vejledning")  # rules of the law data: to see the whole, and to guide
SHORTEST_WHY: Final = 10  # letters of a reason: "ja" and "ok" are none
FEWEST_PLANS: Final = 2
MOST_SHOWN: Final = 200


def must_be_grounded(ground: str, why: str, law: Law) -> None:
    """A look needs a ground that the law of the day gives, and what it is for.

    Raises:
        Unfit: naming what is missing.
    """
    if ground not in GROUNDS or law.book.consent_rules.on(ground, law.day) is None:
        raise Unfit("candidates.ground_missing")
    if len(why.strip()) < SHORTEST_WHY:
        raise Unfit("candidates.why_missing", least=SHORTEST_WHY)
