"""A writer that dies at any step leaves a store that opens and answers as before, or as after."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tamis.errors import StoreError, UnknownListError
from tamis.snapshots import Store

JANUARY, FEBRUARY = dt.date(2024, 1, 31), dt.date(2024, 2, 29)
STEPS = ("open", "mkdir", "fsync", "rename", "replace", "rmdir", "unlink", "write")


class KilledError(BaseException):
    """Stands for the death of the process: no handler of the code under test runs on it."""


class Fault:
    """Lets a number of steps that change the disk pass, then fails each that follows."""

    def __init__(self, patch: pytest.MonkeyPatch, passing: int, error: BaseException) -> None:
        self.left = passing
        self.hit = False
        self.error = error
        for name in STEPS:
            patch.setattr(os, name, self._failing(name, getattr(os, name)))

    def _failing(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def step(*arguments: object, **options: object) -> object:
            reading = name == "open" and not (isinstance(arguments[1], int) and arguments[1] & os.O_CREAT)
            if not reading:
                if self.left == 0:
                    self.hit = True
                    raise self.error
                self.left -= 1
            return real(*arguments, **options)

        return step


def state(store: Store) -> dict[str, tuple[object, ...]]:
    """Return every snapshot with its listings, and check that each is sound."""
    assert [finding for finding in store.verify() if not finding.sound] == []
    return {snapshot.id: tuple(store.listings(snapshot)) for snapshot in store.snapshots()}


def run_with_faults(home: Path, prepare, act, error: BaseException) -> int:
    """Kill `act` at its first step, then at its second ... until it passes; return how many steps it has."""
    after_home = home.with_name("after")
    store = Store(after_home, create=True)
    prepare(store)
    act(store)
    after = state(store)
    passing = 0
    while True:
        folder = home.with_name(f"home-{passing}")
        store = Store(folder, create=True)
        prepare(store)
        before = state(store)
        with pytest.MonkeyPatch.context() as patch:
            fault = Fault(patch, passing, error)
            try:
                act(store)
            except (KilledError, StoreError):
                assert fault.hit
        if not fault.hit:
            assert state(store) == after
            return passing
        assert state(Store(folder)) in (before, after), f"killed at step {passing}"
        act_again(Store(folder), act)
        assert state(Store(folder)) == after, f"again after step {passing}"
        assert list((folder / "tmp").iterdir()) == []
        passing += 1


def act_again(store: Store, act) -> None:
    """Do it again after the death; that it was done already is no fault."""
    with contextlib.suppress(UnknownListError):
        act(store)


@pytest.mark.parametrize(
    "error", [KilledError(), OSError(errno.ENOSPC, "No space left on device")], ids=["kill", "full"]
)
@pytest.mark.parametrize("scene", ["first", "second", "dated", "remove", "purge", "restore"])
def test_a_death_at_any_step_leaves_old_or_new(home, publish, scene, error):
    """Import, removal, purge and restoring: after a death at any write the store is sound and can go on."""
    old, new = publish({"A": "Older Invented"}), publish({"A": "Newer Invented"})

    def with_old(store: Store) -> None:
        store.add(old, JANUARY, False)

    def with_removed(store: Store) -> None:
        store.add(old, JANUARY, False)
        store.add(new, FEBRUARY, False)
        store.remove("un@2024-02-29")

    scenes = {
        "first": (lambda store: None, lambda store: store.add(new, FEBRUARY, False)),
        "second": (with_old, lambda store: store.add(new, FEBRUARY, False)),
        "dated": (lambda store: store.add(old, JANUARY, True), lambda store: store.add(old, JANUARY, False)),
        "remove": (with_old, lambda store: store.remove("un")),
        "purge": (with_old, lambda store: store.remove("un", purge=True)),
        "restore": (with_removed, lambda store: store.add(new, FEBRUARY, False)),
    }
    prepare, act = scenes[scene]
    assert run_with_faults(home, prepare, act, error) > 4


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no /proc here that names open files")
def test_everything_is_synced_before_it_is_seen(store, publish, monkeypatch):
    """Each file and folder of a snapshot is on the disk before the snapshot gets its name, the name itself after that."""
    steps: list[str] = []
    rename = os.rename
    monkeypatch.setattr(os, "fsync", lambda handle: steps.append(str(Path(f"/proc/self/fd/{handle}").readlink())))
    monkeypatch.setattr(os, "rename", lambda old, new: (steps.append("rename"), rename(old, new)))
    folder = store.folder(store.add(publish(), JANUARY, False)[0])
    before, after = steps[: steps.index("rename")], steps[steps.index("rename") + 1 :]
    temporary = next(Path(step).parent for step in before if step.endswith("manifest.json"))
    written = {temporary, *(temporary / path.relative_to(folder) for path in folder.rglob("*"))}
    assert {str(path) for path in written} <= set(before)
    assert str(folder.parent) in after


def test_a_full_disk_is_one_clear_line(home, publish):
    """The error names the place and says that the home folder cannot be written."""
    store = Store(home, create=True)
    with pytest.MonkeyPatch.context() as patch:
        Fault(patch, 9, OSError(errno.ENOSPC, "No space left on device"))
        with pytest.raises(StoreError, match="No space left on device: the home folder cannot be written"):
            store.add(publish(), JANUARY, False)


def test_making_the_home_can_be_killed_too(home):
    """Whatever a killed first start leaves behind, the next start makes a home of it."""
    for passing in range(100):
        folder = home.with_name(f"made-{passing}")
        with pytest.MonkeyPatch.context() as patch:
            fault = Fault(patch, passing, KilledError())
            try:
                Store(folder, create=True)
            except KilledError:
                assert fault.hit
        Store(folder, create=True)
        assert Store(folder).snapshots() == ()
        if not fault.hit:
            break
    else:
        pytest.fail("the fault never ceased to be hit")
    assert passing > 4
