"""`tamis demo`: the whole tour on bundled sample data, offline, in seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamis.cli.options import Run, command

if TYPE_CHECKING:
    from rich.console import Console

    from tamis.demo import Tour

NEXT = (
    ("tamis import un consolidated.xml", "load the UN list, saved from the publisher's page"),
    ('tamis screen "a name"', "screen a name in any script"),
    ("tamis scan page.html", "find who is listed in a document"),
    ("tamis lists", "see what is loaded"),
    ("tamis --help", "see every command"),
)


@command("demo", formats=("table",), example="tamis demo")
def demo(run: Run) -> None:
    """Read a sample news page, say who in it is listed, and screen two names.

    Everything comes with tamis: no list has to be loaded, nothing is fetched, nothing is kept.
    """
    from tamis.cli import tables
    from tamis.demo import tour

    show_tour(tables.terminal(run.settings.colour), tour())


def show_tour(console: Console, tour: Tour) -> None:
    """Print the page with its marks, who they are, the names screened, and what to type next."""
    from rich.text import Text

    from tamis.cli import hits, mentions, tables
    from tamis.values.scripts import script_of

    document = tour.scan.documents[0]
    console.rule(Text("A page of news, with the names that are listed marked"))
    title = tour.document.title or ""
    if not tour.document.text.startswith(title):
        console.print(Text(tables.shown(title), style="bold"))
    console.print(mentions.marked(console, tour.document.text, document.mentions))
    console.rule(Text("Who they are"))
    tables.warn(console, tour.scan.warnings)
    mentions.print_heading(console, document)
    mentions.print_parties(console, document.mentions)
    for screening in tour.screenings:
        latin = all(script_of(name.text) == "Latn" for name in screening.query.names)
        console.rule(Text("A name screened, misspelt" if latin else "A name screened in another script"))
        hits.print_screening(console, screening, hits.threshold_text(tour.screener.policy, None), explain=False)
    console.rule(Text("What to type next"))
    grid = tables.plain(2)
    for line, meaning in NEXT:
        grid.add_row(Text(line, style="bold"), meaning)
    console.print(grid)
