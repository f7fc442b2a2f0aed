"""What does every form that is sent carry? Django's token against forgery, and a key that is good for one act.

The library is built into every template (`config/settings/base.py`), so that no form can have the one without the
other: a form without its token is refused, and would be missed at once.
"""

from uuid import uuid4

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.safestring import SafeString

from enplan.doors.parts.sending import FORM_KEY

register = template.Library()


@register.simple_tag
def form_key() -> SafeString:
    """The key alone, for a form that writes its token itself."""
    return SafeString(f'<input type="hidden" name="{FORM_KEY}" value="{uuid4().hex}">')  # nosec B703 - ours, and hex


class TokenAndKey(CsrfTokenNode):
    """Django's token, and after it the key of this form."""

    def render(self, context: Context) -> SafeString:
        """Both hidden fields."""
        return SafeString(super().render(context) + form_key())  # nosec B703 - both are escaped where they are made


@register.tag("csrf_token")
def token_and_key(parser: Parser, token: Token) -> TokenAndKey:  # noqa: ARG001  # Django hands them over
    """In place of Django's own tag of that name."""
    return TokenAndKey()
