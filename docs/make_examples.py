"""Makes the picture of the demonstration and fills the outputs in README.md and docs/*.md, from real runs.

In: the package as installed; the folder of real lists that TAMIS_TEST_DATA names, where there is one. Out: docs/demo.svg,
and between each pair of markers

    <!-- output: tamis screen "Hafiz Saeed" -->
    <!-- end -->

the command with what it printed. `<!-- output lines=12: ... -->` keeps the first twelve lines and says so. Commands run
in one folder, in the order of the page, on the files that a user would have downloaded, under the publishers' own names.
"""

from __future__ import annotations

import gzip
import os
import pty
import re
import shlex
import shutil
import struct
import subprocess
import sys
import tempfile
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "demo.svg"
WIDTH = 100
HEIGHT = 50
UN_FILE = "un/2026-02-27/consolidated.xml.gz"
OFAC_FOLDER = "ofac/2021-07-07"
OFAC_FILES = {"sdn": "SDN.CSV", "alt": "ALT.CSV", "add": "ADD.CSV", "sdn_comments": "SDN_COMMENTS.CSV"}
REGION = re.compile(
    r"(?P<head><!-- output(?: lines=(?P<lines>\d+))?: (?P<command>tamis .+?) -->\n).*?(?P<tail><!-- end -->)", re.DOTALL
)


def environment(home: Path) -> dict[str, str]:
    """Return what a command sees: a home of its own, a terminal of fixed width, no setting of the developer's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TAMIS_")}
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "LINES"):
        kept.pop(name, None)
    return kept | {
        "TAMIS_HOME": str(home),
        "COLUMNS": str(WIDTH),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONUTF8": "1",
    }


def run_on_terminal(arguments: list[str], home: Path) -> str:
    """Run tamis with a terminal as its standard output; return what it wrote there, colours and all."""
    ours, theirs = pty.openpty()
    ioctl(theirs, TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "tamis", *arguments], stdout=theirs, env=environment(home), cwd=home.parent
    )
    os.close(theirs)
    written = bytearray()
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux says EIO where the other end is closed
            break
        if not piece:
            break
        written += piece
    os.close(ours)
    if process.wait() != 0:
        raise SystemExit(f"tamis {shlex.join(arguments)}: exit status {process.returncode}")
    return written.decode("utf-8").replace("\r\n", "\n")


def draw_demo(home: Path) -> None:
    """Write the picture of `tamis demo`."""
    output = run_on_terminal(["demo"], home)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=WIDTH, file=nowhere, force_terminal=True, color_system="truecolor")
        console.print(Text.from_ansi("$ tamis demo\n" + output), soft_wrap=True)
        PICTURE.write_text(console.export_svg(title="tamis demo", unique_id="tamis-demo") + "\n", encoding="utf-8")


def lay_out_lists(lists: Path, desk: Path) -> None:
    """Put the publishers' files into `desk` under the names that a download gives them."""
    with gzip.open(lists / UN_FILE) as packed, (desk / "consolidated.xml").open("wb") as plain:
        shutil.copyfileobj(packed, plain)
    (desk / "ofac").mkdir()
    for stem, name in OFAC_FILES.items():
        for source in (lists / OFAC_FOLDER).glob(f"{stem}.csv*"):
            content = source.read_bytes()
            (desk / "ofac" / name).write_bytes(gzip.decompress(content) if source.suffix == ".gz" else content)
    shutil.copy(ROOT / "src" / "tamis" / "demo" / "page.html", desk / "page.html")


def answer(command: str, home: Path) -> str:
    """Run a command of the page in the folder of the downloaded files; return all that it wrote."""
    arguments = shlex.split(command)[1:]
    result = subprocess.run(
        [sys.executable, "-m", "tamis", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment(home),
        cwd=home.parent,
        check=False,
    )
    if result.returncode == 2:
        raise SystemExit(f"{command}: {result.stdout.decode('utf-8').strip()}")
    return result.stdout.decode("utf-8")


def fill(page: Path, home: Path) -> None:
    """Fill every region of a page with its command and what that printed."""

    def filled(region: re.Match[str]) -> str:
        lines = [line.rstrip() for line in answer(region["command"], home).rstrip().splitlines()]
        limit = int(region["lines"] or len(lines))
        if len(lines) > limit:
            lines = [*lines[:limit], f"... ({len(lines) - limit:,} more lines)"]
        return "\n".join([f"{region['head']}```console", f"$ {region['command']}", *lines, f"```\n{region['tail']}"])

    before = page.read_text(encoding="utf-8")
    after = REGION.sub(filled, before)
    if after != before:
        page.write_text(after, encoding="utf-8")
        print(f"{page.relative_to(ROOT)}: outputs filled")


def main() -> None:
    """Make the picture, and the outputs where the real lists are."""
    data = os.environ.get("TAMIS_TEST_DATA")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        draw_demo(home)
        print(f"{PICTURE.relative_to(ROOT)}: drawn")
        if not data:
            print("TAMIS_TEST_DATA is not set: outputs that need the real lists stay as they are")
            return
        lay_out_lists(Path(data) / "lists", Path(folder))
        for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
            fill(page, home)


if __name__ == "__main__":
    main()
