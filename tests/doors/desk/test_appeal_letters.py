"""Does somebody without log-in get the answer to their complaint on paper, a task until it is sent? (S-67, S-68)"""

import re

import pytest
from django.test import Client

from enplan.demo.cast import Cast
from enplan.journey.entrance.facts import COMMON, Criterion
from tests.builders_people import BECAUSE
from tests.clock import TODAY
from tests.doors.signed_in import as_
from tests.worlds import a_municipality
from tests.worlds_appeals import ANNE

pytestmark = pytest.mark.django_db
HERE = "/arbejde/henvendelser/"
HOME = "Havnegade 4, 2. tv, 9999 Nordby"
DAY = f"{TODAY:%d-%m-%Y}"
ON_PAPER = {
    "origin": "citizen",
    "channel": "paper",
    "asked_by": "Bo Testesen",
    "about_name": "Bo Testesen",
    "about_born": "04-05-1981",
    "wish": "Jeg vil gerne have én plan i stedet for tre.",
    "knows": "on",
    "mail_way": "post",
    "mail_to": HOME,
}
CRITERIA = {f"{each.value}_{part}": said for each in COMMON for part, said in (("met", "ja"), ("reason", BECAUSE))}
SAID = {"reasons": "Vi har læst de to planer igen.", "judgement": "", "regime": "hop-2018", **CRITERIA}
NO = SAID | {f"{Criterion.SEVERAL_PLANS.value}_met": "nej", "offered": "nej", "person": ""}
NO |= {"citizen_said": BECAUSE, "guidance": BECAUSE}
POSTED = {"letter": "answer-citizen", "handed": "post", "address": HOME, "sent_day": DAY}


@pytest.fixture
def cast() -> Cast:
    return a_municipality()


@pytest.fixture
def anne(cast: Cast) -> Client:
    return as_(cast.professionals[ANNE])


@pytest.fixture
def desk(anne: Client) -> str:
    """A no by post to somebody without log-in, who complains by phone: the address of the complaint."""
    address: str = anne.post(HERE + "ny/", ON_PAPER)["Location"]
    assert anne.post(address, NO).status_code == 303
    assert anne.post(address + "sendt/", POSTED).status_code == 303
    called = {"channel": "phone", "received_day": TODAY.isoformat(), "text": "Han ringede og er uenig."}
    assert anne.post(address + "klage/", called).status_code == 303
    return address + "klage/"


def text(client: Client, address: str, sent: dict[str, str] | None = None) -> str:
    page = client.post(address, sent, follow=True) if sent else client.get(address)
    return re.sub(r"</?time[^>]*>", "", page.content.decode())


def test_the_answer_is_given_when_the_letter_is_sent_and_is_a_task_until_then(anne: Client, desk: str) -> None:
    answered = text(anne, desk + "svar/", SAID | {"outcome": "upheld"})

    assert "Svaret er givet" not in answered
    assert "Send nu brevet" in answered
    assert "Svaret på klagen mangler at blive sendt" in answered
    assert HOME in answered
    assert "Borgeren får besked, når du gemmer" not in answered
    assert "send brevet med svaret" in text(anne, HERE)
    assert "send brevet med svaret" in text(anne, "/arbejde/frister/")
    letter = text(anne, desk + "brev/")
    for part in ("Svar på din klage", "Vi ændrer det ikke", "Vi har læst de to planer igen.", HOME, "Ankestyrelsen"):
        assert part in letter
    assert anne.get(desk + "brev.pdf").content.startswith(b"%PDF")

    assert anne.post(desk + "sendt/", {"day": TODAY.isoformat()}).status_code == 303
    assert "send brevet med svaret" in text(anne, HERE)
    bare = anne.post(desk + "brev/sendt/", POSTED | {"address": ""})
    assert (bare.status_code, "Brevet mangler en adresse." in bare.content.decode()) == (422, True)
    gone = text(anne, desk + "brev/sendt/", POSTED)
    assert "Svaret er nu givet til borgeren." in gone
    assert "mangler at blive sendt" not in gone
    assert "Sendt med posten" in gone
    assert "over et nej" not in text(anne, HERE)
    assert anne.post(desk + "brev/sendt/", POSTED).status_code == 303  # a double click


def test_a_yes_after_the_complaint_goes_by_letter_to_the_same_address(anne: Client, desk: str) -> None:
    granted = text(anne, desk + "svar/", SAID | {"outcome": "changed"})

    assert "Svaret er skrevet" in granted
    assert "Svar skrevet, brev mangler (1)" in text(anne, HERE)
    new = re.search(rf'href="({HERE}[0-9a-f-]+/)">Det nye svar', granted)
    assert new is not None
    page = text(anne, new[1])
    assert "1 brev mangler at blive sendt" in page
    assert HOME in page


def test_before_there_is_an_answer_there_is_no_letter(anne: Client, desk: str) -> None:
    assert anne.get(desk + "brev/").status_code == 404
    assert anne.post(desk + "brev/sendt/", POSTED).status_code == 409
