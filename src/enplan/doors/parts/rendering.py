"""How do form fields become HTML? As Django's own templates say it, but the ones that are many are written directly.

A page with thirty findings has hundreds of boxes and buttons; a template for each of them cost more than all the rest.
A test holds the two ways together.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

Widget = Mapping[str, Any]


def attributes(widget: Widget) -> str:
    """` id="…" required`: every attribute that is set."""
    found = [(name, value) for name, value in widget["attrs"].items() if value is not False]
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(str(value))}"' for name, value in found
    )


def element(widget: Widget) -> str:
    """An `<input>` of any type."""
    value = "" if widget["value"] is None else f' value="{conditional_escape(str(widget["value"]))}"'
    return f'<input type="{widget["type"]}" name="{conditional_escape(widget["name"])}"{value}{attributes(widget)}>'


def text_area(widget: Widget) -> str:
    """A box for several lines."""
    text = conditional_escape(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{conditional_escape(widget["name"])}"{attributes(widget)}>\n{text}</textarea>'


def choice(widget: Widget) -> str:
    """One of several to choose from in a list."""
    value = conditional_escape(str(widget["value"]))
    return f'<option value="{value}"{attributes(widget)}>{conditional_escape(widget["label"])}</option>\n'


def choices(widget: Widget) -> str:
    """A list to choose from."""
    groups = "".join(_group(label, options) for label, options, _ in widget["optgroups"])
    return f'<select name="{conditional_escape(widget["name"])}"{attributes(widget)}>{groups}\n</select>'


def _group(label: str | None, options: list[Widget]) -> str:
    told = "".join(f"\n  {choice(option)}" for option in options)
    if not label:
        return told
    return f'\n  <optgroup label="{conditional_escape(label)}">{told}\n  </optgroup>'


DIRECTLY: Final[Mapping[str, Callable[[Widget], str]]] = {
    **dict.fromkeys(
        (f"django/forms/widgets/{kind}.html" for kind in ("text", "date", "time", "number", "email")), element
    ),
    **dict.fromkeys((f"django/forms/widgets/{kind}.html" for kind in ("hidden", "checkbox", "file")), element),
    **dict.fromkeys((f"django/forms/widgets/{kind}_option.html" for kind in ("radio", "checkbox")), element),
    "django/forms/widgets/textarea.html": text_area,
    "django/forms/widgets/select.html": choices,
}


class Renderer(DjangoTemplates):
    """Django's renderer of forms, with the shorter way for the elements that are many."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        """The element as HTML."""
        write = DIRECTLY.get(template_name)
        widget = context.get("widget", {})
        if write is None or widget.get("wrap_label"):
            return SafeString(super().render(template_name, context, request))  # nosec B703 - a template escaped it
        return SafeString(write(widget))  # nosec B703 - every value has been escaped above
