"""What can a citizen write when they complain over a no to one plan?"""

from django import forms


class Complain(forms.Form):
    """Why, for those who want to say it."""

    text = forms.CharField(
        label="Hvad er du uenig i?",
        help_text="Du behøver ikke skrive noget.",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"max_length": "Teksten er for lang. Skriv højst %(limit_value)d tegn, eller ring til os."},
    )
