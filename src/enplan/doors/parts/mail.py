"""Where do letters to a citizen go, and as what does a professional ask? Asked the same way on portal and desk."""

from typing import Any

from django import forms

from enplan.doors.parts.reasons import sentence
from enplan.journey.entrance.facts import Asker, Mail, MailWay
from enplan.journey.entrance.rules.letters import must_be_mailable
from enplan.kernel.errors import Unfit

NOT_KNOWN = "ukendt"
ADDRESS = {"rows": 2, "autocomplete": "off"}


class MailForm(forms.Form):
    """Where letters go, when the citizen does not read them in the portal."""

    MAIL_LABEL = "Hvor skal breve til borgeren hen?"

    mail_way = forms.ChoiceField(
        help_text="Svaret går i et brev, hvis det ikke kan læses i Én plan.",
        choices=[(each.value or NOT_KNOWN, sentence(f"mail.{each.value}")) for each in MailWay],
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvor breve skal hen. Vælg det sidste, hvis det ikke vides."},
    )
    mail_to = forms.CharField(
        label="Adresse til breve",
        help_text="Vej, nummer, postnummer og by. Ved fuldmagt også navnet på den, der har den.",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs=ADDRESS),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The label is the page's own."""
        super().__init__(*args, **kwargs)
        self.fields["mail_way"].label = self.MAIL_LABEL

    def clean(self) -> dict[str, Any]:
        """An address is written beside the field it belongs to, when letters go to one."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            must_be_mailable(self.mail().way, self.mail().to)
        except Unfit as why:
            self.add_error("mail_to", sentence(why.reason, why.details))
        return given

    def mail(self) -> Mail:
        """What was written."""
        way = self.cleaned_data.get("mail_way", NOT_KNOWN)
        return Mail(MailWay("" if way == NOT_KNOWN else way), self.cleaned_data.get("mail_to", ""))


class ProfessionalForm(forms.Form):
    """As what and from where a professional outside the house asks."""

    title = forms.CharField(
        label="Stilling", help_text="Skal udfyldes af en fagperson.", max_length=100, required=False
    )
    workplace = forms.CharField(
        label="Arbejdssted", help_text="Skal udfyldes af en fagperson.", max_length=200, required=False
    )

    def asker(self) -> Asker:
        """What was written."""
        given = self.cleaned_data
        return Asker(given.get("title", ""), given.get("workplace", ""), given.get("asker_address", ""))
