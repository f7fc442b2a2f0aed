"""Is a statement fresh enough to use again, and is one already there?"""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from enplan.journey.dossier.facts import Ordered
from enplan.journey.dossier.rules import reusing as rules
from enplan.journey.dossier.rules.reusing import Freshness
from enplan.kernel.ids import PersonId
from enplan.law.lawbook import lawbook

ON = date(2026, 11, 23)
LAW = lawbook().on(ON)
METTE = PersonId(uuid4())


def an_order(*items: str, received: date | None = None, valid_until: date | None = None) -> Ordered:
    """A statement ordered in October."""
    return Ordered(
        METTE, "LÆ 145", items or ("fysisk-helbred",), date(2026, 10, 1), received, valid_until, "Jobcentret"
    )


@pytest.mark.parametrize(
    ("received", "valid_until", "state"),
    [
        pytest.param(None, None, Freshness.ON_ITS_WAY, id="not received"),
        pytest.param(date(2026, 11, 24), None, Freshness.ON_ITS_WAY, id="received the day after"),
        pytest.param(ON, None, Freshness.VALID, id="received today, no last day"),
        pytest.param(date(2026, 10, 9), ON, Freshness.VALID, id="its last day"),
        pytest.param(date(2026, 10, 9), date(2026, 11, 22), Freshness.LAPSED, id="the day after its last day"),
    ],
)
def test_freshness(received: date | None, valid_until: date | None, state: Freshness) -> None:
    assert rules.freshness(an_order(received=received, valid_until=valid_until), ON) is state


def test_one_that_shares_an_item_is_already_there() -> None:
    """S-21: a certificate is not obtained again while one is on its way or valid."""
    there = rules.already_there(
        ["arbejdsevne", "fysisk-helbred"], [an_order("fysisk-helbred", "psykisk-helbred")], ON, LAW
    )

    assert [(each.freshness, each.common) for each in there] == [(Freshness.ON_ITS_WAY, ("fysisk-helbred",))]


def test_one_about_something_else_or_too_old_is_not_in_the_way() -> None:
    old = an_order(received=date(2026, 10, 9), valid_until=date(2026, 11, 1))

    assert rules.already_there(["fysisk-helbred"], [an_order("netvaerk"), old], ON, LAW) == []


def test_what_is_collected_per_purpose_is_never_common() -> None:
    assert LAW.item("traumer-og-vold").reuse == "per-purpose"

    assert rules.already_there(["traumer-og-vold"], [an_order("traumer-og-vold")], ON, LAW) == []
    assert rules.may_be_shared(["traumer-og-vold", "netvaerk"], LAW) == {"netvaerk"}


def test_the_very_same_order_is_one_order_whatever_it_is_about() -> None:
    """S-21: a second click orders nothing, not even of what is collected per purpose."""
    item = "traumer-og-vold"
    first = replace(an_order(item), purpose="Krisehjælp")

    there = rules.already_there([item], [first], ON, LAW, kind="LÆ 145", purpose="Krisehjælp")
    assert [each.common for each in there] == [(item,)]
    assert rules.already_there([item], [first], ON, LAW, kind="LÆ 145", purpose="Andet") == []


def test_one_that_was_called_off_is_not_in_the_way() -> None:
    off = replace(an_order(), called_off=ON)

    assert rules.freshness(off, ON) is Freshness.CALLED_OFF
    assert rules.freshness(off, ON - timedelta(days=1)) is Freshness.ON_ITS_WAY
    assert rules.already_there(["fysisk-helbred"], [off], ON, LAW) == []
