"""What does the team ask consent to, and how is an answer that was given elsewhere written down?"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django import forms

from enplan.doors.parts.dates import day_field
from enplan.doors.parts.words import CATEGORY_WORDS
from enplan.journey.consent.facts import ConsentKind, Recipient, Way
from enplan.journey.consent.queries import ConsentsPage
from enplan.kernel.category import Category

PLAN = ConsentKind.PLAN.value
TEAM = Recipient.TEAM.value


class AskForPlan(forms.Form):
    """May we make one plan? A form of its own, so that it is never mixed with sharing."""

    person = forms.ChoiceField(label="Hvem spørger du?", error_messages={"required": "Vælg, hvem du spørger."})
    why = forms.CharField(
        label="Hvorfor spørger du, og hvad sker der ved et nej?",
        initial="Vi vil gerne samle dine planer til én sammen med dig. Siger du nej, fortsætter de planer, du har.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv, hvad et ja betyder, og hvad der sker ved et nej."},
    )

    def __init__(self, *args: object, page: ConsentsPage, **kwargs: object) -> None:
        """Those of the case can be asked."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        _choose(self, "person", [(str(each.person_id), each.name) for each in page.case.persons])


class AskToShare(AskForPlan):
    """May somebody see one kind of information?"""

    category = forms.ChoiceField(
        label="Hvilke oplysninger?",
        help_text="Én slags ad gangen. Sundhed og rusmidler gælder højst et år.",
        choices=[(each.value, CATEGORY_WORDS[each].capitalize()) for each in Category if each is not Category.PLAN],
    )
    source = forms.CharField(
        label="Hvorfra?", help_text="Tomt felt: alle, der har oplysningerne.", max_length=100, required=False
    )
    recipient = forms.ChoiceField(label="Hvem må se dem?", error_messages={"required": "Vælg, hvem der må se dem."})
    purpose = forms.CharField(
        label="Hvad skal de bruges til?",
        initial="At lave og følge op på én plan",
        max_length=500,
        error_messages={"required": "Skriv, hvad oplysningerne skal bruges til."},
    )
    last_day = day_field("Sidste dag", missing="", required=False, help_text="Tomt felt: så længe loven tillader.")
    field_order = ("person", "category", "source", "recipient", "purpose", "why", "last_day")

    def __init__(self, *args: object, page: ConsentsPage, **kwargs: object) -> None:
        """The team, its departments, or one who stands by the citizen."""
        super().__init__(*args, page=page, **kwargs)
        offices = [(f"department:{each.id}", each.name) for each in page.departments]
        helpers = {each.companion_id for each in page.companions}
        people = [(f"person:{each}", page.names[each]) for each in sorted(helpers, key=lambda one: page.names[one])]
        _choose(self, "recipient", [(TEAM, "Fagpersonerne i teamet"), *people, *offices])
        self.fields[
            "why"
        ].initial = "Så kan de planlægge sammen med dig. Siger du nej, ser de det ikke, og forløbet fortsætter."

    def chosen(self) -> tuple[Recipient, UUID | None]:
        """Who may see it."""
        kind, _, which = str(self.cleaned_data["recipient"]).partition(":")
        return Recipient(kind), UUID(which) if which else None


class WriteDown(forms.Form):
    """A yes that was said and signed in a meeting or on paper. Nobody can do it in silence."""

    given_by = forms.ChoiceField(label="Hvem sagde ja?", error_messages={"required": "Vælg, hvem der sagde ja."})
    way = forms.ChoiceField(
        label="Hvordan?",
        choices=[(Way.MEETING.value, "På et møde"), (Way.PAPER.value, "På papir")],
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvordan det blev sagt."},
    )
    present = forms.CharField(
        label="Hvem var til stede?", max_length=300, error_messages={"required": "Skriv, hvem der var til stede."}
    )
    read_aloud = forms.BooleanField(
        label="Teksten er læst højt eller læst af personen selv",
        error_messages={"required": "Læs teksten højt, eller lad personen læse den, før svaret skrives ned."},
    )
    signature = forms.CharField(
        label="Hvordan skrev personen under, og hvor ligger papiret?",
        max_length=500,
        error_messages={"required": "Skriv, hvordan personen skrev under."},
    )

    def __init__(self, *args: object, people: Mapping[UUID, str], **kwargs: object) -> None:
        """`people` are those whose answer is lacking."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        _choose(self, "given_by", [(str(key), text) for key, text in people.items()])


class WhoSaidIt(forms.Form):
    """Who took a consent back, as it was said to a professional."""

    given_by = forms.ChoiceField(label="Hvem sagde det?", error_messages={"required": "Vælg, hvem der sagde det."})

    def __init__(self, *args: object, people: Mapping[UUID, str], **kwargs: object) -> None:
        """`people` are those who can say it."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        _choose(self, "given_by", [(str(key), text) for key, text in people.items()])


class WriteDownNo(WhoSaidIt):
    """A no, as it was said to a professional."""

    reason = forms.CharField(label="Grund", max_length=1000, required=False)


def _choose(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", "Vælg"), *choices] if len(choices) != 1 else choices
