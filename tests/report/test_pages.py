"""The page that every report shares: whole in one file, and nothing in it runs or is fetched."""

from __future__ import annotations

import re

import pytest
from jinja2 import UndefinedError

from tamis.report import pages


def test_published_text_is_escaped() -> None:
    """Whatever a list or a file says, it is text on the page and never markup."""
    page = pages.render_page("base.html", title='<b>"A"</b>', lead="<script>", warnings=["<img src=x>"], footer=["a&b"])
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;b&gt;&#34;A&#34;&lt;/b&gt;" in page
    assert "a&amp;b" in page


def test_a_page_stands_alone() -> None:
    """No script, no link to a style, a font or a picture elsewhere; the page forbids the browser to fetch any."""
    page = pages.render_page("base.html", title="Alone")
    assert "default-src 'none'" in page
    assert re.findall(r"<(?:script|link|iframe)\b|@import|url\(|https?://", page) == []
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page


def test_a_value_that_a_template_lacks_is_an_error() -> None:
    """A report with a hole in it is not handed out."""
    template = pages._environment().from_string("{{ nothing_of_that_name }}")
    with pytest.raises(UndefinedError):
        template.render()
