"""The one page template that every report shares.

In: the name of a template in `templates/` and values for it. Out: HTML, whole: its style inside it, no script, nothing
fetched from anywhere (a content security policy in the page says so to the browser), readable by day and by night, and
printable. Everything that a template prints is escaped unless it is markup of our own. Must not know what a report is
about: each has its own module beside this one, and a template that begins with `{% extends "base.html" %}`.
"""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


def render_page(template: str, *, title: str, **values: Any) -> str:
    """Return a page of HTML.

    Args:
        template: File name in `templates/`.
        title: Heading and title of the page.
        **values: What the template asks for; a name that it asks for and that is missing is an error. `base.html` takes
            `lead` (one sentence), `warnings` (texts) and `footer` (texts), all optional.
    """
    return _environment().get_template(template).render(title=title, **values)


def as_markup(drawing: str) -> Markup:
    """Return a drawing or page part of our own making as markup that is not escaped; never published text."""
    return Markup(drawing)  # noqa: S704 - what goes in here is made by this package, with its texts escaped there


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tamis.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(day=_day, number=_number)
    return environment


def _day(day: dt.date | None) -> str:
    """Return a day as YYYY-MM-DD; a dash for none."""
    return day.isoformat() if day else "–"


def _number(count: int) -> str:
    """Return a number with its thousands divided."""
    return f"{count:,}"
