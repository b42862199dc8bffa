"""OpenSanctions' exports: four forms, what is a listing in each, what is reported and refused."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from tamis.errors import FormatError, UnknownListError
from tamis.records import Listing
from tamis.sources import check_watchlist, read_publication, title_of
from tamis.sources.json_text import LINE_LIMIT_BYTES
from tamis.sources.targets_csv import values_in

GOLDEN = Path(__file__).parents[1] / "golden"


def _entity(key: str = "in-1", schema: str = "Person", target: bool = True, **properties: list[Any]) -> dict[str, Any]:
    return {"id": key, "schema": schema, "target": target, "properties": properties, "last_seen": "2031-05-06T00:00:00"}


def _read(tmp_path: Path, *objects: dict[str, Any]) -> tuple[Listing, ...]:
    path = tmp_path / "entities.ftm.json"
    path.write_text("".join(json.dumps(one) + "\n" for one in objects), encoding="utf-8")
    return read_publication("os-invented", [path]).listings


def test_any_dataset_is_a_watchlist() -> None:
    """`os-` and the dataset's name, underscores and all; anything else is refused with the nearest name."""
    for name in ("os-us_ofac_sdn", "os-sanctions", "os-ua-war-sanctions"):
        check_watchlist(name)
    assert title_of("os-us_ofac_sdn") == "OpenSanctions us_ofac_sdn"
    for name in ("os-", "os", "os-A", "os-../x", "os-a__b"):
        with pytest.raises(UnknownListError):
            check_watchlist(name)


def test_flat_and_nested_exports_say_the_same() -> None:
    """What is nested in a target and what stands on lines of its own make the same listing, but for the line."""
    flat, nested = (
        [
            dataclasses.replace(listing, source=None)
            for listing in read_publication("os-invented", [GOLDEN / folder]).listings
        ]
        for folder in ("os-ftm", "os-nested")
    )
    assert flat == nested


def test_only_targets_are_listings_and_what_is_left_out_is_counted() -> None:
    """A person who is no target is a link and a detail of those linked to them; who is linked to nobody is counted."""
    publication = read_publication("os-invented", [GOLDEN / "os-ftm"])
    assert [listing.id for listing in publication.listings] == [
        f"os-invented:in-{number}" for number in (1, 2, 4, 5, 6)
    ]
    assert publication.warnings == ("in-9: 1 left out: no target, and no target is linked to them",)
    assert publication.unread == ("property shoeSize: 1, first in in-1", "property Sanction:weather: 1, first in in-1")
    assert publication.published_at == "2031-05-06T07:08:09"


def test_a_file_that_tells_no_targets_lists_every_party(tmp_path: Path) -> None:
    """Where `target` stands nowhere, persons, bodies, ships and wallets are listings, addresses and posts are not."""
    person, post, address = (
        _entity("in-1", name=["Tariq Zafiri"]),
        _entity("in-2", "Position", name=["Minister of Tin"]),
        _entity("in-3", "Address", full=["1 Tin Road"]),
    )
    for one in (person, post, address):
        del one["target"]
    assert [listing.id for listing in _read(tmp_path, person, post, address)] == ["os-invented:in-1"]


def test_an_end_to_come_is_no_delisting(tmp_path: Path) -> None:
    """A sanction whose end lies behind the export is delisted; one that runs out later stands."""
    listing = _read(
        tmp_path,
        _entity(name=["Tariq Zafiri"]),
        _entity("s1", "Sanction", False, entity=["in-1"], endDate=["2030-01-01"]),
        _entity("s2", "Sanction", False, entity=["in-1"], endDate=["2032-01-01"]),
    )[0]
    assert [act.delisted_on for act in listing.designations] == [dt.date(2030, 1, 1), None]
    assert ("sanction end date", "2032-01-01") in [(one.label, one.value) for one in listing.details]


def test_a_link_to_what_is_not_in_the_file_keeps_its_id(tmp_path: Path) -> None:
    """An edge to a party elsewhere names it by its id; an address without a file of its own is its text."""
    listing = _read(
        tmp_path,
        _entity(name=["Tariq Zafiri"], address=["1 Tin Road"], addressEntity=["addr-elsewhere"]),
        _entity("e1", "Ownership", False, owner=["elsewhere"], asset=["in-1"], percentage=["51"]),
    )[0]
    assert [(link.relation, link.target, link.text) for link in listing.links] == [
        ("owned by", None, "elsewhere; percentage: 51")
    ]


def test_a_target_without_a_name_is_called_by_what_it_has(tmp_path: Path) -> None:
    """First and last name, a caption, or the id: a listing always has a name."""
    parts = _entity("in-1", firstName=["Tariq"], lastName=["Zafiri"])
    wallet = _entity("in-2", "CryptoWallet", publicKey=["0xinvented0099"])
    bare = _entity("in-3", "LegalEntity")
    assert [listing.names[0].text for listing in _read(tmp_path, parts, wallet, bare)] == [
        "Tariq Zafiri",
        "0xinvented0099",
        "in-3",
    ]


GOOD = json.dumps(_entity(name=["Tariq Zafiri"]))
FTM_REFUSED = (
    (f"{GOOD}\n{GOOD[:60]}", "line 2 is not JSON"),
    (f"{GOOD}\n[1]\n", "line 2 is no JSON object"),
    (f"{GOOD}\n{GOOD}\n", "line 2: the id 'in-1' stands twice"),
    (f'{GOOD}\n{{"id": "x", "schema": "Person"}}\n', "line 2: the key 'properties' is missing"),
    (json.dumps(_entity(target=False, name=["Tariq Zafiri"])), "the file holds no target"),
    (f"{GOOD}\n" + '{"a":' * 10_000 + "1" + "}" * 10_000, "line 2 is not JSON \\(nested too deeply\\)"),
    (f'{GOOD}\n{{"id": {"9" * 5000}}}\n', "line 2 is not JSON"),
)


@pytest.mark.parametrize(("text", "fault"), FTM_REFUSED)
def test_a_damaged_export_is_refused_by_its_line(text: str, fault: str, tmp_path: Path) -> None:
    """Cut off, doubled, nested without end: one line with the file, the line and the fault."""
    path = tmp_path / "entities.ftm.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match=fault) as caught:
        read_publication("os-invented", [path])
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_entities_within_entities_without_end_are_refused(tmp_path: Path) -> None:
    """A nested export whose entities stand in one another a hundred deep is damage."""
    entity = _entity("in-0", name=["Tariq Zafiri"])
    for number in range(1, 100):
        entity = _entity(f"in-{number}", name=["Tariq Zafiri"], parent=[entity])
    with pytest.raises(FormatError, match="entities within entities"):
        _read(tmp_path, entity)


def test_a_line_of_a_hundred_megabytes_is_refused(tmp_path: Path) -> None:
    """A line longer than any that is published is refused before it is read as JSON."""
    path = tmp_path / "entities.ftm.json"
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{GOOD}\n{{"id": "x", "schema": "Person", "properties": {{"name": ["')
        for _ in range(100):
            file.write("z" * 2**20)
        file.write('"]}}\n')
    with pytest.raises(FormatError, match=f"line 2 is longer than {LINE_LIMIT_BYTES // 2**20} MiB"):
        read_publication("os-invented", [path])


def test_a_line_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    """Bytes of another encoding are refused with their line."""
    path = tmp_path / "entities.ftm.json"
    path.write_bytes(GOOD.encode() + b'\n{"id": "\xe9"}\n')
    with pytest.raises(FormatError, match="line 2 is not UTF-8"):
        read_publication("os-invented", [path])


CELLS = (
    ("", []),
    ('""', []),
    ("Tarik;طارق", ["Tarik", "طارق"]),
    ('"a; b";c', ["a; b", "c"]),
    ('"said: ""x; y"""', ['said: "x; y"']),
    ('"two\nlines"', ["two\nlines"]),
    ('Broken "mark', ['Broken "mark']),
    ('"never closed; b', ['"never closed; b']),
)


@pytest.mark.parametrize(("cell", "values"), CELLS)
def test_the_values_of_a_cell_are_told_apart(cell: str, values: list[str]) -> None:
    """Semicolons divide, quotation marks hold together, and a broken mark loses nothing."""
    assert values_in(cell) == values


def test_a_missing_column_of_the_simple_form_is_named(tmp_path: Path) -> None:
    """Without its names the form is another one; a cut row and an id twice are damage."""
    path = tmp_path / "targets.simple.csv"
    heading = "id,schema,name,aliases,first_seen,last_seen\n"
    for text, fault in (
        (f"{heading}x,Person,Tariq,,,\nx,Person,Harun,,,\n", "the id x stands twice"),
        (f"{heading}x,Person,Tariq\n", "columns where"),
        (f"{heading},Person,Tariq,,,\n", "row 1 has no id"),
        (f"{heading}x,Person,,,,\n", "has no name"),
        (heading, "no row"),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(FormatError, match=fault):
            read_publication("os-invented", [path])


def test_senzing_records_are_listings_but_for_offices() -> None:
    """The form tells no targets: every party is a listing; a record that others hold as an office is none."""
    publication = read_publication("os-invented", [GOLDEN / "os-senzing"])
    assert [listing.id for listing in publication.listings] == [
        "os-invented:in-1",
        "os-invented:in-2",
        "os-invented:in-u",
    ]
    assert publication.unread == ("key MOOD: 1, first in in-2",)
    assert publication.warnings == ('in-1: unknown NAME_TYPE "HEARD", read as alias; add it to NAME_QUALITY',)
    assert publication.published_at is None


def test_senzing_records_without_name_or_id_are_refused(tmp_path: Path) -> None:
    """A record that cannot be named or told from another is damage."""
    path = tmp_path / "senzing.json"
    record = {"DATA_SOURCE": "OS_X", "RECORD_ID": "1", "NAMES": [{"NAME_FULL": "Tariq Zafiri"}]}
    for second, fault in (
        (record, "the RECORD_ID '1' stands twice"),
        ({"DATA_SOURCE": "OS_X", "NAMES": []}, "the key 'RECORD_ID' is missing"),
        ({"DATA_SOURCE": "OS_X", "RECORD_ID": "2", "NAMES": []}, "line 2 \\(2\\) has no name"),
    ):
        path.write_text(f"{json.dumps(record)}\n{json.dumps(second)}\n", encoding="utf-8")
        with pytest.raises(FormatError, match=fault):
            read_publication("os-x", [path])


def test_a_file_under_the_wrong_name_is_told_its_right_one() -> None:
    """Each form says what it is and which command imports it."""
    for folder, name, wrong, right in (
        ("os-ftm", "entities.ftm.json", "own", "tamis import os-invented "),
        ("os-senzing", "senzing.json", "un", "tamis import os-invented "),
        ("os-targets", "targets.simple.csv", "ca", "tamis import os-<dataset> "),
        ("ca", "sema-lmes.xml", "au", "tamis import ca "),
        ("au", "dfat.xlsx", "os-invented", "tamis import au "),
        ("pk", "source.json", "ae", "tamis import pk "),
        ("ae", "sheet.csv", "pk", "tamis import ae "),
        ("un", "consolidated.xml", "os-invented", "tamis import un "),
    ):
        with pytest.raises(FormatError, match=right):
            read_publication(wrong, [GOLDEN / folder / name])


def test_a_folder_with_several_exports_asks_which(tmp_path: Path) -> None:
    """Two exports of a dataset in one folder are refused with the commands that choose one."""
    for folder, name in (("os-ftm", "entities.ftm.json"), ("os-senzing", "senzing.json")):
        (tmp_path / name).write_bytes((GOLDEN / folder / name).read_bytes())
    with pytest.raises(FormatError, match="holds 2 forms of os-invented; choose one"):
        read_publication("os-invented", [tmp_path])


def test_twenty_thousand_targets_are_read_in_seconds(tmp_path: Path) -> None:
    """Twenty thousand persons with a sanction and an address each parse within seconds."""
    import time

    path = tmp_path / "entities.ftm.json"
    with path.open("w", encoding="utf-8") as file:
        for number in range(20_000):
            key, place = f"in-{number}", f"a-{number}"
            person = _entity(key, name=["Tariq Zafiri"], birthDate=["1960"], country=["ir"], addressEntity=[place])
            sanction = _entity(
                f"s-{number}", "Sanction", False, entity=[key], authority=["X"], listingDate=["2014-09-23"]
            )
            address = _entity(place, "Address", False, full=["1 Tin Road"])
            file.writelines(json.dumps(one) + "\n" for one in (person, sanction, address))
    started = time.process_time()
    assert len(read_publication("os-invented", [path]).listings) == 20_000
    assert time.process_time() - started < 20
