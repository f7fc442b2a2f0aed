"""What does the one entrance write down, and how is a request answered?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from django import forms
from django.forms import BoundField

from enplan.doors.parts.dates import day_field
from enplan.doors.parts.mail import MailForm, ProfessionalForm
from enplan.doors.parts.phone import phone_field
from enplan.doors.parts.reasons import sentence
from enplan.journey.entrance.facts import (
    Asker,
    Channel,
    Criterion,
    CriterionAnswer,
    Handed,
    LetterDue,
    MailWay,
    Origin,
    Paper,
    Reach,
    Request,
    Sending,
    Stage,
)
from enplan.journey.entrance.queries import Known
from enplan.journey.entrance.rules.screening import SHORTEST
from enplan.law.regime import Regime, TargetTest
from enplan.registers.organisation.facts import Professional

NOBODY = AS_BEST = ""
SHOWN_STAGES = [each for each in Stage if each is not Stage.ANSWERED]  # at the desk an answer is a yes or a no
SHORT = {"rows": 2}


class NewRequest(ProfessionalForm, MailForm):
    """A request that came by phone, on paper or in person."""

    channel = forms.ChoiceField(
        label="Hvordan kom henvendelsen?",
        choices=[
            (Channel.PHONE.value, "I telefonen"),
            (Channel.PAPER.value, "På papir"),
            (Channel.VISIT.value, "Ved fremmøde"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvordan henvendelsen kom."},
    )
    origin = forms.ChoiceField(
        label="Hvem spørger?",
        choices=[(each.value, sentence(f"origin.{each.value}")) for each in Origin if each is not Origin.COLLEAGUE],
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvem der spørger."},
    )
    asked_by = forms.CharField(
        label="Navn på den, der spørger", max_length=200, error_messages={"required": "Skriv, hvem der spørger."}
    )
    about_name = forms.CharField(
        label="Borgerens navn", max_length=200, error_messages={"required": "Skriv borgerens fulde navn."}
    )
    about_born = day_field("Borgerens fødselsdag", missing="Skriv borgerens fødselsdag.")
    asker_address = forms.CharField(
        label="Adresse på den, der spørger",
        help_text="Skal bruges, når en anden end borgeren spørger, og kvitteringen skal sendes.",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs=SHORT),
    )
    told = forms.BooleanField(
        label="Jeg har sagt til den, der spørger, hvornår svaret senest kommer",
        help_text="Så skal kvitteringen ikke sendes i et brev.",
        required=False,
    )
    phone = phone_field()
    wish = forms.CharField(
        label="Hvad ønskes der?",
        help_text="Med borgerens egne ord.",
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": "Skriv, hvad der ønskes."},
    )
    knows = forms.BooleanField(label="Borgeren ved, at der spørges", required=False)
    field_order = (
        *("channel", "origin", "asked_by", "title", "workplace", "asker_address", "about_name", "about_born"),
        *("mail_way", "mail_to", "phone", "wish", "knows", "told"),
    )

    def asker(self) -> Asker:
        """What was written, and whether the day has been said already."""
        return replace(super().asker(), told=self.cleaned_data["told"])


class Refer(MailForm):
    """A colleague refers a citizen."""

    about_name = forms.CharField(
        label="Borgerens navn", max_length=200, error_messages={"required": "Skriv borgerens fulde navn."}
    )
    about_born = day_field("Borgerens fødselsdag", missing="Skriv borgerens fødselsdag.")
    reason = forms.CharField(
        label="Hvorfor vil én plan hjælpe?",
        help_text="Skriv kun det, borgeren har sagt ja til, at du skriver.",
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": "Skriv, hvorfor én plan vil hjælpe."},
    )
    agreed = forms.BooleanField(label="Borgeren har sagt ja til, at jeg henviser", required=False)
    field_order = ("about_name", "about_born", "mail_way", "mail_to", "reason", "agreed")


class Screen(forms.Form):
    """Every criterion with its reason, and the answer."""

    def __init__(self, *args: object, known: Sequence[Known], regimes: Sequence[Regime], **kwargs: object) -> None:
        """`known` are people of the same name and birth day; `regimes` what is in force, first the one to go by."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        self.tests = regimes[0].criteria if regimes else ()
        self.fields.update(criterion_fields(self.tests))
        self.fields["citizen_said"] = _text(
            "Hvad siger borgeren selv?", "", required=False, hint="Skal udfyldes ved et nej."
        )
        self.fields["offered"] = forms.ChoiceField(
            label="Svaret",
            choices=[("ja", "Vi tilbyder én plan"), ("nej", "Vi tilbyder ikke én plan")],
            widget=forms.RadioSelect,
            error_messages={"required": "Vælg svaret."},
        )
        self.fields["reasons"] = _text("Begrundelse til borgeren", "Skriv en begrundelse, borgeren kan forstå.")
        self.fields["judgement"] = _text(
            "Faglig vurdering",
            "",
            required=False,
            hint="Skal udfyldes, hvis svaret er et andet, end kriterierne giver.",
        )
        self.fields["guidance"] = _text(
            "Hvad kan borgeren gøre nu?",
            "",
            required=False,
            hint="Skal udfyldes ved et nej: hvilken anden hjælp der er. Klagevejledningen kommer selv med.",
        )
        self.fields["reach"] = _reach()
        self.fields["regime"] = forms.ChoiceField(
            label="Ordning", choices=[(each.id, each.label) for each in regimes[:1]], widget=forms.HiddenInput
        )
        self.initial["regime"] = regimes[0].id if regimes else ""
        self.fields["person"] = forms.ChoiceField(
            label="Hvem er borgeren?",
            help_text="Findes borgeren allerede, så vælg personen. Ellers oprettes borgeren ved et ja.",
            choices=[*((str(each.person.id), _of(each)) for each in known), (NOBODY, "Findes ikke endnu")],
            required=False,
            widget=forms.RadioSelect,
            initial=str(known[0].person.id) if len(known) == 1 else NOBODY,
        )

    def criteria(self) -> Iterator[tuple[TargetTest, BoundField, BoundField]]:
        """Each criterion with its reason, for the page."""
        return criteria_of(self, self.tests)

    def rest(self) -> Iterator[BoundField]:
        """Everything after the criteria."""
        for name in ("citizen_said", "offered", "reasons", "judgement", "guidance", "reach", "person"):
            yield self[name]

    def answers(self) -> tuple[CriterionAnswer, ...]:
        """What was answered."""
        return answers_of(self.cleaned_data, self.tests)


def criterion_fields(tests: Iterable[TargetTest], known: Iterable[CriterionAnswer] = ()) -> dict[str, forms.Field]:
    """Two fields for each criterion of a regime: whether it is met, and why; filled in with what is known."""
    said = {each.criterion.value: each for each in known}
    fields: dict[str, forms.Field] = {}
    for each in tests:
        before = said.get(each.key)
        fields[f"{each.key}_met"] = forms.ChoiceField(
            label=each.da,
            help_text=each.help_da,
            choices=[("ja", "Ja"), ("nej", "Nej")],
            widget=forms.RadioSelect,
            error_messages={"required": "Svar ja eller nej."},
            initial=("ja" if before.met else "nej") if before else None,
        )
        fields[f"{each.key}_reason"] = _text(each.why_da, f"Skriv en begrundelse på mindst {SHORTEST} tegn.")
        fields[f"{each.key}_reason"].initial = before.reason if before else None
    return fields


def criteria_of(form: forms.Form, tests: Iterable[TargetTest]) -> Iterator[tuple[TargetTest, BoundField, BoundField]]:
    """Each criterion with its reason, in a form that has their fields."""
    for each in tests:
        yield each, form[f"{each.key}_met"], form[f"{each.key}_reason"]


def answers_of(given: Mapping[str, str], tests: Iterable[TargetTest]) -> tuple[CriterionAnswer, ...]:
    """What was answered to every criterion."""
    return tuple(
        CriterionAnswer(Criterion(each.key), given[f"{each.key}_met"] == "ja", given[f"{each.key}_reason"])
        for each in tests
    )


def _reach() -> forms.ChoiceField:
    """How the answer reaches the citizen; left alone it is the portal, or a letter to who cannot come in there."""
    return forms.ChoiceField(
        label="Hvordan får borgeren svaret?",
        choices=[
            (AS_BEST, "I Én plan, eller i et brev, hvis borgeren ikke kan logge ind"),
            (Reach.LETTER.value, "I et brev"),
            (Reach.HANDED.value, "På papir, som borgeren får i hånden"),
        ],
        required=False,
        widget=forms.RadioSelect,
        initial=AS_BEST,
    )


def _said(group: str, keys: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """Each as a choice, in words."""
    return [(each.value, sentence(f"{group}.{each.value}").capitalize()) for each in keys]


class Show(forms.Form):
    """Which requests the board shows; anything else in the address shows all."""

    channel = forms.ChoiceField(
        label="Hvordan kom den?", choices=[("", "Alle veje"), *_said("channel", Channel)], required=False
    )
    stage = forms.ChoiceField(
        label="Hvor langt er den?", choices=[("", "Alle trin"), *_said("stage", SHOWN_STAGES)], required=False
    )

    def lets_through(self, request: Request) -> bool:
        """Whether the request is one of those."""
        chosen = self.cleaned_data if self.is_bound and self.is_valid() else {}
        channel, stage = chosen.get("channel"), chosen.get("stage")
        return channel in {None, "", request.channel.value} and stage in {None, "", request.stage.value}


class DelayAnswer(forms.Form):
    """The answer cannot be given in time."""

    new_day = day_field("Ny dag", missing="Skriv den nye dag.", help_text="Den dag, borgeren nu senest får svar.")
    reason = forms.CharField(
        label="Hvorfor er svaret forsinket?",
        help_text="Borgeren læser det.",
        max_length=2000,
        widget=forms.Textarea(attrs=SHORT),
        error_messages={"required": "Skriv hvorfor."},
    )


class SendLetter(forms.Form):
    """A letter is on its way, or in the right hands."""

    letter = forms.CharField(widget=forms.HiddenInput)
    handed = forms.ChoiceField(
        label="Hvordan kom det afsted?",
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvordan brevet kom afsted."},
    )
    address = forms.CharField(
        label="Adresse",
        help_text="Skal udfyldes, når brevet sendes, eller når en anden får det med fuldmagt.",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs=SHORT),
    )
    sent_day = day_field("Hvilken dag?", missing="Skriv dagen.")

    def __init__(self, *args: object, due: LetterDue, on: date, **kwargs: object) -> None:
        """`due` is the letter; what is known of where it goes stands there already."""
        known = {MailWay.COLLECTED: Handed.COLLECTED, MailWay.PROXY: Handed.PROXY}.get(due.way, Handed.POST)
        initial = {"letter": due.key, "handed": known.value, "address": due.address, "sent_day": f"{on:%d-%m-%Y}"}
        super().__init__(*args, initial=initial, auto_id=f"id_{due.key}_%s", **kwargs)  # type: ignore[arg-type,misc]  # as they came
        field = self.fields["handed"]
        assert isinstance(field, forms.ChoiceField)
        ways = [each for each in Handed if due.paper is not Paper.ANSWER or each is not Handed.TOLD]
        field.choices = [(each.value, sentence(f"handed.{each.value}").capitalize()) for each in ways]

    def sending(self) -> Sending:
        """What was written."""
        given = self.cleaned_data
        return Sending(given["letter"], Handed(given["handed"]), given["sent_day"], given["address"])


class NameCoordinator(forms.Form):
    """Who becomes the citizen's one contact person."""

    professional = forms.ChoiceField(
        label="Kontaktperson", error_messages={"required": "Vælg, hvem der skal være kontaktperson."}
    )

    def __init__(self, *args: object, professionals: Sequence[Professional], **kwargs: object) -> None:
        """Everybody who can be chosen."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        field = self.fields["professional"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Vælg"), *((str(each.id), named(each)) for each in professionals)]


def named(someone: Professional) -> str:
    """A professional in a list: name, title and department."""
    return ", ".join(part for part in (someone.name, someone.title, someone.department.name) if part)


def _of(known: Known) -> str:
    cases = "ingen forløb" if known.cases == 0 else "har allerede et forløb"
    return f"{known.person.name}, født {known.person.born:%d-%m-%Y} ({cases})"


def _text(label: str, missing: str, *, required: bool = True, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=2000,
        widget=forms.Textarea(attrs=SHORT),
        error_messages={"required": missing},
    )
