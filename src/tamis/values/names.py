"""A name -> its tokens, in the order given name first, with what is written in many ways written in one.

In: a name as somebody wrote or published it. Out: tokens as `values.normalise` folds them, after these rewritings,
each of which undoes a habit of spelling and is done to queries and listings alike:

- `Family, Given` becomes `Given Family`, unless what follows the comma is a legal form or `Jr`;
- Abd al-Rahman, Abdurrahman, Abdel Rahman: `abdul rahman`; Saif Ullah: `saifullah`; Nureddin: `nur din`;
- son of: bin, ibn, ben: `bin`; daughter of: bint, binti, bte: `bint`;
- legal forms by their class: `limited liability company`, OOO, GmbH: `llc`; CMOPANY is `company`; number words by their digits;
- what is written before ships' names goes: M/V, MT, Motor Vessel;
- an acronym of the name at its end goes, in brackets or not: `FALAH-I-INSANIAT FOUNDATION (FIF)`.

Must not know: lists, weights.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from tamis.values.eastern import Reading, is_eastern, readings_of, words_of
from tamis.values.normalise import fold
from tamis.values.tables import read_table

COMPARED_TOKENS = 60
"""The first 60 words of a name are compared: positions are bits of one 64-bit word. No published name has more."""

_SHORTEST_FIELD = 18  # fields of 20 characters lose a trailing blank or initial; shorter ones are not in use

_COMMAS = re.compile(r"[,،，、]")
_DOTTED = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}[^\W\d_]\.?(?!\w)")
_SHIP = re.compile(
    r"^\s*(?:m\s*/\s*[vty]|[sf]\s*/\s*[sv]|lpg\s*/\s*c|m\.?[vt]\.?|s\.?s\.?|(?:motor\s+)?(?:vessel|tanker|yacht))\s+(?=\w)",
    re.IGNORECASE,
)
_SHIPS = frozenset({"mv", "mt", "ss", "motor", "vessel", "tanker", "yacht"})
_BRACKET_AT_END = re.compile(r"\s*\(\s*([\w.&'-]{2,12})\s*\)\s*$")
_ABDULLAH = re.compile(r"abd[aeou]?ll?ah?|عبدالله|عبداله")
_ABDUL = re.compile(r"abd(?:[aeoiu]|ou)?(?:l|r|s|z|n|t|d|sh)?|عبد")
_ABDUL_GLUED = re.compile(r"abd(?:[aeoiu]|ou)(?:l|(r)(?=r)|(s)(?=s)|(z)(?=z)|(n)(?=n)|(d)(?=d)|(sh)(?=sh))(.{3,})")
_DIN_GLUED = re.compile(r"(.{3,})[uaeo]l?dd?(?:in|een|ine|yn)")
_ARTICLES = frozenset(
    {"al", "el", "ul", "ur", "ar", "as", "us", "az", "uz", "an", "un", "ad", "ud", "ash", "ush", "ol"}
)
_BEGUN_BY_ALLAH = frozenset({"dad", "yar", "bakhsh", "rakha", "ditta", "nazar", "wasaya", "داد", "يار"})
_SHORTEST_GLUED = 6
_SHORTEST_ACRONYM = 3
_ALLAH = frozenset({"allah", "ullah", "ollah", "ellah", "الله"})
_ALLAH_APART = ("allah", "الله")
_ULLAH = frozenset({"ullah", "ollah", "ellah"})
_NOT_ARTICLE = frozenset({"الياس", "الهام", "الفت", "البرت", "الكسندر", "الكساندر", "الينا", "اليكس", "السا"})
_REWRITTEN = {
    "ibn": "bin", "ben": "bin", "bn": "bin", "بن": "bin", "ابن": "bin", "binti": "bint", "bte": "bint", "بنت": "bint",
    "abou": "abu", "abo": "abu", "abi": "abu", "ابو": "abu", "ابي": "abu", "ام": "umm", "oum": "umm", "ال": "al",
    "eddin": "din", "eddine": "din", "uddin": "din", "aldin": "din", "deen": "din", "dine": "din", "دين": "din",
}  # fmt: skip


def name_readings(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the tokens of a name in each reading that is worth looking at, `name_tokens` first.

    One, but in Hangul and Han, and where Allah ends the name as a word of its own: Dad Allah is Dadullah, or Allah Dad turned round.
    """
    if not is_eastern(text):
        tokens = name_tokens(text)
        if not text[-5:].lower().endswith(_ALLAH_APART) or len(tokens) >= COMPARED_TOKENS:
            return (tokens,)
        first, _, last = text.rpartition(" ")
        before = name_tokens(first) if first.strip() and last.lower() in _ALLAH_APART else ()
        return (tokens, (*before, "allah")) if before and before[-1] != "abdul" else (tokens,)
    return tuple(dict.fromkeys(name_tokens(text, reading) for reading in readings_of(text)))


def name_tokens(text: str, reading: Reading = Reading.LIKELIEST) -> tuple[str, ...]:
    """Return the tokens of a name: at most `COMPARED_TOKENS`, none of them empty; none where it has no letter or digit."""
    if not _MARKED(text) and not is_eastern(text) and (short := _plain_tokens(text)):
        return short
    if ship := _SHIP.match(text):
        text = text[ship.end() :]
    plain = _without_acronym(text)
    if "." in plain:
        plain = _DOTTED.sub(lambda match: match[0].replace(".", ""), plain)
    plain = _given_first(plain)
    words = _settled(words_of(plain, reading) if is_eastern(plain) else fold(plain).split())
    tokens: list[str] = []
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        for token in _rewrite(word):
            _append(tokens, token, following)
    return tuple(_with_legal_forms(_with_acronyms(tokens))[:COMPARED_TOKENS]) or _spelt_out(text)


_MARKED = re.compile(r"[.)،，、]").search


def _plain_tokens(text: str) -> tuple[str, ...]:
    """Return the tokens of a name of which no word has to do with another; none where some may have."""
    family, comma, given = text.partition(",")
    words = fold(family).split()
    if not words or words[0] in _SHIPS:
        return ()
    if comma:
        first = fold(given).split()
        if not first or "," in given or first[0] in _suffixes():
            return ()
        words = first + words
    if len(words) > COMPARED_TOKENS:
        return ()
    if len(words) > _SHORTEST_ACRONYM and words[-1][0] == words[0][0]:
        return ()
    tokens = tuple(map(_plain_token, words))
    return () if "" in tokens else tokens


@functools.lru_cache(maxsize=50_000)
def _plain_token(word: str) -> str:
    """Return the token that a word is in any company; empty where that depends on its neighbours."""
    tokens = _rewrite(word)
    alone = len(tokens) == 1 and len(tokens[0]) > 1 and tokens[0] not in _ALLAH and tokens[0] not in _legal_forms()
    return tokens[0] if alone and tokens[0] != "abdul" else ""


def _without_acronym(text: str) -> str:
    """Return the name without an acronym of it in brackets; a branch (TANZANIA) or another spelling (Ahmed) stays."""
    match = _BRACKET_AT_END.search(text)
    if match is None:
        return text
    letters = iter(fold(text[: match.start()]))
    return text[: match.start()] if all(char in letters for char in fold(match[1]).replace(" ", "")) else text


def _settled(words: list[str]) -> list[str]:
    """Return the words without an acronym of them at the end, and with a leading Ullah behind: it ends a given name."""
    letters = len(words[-1]) if words else 0
    if 3 < len(words) <= letters + 1 and 2 * letters <= 3 * (len(words) - 1) and _abbreviates(words[-1], words[:-1]):
        words = words[:-1]
    if len(words) > 1 and words[0] in _ULLAH:
        words = [*words[1:], words[0]]
    return words


def _abbreviates(acronym: str, words: list[str]) -> bool:
    """Say whether a word is made of the beginnings of all the words, in order: IIB, DICO."""
    if not words or not acronym:
        return not words and not acronym
    longest = min(len(acronym), len(words[0]))
    return any(
        acronym[:length] == words[0][:length] and _abbreviates(acronym[length:], words[1:])
        for length in range(1, longest + 1)
    )


def _spelt_out(text: str) -> tuple[str, ...]:
    """Return the code points of letters that no transliteration knows as one token: such a name meets only itself."""
    for spelling in (unicodedata.normalize("NFKC", text).casefold(), text):
        if code_points := "".join(f"u{ord(char):x}" for char in spelling if char.isalnum()):
            return (code_points,)
    return ()


def letters_in_order(text: str, *, turned: bool = False) -> list[str]:
    """Return the letters and digits of a name as written, without what divides words; none where it has none.

    With `turned`, those of `Family, Given` also in the order given name first.
    """
    if not (turned and _COMMAS.search(text)):
        letters = "".join(fold(text).split())
        return [letters] if letters else []
    orders = [text, _given_first(text)]
    return [letters for letters in dict.fromkeys("".join(fold(one).split()) for one in orders) if letters]


def may_be_cut(text: str) -> bool:
    """Say whether a name is so long that a field of 20 or 35 characters may have cut its last word."""
    return len(text) >= _SHORTEST_FIELD


def _given_first(text: str) -> str:
    parts = _COMMAS.split(text)
    if len(parts) != 2 or not parts[0].strip() or not parts[1].strip():
        return text
    tail = fold(parts[1]).split()
    if not tail or tail[0] in _suffixes() or _longest_legal_form(tail, 0) is not None:
        return text
    return f"{parts[1]} {parts[0]}"


@functools.cache
def _suffixes() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("honorifics") if row[1] == "generation")


_LOOK_ALIKE = {"0": "o", "2": "z", "3": "e", "4": "a", "5": "s", "6": "b", "7": "t", "8": "b", "9": "g"}
_ORDINAL_OR_CODE = re.compile(r"\d+(?:st|nd|rd|th)|[a-z]{1,2}\d+|\d+[a-z]|[^\W\d_]*")


def _without_digits(word: str) -> str:
    """Return a word with the digits that a scanner or a trickster put for letters read as letters: S0K, RAHIM1.

    Ordinals and codes such as M23 keep their digits.
    """
    if word.isalpha() or word.isdigit() or _ORDINAL_OR_CODE.fullmatch(word) or not word.isascii():
        return word
    letters = []
    for place, char in enumerate(word):
        beside = word[max(place - 1, 0) : place] + word[place + 1 : place + 2]
        one = "l" if any(other in "aeou" for other in beside) else "i"
        letters.append(one if char == "1" else _LOOK_ALIKE.get(char, char))
    return "".join(letters)


@functools.lru_cache(maxsize=50_000)
def _rewrite(word: str) -> tuple[str, ...]:
    """Return the tokens of one folded word."""
    word = _without_digits(word)
    if _ABDULLAH.fullmatch(word):
        return ("abdullah",)
    if _ABDUL.fullmatch(word):
        return ("abdul",)
    if not word.isascii():
        return _rewrite_abjad(word)
    if match := _ABDUL_GLUED.fullmatch(word):
        return ("abdul", match[7])
    if match := _DIN_GLUED.fullmatch(word):
        return (match[1], "din")
    return (_numbers().get(word) or _REWRITTEN.get(word) or _mistyped_form(word),)


_MISTYPED = ("company", "limited", "corporation", "incorporated")
_LONG = 10  # letters from which two slips still leave a word that is no other


def _mistyped_form(word: str) -> str:
    """Return the common legal form that a word is but for a slip, else the word: CMOPANY, LLMITED.

    Only of forms that no name resembles: a Golding is no holding.
    """
    if len(word) >= _SHORTEST_GLUED and word.isalpha():
        for form in _MISTYPED:
            if abs(len(form) - len(word)) <= 1 and OSA.distance(word, form) <= 1 + (len(form) >= _LONG):
                return form
    return word


_SHORTEST_SERVANT = 7  # letters: عبدالحق, Abdulhaq


def _rewrite_abjad(word: str) -> tuple[str, ...]:
    if word in _ALLAH:
        return (word,)
    if word.startswith("عبدال") and len(word) >= _SHORTEST_SERVANT:
        return ("abdul", word[5:])
    if word.startswith("وال") and len(word) > 6:
        word = word[1:]
    if word.startswith("ال") and len(word) > 3 and word not in _NOT_ARTICLE:
        word = word[2:]
    if word.endswith("الدين") and len(word) > 7:
        return (word[:-5], "din")
    return (_REWRITTEN.get(word, word),)


@functools.cache
def _numbers() -> dict[str, str]:
    return {row[0]: row[1] for row in read_table("numbers") if " " not in row[0]}


def _append(tokens: list[str], token: str, following: str) -> None:
    """Add a token, joining what belongs to the token before it."""
    before = tokens[-1] if tokens else ""
    if token in _ALLAH and before and following not in _BEGUN_BY_ALLAH:
        if before == "abdul":
            tokens[-1] = "abdullah"
        else:
            tokens[-1] = before + ("ullah" if before.isascii() else "الله")
    elif before == "abdul" and token in _ARTICLES:
        return
    elif before == "abdul" and token[:2] in _ARTICLES and len(token) >= _SHORTEST_GLUED:
        tokens.append(token[2:])  # Abd alGhafur
    else:
        tokens.append("allah" if token == "الله" else token)


def _with_acronyms(tokens: list[str]) -> list[str]:
    """Return the tokens with runs of three or more single letters as one: S.I.S. is SIS.

    Letters at the end may be a legal form, or an acronym of two or more and a legal form: U M V S A.
    """
    if sum(len(token) == 1 for token in tokens) < _SHORTEST_ACRONYM:
        return tokens
    out: list[str] = []
    seen = 0
    for single, run in itertools.groupby(tokens, key=_is_letter):
        letters = list(run)
        seen += len(letters)
        out += _acronym(letters, seen == len(tokens)) if single else letters
    return out


def _acronym(letters: list[str], at_end: bool) -> list[str]:
    """Return a run of single letters as an acronym, apart from a legal form where it ends the name."""
    if len(letters) < _SHORTEST_ACRONYM:
        return letters
    if at_end:
        for start in (0, *range(2, len(letters) - 1)):  # H L P is no company H of the form LP
            found = _longest_legal_form(letters, start)
            if found and start + found[0] == len(letters):
                return [*_acronym(letters[:start], at_end=False), *letters[start:]]
        if found := _longest_legal_form(letters, 0):
            return [*letters[: found[0]], *_acronym(letters[found[0] :], at_end=False)]
    return ["".join(letters)]


def _is_letter(token: str) -> bool:
    return len(token) == 1 and token.isascii() and token.isalpha()


@functools.cache
def _legal_forms() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return first token -> its phrases, longest first, with the class that each stands for."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in read_table("legal_forms"):
        phrase = tuple(fold(row[0]).split())
        if phrase:
            found.setdefault(phrase[0], []).append((phrase, row[1]))
    return {first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row))) for first, rows in found.items()}


def one_word_legal_forms() -> Iterable[str]:
    """Return the legal forms that are one word."""
    return (first for first, rows in _legal_forms().items() if any(len(phrase) == 1 for phrase, _ in rows))


def _longest_legal_form(tokens: list[str], start: int) -> tuple[int, str] | None:
    """Return (number of tokens, class) of the longest legal form at `start`, or None."""
    for phrase, legal_class in _legal_forms().get(tokens[start], ()):
        if tuple(tokens[start : start + len(phrase)]) == phrase:
            return len(phrase), legal_class
    return None


def joined_token(first: str, second: str) -> str:
    """Return two neighbouring tokens written as one: COM PANY is the legal form that COMPANY is."""
    word = first + second
    found = _longest_legal_form([word], 0)
    return LEGAL_MARK + found[1] if found else word


def _with_legal_forms(tokens: list[str]) -> list[str]:
    """Return the tokens with each legal form but a leading one-word one replaced by its class."""
    known = _legal_forms()
    if known.keys().isdisjoint(tokens):
        return tokens
    out: list[str] = []
    place = 0
    while place < len(tokens):
        found = _longest_legal_form(tokens, place)
        if (
            found is None
            or found[0] == len(tokens)
            or (place and _is_short(tokens[place : place + found[0]]) and not _ends(tokens, place))
        ):
            out.append(tokens[place])
            place += 1
        else:
            out.append(LEGAL_MARK + found[1])
            place += found[0]
    return out


def _is_short(phrase: list[str]) -> bool:
    """Say whether a legal form is one word of two letters: SA, AG."""
    return len(phrase) == 1 and len(phrase[0]) == _SHORT_FORM


def _ends(tokens: list[str], place: int) -> bool:
    """Say whether nothing but legal forms follows: the SA of Hafiz Sa id is none."""
    return all(token in _legal_forms() for token in tokens[place + 1 :])


_SHORT_FORM = 2

LEGAL_MARK = "="
"""First character of a token that stands for a class of legal forms, so that no name can be spelt like it."""
