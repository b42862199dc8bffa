"""Turn files of lists that no parser reads into own watchlists, one JSON Lines file each, for measuring.

    TAMIS_TEST_DATA=... python bench/own_lists.py FOLDER
    for list in FOLDER/*.jsonl; do tamis import $(basename $list .jsonl) $list --published 2026-01-01; done

Names, kind, birth dates and countries only. Exit status 0; 2 for missing data.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from measure.lists import NoDataError, data_folder
from measure.ownlists import own_lists


def main() -> int:
    """Write a file for each list and print how many names it has."""
    line = argparse.ArgumentParser(description="Own watchlists from the files named by TAMIS_TEST_DATA.")
    line.add_argument("folder", type=Path, help="where to write them")
    folder = line.parse_args().folder
    try:
        lists = own_lists(data_folder())
    except NoDataError as error:
        print(error, file=sys.stderr)
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    for name, listings in lists.items():
        lines = [json.dumps(listing.to_json(), ensure_ascii=False) + "\n" for listing in listings]
        (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
        print(f"{name}: {len(listings):,} listings, {sum(len(one.names) for one in listings):,} names")
    return 0


if __name__ == "__main__":
    sys.exit(main())
