"""Can somebody whose plan began on paper come to it with their MitID?"""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from enplan.demo.cast import Cast
from enplan.registers.accounts.models import IdentityRecord
from tests.behind_the_barrier import every_event
from tests.partners.openid.peer import CPR
from tests.worlds import a_municipality

pytestmark = pytest.mark.django_db
METTE = "Mette Holm Andersen"  # born 12 April 1983, as the number says


@pytest.fixture
def cast() -> Cast:
    """Everybody of the demo."""
    return a_municipality()


def know(name: str, number: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the command says when the number is typed."""
    said = StringIO()
    monkeypatch.setattr("sys.stdin", StringIO(number + "\n"))
    call_command("know_by_number", name, stdout=said)
    return said.getvalue()


def test_a_person_is_tied_to_the_seal_of_their_number(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    said = know(METTE, "120483-9995", monkeypatch)
    kept = IdentityRecord.objects.get()

    assert METTE in said
    assert CPR not in said + kept.seal
    assert kept.person_id == cast.persons["mette"].id
    assert every_event().count("accounts.known_again") == 1


@pytest.mark.parametrize(
    ("name", "number", "why"),
    [
        (METTE, "120483", "ikke et CPR-nummer"),
        (METTE, "0304819996", "Ingen hedder"),  # another's: born on another day
        ("Mette Ged", CPR, "Ingen hedder"),
    ],
)
def test_what_does_not_fit_changes_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, name: str, number: str, why: str
) -> None:
    with pytest.raises(CommandError, match=why) as found:
        know(name, number, monkeypatch)

    assert number not in str(found.value)
    assert not IdentityRecord.objects.exists()


def test_a_number_is_one_persons_alone(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    know(METTE, CPR, monkeypatch)
    IdentityRecord.objects.update(person_id=cast.persons["tina"].id)

    with pytest.raises(CommandError, match="en anden person"):
        know(METTE, CPR, monkeypatch)
