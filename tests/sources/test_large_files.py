"""A list as large as the largest: read as a stream, within a bound of memory and time; and archives within limits."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tamis.errors import FormatError
from tamis.sources import reading
from tamis.sources.reading import open_file

ROOT = Path(__file__).parents[2]
MEMORY_LIMIT_MIB = 300
TIME_LIMIT_S = 60.0
IMPORT = """
import json, resource, sys, time
from pathlib import Path
from tamis.refresh import import_list
from tamis.snapshots import Store

store = Store(Path(sys.argv[1]), create=True)
report = import_list(store, "ofac-sdn", [Path(sys.argv[2])])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)
print(json.dumps({"listings": report.listings, "peak": peak, "seconds": time.process_time()}))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell the peak of memory to the standard library")
def test_a_list_of_120_megabytes_is_imported_within_300_mib_and_a_minute(tmp_path: Path) -> None:
    """Parsed, kept and made searchable: the peak of the whole process, and its CPU time, stay within the limits."""
    path = tmp_path / "sdn_advanced.xml"
    made = subprocess.run(
        [sys.executable, ROOT / "bench/advanced_file.py", path], capture_output=True, text=True, check=True
    )
    assert path.stat().st_size > 115_000_000, made.stdout
    script = [sys.executable, "-c", IMPORT, str(tmp_path / "home"), str(path)]
    done = subprocess.run(script, capture_output=True, text=True, check=True, cwd=ROOT, env={"PYTHONPATH": "src"})
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["listings"] > 15_000
    assert told["peak"] < MEMORY_LIMIT_MIB
    assert told["seconds"] < TIME_LIMIT_S


def test_a_large_file_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit a file is read anew by each who asks, with the same bytes, beginning and digest as a held one."""
    content = b"".join(b"%08d,line\n" % number for number in range(200_000))
    for name, raw in (("a.csv", content), ("a.csv.gz", gzip.compress(content)), ("a.zip", _zip(("a.csv", content)))):
        (tmp_path / name).write_bytes(raw)
        held = open_file(tmp_path / name)
        monkeypatch.setattr(reading, "HELD_LIMIT_BYTES", 1000)
        anew = open_file(tmp_path / name)
        monkeypatch.undo()
        assert (held.held, anew.held) == (content, None)
        assert anew.content == content
        assert (anew.head, anew.digest(), anew.name) == (held.head, held.digest(), "a.csv")
        with anew.stream() as stream:
            assert stream.read(10) + stream.read() == content


def test_archives_are_read_within_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One file is read, several are refused with what to do, a bomb is not unpacked, damage is named."""
    good = _zip(("folder/", b""), ("folder/list.csv", b"1,2\n"))
    cases = (
        (_zip(("a.csv", b"1"), ("b.csv", b"2")), "archive of 2 files"),
        (_zip(), "archive of 0 files"),
        (_zip(("bomb.xml", b"\0" * 64 * 2**20)), "decompression bomb"),
        (_zip(("a.csv", b"1,2\n" * 999))[:-30], "damaged ZIP"),
        (_damaged(_zip(("a.csv", b"1,2\n" * 999))), "damaged ZIP"),
        (_encrypted(_zip(("a.csv", b"1,2\n"))), "encrypted"),
    )
    path = tmp_path / "list.zip"
    path.write_bytes(good)
    assert (open_file(path).content, open_file(path).name) == (b"1,2\n", "list.csv")
    for raw, told in cases:
        path.write_bytes(raw)
        with pytest.raises(FormatError, match=told) as caught:
            open_file(path)
        assert str(caught.value).startswith(str(path))
        assert "\n" not in str(caught.value)
    monkeypatch.setattr(reading, "SIZE_LIMIT_BYTES", 1000)
    path.write_bytes(_zip(("large.csv", bytes(range(250)) * 5)))
    with pytest.raises(FormatError, match="larger|unpacks"):
        open_file(path)


def test_damage_behind_the_beginning_of_a_large_file_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole of a compressed file is read before anything is believed of it."""
    monkeypatch.setattr(reading, "HELD_LIMIT_BYTES", 1000)
    (tmp_path / "list.gz").write_bytes(gzip.compress(b"".join(b"%d\n" % n for n in range(300_000)))[:-12])
    with pytest.raises(FormatError, match="ends early"):
        open_file(tmp_path / "list.gz")


def _zip(*members: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return b"PK\x03\x04" + stream.getvalue() if not members else stream.getvalue()


def _damaged(raw: bytes) -> bytes:
    """Return the archive with a byte of its data turned over."""
    return raw[:45] + bytes([raw[45] ^ 0xFF]) + raw[46:]


def _encrypted(raw: bytes) -> bytes:
    """Return the archive with its file marked as encrypted, in the header and in the directory."""
    at = raw.index(b"PK\x01\x02")
    return raw[:6] + b"\x01\x00" + raw[8 : at + 8] + b"\x01\x00" + raw[at + 10 :]
