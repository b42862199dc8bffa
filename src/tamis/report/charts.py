"""Charts as SVG, for pages and files.

In: records. Out: SVG as text, the same bytes for the same input, its texts in the colour of the page around it. Drawn
with matplotlib, from the extra `plots`; without it there is one clear line, and pages show their tables alone.
"""

from __future__ import annotations

import html
import io
import re
import warnings
from collections import Counter
from typing import TYPE_CHECKING, Any

from tamis.errors import MissingExtraError
from tamis.records import ListHistory

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PALETTE = ("#4c8bb0", "#d98a3d", "#5fa777", "#c25b56", "#8f7bb8", "#a58558", "#cf83ad", "#7d8b97")
"""Colours of middle lightness, told apart by most eyes (after Okabe and Ito, 2008), on light paper and on dark."""

_INK = "#010203"  # stands for the colour of the page's text, which is filled in afterwards
_LINE = "#8a8f95"
_SHOWN = 7  # programmes with a colour of their own; the rest is drawn as one
_SIZE_INCHES = (10.0, 4.6)


def draw_sizes(history: ListHistory) -> str:
    """Return a chart of a list's size over time by programme.

    Each publication holds until the next one. Where every listing has one programme the programmes are stacked; where
    some have several they are lines beside one for the whole list.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError:
        raise MissingExtraError(
            "charts need matplotlib, which is not installed; install it with: pip install 'tamis[plots]'"
        ) from None
    rows = _rows(history)
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "tamis", "font.family": "sans-serif"}):
        figure = Figure(figsize=_SIZE_INCHES, layout="constrained")
        axes = figure.add_subplot()
        _plot(axes, history, rows)
        _dress(axes)
        out = io.StringIO()
        with warnings.catch_warnings():
            # Letters that matplotlib's own font lacks are written as text all the same: the reader's font draws them.
            warnings.filterwarnings("ignore", "Glyph .* missing from", UserWarning)
            figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return _for_page(out.getvalue(), f"Listings on {history.title} over time, by programme")


def _plot(axes: Axes, history: ListHistory, rows: dict[str, list[int]]) -> None:
    """Draw the programmes, stacked where they add up to the whole list, and a legend; publications are dots."""
    days: Any = [step.published for step in history.steps]
    totals = [step.listings for step in history.steps]
    counts = list(rows.values())
    if all(sum(column) == total for column, total in zip(zip(*counts, strict=True), totals, strict=True)):
        drawn: list[Any] = axes.stackplot(days, *counts, colors=PALETTE, step="post")
    else:
        drawn = [
            axes.step(days, row, where="post", color=colour, linewidth=1.6)[0]
            for row, colour in zip(counts, PALETTE, strict=False)
        ]
        drawn += axes.step(days, totals, where="post", color=_INK, linewidth=2.2)
    axes.plot(days, totals, "o", color=_INK, markersize=3.5)
    labels = [*rows, "all listings"][: len(drawn)]
    legend = axes.legend(
        drawn[::-1], labels[::-1], loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False, labelcolor=_INK
    )
    for text in legend.get_texts():
        text.set_parse_math(False)  # a programme's name is text, whatever signs it holds


def _rows(history: ListHistory) -> dict[str, list[int]]:
    """Return the number of listings at each publication, by programme: the largest ones, then all others as one."""
    most: Counter[str] = Counter()
    for step in history.steps:
        for name, count in step.programmes:
            most[name] = max(most[name], count)
    shown = [name for name, _ in most.most_common(_SHOWN if len(most) > _SHOWN + 1 else _SHOWN + 1)]
    counts = [dict(step.programmes) for step in history.steps]
    rows = {name: [count.get(name, 0) for count in counts] for name in shown}
    if len(shown) < len(most):
        rows[f"{len(most) - len(shown)} others"] = [
            sum(number for name, number in count.items() if name not in shown) for count in counts
        ]
    return rows


def _dress(axes: Axes) -> None:
    """Give axes, grid and texts the manner of our pages."""
    from matplotlib.ticker import MaxNLocator

    axes.set_ylim(bottom=0)
    axes.margins(x=0.01)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.yaxis.set_major_formatter("{x:,.0f}")
    axes.set_ylabel("listings", color=_INK)
    axes.tick_params(colors=_INK)
    axes.grid(axis="y", color=_LINE, alpha=0.25, linewidth=0.8)
    axes.set_axisbelow(True)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(_LINE)


def _for_page(svg: str, title: str) -> str:
    """Return a drawing without what only a file of its own needs, its ink that of the page around it."""
    body = re.sub(r"<metadata>.*?</metadata>", "", svg[svg.index("<svg") :], flags=re.DOTALL)
    named = f'<svg role="img" aria-label="{html.escape(title)}" '
    return body.replace("<svg ", named, 1).replace(_INK, "currentColor")
