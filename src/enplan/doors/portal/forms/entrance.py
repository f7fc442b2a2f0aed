"""What does somebody write who asks for one plan?"""

from django import forms

from enplan.doors.parts.dates import day_field
from enplan.doors.parts.mail import MailForm, ProfessionalForm
from enplan.doors.parts.phone import phone_field
from enplan.journey.entrance.facts import Origin

WISH = "Skriv med dine egne ord. Hvad fylder mest? Hvem får du hjælp af i dag? Du behøver ikke have det hele med."


class AskForMyself(forms.Form):
    """A citizen asks for themselves."""

    wish = forms.CharField(
        label="Hvad ønsker du hjælp til?",
        help_text=WISH,
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": "Skriv kort, hvad du ønsker hjælp til."},
    )
    phone = phone_field(help_text="Så vi kan ringe, når vi vil høre mere.")


class AskForAnother(ProfessionalForm, MailForm, AskForMyself):
    """A relative, an ombud or a professional outside the house asks for somebody else."""

    MAIL_LABEL = "Hvor kan vi sende et brev til personen?"

    who = forms.ChoiceField(
        label="Hvem er du for den, det handler om?",
        choices=[
            (Origin.RELATIVE.value, "Pårørende eller ven"),
            (Origin.OMBUD.value, "Personligt ombud"),
            (Origin.PROFESSIONAL.value, "Fagperson, for eksempel læge eller lærer"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvem du er."},
    )
    name = forms.CharField(
        label="Hvad hedder personen?", max_length=200, error_messages={"required": "Skriv personens fulde navn."}
    )
    born = day_field("Hvornår er personen født?", missing="Skriv personens fødselsdag.")
    knows = forms.BooleanField(
        label="Personen ved, at jeg spørger",
        help_text="Det er bedst at spørge sammen. Ved personen det ikke, taler vi først med personen.",
        required=False,
    )
    field_order = ("who", "title", "workplace", "name", "born", "mail_way", "mail_to", "wish", "phone", "knows")
