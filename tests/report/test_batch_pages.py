"""The page about a customer file."""

from __future__ import annotations

import dataclasses
import re
from xml.etree import ElementTree

from tamis.records import SCORE_BINS, BatchSummary
from tamis.report.batch_pages import batch_page, columns_of, rows_of

SUMMARY = BatchSummary(
    source="<customers>.csv",
    source_sha256="0" * 64,
    target="hits.csv",
    rejects_file="hits.rejects.csv",
    rows=1_000,
    screened=998,
    rejected=2,
    alerted=3,
    hits=4,
    hits_by_list={"own": 3, "own-b": 1},
    histogram=tuple([0] * (SCORE_BINS - 2) + [1, 3]),
    rejects={"no name": 2},
    notes={"birth date not read": 7},
    withheld=1,
    truncated=0,
    guarded=5,
    columns={"name": ["full <name>"]},
    told=("cells between commas",),
    threshold=0.7,
    snapshots=("own@2026-01-15-000000000000",),
    policy="policy-000000000000",
    engine="engine-0",
    warnings=("own: an invented warning",),
)


def test_every_count_is_on_the_page() -> None:
    """What the summary holds, in numbers and in two plots; texts of the file are escaped."""
    page = batch_page(SUMMARY)
    text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    for words in (
        "1,000 rows = 998 screened + 2 rejected", "998 customers screened", "3 alerted, 0.30% of those screened", "no name 2",
        "birth date not read 7", "own: an invented warning", "own@2026-01-15", "&lt;customers&gt;.csv", "full &lt;name&gt;",
        "5 cells written with an apostrophe",
    ):  # fmt: skip
        assert words in text
    assert "<customers>" not in page
    plots = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(plots) == 2
    for plot in plots:
        ElementTree.fromstring(plot)


def test_no_hit_no_plot() -> None:
    """A run without hits says so in numbers alone."""
    empty = dataclasses.replace(SUMMARY, hits=0, alerted=0, hits_by_list={}, histogram=(0,) * SCORE_BINS, rejects={})
    page = batch_page(empty)
    assert "<svg" not in page
    assert "Rejected</h2>" not in page


def test_bars_are_as_high_as_their_counts() -> None:
    """The highest fills the drawing, none sticks out, and one among thousands is seen."""
    bars = columns_of({"a": 10_000, "b": 5_000, "c": 1, "d": 0})
    assert [bar.height for bar in bars] == [220.0, 110.0, 1.0, 0.0]
    assert all(bar.y + bar.height == 220.0 and bar.x + bar.width <= 720 for bar in bars)


def test_bars_that_lie_stand_beneath_each_other() -> None:
    """However many lists there are, each has its row; the longest leaves room for its count."""
    bars = rows_of({f"own-{number}": number for number in range(40)})
    assert [bar.y for bar in bars] == [26.0 * number for number in range(40)]
    assert max(bar.x + bar.width for bar in bars) == 630.0
