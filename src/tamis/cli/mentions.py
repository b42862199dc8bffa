"""What a Scan looks like on a terminal: each document, who is in it, and the words that say so.

In: records. Out: printed text. Parties are numbered in the order in which
the document names them; the same numbers stand in a marked page.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tamis.cli import acts, tables
from tamis.records import Mention, Scan, ScannedDocument
from tamis.report.marking import best_others, cut_text, evidence_text, number_parties, place_text, voice_text


def print_scan(console: Console, scan: Scan) -> None:
    """Print every document with its mentions."""
    tables.warn(console, scan.warnings)
    for document in scan.documents:
        print_heading(console, document)
        print_parties(console, document.mentions)
        console.print()
    when = f" as of {scan.as_of}" if scan.as_of else ""
    asked = ", ".join(tables.snapshot_text(one) for one in scan.snapshots)
    console.print(Text(f"Asked{when}: {asked}\n{scan.policy}; {scan.engine}", style="dim"))


def print_heading(console: Console, document: ScannedDocument) -> None:
    """Print what the document is, and how many in it are listed."""
    console.print(Text(tables.shown(document.title or document.path), style="bold"))
    date = f"published {document.published_on}" if document.published_on else "no date of its own"
    console.print(Text(f"{tables.shown(document.path)}; {date}; {document.characters:,} characters"))
    parties = len(number_parties(document.mentions))
    if not parties:
        console.print(Text("nobody in it is listed", style="green"))
        return
    count = len(document.mentions)
    words = f"{parties} listed {'party' if parties == 1 else 'parties'} in {count} mention{'s' if count > 1 else ''}"
    console.print(Text(words, style="bold red"))


def print_parties(console: Console, mentions: Sequence[Mention]) -> None:
    """Print each party with its mentions beneath."""
    for listing, number in number_parties(mentions).items():
        console.print()
        _print_party(console, number, [one for one in mentions if one.listing == listing])


def _print_party(console: Console, number: int, mentions: Sequence[Mention]) -> None:
    first = mentions[0]
    console.print(Text.assemble(f"{number}  ", (tables.shown(first.caption), "bold"), f"  {first.kind.value}"))
    console.print(Padding(Text(_facts(first)), (0, 0, 0, 3)))
    also = list(dict.fromkeys(other for one in mentions for other in one.also))
    if also:
        console.print(Padding(tables.bullet("=", f"same party: {', '.join(map(tables.shown, also))}"), (0, 0, 0, 3)))
    table = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(2):
        table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    for one in mentions:
        table.add_row(tables.score_text(one.score), _place(one), Text(tables.quoted(one.text), style="bold"), _why(one))
    console.print(Padding(table, (0, 0, 0, 3)))
    _print_others(console, mentions)


def _facts(mention: Mention) -> str:
    listed = acts.listed_on(mention.designations)
    facts = [
        tables.shown(mention.listing),
        tables.programmes_text(mention.designations),
        f"listed {listed}" if listed else "no listing date published",
    ]
    return "; ".join(fact for fact in facts if fact)


def _place(mention: Mention) -> str:
    return place_text(mention.location) or f"at {mention.start}"


def _why(mention: Mention) -> str:
    met = f"listed name {tables.matched(mention.name)}"
    more = (mention.support, evidence_text(mention), voice_text(mention))
    return "; ".join([met, *(tables.shown(one) for one in more if one)])


def _print_others(console: Console, mentions: Sequence[Mention]) -> None:
    """Print whom the words could mean as well, each once, best first."""
    for other in best_others(mentions):
        words = f"could also be {tables.shown(other.listing)}, {tables.matched(other.name)}"
        line = f"{words}, {tables.score_text(other.score)}: {tables.shown(other.why)}"
        console.print(Padding(tables.bullet("?", line, "dim"), (0, 0, 0, 3)))


def marked(console: Console, text: str, mentions: Sequence[Mention]) -> Text:
    """Return a document's text with its mentions marked and numbered: in colour, or in brackets where there is none."""
    coloured = console.color_system is not None and not console.no_color
    numbers = number_parties(mentions)
    out = Text()
    for segment in cut_text(text, mentions):
        if segment.mention is None:
            out.append(_lines(segment.text))
            continue
        words = tables.shown(segment.text)
        out.append(words if coloured else f"[[{words}]]", style="bold black on yellow")
        out.append(f"({numbers[segment.mention.listing]})", style="bold")
    return out


def _lines(text: str) -> str:
    """Return text as a terminal shows it, its line breaks and outer blanks kept."""
    return "\n".join(_edges(line) for line in text.split("\n"))


def _edges(line: str) -> str:
    inner = tables.shown(line)
    if not inner:
        return " " if line else ""
    return (" " if line[0].isspace() else "") + inner + (" " if line[-1].isspace() else "")
