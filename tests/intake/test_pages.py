"""A saved web page gives its main text and what it says of itself; every person in these pages is invented."""

from __future__ import annotations

import datetime as dt
import logging
import socket
import time
import warnings

import pytest

from tamis.errors import DocumentError
from tamis.intake.pages import is_markup, read_page

LATEST = dt.date(2026, 11, 23)

HEAD = """<meta charset="utf-8"><title>Harbour board member arrested - The Example Gazette</title>
<meta property="og:title" content="Harbour board member arrested in Port Example">
<meta name="author" content="Jane Placeholder">
<meta property="article:published_time" content="2021-03-04T10:00:00+00:00">
<meta property="article:modified_time" content="2022-01-01T10:00:00+00:00">
<script>var x = "Eva Scriptname";</script><style>.a::after { content: "Stefan Stylename" }</style>"""
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head>{HEAD}</head><body>
<div id="cookie-consent" class="cookie-banner">We use cookies. Partner: Konrad Cookieman. <button>Accept</button></div>
<header><a href="/">The Example Gazette</a><nav><ul><li><a href="/p">Politics by Navin Menuson</a></li></ul></nav></header>
<main><article>
<h1>Harbour board member arrested in Port Example</h1>
<p class="byline">By Jane Placeholder</p><time datetime="2021-03-04">4 March 2021</time>
<div class="share-buttons"><a href="#">Share with Sharon Button</a><a href="#">Tweet</a></div>
<figure class="image"><img src="a.jpg" alt=""><figcaption>Boris Invented at a rally.</figcaption></figure>
<p>The police of Port Example said on Thursday that Boris Invented, a member of the harbour board, had been arrested.</p>
<p>“We have waited for this day,” said Maria Spokeswoman, who added that the investigation had started on 5 June 2019.</p>
<p>Mr&nbsp;Invented, born on 5 June 1950, has denied all of it. His lawyer said that he would answer the court in time.</p>
<div class="wp-caption"><img src="b.jpg"><p class="wp-caption-text">The harbour, seen by Otto Lensman.</p></div>
<blockquote>A quotation of Carla Quoted stands here, which is of some length too.</blockquote>
<ul><li>A point about Dora Listitem</li><li>Another point</li></ul>
<table><tr><th>Name</th><th>Born</th></tr><tr><td>Emil Tabled</td><td>1996-06-05</td></tr></table>
</article>
<section class="related-articles"><h3>Related</h3>
<figure class="related-caption"><figcaption>Gregor Relatedpicture</figcaption></figure><ul><li><a href="/1">A story of Fritz Related</a>
<time datetime="2023-05-05">5 May 2023</time></li><li><a href="/2">Gerd Relatedtoo wins a prize</a></li></ul></section>
<section id="comments"><h3>2 comments</h3><div class="comment"><p>Hans Commenter: what a surprising thing to read in this
newspaper, I would never have thought it of him.</p></div></section>
</main>
<aside class="sidebar"><h3>Most read</h3><p>Ida Sidebar opens a shop, and everybody who is anybody came to see.</p></aside>
<footer><p>© 2019 The Example Gazette. Editor: Karl Footer</p></footer>
</body></html>"""
CONTENT = (
    "Boris Invented at a rally",
    "Maria Spokeswoman",
    "Otto Lensman",
    "Carla Quoted",
    "Dora Listitem",
    "Emil Tabled",
)
FURNITURE = (
    "Scriptname", "Stylename", "Cookieman", "Menuson", "Button", "Related", "Commenter", "Sidebar", "Footer", "Accept",
)  # fmt: skip
PARAGRAPHS = (
    "<p>The harbour board of Port Example met for a long time and decided nothing at all, said Ann Example.</p>"
    "<p>Another long paragraph follows, so that the page has a text worth the name, and on 5 June 2014 it all began.</p>"
)


def page(head: str = "", top: str = "", bottom: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>Board</title>{head}</head><body>"
        f"<article><h1>Board meets in port</h1>{top}{PARAGRAPHS}</article>{bottom}</body></html>"
    )


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is read without reaching for what it points to."""

    def refuse(*_arguments: object, **_named: object) -> None:
        raise AssertionError("a document was read over the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


def test_article_is_kept_and_furniture_left_out() -> None:
    """Paragraphs, quotations, captions, lists and tables are text; banners, menus, related links and comments are not."""
    read = read_page(PAGE, LATEST)
    assert [words for words in CONTENT if words not in read.text] == []
    assert [words for words in FURNITURE if words in read.text] == []


def test_page_tells_title_date_author_and_language() -> None:
    """Title, first day of publication, author and language are those that the page declares."""
    read = read_page(PAGE, LATEST)
    assert read.title == "Harbour board member arrested in Port Example"
    assert read.published_on == dt.date(2021, 3, 4)
    assert read.author == "Jane Placeholder"
    assert read.language == "en-GB"


def test_paragraphs_stay_apart_and_the_title_stands_once() -> None:
    """Each paragraph is a line of its own; a headline that the text begins with is not repeated."""
    lines = read_page(PAGE, LATEST).text.splitlines()
    assert lines.count("Harbour board member arrested in Port Example") == 1
    assert any(line.startswith("The police of Port Example") and line.endswith("arrested.") for line in lines)
    assert "Emil Tabled; 1996-06-05" in lines


def test_title_that_the_text_lacks_stands_first() -> None:
    """Who is named in a headline counts, even where the headline is no part of the main text."""
    read = read_page(f"<html><head><title>Ann Example resigns</title></head><body>{PARAGRAPHS}</body></html>", LATEST)
    assert read.text.startswith("Ann Example resigns\n\nThe harbour board")


@pytest.mark.parametrize(
    ("head", "top", "bottom", "day"),
    [
        ("", "<time datetime='2016-09-07'>Wednesday</time>", "", dt.date(2016, 9, 7)),
        ("", "<span class='date'>7 Sep 2016</span>", "", dt.date(2016, 9, 7)),
        ("", "<div>7 сентября 2016, 13:00</div>", "", dt.date(2016, 9, 7)),
        ("", "<div class='meta'>7 سبتمبر 2016</div>", "", dt.date(2016, 9, 7)),
        ("<link rel='canonical' href='https://gazette.example/2016/09/07/board'>", "", "", dt.date(2016, 9, 7)),
        (
            '<script type=\'application/ld+json\'>{"datePublished": "2016-09-07T01:00:00Z"}</script>',
            "",
            "",
            dt.date(2016, 9, 7),
        ),
        ("", "", "", None),
        ("", "", "<footer>© 2019 Example</footer>", None),
        ("", "", "<p>Copyright 2019 Example</p>", None),
        (
            "",
            "",
            "<div class='related'><a href='/x'>Other</a> <time datetime='2020-02-03'>3 Feb 2020</time></div>",
            None,
        ),
        ("", "", "<ul><li><a href='/2013/04/05/x'>Another story</a> 5 Apr 2013</li></ul>", None),
        ("", "<time>2 hours ago</time>", "", None),
        ("", "<span class='date'>Today 13:00</span>", "", None),
        ("", "<time datetime='2016-09'>September 2016</time>", "", None),
        ("", "<span class='date'>05/06/2016</span>", "", None),
        ("", "<p>Born 1996-06-05</p>", "", None),
        ("", "<table><tr><td>Born</td><td>1996-06-05</td></tr></table>", "", None),
        ("<meta property='og:image' content='https://gazette.example/2014/05/07/board.jpg'>", "", "", None),
        ("<meta property='article:published_time' content='2030-01-01'>", "", "", None),
    ],
)
def test_date_is_what_the_page_states(head: str, top: str, bottom: str, day: dt.date | None) -> None:
    """Metadata, address, labelled dates and date lines count; today, copyright, pictures, sentences, half dates do not."""
    assert read_page(page(head, top, bottom), LATEST).published_on == day


def test_short_page_is_read_whole_without_its_furniture() -> None:
    """A page too short for an article still gives its text, and names in cells are kept apart."""
    markup = """<html><body><nav>Navin Menuson</nav><p>Boris Invented.</p>
    <table><tr><td>Emil Tabled</td><td>clerk</td></tr></table><footer>Karl Footer</footer></body></html>"""
    text = read_page(markup, LATEST).text
    assert "Boris Invented" in text
    assert "Emil Tabled" in text
    assert "Tabledclerk" not in text


def test_characters_outside_the_basic_plane_and_invisible_marks_do_no_harm() -> None:
    """Emoji, right-to-left text, direction marks, zero-width characters and impossible references are read."""
    marks = "\u200f\u200b\u2066😀\U00020000"
    text = read_page(
        page(top=f"<p>{marks} حسن المخترع {marks} &#0;&#xD800;&#x1F600; and more than a few words.</p>")
    ).text
    assert "حسن المخترع" in text
    assert text.encode("utf-8").decode("utf-8") == text


def test_unclosed_and_deep_elements_lose_no_text() -> None:
    """A hundred thousand nested blocks are read in a few seconds, to the words at their bottom."""
    started = time.perf_counter()
    deep = read_page("<html><body>" + "<div>" * 100_000 + "<p>Boris Invented</p>" + "</div>" * 100_000, LATEST)
    unclosed = read_page("<html><body>" + "<font color=red>line<br>" * 5_000 + "Boris Invented", LATEST)
    assert "Boris Invented" in deep.text
    assert "Boris Invented" in unclosed.text
    assert time.perf_counter() - started < 20


def test_depth_that_no_page_has_is_refused() -> None:
    """Nesting of other elements beyond the limit is refused in words: the parser would drop text in silence."""
    with pytest.raises(DocumentError, match="nested more than 1,000 deep"):
        read_page("<html><body>" + "<article>" * 2_000 + "<p>Boris Invented</p>", LATEST)


def test_tags_without_number_are_refused() -> None:
    """Two million tags are no page."""
    with pytest.raises(DocumentError, match="more than 2,000,000 tags"):
        read_page("<html>" + "<" * 2_000_001, LATEST)


def test_large_page_is_read_whole() -> None:
    """A page with more elements than the extractor is given loses no paragraph, and keeps what its head declares."""
    rows = "".join(f"<p><b>Number {number}</b> is Ann Example.</p>" for number in range(16_000))
    read = read_page(f"<html lang=de><head>{HEAD}</head><body><nav>Menuson</nav>{rows}</body></html>", LATEST)
    assert read.text.count("Ann Example") == 16_000
    assert "Menuson" not in read.text
    assert read.published_on == dt.date(2021, 3, 4)


def test_images_written_into_the_page_cost_nothing() -> None:
    """Megabytes of picture inside an attribute are neither text nor time."""
    started = time.perf_counter()
    text = read_page(page(top=f'<img src="data:image/png;base64,{"A" * 10_000_000}">'), LATEST).text
    assert "Ann Example" in text
    assert time.perf_counter() - started < 10


def test_page_without_text_is_refused() -> None:
    """Markup that says nothing is an error and not an answer without mentions."""
    for markup in ("<html></html>", "<!doctype html>", "<html><body><script>x()</script></body></html>"):
        with pytest.raises(DocumentError, match="no text"):
            read_page(markup, LATEST)


def test_reading_says_nothing(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    """Neither logs nor warnings come out of the extractor: they could hold what a document says."""
    with warnings.catch_warnings(record=True) as caught, caplog.at_level(logging.DEBUG):
        warnings.simplefilter("always")
        read_page(PAGE, LATEST)
        read_page("<html><body>x", LATEST)
    assert capfd.readouterr() == ("", "")
    assert [record.name for record in caplog.records] == []
    assert caught == []


@pytest.mark.parametrize(
    ("text", "named_html", "expected"),
    [
        ("<!DOCTYPE html><p>x", False, True),
        ("\n<!-- saved -->\n<html>", False, True),
        ('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x" "y"><html>', False, True),
        ("<p>A fragment</p>", False, True),
        ("<a@port.example> wrote", False, False),
        ("Ann Example <ann@port.example> wrote", False, False),
        ("Use <p> for a paragraph", False, False),
        ("A page that begins with words <br> and goes on", True, True),
        ("Plain words in a file named .html", True, False),
        ("", True, False),
    ],
)
def test_markup_is_told_by_its_content(text: str, named_html: bool, expected: bool) -> None:
    """A beginning decides; the name of the file only where words come before the first tag."""
    assert is_markup(text, named_html=named_html) is expected
