"""The home folder: where it is, what stands where in it, and who may write.

In: a path. Out: the paths inside, a folder that is ready to be written. Must not know what a snapshot holds.

```
home/
├── tamis-home.json     the layout's version
├── lock                held by the one process that writes
├── log.jsonl           what was taken out, restored or purged, and when
├── lists/<watchlist>/<snapshot id>/{manifest.json, listings.jsonl.gz, source/<name>.gz}
│                       and beside them confirmed.json: until when the newest is known to be the newest
├── removed/<snapshot id>/              the same, taken out, until purged
├── refresh/                            what refreshes remember, their lock and their unfinished downloads
├── index/<digest>/                     built from snapshots, can be deleted at any time
└── tmp/                                unfinished work; the next writer clears it
```
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import platformdirs

from tamis.errors import StoreError
from tamis.snapshots.files import FOLDER_MODE, make_folder, replace_file, sync_folder
from tamis.snapshots.lock import locked

LAYOUT = 2  # a field more in Snapshot, which an older tamis would refuse, is a new layout too
STAMPS = [json.dumps({"layout": number}).encode() + b"\n" for number in range(1, LAYOUT + 1)]
"""What `tamis-home.json` may hold, by layout. The first one had no digests of manifests and of files as they are stored."""
STAMP = STAMPS[-1]
_LOCK = "lock"


def default_home() -> Path:
    """Return the home folder: `TAMIS_HOME` where it is set, else the platform's data folder for tamis.

    Raises:
        StoreError: `TAMIS_HOME` begins with the `~` of a user who is not known here.
    """
    named = os.environ.get("TAMIS_HOME")
    if named:
        try:
            return Path(named).expanduser()
        except RuntimeError:
            raise StoreError(f"TAMIS_HOME: {named}: no such user; give the whole path") from None
    return platformdirs.user_data_path("tamis", appauthor=False)


class Home:
    """The paths of one home folder; opening it writes nothing unless `create`.

    Args:
        path: The folder; may be missing, then it reads as empty.
        create: Make it where it is missing.

    Raises:
        StoreError: it is a file, holds other things, cannot be read or made, or a newer tamis laid it out.
    """

    def __init__(self, path: Path, create: bool = False) -> None:
        self.path = path
        self.stamp = path / "tamis-home.json"
        self.lists = path / "lists"
        self.removed = path / "removed"
        self.index = path / "index"
        self.tmp = path / "tmp"
        self.log = path / "log.jsonl"
        try:
            if path.exists() and not path.is_dir():
                raise StoreError(f"{path} is a file, not a home folder; name another with --home or TAMIS_HOME")
            self._check_layout()
        except OSError as error:
            raise StoreError(f"{path}: {error.strerror}: the home folder cannot be read") from None
        if create and not self.stamp.exists():
            try:
                self._create()
            except OSError as error:
                raise StoreError(f"{path}: {error.strerror}: the home folder cannot be made") from None

    def _check_layout(self) -> None:
        try:
            layout = json.loads(self.stamp.read_bytes())["layout"]
        except FileNotFoundError:
            return
        except (ValueError, TypeError, KeyError):
            raise StoreError(f'{self.stamp}: damaged; it should read {{"layout": {LAYOUT}}}') from None
        if not isinstance(layout, int) or not 1 <= layout <= LAYOUT:
            raise StoreError(
                f"{self.stamp}: laid out by a newer tamis (layout {layout}, this one knows {LAYOUT}): "
                f"upgrade tamis, or name another folder with --home or TAMIS_HOME"
            )

    def _create(self) -> None:
        if self.path.exists():
            self._check_free()
            with contextlib.suppress(PermissionError):  # a mounted volume of another owner: ours below are closed
                self.path.chmod(FOLDER_MODE)
        else:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            make_folder(self.path)
            with contextlib.suppress(PermissionError):  # a parent that can be entered but not read
                sync_folder(self.path.parent)
        with locked(self.path / _LOCK):
            if not self.stamp.exists():
                make_folder(self.tmp)
                replace_file(self.stamp, STAMP, self.temporary_path())

    def _check_free(self) -> None:
        ours = {path.name for path in (self.lists, self.removed, self.index, self.tmp, self.log)} | {_LOCK}
        for entry in sorted(self.path.iterdir()):
            if entry.name not in ours and not entry.name.startswith((".", "tamis")):
                raise StoreError(
                    f"{self.path} holds other things ({entry.name}): name a new or empty folder with --home or TAMIS_HOME"
                )

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer's lock, with what a killed writer left behind cleared away.

        Raises:
            StoreError: there is no home yet, it cannot be written, or another process writes.
        """
        if not self.stamp.exists():
            raise StoreError(f"{self.path}: no home folder there yet; `tamis import` makes it")
        with locked(self.path / _LOCK):
            try:
                self._clear()
                if self.stamp.read_bytes() != STAMP:  # an older layout: what is written now, an older tamis cannot read
                    replace_file(self.stamp, STAMP, self.temporary_path())
                yield
            except OSError as error:
                place = error.filename2 or error.filename or self.path
                raise StoreError(f"{place}: {error.strerror or error}: the home folder cannot be written") from error

    def _clear(self) -> None:
        for folder in (self.lists, self.removed, self.tmp):
            make_folder(folder)
        for left in self.tmp.iterdir():
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left)
            else:
                left.unlink()

    def temporary_path(self) -> Path:
        """Return a path for unfinished work, in the same file system; for use with the lock held."""
        return self.tmp / secrets.token_hex(8)

    def move(self, folder: Path, place: Path) -> None:
        """Move a finished folder to its place at once, and sync both ends; call it with the lock held."""
        make_folder(place.parent)
        sync_folder(place.parent.parent)
        os.rename(folder, place)
        sync_folder(place.parent)
        sync_folder(folder.parent)

    def delete(self, folder: Path) -> None:
        """Delete a folder so that nobody sees half of it: first out of sight, then for good."""
        out_of_sight = self.temporary_path()
        os.rename(folder, out_of_sight)
        sync_folder(folder.parent)
        shutil.rmtree(out_of_sight)
