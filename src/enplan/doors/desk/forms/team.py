"""Whom does the coordinator take into the team, the family and beside the citizen?"""

from collections.abc import Sequence

from django import forms

from enplan.doors.desk.forms.entrance import named
from enplan.doors.parts.dates import day_field
from enplan.doors.parts.reasons import sentence
from enplan.journey.team.facts import CompanionKind
from enplan.registers.cases.facts import CasePerson, Place
from enplan.registers.organisation.facts import Professional
from enplan.registers.people.facts import RelationKind

KIN = (
    RelationKind.PARENT_WITH_CUSTODY,
    RelationKind.PARENT_WITHOUT_CUSTODY,
    RelationKind.SPOUSE,
    RelationKind.COHABITANT,
    RelationKind.EX_PARTNER,
)


class WithProfessionals(forms.Form):
    """A form that chooses a professional."""

    professional = forms.ChoiceField(label="Fagperson", error_messages={"required": "Vælg en fagperson."})

    def __init__(self, *args: object, professionals: Sequence[Professional], **kwargs: object) -> None:
        """Everybody who can be chosen."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        field = self.fields["professional"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Vælg"), *((str(each.id), named(each)) for each in professionals)]


class AddMember(WithProfessionals):
    """A professional joins the team."""

    replaces = forms.BooleanField(label="Afløser afdelingens nuværende kontakt", required=False)


class HandOver(WithProfessionals):
    """Another becomes the contact person."""

    keep_former = forms.BooleanField(
        label="Den nuværende bliver i teamet",
        help_text="Kun hvis afdelingen ellers ingen kontakt har.",
        required=False,
    )


class AddRelative(forms.Form):
    """Somebody of the family joins the case."""

    name = forms.CharField(label="Navn", max_length=200, error_messages={"required": "Skriv det fulde navn."})
    born = day_field("Fødselsdag", missing="Skriv fødselsdagen.")
    place = forms.ChoiceField(
        label="Barn eller voksen?",
        choices=[(each.value, sentence(f"place.{each.value}")) for each in Place if each is not Place.CITIZEN],
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg barn eller voksen."},
    )
    ref = forms.RegexField(
        label="Kortnavn",
        regex=r"^[a-z0-9][a-z0-9-]{0,63}$",
        help_text="Det navn, sektorplanerne bruger, for eksempel freja. Udelades det, bruges fornavnet.",
        required=False,
        error_messages={"invalid": "Brug kun små bogstaver a-z, tal og bindestreg."},
    )
    kin = forms.ChoiceField(
        label="Hvad er den nye person?",
        choices=[("", "Ikke i familie"), *((each.value, sentence(f"kin.{each.value}").capitalize()) for each in KIN)],
        required=False,
    )
    to = forms.ChoiceField(label="Til hvem?", required=False)
    reverse = forms.BooleanField(
        label="Omvendt: den valgte er det til den nye",
        help_text="Brug den, når et barn kommer med, og forælderen er der allerede.",
        required=False,
    )

    def __init__(self, *args: object, people: Sequence[CasePerson], **kwargs: object) -> None:
        """`people` are those of the case."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Vælg"), *((str(each.person_id), each.name) for each in people)]

    def clean(self) -> None:
        """Kinship names both ends, or none."""
        super().clean()
        if bool(self.cleaned_data.get("kin")) != bool(self.cleaned_data.get("to")):
            self.add_error("to", "Vælg både, hvad personen er, og til hvem. Eller lad begge stå tomme.")


class RegisterCompanion(forms.Form):
    """Somebody whom the citizen has chosen, as it was told to the coordinator."""

    name = forms.CharField(label="Navn", max_length=200, error_messages={"required": "Skriv det fulde navn."})
    born = day_field("Fødselsdag", missing="Skriv fødselsdagen.")
    kind = forms.ChoiceField(
        label="Som hvad?",
        choices=[(each.value, sentence(f"companion.{each.value}")) for each in CompanionKind],
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, som hvad."},
    )
    for_person = forms.ChoiceField(label="For hvem?", error_messages={"required": "Vælg for hvem."})
    mandate = forms.CharField(
        label="Hvordan sagde borgeren det?",
        help_text="For eksempel: Sagt på mødet den 3. marts og skrevet under.",
        max_length=500,
        error_messages={"required": "Skriv, hvordan og hvornår borgeren valgte personen."},
    )

    def __init__(self, *args: object, people: Sequence[CasePerson], **kwargs: object) -> None:
        """`people` are those of the case."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        field = self.fields["for_person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Vælg"), *((str(each.person_id), each.name) for each in people)]


class AnswerQuestion(forms.Form):
    """May the professional join?"""

    answer = forms.CharField(
        label="Begrundelse", max_length=1000, error_messages={"required": "Skriv kort hvorfor, også ved et ja."}
    )
    replaces = forms.BooleanField(label="Afløser afdelingens nuværende kontakt", required=False)


class AskToJoin(forms.Form):
    """Why a professional should be in the team."""

    ground = forms.CharField(
        label="Hvorfor skal du med?",
        help_text="Borgeren kan læse det. Skriv ikke andet om borgeren, end du behøver.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv, hvorfor du skal med."},
    )
