"""The chart of a list's size: the same bytes each time, its texts safe, and pages without it where nothing can draw."""

from __future__ import annotations

import datetime as dt
import sys
from xml.etree import ElementTree

import pytest

from tamis.errors import MissingExtraError
from tamis.records import ListHistory, PublicationStep
from tamis.report.charts import draw_sizes
from tamis.report.list_pages import history_page


def _history(*counts: dict[str, int], several: bool = False) -> ListHistory:
    steps = tuple(
        PublicationStep(
            snapshot=f"un@{2020 + number}-01-01-0123456789ab", published=dt.date(2020 + number, 1, 1),
            listings=sum(count.values()) - several, names=9, programmes=tuple(count.items()),
            added=number or None,
        )
        for number, count in enumerate(counts)
    )  # fmt: skip
    return ListHistory(watchlist="un", title="Invented & list", steps=steps)


@pytest.mark.parametrize("several", [False, True], ids=["stacked", "lines"])
def test_a_chart_is_the_same_each_time(several: bool) -> None:
    """No clock, no random identifier: a page can be compared with the one of last year."""
    history = _history({"Haiti": 3, "$x$ <b>": 1}, {"Haiti": 4, "_Ливия": 2}, several=several)
    drawing = draw_sizes(history)
    assert drawing == draw_sizes(history)
    texts = "".join(ElementTree.fromstring(drawing).itertext())
    assert all(name in texts for name in ("Haiti", "$x$ <b>", "_Ливия"))
    assert ("all listings" in texts) is several


def test_many_programmes_are_drawn_as_the_largest_and_the_rest() -> None:
    """Eight colours are told apart, eighty are not."""
    texts = "".join(ElementTree.fromstring(draw_sizes(_history({f"P{n}": n + 1 for n in range(12)}))).itertext())
    assert "5 others" in texts
    assert "P11" in texts
    assert "P4 " not in texts


def test_without_matplotlib_the_page_has_its_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """One clear line says what to install; everything but the chart is there."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    history = _history({"Haiti": 3}, {"Haiti": 4})
    with pytest.raises(MissingExtraError, match=r"pip install 'tamis\[plots\]'"):
        draw_sizes(history)
    page, missing = history_page(history)
    assert "pip install" in (missing or "")
    assert "<svg" not in page
    assert "No chart" in page
    assert "2021-01-01" in page
