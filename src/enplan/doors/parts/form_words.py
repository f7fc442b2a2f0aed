"""What does a form say when nobody gave a field words of its own? In place of Django's general ones, in plain Danish.

They stand below the field's label, and the summary names the field before them, so they do not name it again.
"""

from typing import Final

from django import forms

WORDS: Final[dict[type[forms.Field], dict[str, str]]] = {
    forms.Field: {
        "required": "Feltet er tomt. Udfyld det.",
        "max_length": "Teksten er for lang. Skriv højst %(limit_value)d tegn.",
        "min_length": "Teksten er for kort. Skriv mindst %(limit_value)d tegn.",
        "min_value": "Tallet er for lille. Skriv %(limit_value)s eller mere.",
        "max_value": "Tallet er for stort. Skriv %(limit_value)s eller mindre.",
        "max_digits": "Tallet har for mange cifre. Skriv et kortere tal.",
        "max_whole_digits": "Tallet er for stort. Skriv et mindre tal.",
        "max_decimal_places": "Tallet har for mange decimaler. Skriv højst %(max)s efter kommaet.",
        "null_characters_not_allowed": "Teksten har et tegn, der ikke kan gemmes. Skriv den igen.",
    },
    forms.IntegerField: {"invalid": "Det er ikke et helt tal. Skriv det med cifre, for eksempel 3."},
    forms.DecimalField: {"invalid": "Det er ikke et tal. Skriv det med cifre, for eksempel 3 eller 2,5."},
    forms.DateField: {"invalid": "Datoen kan ikke læses. Skriv den sådan: 31-12-2026."},
    forms.TimeField: {"invalid": "Klokkeslættet kan ikke læses. Skriv det sådan: 9:30."},
    forms.EmailField: {"invalid": "Mailadressen er ikke hel. Skriv den sådan: navn@eksempel.dk."},
    forms.ChoiceField: {
        "required": "Intet er valgt. Vælg en mulighed.",
        "invalid_choice": "Det, der er valgt, findes ikke mere. Vælg igen.",
    },
    forms.MultipleChoiceField: {
        "required": "Intet er valgt. Vælg mindst én mulighed.",
        "invalid_choice": "Noget af det, der er valgt, findes ikke mere. Vælg igen.",
        "invalid_list": "Valget kan ikke læses. Vælg igen.",
    },
    forms.BooleanField: {"required": "Sæt kryds, hvis det passer. Uden det kan vi ikke gå videre."},
    forms.UUIDField: {"invalid": "Siden er for gammel. Hent den igen, og prøv en gang til."},
    forms.FileField: {
        "required": "Ingen fil er valgt. Vælg en fil.",
        "invalid": "Filen kom ikke med. Vælg den igen.",
        "missing": "Filen kom ikke med. Vælg den igen.",
        "empty": "Filen er tom. Vælg en anden.",
        "max_length": "Filens navn er for langt. Giv filen et kortere navn.",
    },
}


def speak_plainly() -> None:
    """Give every kind of field these words; a field that says its own still does."""
    for kind, words in WORDS.items():
        kind.default_error_messages = {**vars(kind).get("default_error_messages", {}), **words}
