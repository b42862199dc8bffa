"""A home with invented lists, invented customers, and one session of Spark with two Python workers for all tests."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tamis import refresh
from tamis.snapshots import Store

LISTED = [
    {"id": "own:1", "kind": "person", "names": ["VOLKODARSKY, Stepan Ilyich"], "birth_dates": ["1971-05-19"]},
    {"id": "own:2", "kind": "organisation", "names": ["Zaryanka Frostworks Trading"]},
    {"id": "own:3", "kind": "person", "names": [{"text": "مسعود برازنده"}], "birth_dates": ["1965~"]},
]
"""Nobody of these exists."""

ROWS = 9_000
"""Two chunks in each of two partitions."""


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with the invented list, published 2026-01-15; shared, so not to be changed."""
    folder = tmp_path_factory.mktemp("spark-lists")
    path = folder / "own-2026-01-15.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in LISTED), encoding="utf-8")
    refresh.import_list(Store(folder / "home", create=True), "own", [path], None)
    return folder / "home"


@pytest.fixture(scope="session")
def customers() -> list[dict[str, Any]]:
    """Customers: some are listed, some name nobody; a column of structs that is not compared."""
    chance = random.Random(7)
    names = ["Ann Lee", "Bob Roy", "Stepan Volkodarsky", "Zaryanka Frostworks", "Masoud Barazandeh", "", None]
    return [
        {
            "id": number,
            "name": chance.choice(names),
            "dob": chance.choice(["1971-05-19", "x", None]),
            "extra": {"tags": ["a", "b"], "depth": number % 3},
        }
        for number in range(ROWS)
    ]


SCHEMA = "id long, name string, dob string, extra struct<tags:array<string>,depth:long>"


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A session on this machine: two workers, a failed task is tried again as on a cluster."""
    from tamis.spark.session import opened_session

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_DIRS", str(tmp_path_factory.mktemp("spark")))
        with opened_session("local[2,4]") as session:
            session.conf.set("spark.sql.shuffle.partitions", "2")
            session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "10000")  # as Spark has it
            yield session


@pytest.fixture(scope="session")
def frame(spark: Any, customers: list[dict[str, Any]]) -> Any:
    """The customers as a DataFrame of two partitions, in order."""
    rows = [tuple(customer.values()) for customer in customers]
    return spark.createDataFrame(rows, SCHEMA).persist()
