"""Screening on Spark: a DataFrame of customers becomes a DataFrame of hits, row for row those of `tamis batch`.

In: a DataFrame, and a home folder that every worker can reach. Out: a DataFrame. The lists are opened once in each Python worker,
memory-mapped; rows travel as Arrow. How a row is read and screened is `tamis.intake.batch`'s work: nothing of it is here.
"""

from tamis.spark.frames import counts_of, hits_of, number_rows, rejects_of, screen, screen_all
from tamis.spark.opening import Opening, Shipped, ship
from tamis.spark.options import Options
from tamis.spark.pool import SparkPool

__all__ = [
    "Opening",
    "Options",
    "Shipped",
    "SparkPool",
    "counts_of",
    "hits_of",
    "number_rows",
    "rejects_of",
    "screen",
    "screen_all",
    "ship",
]
