"""The peer's side of a comparison: seconds a pair of nomenklatura's LogicV2. Run by speed.py under the Python that has it.

    speed.py --peer-python /path/to/python

Reads {"queries": [...], "names": [...]} from standard input, writes {"pair_us": ...} to standard output. Knows nothing of tamis.
"""

from __future__ import annotations

import json
import statistics
import sys
import time

from followthemoney import model
from nomenklatura.matching.logic_v2.model import LogicV2

try:  # releases differ in where an entity comes from
    from followthemoney import ValueEntity as Entity
except ImportError:
    from followthemoney.proxy import EntityProxy as Entity


def person(name: str, number: int) -> Entity:
    """Return a person of that name."""
    return Entity.from_dict(
        {"id": f"p{number}", "schema": "Person", "properties": {"name": [name]}, "datasets": ["bench"]}
    )


def main() -> None:
    """Compare every query with every name and print the median of five in microseconds a pair."""
    assert model is not None
    asked = json.load(sys.stdin)
    queries = [person(name, number) for number, name in enumerate(asked["queries"])]
    names = [person(name, number) for number, name in enumerate(asked["names"], start=len(queries))]
    config = LogicV2.default_config() if hasattr(LogicV2, "default_config") else None
    seconds = []
    for _ in range(5):
        started = time.process_time()
        for query in queries:
            for name in names:
                LogicV2.compare(query, name, config) if config is not None else LogicV2.compare(query, name)
        seconds.append(time.process_time() - started)
    print(json.dumps({"pair_us": statistics.median(seconds) / (len(queries) * len(names)) * 1e6}))


if __name__ == "__main__":
    main()
