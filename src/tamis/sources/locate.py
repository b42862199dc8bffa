"""Which files make a list: from what somebody typed (a file, several, a folder) to the files of one list by role.

In: the watchlist and the paths. Out: opened files by role, and their form. Ambiguity is refused with the command that
chooses. Knows the publishers' file names; nothing of what the files hold beyond their beginning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tamis.errors import FormatError
from tamis.sources import ofac
from tamis.sources.catalogue import homepage_of, is_own
from tamis.sources.detect import form_of, xml_root
from tamis.sources.formats import LIST_OF_FORM, OPEN_SANCTIONS_FORMS, ROLE_OF_FORM, Form, expected_forms
from tamis.sources.ofac_csv import ADD, ALT, COMMENTS, MAIN
from tamis.sources.reading import OpenedFile, inner_name, open_file, plain_name

OFAC_STEMS = {
    ofac.SDN: {MAIN: "sdn", ALT: "alt", ADD: "add", COMMENTS: "sdn_comments"},
    ofac.CONSOLIDATED: {MAIN: "cons_prim", ALT: "cons_alt", ADD: "cons_add", COMMENTS: "cons_comments"},
}
"""File names of the CSV sets, without ending, in small letters."""

OFAC_XML_STEMS = {ofac.SDN: "sdn", ofac.CONSOLIDATED: "cons"}
"""How the names of the XML files begin: `sdn.xml`, `consolidated.xml`."""

OFAC_XML_FORMS = frozenset({Form.OFAC_XML, Form.OFAC_ADVANCED, Form.OFAC_ENHANCED})
OFAC_ENDINGS = (".csv", ".del", ".pip")
"""Endings of the CSV sets; `.del` divides by `@`, `.pip` by `|`, both until September 2023."""

_DATASET = re.compile(r'"datasets"\s*:\s*\["(?P<ftm>\w+)"|"DATA_SOURCE"\s*:\s*"OS_(?P<senzing>\w+)"')
_LIST_ENDINGS = (".xml", ".xlsx", ".jsonl", ".ndjson", ".json", *OFAC_ENDINGS)
_ALL_STEMS = sorted(
    ((stem, watchlist, role) for watchlist, stems in OFAC_STEMS.items() for role, stem in stems.items()),
    key=lambda row: -len(row[0]),
)
_CSV_NAME = re.compile(
    rf"(?P<before>(?:.*[^a-z])?)(?P<stem>{'|'.join(stem for stem, _, _ in _ALL_STEMS)})(?P<after>[^a-z]*)(?P<ending>\.csv|\.del|\.pip)"
)


@dataclass(frozen=True, slots=True)
class Located:
    """The files of one list.

    Attributes:
        form: Form of the main file.
        files: By role, main file first.
        named: The OFAC list that the main file's name tells, None where it does not.
    """

    form: Form
    files: dict[str, OpenedFile]
    named: str | None = None


def locate(watchlist: str, paths: Sequence[Path]) -> Located:
    """Return the files of a list.

    Raises:
        FormatError: nothing there, not what the watchlist needs, or several lists where one is needed.
    """
    if not paths:
        raise FormatError(f"{watchlist}: no file given; type: tamis import {watchlist} PATH")
    if len(paths) == 1 and paths[0].is_dir():
        return _in_folder(watchlist, paths[0])
    opened = [(file, _form_for(watchlist, file)) for file in map(open_file, paths)]
    if opened[0][1] in ROLE_OF_FORM:
        return _as_set(watchlist, opened)
    if len(opened) > 1:
        raise FormatError(f"{paths[1]}: {watchlist} is read from one file; give one")
    file, form = opened[0]
    return Located(form, {MAIN: file}, _named(file.name))


def _form_for(watchlist: str, file: OpenedFile) -> Form:
    """Return the file's form, once it is one that the watchlist comes in."""
    form = form_of(file)
    if form not in expected_forms(watchlist):
        raise FormatError(f"{file.path}: {_refusal(watchlist, file, form)}")
    return form


def _refusal(watchlist: str, file: OpenedFile, form: Form) -> str:
    """Say what a file is and what to do."""
    home = f" from {page}" if (page := homepage_of(watchlist)) else ""
    if form is Form.EU_OLD_CSV:
        return f"this is {form.value}; take the XML 1.1 or the CSV 1.1 from {homepage_of('eu')}"
    if form in OPEN_SANCTIONS_FORMS:
        return f"this is {form.value}, not {watchlist}; type: tamis import {_named_dataset(file)} {file.path}"
    if form in LIST_OF_FORM:
        return f"this is {form.value}, not {watchlist}; type: tamis import {LIST_OF_FORM[form]} {file.path}"
    if form in OFAC_XML_FORMS or form in ROLE_OF_FORM:
        named = _named(file.name) or f"{ofac.SDN} (or {ofac.CONSOLIDATED})"
        return f"this is {form.value}, not {watchlist}; type: tamis import {named} {file.path}"
    if form is Form.OTHER and watchlist in OFAC_STEMS and file.name.lower().endswith(".ff"):
        return "OFAC's form of fixed width, which it no longer publishes, is not read; take the .csv files or the XML"
    if form is Form.JSON_ARRAY:
        return "this is one JSON array; write JSON Lines, one listing per line"
    if is_own(watchlist):
        return f"this is {form.value}; an own watchlist is JSON Lines, or CSV with the headings 'id' and 'names'"
    if form in (Form.JSON_LINES, Form.CSV):
        return (
            f"this is {form.value}, not {watchlist}; a list of your own is imported with: tamis import own {file.path}"
        )
    if form is Form.OTHER_XML:
        return f"XML that begins with <{xml_root(file)}> is not {watchlist}; download it again{home}"
    return f"this is {form.value}, not {watchlist}; download it again{home}"


def _named_dataset(file: OpenedFile) -> str:
    """Return the list that an export of OpenSanctions is, as far as its beginning tells the dataset."""
    match = _DATASET.search(file.head.decode("utf-8", errors="replace"))
    return f"os-{(match['ftm'] or match['senzing']).lower()}" if match else "os-<dataset>"


def _named(name: str) -> str | None:
    """Return the OFAC list that a file name tells."""
    name = name.lower()
    match = _CSV_NAME.fullmatch(name)
    if match:
        return next(watchlist for stem, watchlist, _ in _ALL_STEMS if stem == match["stem"])
    if name.endswith(".xml"):
        for watchlist, stem in OFAC_XML_STEMS.items():
            if re.search(rf"(?:^|[^a-z]){stem}", name):
                return watchlist
    return None


def _role_by_name(name: str) -> str | None:
    match = _CSV_NAME.fullmatch(name.lower())
    return next(role for stem, _, role in _ALL_STEMS if stem == match["stem"]) if match else None


def _as_set(watchlist: str, opened: list[tuple[OpenedFile, Form]]) -> Located:
    """Return an OFAC CSV set from the files given, its siblings found beside the main file."""
    files: dict[str, OpenedFile] = {}
    for file, form in opened:
        role = ROLE_OF_FORM.get(form)
        if role is None:
            raise FormatError(f"{file.path}: this is {form.value}, given beside CSV files; give one form of the list")
        if role in files:
            raise FormatError(f"{file.path}: a second file like {files[role].path}; give each file of the set once")
        files[role] = file
    if MAIN not in files:
        file, form = opened[0]
        main = OFAC_STEMS[watchlist][MAIN]
        raise FormatError(
            f"{file.path}: this is {form.value}, without its main file; give {main}.csv or the folder of the set"
        )
    for role, path in _siblings(watchlist, files[MAIN].path, frozenset(files)).items():
        files[role] = _open_sibling(path, role)
    return Located(
        Form.OFAC_MAIN,
        {role: files[role] for role in (MAIN, ALT, ADD, COMMENTS) if role in files},
        _named(files[MAIN].name),
    )


def _siblings(watchlist: str, main: Path, given: frozenset[str]) -> dict[str, Path]:
    """Return the aliases, addresses and comments beside a main file: named as it is named, or as the publisher does."""
    match = _CSV_NAME.fullmatch(plain_name(main.name).lower())
    named = _named(plain_name(main.name)) or watchlist
    before, after, ending = match.group("before", "after", "ending") if match else ("", "", ".csv")
    there: dict[str, list[Path]] = {}
    for path in sorted(main.absolute().parent.iterdir()):
        there.setdefault(plain_name(path.name).lower(), []).append(path)
    found: dict[str, Path] = {}
    for role, stem in OFAC_STEMS[named].items():
        paths = there.get(f"{before}{stem}{after}{ending}") or there.get(f"{before}{stem}{after}.csv", [])
        if role in given or not paths:
            continue
        if len(paths) > 1:
            raise FormatError(f"{paths[0]}: stands beside {paths[1].name}; take one of them away")
        found[role] = main.parent / paths[0].name
    return found


def _open_sibling(path: Path, role: str) -> OpenedFile:
    file = open_file(path)
    form = form_of(file)
    if ROLE_OF_FORM.get(form) != role:
        raise FormatError(
            f"{path}: this is {form.value}, where its name promises the {role} file of the set; download it again"
        )
    return file


def _in_folder(watchlist: str, folder: Path) -> Located:
    """Return the one list of a folder."""
    try:
        entries = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise FormatError(f"{folder}: cannot be read ({error.strerror})") from None
    candidates = [path for path in entries if inner_name(path).lower().endswith(_LIST_ENDINGS)]
    mains = [path for path in candidates if _is_main(watchlist, path)]
    if not mains:
        raise FormatError(f"{folder}: {_nothing_in(watchlist, candidates)}")
    if len(mains) > 1:
        commands = ", or: ".join(f"tamis import {watchlist} {path}" for path in mains)
        raise FormatError(f"{folder}: holds {len(mains)} forms of {watchlist}; choose one by typing: {commands}")
    return locate(watchlist, mains)


def _is_main(watchlist: str, path: Path) -> bool:
    """Say whether a file of a folder can be the watchlist's main file."""
    name = inner_name(path).lower()
    if watchlist not in OFAC_STEMS:
        return name.endswith(_LIST_ENDINGS) and _form_quietly(path) in expected_forms(watchlist)
    if name.endswith(OFAC_ENDINGS):
        return _role_by_name(name) == MAIN and _named(name) == watchlist
    return name.endswith(".xml") and _named(name) in (watchlist, None) and _form_quietly(path) in OFAC_XML_FORMS


def _form_quietly(path: Path) -> Form | None:
    """Return a file's form; None where it cannot be opened, so that other files of the folder are still seen."""
    try:
        return form_of(open_file(path))
    except FormatError:
        return None


def _nothing_in(watchlist: str, candidates: Sequence[Path]) -> str:
    """Say what a folder lacks."""
    names = {inner_name(path) for path in candidates}
    if watchlist in OFAC_STEMS:
        other = next(one for one in OFAC_STEMS if one != watchlist)
        main = OFAC_STEMS[watchlist][MAIN]
        if any(_named(name) == other and _role_by_name(name) in (MAIN, None) for name in names):
            return f"holds {other}, not {watchlist}; type: tamis import {other} {candidates[0].parent}"
        if any(_named(name) == watchlist for name in names):
            return f"holds no main file of {watchlist}; add {main}.csv, aliases and addresses alone are no list"
        return f"holds no file of {watchlist}; it should hold {main}.csv with its siblings, or the XML"
    if is_own(watchlist):
        return "holds no watchlist of one's own; give the file"
    return f"holds no file of {watchlist}; give the folder or the file that you saved from {homepage_of(watchlist)}"
