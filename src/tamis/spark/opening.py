"""Opening the lists where Spark works: on the driver to check them, in each Python worker once.

In: a home folder on storage that all workers share, or one shipped with the job. Out: a Screener over exactly the lists that the
driver saw. Must not know rows.
"""

from __future__ import annotations

import atexit
import dataclasses
import datetime as dt
import gc
import hashlib
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tamis.errors import BatchError, StoreError
from tamis.intake.batch.workers import lists_of
from tamis.screening import Policy, Screener
from tamis.screening import open as open_lists
from tamis.screening.opening import open_index, select_lists
from tamis.screening.policy_files import load_policy
from tamis.snapshots import default_home
from tamis.spark.options import Options

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day of every file in an archive: the same home gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """A home folder that travels with the job.

    Attributes:
        name: What it is called among the job's files: that of the folder given to `SparkContext.addFile(folder,
            recursive=True)`, or what stands behind the `#` of an archive.
    """

    name: str

    @property
    def place(self) -> str:
        """Where it lies on this machine."""
        from pyspark import SparkFiles

        place: str = SparkFiles.get(self.name)
        return place


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How a worker opens the lists.

    Attributes:
        home: A path that means the same folder to the driver and to every worker, or a shipped folder.
        lists: Names of watchlists; None for all.
        as_of: The day asked for; None for now.
        policy: The policy, whole: no worker looks for its file.
        expected: What the driver found: snapshots, policy, engine and day. Empty before it has looked.
    """

    home: str | Shipped
    lists: tuple[str, ...] | None
    as_of: dt.date | None
    policy: Policy
    expected: tuple[Any, ...] = ()

    @classmethod
    def of(cls, home: Path | str | Shipped | None, options: Options) -> Opening:
        """Return how the lists that options ask for are opened; errors as `tamis.open`, of policies alone."""
        place = home if isinstance(home, Shipped) else str(Path(home or default_home()).expanduser().absolute())
        policy = options.policy
        chosen = policy if isinstance(policy, Policy) else load_policy(None if policy is None else str(policy))
        as_of = options.as_of
        assert as_of is None or isinstance(as_of, dt.date)  # Options has read it
        return cls(home=place, lists=options.lists, as_of=as_of, policy=chosen)

    def open(self) -> Screener:
        """Return the lists; errors as `tamis.open`."""
        home = self.home.place if isinstance(self.home, Shipped) else self.home
        return open_lists(home=home, lists=self.lists, as_of=self.as_of, policy=self.policy)

    def seen(self, screener: Screener) -> Opening:
        """Return the same opening, bound to what was found."""
        snapshots, *others = lists_of(screener)
        return dataclasses.replace(self, expected=(tuple(snapshots), *others))


_opened: tuple[Opening, Screener] | None = None


def open_once(opening: Opening) -> Screener:
    """Return the lists, opened at the first call in this process and kept for the next ones.

    Raises:
        StoreError: the folder is not here, or holds other lists than the driver saw.
    """
    global _opened  # noqa: PLW0603  one set of lists in a worker's life, most often
    if _opened is None or _opened[0] != opening:
        try:
            screener = opening.open()
        except StoreError as error:
            raise type(error)(
                f"{error}; every worker must see the home folder: put it on shared storage, or ship it with tamis.spark.ship"
            ) from None
        found = opening.seen(screener).expected
        if found != opening.expected:
            raise BatchError(
                f"the lists in {opening.home} are no longer those that the answer was begun with ({opening.expected[0]} then, "
                f"{found[0]} now): begin it again, or ship the lists with tamis.spark.ship"
            )
        _opened = (opening, screener)
        gc.freeze()  # what was opened stays: the collector need not look at it again with every batch
    return _opened[1]


def ship(spark: Any, home: Path | str | None = None, options: Options | None = None) -> Shipped:
    """Send the lists to every worker as an archive, for jobs whose workers share no storage.

    Only what answers is sent: the snapshots that the options choose and their index, without the publishers' files.

    Args:
        spark: The SparkSession.
        home: The home folder on the driver; `TAMIS_HOME`, else the platform's data folder, when None.
        options: Those that `screen` will be called with: `lists` and `as_of` count.

    Returns:
        What to give to `screen` as `home`.

    Raises:
        NoListsError: nothing is loaded.
        UnknownListError: a list that was named is not loaded.
        StoreError: the home folder is damaged.
    """
    options = options or Options()
    store, selection = select_lists(home, options.lists, options.as_of)
    with tempfile.TemporaryDirectory(prefix="tamis-") as staged:
        folder = Path(staged, "home")
        for snapshot in selection.snapshots:
            place = store.folder(snapshot)
            shutil.copytree(place, folder / place.relative_to(store.home), ignore=shutil.ignore_patterns("source"))
        shutil.copy(store.home / "tamis-home.json", folder)
        index_folder = store.home / "index"
        if index_folder.is_dir():
            shutil.copytree(index_folder, folder / "index")
        copied, chosen = select_lists(folder, options.lists, options.as_of)
        open_index(copied, chosen)  # built now where it is not there yet, once for all workers
        copied.prune_indexes(keep=[_newest(folder / "index")], at_most=1)
        archive = _archived(folder)
    name = archive.stem
    spark.sparkContext.addArchive(f"{archive}#{name}")
    return Shipped(name)


def _newest(index: Path) -> Path:
    """Return the index used last: opening one marks it."""
    return max(index.iterdir(), key=lambda path: path.stat().st_mtime_ns)


def _archived(folder: Path) -> Path:
    """Return a folder as an archive that lives as long as this process, named by its content."""
    place = Path(tempfile.mkdtemp(prefix="tamis-shipped-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    digest = hashlib.sha256()
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    with zipfile.ZipFile(place / "home.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in files:
            name, content = path.relative_to(folder).as_posix(), path.read_bytes()
            digest.update(f"{name}\n{len(content)}\n".encode() + content)
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED, 1)
    return (place / "home.zip").rename(place / f"tamis-home-{digest.hexdigest()[:12]}.zip")
