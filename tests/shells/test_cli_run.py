"""How a run ends: its exit status, and what standard error holds then."""

from __future__ import annotations

import errno
import shlex
from pathlib import Path

import pytest

from tamis.cli import main, run
from tamis.errors import NoListsError


def raising(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Let every command end with an error."""

    def fail(**_: object) -> None:
        raise error

    monkeypatch.setattr(run.tamis, "main", fail)


def test_an_error_of_ours_is_one_line_and_status_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A message of several lines still comes out as one."""
    raising(monkeypatch, NoListsError("no list is loaded;\n  tamis import un PATH"))
    assert main([]) == 2
    assert capsys.readouterr() == ("", "tamis: no list is loaded; tamis import un PATH\n")


def test_an_unexpected_error_owns_up(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What nobody foresaw is called a bug, in one line, with the way to its traceback."""
    raising(monkeypatch, KeyError("x"))
    assert main([]) == 2
    assert capsys.readouterr().err == "tamis: KeyError: 'x'; this is a bug in tamis, set TAMIS_DEBUG=1 to see where\n"


def test_the_traceback_is_shown_to_those_who_ask(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """TAMIS_DEBUG=1 shows where a bug is."""
    monkeypatch.setenv("TAMIS_DEBUG", "1")
    raising(monkeypatch, KeyError("x"))
    assert main([]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_an_error_of_the_system_names_its_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A full disk is not a bug of ours."""
    raising(monkeypatch, OSError(errno.ENOSPC, "No space left on device", "answer.csv"))
    assert main([]) == 2
    assert capsys.readouterr().err == "tamis: answer.csv: No space left on device\n"


def test_ctrl_c_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Who stops a run knows that it was stopped: status 130, no word."""
    raising(monkeypatch, KeyboardInterrupt())
    assert main([]) == 130
    assert capsys.readouterr().err == ""


def test_a_reader_who_leaves_is_no_error(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`| head` closes the pipe: no word, and no status that would mean "no hit"."""
    raising(monkeypatch, BrokenPipeError(errno.EPIPE, "Broken pipe"))
    assert main([]) == 141
    assert capsys.readouterr().err == ""


def test_a_message_cannot_steer_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Control characters of a file's name or a typed word come out as escapes."""
    raising(monkeypatch, NoListsError("\x1b[2J\u2028x"))
    assert main([]) == 2
    assert capsys.readouterr().err == "tamis: \\x1b[2J x\n"


def test_without_arguments_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """`tamis` alone is a question, not an error: help, status 0."""
    assert main([]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    for name in run.tamis.list_commands(None):  # type: ignore[arg-type]
        assert f"\n  {name} " in out


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("scren x", "unknown command 'scren'; did you mean 'screen'?"),
        ("zzz", "unknown command 'zzz'; the commands are demo, refresh, import, lists"),
        ("screen", "give a name to screen"),
        ("screen Hafiz Saeed", 'one name at a time, in quotation marks: tamis screen "Hafiz Saeed"'),
        ("screen x --kidn person", "--kind"),
        ("screen x --kind persn", "'persn' is not one of 'person'"),
        ("screen x --gender x", "'x' is not one of 'male', 'female'"),
        ("screen x --as-of 2022-13-01", "'2022-13-01' is not a day YYYY-MM-DD"),
        ("screen x --as-of 20220101", "'20220101' is not a day YYYY-MM-DD"),
        ("screen x --as-of published", "'published' is not a day YYYY-MM-DD"),
        ("screen x --as-of 2999-01-01", "2999-01-01 has not come yet"),
        ("screen x --birth-date 1950-02-31", "1950-02-31"),
        ("screen x --birth-date soon", "'soon' is not a date"),
        ("screen x --birth-date 2999", "'2999' has not come yet"),
        ("screen x --country Atlantis", "'Atlantis' names no country"),
        ("screen x --id pasport:1", "unknown kind 'pasport'; did you mean 'passport'?"),
        ("screen x --id passport", "'passport' is not KIND:VALUE"),
        ("screen x --id passport:", "'passport:' is not KIND:VALUE"),
        ("screen x --threshold 3", "--threshold"),
        ("screen x --threshold high", "'high' is not a valid float"),
        ("screen x --limit 0", "--limit"),
        ("screen x --format xml", "'xml' is not one of 'table', 'json', 'jsonl', 'csv'"),
        ("screen x --list ofca", "ofac"),
        ("screen ''", "the name is empty"),
        ("screen '  '", "the name is empty"),
        ("screen '?!...'", "holds no letter and no digit"),
        ("screen - --format json", "use --format jsonl for names from standard input"),
        ("screen - --birth-date 1950", "belong to one party"),
        ("compare x '?!'", "holds no letter and no digit"),
        ("compare x", "missing argument 'LISTED'"),
        ("compare x y --format csv", "'tamis compare' has no csv output; use --format table or json or jsonl"),
        ("--format csv compare x y", "'tamis compare' has no csv output"),
        ("demo --format json", "'tamis demo' has no json output"),
        ("import", "missing argument 'LIST'"),
        ("import un", "give the file or folder to import, such as: tamis import un PATH"),
        ("import ofca x", "ofac"),
        ("import un x --published soon", "'soon' is not a day YYYY-MM-DD"),
        ("scan", "give a document to scan"),
        ("scan x -o answer.xlsx", "its suffix does not say how to write it; use .json, .jsonl or .csv"),
        ("scan x -o nowhere/answer.csv", "there is no folder nowhere"),
        ("scan x -o answer.csv --format json", "--format json contradicts answer.csv"),
        ("show Saeed", "'Saeed' is not a listing's id"),
        ("policy nosuch", "nosuch"),
        ("lists check", "unknown command 'check'"),
    ],
)
def test_bad_usage_is_one_line_and_status_2(
    line: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each mistake is told in one line that says what is wrong and what to type; nothing is printed, nothing done."""
    assert main(["--home", str(tmp_path / "home"), *shlex.split(line)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("tamis: ")
    assert err.count("\n") == 1
    assert told in err
    assert not (tmp_path / "home").exists()
