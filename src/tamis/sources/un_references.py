"""The United Nations' references as other publishers cite them for their own listings.

In: a published text, such as `QDi.001` or `QI.A.1.01`. Out: identifiers of a draft, with a link where the reference is of the form that
the UN's list has today. Must not know which publisher cites.
"""

from __future__ import annotations

import re

from tamis.sources.draft import Draft
from tamis.sources.un_comments import REFERENCE, canonical_reference

KIND = "un_reference"
_BETWEEN = re.compile(r"[;,\s]+")


def add_un_references(draft: Draft, text: str) -> None:
    """Add each reference of a text; those of the UN's older forms (`QI.A.1.01`) are identifiers without a link."""
    for value in _BETWEEN.split(text):
        match = REFERENCE.fullmatch(value.rstrip("."))
        reference = canonical_reference(match[1]) if match else value.rstrip(".")
        if any(map(str.isdigit, reference)):
            draft.add_reference(KIND, reference, f"un:{reference}" if match else None)
        else:
            draft.add_detail("UN reference", value)


def own_reference(draft: Draft) -> str:
    """Return the reference that the draft has, empty for none: in its remarks it is no link."""
    return next((one.value for one in draft.identifiers if one.kind == KIND), "")
