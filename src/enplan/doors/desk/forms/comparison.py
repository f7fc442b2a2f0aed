"""Which household is to be seen under every set of rules, and on which day?"""

from django import forms

from enplan.doors.desk.forms.sectorplans import day_field


class CompareForm(forms.Form):
    """A household file; without a day the file's own, or today."""

    household = forms.FileField(
        label="Fil med husstandens planer",
        help_text="En fil i husstandsformatet (JSON) på højst 10 MB. Brug opdigtede navne.",
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
        error_messages={"required": "Vælg en fil.", "empty": "Filen er tom. Vælg en anden."},
    )
    on = day_field("Efter loven på denne dag", hint="Lad feltet stå tomt for at bruge filens egen dag.")
