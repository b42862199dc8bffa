"""What is skipped, and when a skip is a failure."""

from __future__ import annotations

from pathlib import Path

import pytest

RULES = Path(__file__).with_name("conftest.py").read_text(encoding="utf-8").replace('pytest_plugins = ["pytester"]', "")
NEEDS_RUNTIME = """
import pytest

@pytest.mark.runtime("{name}")
def test_with_runtime():
    pass
"""
SETTINGS = "[pytest]\nmarkers = runtime(name): needs a runtime\n"


@pytest.fixture
def ruled(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A folder of tests under the rules of this one, outside continuous integration."""
    monkeypatch.delenv("CI", raising=False)
    pytester.makeini(SETTINGS)
    pytester.makeconftest(RULES)
    return pytester


def test_missing_runtime_is_skipped_by_name(ruled: pytest.Pytester) -> None:
    """A test whose runtime is missing is skipped, and the reason names the runtime."""
    ruled.makepyfile(NEEDS_RUNTIME.format(name="no-such-runtime"))
    result = ruled.runpytest("-rs")
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["*no-such-runtime is not installed*"])


def test_missing_runtime_fails_continuous_integration(ruled: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """With CI=true the same skip is a failure: a machine that tests everything has everything."""
    monkeypatch.setenv("CI", "true")
    ruled.makepyfile(NEEDS_RUNTIME.format(name="no-such-runtime"))
    result = ruled.runpytest()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*continuous integration must install it*"])


def test_present_runtime_runs(ruled: pytest.Pytester) -> None:
    """A test whose runtime is there runs."""
    ruled.makepyfile(NEEDS_RUNTIME.format(name="sh"))
    ruled.runpytest().assert_outcomes(passed=1)
