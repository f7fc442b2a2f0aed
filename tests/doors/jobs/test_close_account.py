"""Can somebody who has stopped working here be kept out?"""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from enplan.demo.cast import Cast
from enplan.registers.accounts.commands import open_account_for_professional
from enplan.registers.accounts.queries import actor_of, the_clock
from enplan.registers.base.barrier import tell_actor
from enplan.registers.organisation.commands import employ
from enplan.registers.organisation.queries import professional
from tests.behind_the_barrier import every_event
from tests.worlds import a_municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """Everybody of the demo."""
    return a_municipality()


def close(who: str) -> str:
    """What the command says."""
    said = StringIO()
    call_command("close_account", who, stdout=said)
    return said.getvalue()


def test_one_who_leaves_cannot_sign_in_any_more_and_it_is_remembered(cast: Cast) -> None:
    henrik = cast.professionals["Henrik Dam"]

    assert "Henrik Dam" in close("Henrik Dam")

    tell_actor(the_clock())
    assert actor_of(henrik.account_id) is None
    assert actor_of(cast.professionals["Susanne Brandt"].account_id) is not None
    assert every_event().count("accounts.closed") == 1


def test_a_name_nobody_has_is_said(cast: Cast) -> None:
    with pytest.raises(CommandError, match="Ingen med en åben konto hedder »Henrik Ged«"):
        close("Henrik Ged")


def test_of_two_with_one_name_neither_is_closed_by_it(cast: Cast) -> None:
    henrik = cast.professionals["Henrik Dam"]
    assert henrik.professional_id is not None
    department = professional(henrik.professional_id).department
    other = open_account_for_professional(employ(name="Henrik Dam", title="Mentor", department_id=department.id))

    with pytest.raises(CommandError, match=str(other.account_id)):
        close("Henrik Dam")

    close(str(other.account_id))
    tell_actor(the_clock())
    assert actor_of(other.account_id) is None
    assert actor_of(henrik.account_id) is not None
