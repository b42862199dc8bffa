"""Settings: who beats whom, and what a wrong value is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tamis.config import read_settings
from tamis.errors import SettingsError


def write(path: Path, text: str) -> Path:
    """Write a file and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_without_anything_said_the_defaults_hold(tmp_path: Path) -> None:
    """No file, no variable, no flag but the home: every list, the default policy, a table."""
    settings = read_settings({"home": tmp_path}, {})
    assert (settings.home, settings.lists, settings.policy, settings.threshold) == (tmp_path, None, None, None)
    assert (settings.format, settings.colour) == ("table", "auto")


def test_flags_beat_variables_beat_the_file_beat_defaults(tmp_path: Path) -> None:
    """Of four places that say something, the one nearest to the typist is heard."""
    write(tmp_path / "tamis.toml", 'format = "csv"\ncolour = "never"\nthreshold = 0.8\n')
    environment = {"TAMIS_HOME": str(tmp_path), "TAMIS_FORMAT": "json", "TAMIS_THRESHOLD": "0.9"}
    settings = read_settings({"home": None, "format": "jsonl"}, environment)
    assert (settings.format, settings.threshold, settings.colour) == ("jsonl", 0.9, "never")


def test_the_home_comes_from_the_flag_first(tmp_path: Path) -> None:
    """--home beats TAMIS_HOME, and the tamis.toml of that home is the one that is read."""
    write(tmp_path / "one" / "tamis.toml", 'policy = "one"')
    write(tmp_path / "two" / "tamis.toml", 'policy = "two"')
    settings = read_settings({"home": tmp_path / "two"}, {"TAMIS_HOME": str(tmp_path / "one")})
    assert (settings.home, settings.policy) == (tmp_path / "two", "two")


def test_the_file_that_tamis_config_names_may_set_the_home(tmp_path: Path) -> None:
    """A home in such a file is seen from the file's own folder, wherever the command is typed."""
    named = write(tmp_path / "etc" / "screening.toml", 'home = "../lists"\nlists = ["un", "ofac-sdn"]\n')
    settings = read_settings({}, {"TAMIS_CONFIG": str(named)})
    assert settings.home.resolve() == (tmp_path / "lists").resolve()
    assert settings.lists == ("un", "ofac-sdn")


def test_a_policy_file_beside_the_settings_is_found(tmp_path: Path) -> None:
    """A policy named in tamis.toml is the file next to it, where there is one."""
    write(tmp_path / "strict.toml", "")
    write(tmp_path / "tamis.toml", 'policy = "strict.toml"')
    assert read_settings({"home": tmp_path}, {}).policy == str(tmp_path / "strict.toml")


def test_the_working_directory_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tamis.toml where the command happens to be typed changes nothing."""
    write(tmp_path / "here" / "tamis.toml", 'policy = "strange"')
    monkeypatch.chdir(tmp_path / "here")
    assert read_settings({"home": tmp_path / "home"}, {}).policy is None


def test_lists_in_the_environment_are_separated_by_commas() -> None:
    """TAMIS_LISTS=un,ofac-sdn names two lists; blanks around them do not count."""
    assert read_settings({"home": Path("x")}, {"TAMIS_LISTS": "un, ofac-sdn"}).lists == ("un", "ofac-sdn")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('polcy = "x"', "unknown key 'polcy'; did you mean 'policy'?"),
        ("zebra = 1", "unknown key 'zebra'; the keys are home, lists, policy, threshold, format, colour"),
        ("threshold = 7", "threshold: expected a number from 0 to 1, got 7"),
        ("threshold = true", "threshold: expected a number from 0 to 1, got True"),
        ("threshold = nan", "threshold: expected a number from 0 to 1, got nan"),
        ('format = "xml"', "format: 'xml' is none of table, json, jsonl, csv"),
        ("policy = 3", "policy: expected text, got 3"),
        ("lists = []", "lists: expected names of lists"),
        ("lists = [1]", "lists: expected text, got 1"),
        ('home = "x"', "'home' cannot be set in the home folder itself"),
        ("format = ", "not valid TOML"),
    ],
)
def test_a_wrong_line_is_told_with_its_file_and_key(tmp_path: Path, text: str, told: str) -> None:
    """The message names the file, the key and what is accepted, in one line."""
    path = write(tmp_path / "tamis.toml", text)
    with pytest.raises(SettingsError) as caught:
        read_settings({"home": tmp_path}, {})
    assert str(path) in str(caught.value)
    assert told in str(caught.value)


def test_a_wrong_variable_is_told_by_name() -> None:
    """A wrong value in the environment is told with the variable that holds it."""
    with pytest.raises(SettingsError, match="TAMIS_COLOUR: 'pink' is none of auto, always, never"):
        read_settings({"home": Path("x")}, {"TAMIS_COLOUR": "pink"})


def test_a_settings_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """TAMIS_CONFIG that names nothing is an error, for its author believes that it holds."""
    with pytest.raises(SettingsError, match=r"TAMIS_CONFIG names .*which does not exist"):
        read_settings({}, {"TAMIS_CONFIG": str(tmp_path / "none.toml")})


def test_a_home_that_is_a_file_is_told(tmp_path: Path) -> None:
    """A file given as home is refused before anything is written into it."""
    path = write(tmp_path / "file", "")
    with pytest.raises(SettingsError, match=r"TAMIS_HOME: .*is a file; give a folder"):
        read_settings({}, {"TAMIS_HOME": str(path)})


def test_how_lists_are_refreshed_stands_in_a_table(tmp_path: Path) -> None:
    """[refresh] holds for every list, [refresh.un] for one; variables beat the file, key by key."""
    write(
        tmp_path / "tamis.toml",
        '[refresh]\nattempts = 2\n[refresh.un]\naddresses = "https://mirror.example/un.xml"\ntime_limit_s = 60\n',
    )
    environment = {
        "TAMIS_REFRESH_ATTEMPTS": "7",
        "TAMIS_REFRESH_UN_TIME_LIMIT_S": "30",
        "TAMIS_REFRESH_OFAC_SDN_ADDRESSES": "https://mirror.example/sdn.csv https://mirror.example/alt.csv",
        "TAMIS_REFRESH_EU_TOKEN": "geheim",
    }
    rules = read_settings({"home": tmp_path}, environment).refresh
    assert rules is not None
    un = rules.for_list("un")
    assert (un.addresses, un.time_limit_s, un.attempts) == (("https://mirror.example/un.xml",), 30.0, 7)
    assert len(rules.for_list("ofac-sdn").addresses) == 2
    assert (rules.for_list("eu").token, rules.for_list("eu").attempts) == ("geheim", 7)
    assert "geheim" not in repr(rules.for_list("eu"))
    assert read_settings({"home": tmp_path}, {}).refresh.for_list("ofac-cons").attempts == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("refresh = 3", "expected a table"),
        ("[refresh]\nspeed = 3", "speed: no such setting; there are addresses, token"),
        ("[refresh]\ntoken = 'x'", "token: is for one list; put it under [refresh.un]"),
        ("[refresh]\nattempts = 0", "attempts: expected a number from 1 to 20, got 0"),
        ("[refresh]\nattempts = 1.5", "attempts: expected a whole number, got 1.5"),
        ("[refresh]\nfall_limit = true", "fall_limit: expected a number from 0 to 1, got True"),
        ("[refresh.uno]\nattempts = 1", "there is no watchlist 'uno'; did you mean un?"),
        ("[refresh.un]\naddresses = ['ftp://x/y']", "un.addresses: an address begins with https:// or http://"),
        ("[refresh.un]\naddresses = []", "un.addresses: expected addresses"),
        ("[refresh]\nuser_agent = 'Übung'", "user_agent: a header of HTTP holds ASCII alone"),
        ("[refresh.eu]\ntoken = ''", "eu.token: expected one line of text"),
    ],
)
def test_a_wrong_rule_of_refreshing_is_told(tmp_path: Path, text: str, said: str) -> None:
    """File, list and key are named; the value of a token never is."""
    path = write(tmp_path / "tamis.toml", text)
    with pytest.raises(SettingsError) as told:
        read_settings({"home": tmp_path}, {})
    assert said in str(told.value)
    assert str(path) in str(told.value)


@pytest.mark.parametrize(
    ("name", "said"),
    [("TAMIS_REFRESH_SPEED", "SPEED: ends in none of"), ("TAMIS_REFRESH_XX_TOKEN", "there is no watchlist 'xx'")],
)
def test_a_wrong_variable_of_refreshing_is_told(tmp_path: Path, name: str, said: str) -> None:
    """A variable that means nothing is refused, not passed over."""
    with pytest.raises(SettingsError, match="TAMIS_REFRESH_") as told:
        read_settings({"home": tmp_path}, {name: "3"})
    assert said in str(told.value)
