"""What can be typed around meetings at the desk?"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django import forms

from enplan.doors.parts.dates import day_field
from enplan.journey.meetings.facts import Attendance, DueDuty, Form, Meeting
from enplan.journey.meetings.queries import MeetingsPage, SuggestionLine
from enplan.kernel.calendar import DENMARK

FORMS: Final = (
    (Form.OFFICE.value, "På et kontor"),
    (Form.HOME.value, "Hjemme hos borgeren"),
    (Form.WALK.value, "På en gåtur"),
    (Form.VIDEO.value, "På video"),
    (Form.PHONE.value, "I telefonen"),
)
LENGTHS: Final = ((30, "En halv time"), (45, "Tre kvarter"), (60, "En time"), (90, "Halvanden time"), (120, "To timer"))
MOST: Final = 5000


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class PlanForm(forms.Form):
    """A new meeting. The choices are those of the case."""

    purpose = forms.CharField(
        label="Hvad handler mødet om?",
        help_text="En kort linje, som borgeren også læser.",
        max_length=300,
        error_messages={"required": "Skriv en kort linje om, hvad mødet handler om."},
    )
    day = day_field("Dag", missing="Vælg en dag for mødet.")
    starts = forms.TimeField(
        label="Klokken",
        help_text="For eksempel 10:30.",
        input_formats=["%H:%M", "%H.%M", "%H"],
        error_messages={"required": "Skriv, hvornår mødet begynder.", "invalid": "Skriv klokkeslættet sådan: 10:30."},
    )
    length = forms.TypedChoiceField(label="Hvor længe?", choices=LENGTHS, coerce=int, initial=60)
    form = forms.ChoiceField(label="Hvordan mødes I?", choices=FORMS, initial=Form.OFFICE.value)
    place = forms.CharField(label="Sted", help_text="Vises kun for de indkaldte.", max_length=200, required=False)
    persons = forms.MultipleChoiceField(
        label="Hvem fra forløbet indkaldes?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Vælg mindst én person fra forløbet."},
    )
    professionals = forms.MultipleChoiceField(
        label="Hvilke fagpersoner deltager?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Vælg mindst én fagperson."},
    )
    duties = forms.MultipleChoiceField(
        label="Hvilke lovpligtige møder dækker mødet?",
        help_text="Ét møde kan dække flere.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": "Mødepligten findes ikke længere. Hent siden igen."},
    )
    agenda = forms.CharField(
        label="Dagsorden",
        help_text="Ét punkt på hver linje.",
        max_length=MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    together_because = forms.CharField(
        label="Hvorfor mødes de i samme rum?",
        help_text="Kun når nogen, der ellers holdes hver for sig, alligevel skal mødes.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, page: MeetingsPage, *args: Any, **kwargs: Any) -> None:
        """Fill the choices with people and duties of the case."""
        super().__init__(*args, **kwargs)
        self._choices("persons", [(str(each.person_id), each.name) for each in page.persons])
        self._choices(
            "professionals",
            [(str(each.membership.professional_id), f"{each.name}, {each.department}") for each in page.professionals],
        )
        named: dict[str, str] = {}
        for line in page.duties:
            where = ", ".join(line.citations)
            named.setdefault(line.duty.name, f"{line.duty.label} – {line.person_name} ({where})")
        self._choices("duties", list(named.items()))
        if not page.apart:
            del self.fields["together_because"]

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices

    def planned(self) -> dict[str, Any]:
        """What the command wants, besides the sight and the moment."""
        data = self.cleaned_data
        starts = datetime.combine(data["day"], data["starts"], DENMARK)
        return {
            "starts_at": starts,
            "ends_at": starts + timedelta(minutes=data["length"]),
            "form": Form(data["form"]),
            "place": data["place"],
            "purpose": data["purpose"],
            "agenda": _lines(data["agenda"]),
            "duties": data["duties"],
            "persons": [UUID(each) for each in data["persons"]],
            "professionals": [UUID(each) for each in data["professionals"]],
            "together_because": data.get("together_because", ""),
        }


def proposed(line: SuggestionLine, me: UUID | None) -> dict[str, object]:
    """What a proposal fills in, so that one only has to look it over."""
    there = [str(each.membership.professional_id) for each in line.professionals]
    return {
        "purpose": _purpose([each.duty for each in line.duties]),
        "day": line.suggestion.starts.strftime("%d-%m-%Y"),
        "starts": line.suggestion.starts.strftime("%H:%M"),
        "persons": [str(each.person_id) for each in line.persons],
        "professionals": list(dict.fromkeys([*there, *([str(me)] if me else [])])),
        "duties": list(line.suggestion.duties),
        "agenda": "\n".join(dict.fromkeys(each.duty.label for each in line.duties)),
    }


def _purpose(duties: Iterable[DueDuty]) -> str:
    labels = list(dict.fromkeys(each.label for each in duties))
    return labels[0] if len(labels) == 1 else "Fælles møde om planen"


class HoldForm(forms.Form):
    """The meeting was held."""

    came = forms.MultipleChoiceField(
        label="Hvem kom?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Vælg dem, der kom. Kom ingen, så aflys mødet."},
    )
    minutes = forms.CharField(
        label="Kort referat",
        help_text="Alle, der var indkaldt, kan læse det.",
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Skriv kort, hvad I talte om."},
    )
    agreements = forms.CharField(
        label="Aftaler",
        help_text="Én aftale på hver linje.",
        max_length=MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        """Those invited can be chosen; who said yes is filled in."""
        kwargs.setdefault("initial", {"revision": meeting.revision, "came": _likely(meeting.attendances)})
        super().__init__(*args, **kwargs)
        field = self.fields["came"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(each.id), each.name) for each in meeting.attendances]

    def held(self) -> Mapping[str, Any]:
        """What the command wants, besides the sight, the moment and the meeting."""
        data = self.cleaned_data
        return {
            "came": [UUID(each) for each in data["came"]],
            "minutes": data["minutes"],
            "agreements": _lines(data["agreements"]),
            "shown": data["revision"],
        }


def _likely(attendances: Iterable[Attendance]) -> list[str]:
    return [str(each.id) for each in attendances if each.reply.value == "accepted"]


class CancelForm(forms.Form):
    """The meeting does not take place."""

    reason = forms.CharField(
        label="Hvorfor aflyses mødet?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Skriv kort, hvorfor mødet aflyses."},
    )


class ReplyForm(forms.Form):
    """A professional answers an invitation."""

    answer = forms.ChoiceField(
        label="Kommer du?",
        choices=(("ja", "Jeg kommer"), ("nej", "Jeg kan ikke")),
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, om du kommer."},
    )
    words = forms.CharField(label="Hvornår kan du i stedet?", max_length=1000, required=False)
