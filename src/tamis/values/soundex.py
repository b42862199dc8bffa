"""Soundex: a surname's first letter and three digits for the consonants that follow, as the census of the United States was indexed.

In: a word. Out: its code. It is here because another search uses it (`comparison.ofac_search`); our own comparison does
not: it knows English sounds only and never looks behind the first letter.
"""

from __future__ import annotations

_CODES = {
    letter: digit
    for digit, letters in {"1": "bfpv", "2": "cgjkqsxz", "3": "dt", "4": "l", "5": "mn", "6": "r"}.items()
    for letter in letters
}
_SILENT = "hw"
"""They do not part letters of one code; vowels do."""

_LENGTH = 4


def soundex(word: str) -> str:
    """Return the American Soundex code of a word, such as `R163` for Robert; empty where it has no letter of `a-z`.

    Letters outside `a-z` are passed over.

    Source: The Soundex Indexing System, National Archives of the United States; US patents 1,261,167 (1918) and
    1,435,663 (1922).
    """
    letters = [char for char in word.lower() if "a" <= char <= "z"]
    if not letters:
        return ""
    code, last = letters[0].upper(), _CODES.get(letters[0], "")
    for letter in letters[1:]:
        digit = _CODES.get(letter, "")
        if digit and digit != last:
            code += digit
        if letter not in _SILENT:
            last = digit
    return code[:_LENGTH].ljust(_LENGTH, "0")
