"""The age that a text gives somebody, in digits or words: aged 12, (64 года), on yedi yaşındaki, בן שבעים ותשע.

In: the text beside a name. Out: a number of years, or None. Must not know: names, listings, dates.
"""

from __future__ import annotations

import functools
import re

from tamis.values.tables import read_table

OLDEST = 115
"""Years that nobody outlives by much."""

_YEARS = (
    r"years?[\s-]old|year[\s-]olds?|yrs?\b|ans\b|jahre?\b(?:\s+alt)?|jährig\w*|años\b|anos\b|anni\b|yaş\w*|лет\b|летн\w*|"
    r"года?\b(?! рожд)|годик\w*|років|роки|рік\b|година\b|године\b|godina\b|godine\b|lat\b|lata\b|jaar\b|tahun\b|ετών|χρονών|χρόνων|"
    r"عام[اًا]*\b|سنوات|سنة|سنين|ساله|سالہ|سال\b|שנים|שנה"
)
_AGE = re.compile(
    rf"(?:\b(?:aged?|dies at|died at|at the age of|mit|à|con|de|of)\s+)?(?<![\d.,/])(\d{{1,3}})(?![\d/]|[.,]\d)[\s\u200c-]*(?:{_YEARS}|岁|歲|세(?![가-힣])|살(?![가-힣]))",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"(?:(?:\b(?:age|alter|âge|edad|idade|età|wiek|leeftijd|yaşı?|возраст|вік|ηλικία)|العمر|سن|عمر|年龄|年齡|나이) ?[:：]? ?|\baged? |\bdies at |\bdied at |\bdi anni |\bage of |\bיל|בן |בת |عمره |عمرها |وعمره |في الـ|yaşında(?:ki)? )(\d{1,3})\b",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?:turn(?:ed|s|ing)?|cumplió|cumple|cumplirá|fez|faz|fará|compie|ha compiuto|wird|wurde|fête(?:ra)? ses|исполнил(?:ось|ся)|исполнится|виповнилося)\s+(\d{1,3})"
    r"(?=\s*(?:[,.;!)]|in\b|on\b|last\b|this\b|today\b|and\b|im\b|am\b|en\b|el\b|y\b|em\b|e\b|nel\b|лет|год|років|рок|$))",
    re.IGNORECASE,
)
_AGE_ALONE = re.compile(r"^\s*(?:[,(]\s*)(\d{1,2})\s*(?=[,).;]|$)")
_AGE_WORD = re.compile(
    rf"((?:[^\W\d_]+[ \u200c-]){{0,4}}[^\W\d_]+)[\s\u200c-]*(?:{_YEARS})"
    r"|\b(?:of|aged|is|was|turned|turns|ist|wird|wurde|cumplió|cumple|fez|faz)\s+((?:[^\W\d_]+[ -])?[^\W\d_]+)(?=\s*(?:[,.;()]|and\b|in\b|on\b|last\b|this\b|today\b|und\b|y\b|e\b|$))"
    r"|(?:\bיל|בן |בת |(?:^|[\s(])(?:ему|ей|йому|їй|в|فی|في)\s)((?:[^\W\d_]+\s){0,2}[^\W\d_]+)",
    re.IGNORECASE,
)
_HINT = re.compile(
    rf"{_YEARS}|\b(?:of|aged|is|was|turned|turns|ist|wird|wurde|cumplió|cumple|fez|faz|anni|ему|ей|йому|їй|в)\b|בן |בת |יל|فی|في",
    re.IGNORECASE,
)
"""Without one of these no number in words is an age; the pattern for those is slow."""

_DECADES = (
    (r"nonagenari\w+|nonagénaire|neunzigjährig\w*|\bnineties\b|девяностолетн\w+|في التسعين\w*|耄耋|九旬", 95),
    (r"octogenari\w+|octogénaire|achtzigjährig\w*|ottantenne|восьмидесятилетн\w+|\beighties\b|في الثمانين\w*|八旬", 85),
    (
        r"septuagenari\w+|septuagénaire|siebzigjährig\w*|settantenne|семидесятилетн\w+|\bseventies\b|في السبعين\w*|七旬|古稀",
        75,
    ),
    (r"centenari\w+|centenaire|hundertjährig\w*|столетн\w+|百岁", 100),
)
_BIRTHDAY = re.compile(
    r"(?<!\d)(\d{1,3})(?:st|nd|rd|th|e|ème|er|\.|º|-?летие|-?річчя)? (?:birthday|anniversaire|geburtstag|cumpleaños|aniversário|compleanno|день рождения|doğum gün)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"((?:[^\W\d_]+[ \u200c-]){0,2}[^\W\d_]+?|\d{1,3})[\s\u200c-]*(?:year[\s-]old|years[\s-]old|jährige[rnms]?|летн\w+|річн\w+|yaşındaki|"
    r"godišnj\w+|годишњ\w+|letni\w*|jarige|ساله‌?[یٔ]?|سالہ|岁的?|歲的?)\s*(?:[^\W\d_]+[\s,]+){0,3}$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:[^.!?。\n]|(?<=\d)\.|\n(?!\s*\n)){0,160}[.!?。؟]\s+"
    r"((?:(?:the|der|die|das|de|den)\s+)?(?:(?:[^\W\d_]+[ -]){0,2}[^\W\d_]+|\d{1,3})[\s\u200c-]*(?:year[\s-]old|jährige[rnms]?|yaşındaki|летн\w+|річн\w+|jarige|ساله)"
    r"\s+(?P<noun>[^\W\d_]+)"
    r"|(?:l['’]|le |la |el |o |a |il |lo )(?P<subject>[^\W\d_]+)(?: [^\W\d_]+){0,2}? (?:de|di) (?:[^\W\d_]+|\d{1,3})(?: y [^\W\d_]+)? (?:ans|años|anos|anni)\b)",
    re.IGNORECASE,
)
"""A sentence that begins with a description by age, which takes up who was named before: Der 19-Jährige traf; On yedi yaşındaki çırak."""
_OTHERS = (
    "victim",
    "opfer",
    "víctim",
    "vítima",
    "vittim",
    "kurban",
    "жертв",
    "потерпевш",
    "постраждал",
    "ضحية",
    "slachtoffer",
)
_HAN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_HAN_AGE = re.compile(
    r"(?:今年|年)?([一二三四五六七八九]?十?有?[一二三四五六七八九]?)[岁歲]|今年([一二三四五六七八九]?十有?[一二三四五六七八九]?)"
)
_KOREAN_AGE = re.compile(r"(열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)?\s?(한|두|세|네|다섯|여섯|일곱|여덟|아홉)?\s?살")
_KOREAN_TENS = {word: 10 * (at + 1) for at, word in enumerate("열 스물 서른 마흔 쉰 예순 일흔 여든 아흔".split())}
_KOREAN_ONES = {word: at + 1 for at, word in enumerate("한 두 세 네 다섯 여섯 일곱 여덟 아홉".split())}
_CONNECTING = frozenset("y e et and und و ve".split())
_AND = ("و", "ו", "ال", "ה")
"""What Arabic and Hebrew write before the second part of a number, and before one that is a decade of life."""


def age_of(beside: str) -> int | None:
    """Return the age that is stated, in digits or words."""
    if (match := _HAN_AGE.search(beside)) and (told := match[1] or match[2]):
        tens, has_ten, ones = told.replace("有", "").partition("十")
        return (_HAN_DIGITS.get(tens, 1) * 10 if has_ten else 0) + _HAN_DIGITS.get(ones if has_ten else tens, 0)
    if (match := _KOREAN_AGE.search(beside)) and (match[1] or match[2]):
        return _KOREAN_TENS.get(match[1] or "", 0) + _KOREAN_ONES.get(match[2] or "", 0)
    for pattern in (_AGE_ALONE, _AGED, _AGE, _TURNED):
        if match := pattern.search(beside):
            return int(match[1]) if 0 < int(match[1]) < OLDEST else None
    if (match := _BIRTHDAY.search(beside)) and 0 < int(match[1]) < OLDEST:
        return int(match[1])
    for pattern, age in _decades():
        if pattern.search(beside):
            return age
    for match in _AGE_WORD.finditer(beside) if _HINT.search(beside) else ():
        if told := _number_at_end(match[1] or match[2] or match[3]):
            return told
    return None


def without_age(beside: str) -> str:
    """Return a text without the age that it gives in digits: argentino de 33 años."""
    return _AGE.sub(" ", beside) if any(char.isdigit() for char in beside) else beside


@functools.cache
def _decades() -> tuple[tuple[re.Pattern[str], int], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), age) for pattern, age in _DECADES)


def age_before(before: str) -> int | None:
    """Return the age that an adjective before a name gives: der 27-jährige, on yedi yaşındaki, 64-летний."""
    match = _BEFORE.search(before)
    if match is None:
        return None
    if match[1].isdigit():
        return int(match[1]) if 0 < int(match[1]) < OLDEST else None
    return age_of(match[1] + "岁") if match[1][0] in _HAN_DIGITS or match[1][0] == "十" else _number_at_end(match[1])


def described_behind(behind: str) -> str:
    """Return the description by age with which the next sentence takes up a name: the 19-year-old apprentice."""
    match = _SUBJECT.match(behind)
    if match is None or (match["noun"] or match["subject"]).casefold().startswith(_OTHERS):
        return ""
    word = match["noun"]
    return "" if word and word[0].isupper() and re.match(r"\s+[^\W\d_a-zß-ÿа-яё]", behind[match.end() :]) else match[1]


def _number_at_end(phrase: str) -> int | None:
    """Return the number that the last words of a phrase stand for, None where they are none."""
    words = [word for word in re.split(r"[\s\u200c-]+", phrase.casefold().replace("'", "")) if word]
    total, taken = 0, 0
    for word in reversed(words):
        value = _value_of(word)
        if value is None:
            if taken and word in _CONNECTING:
                continue
            break
        total, taken = total + value, taken + 1
    return total if taken and 0 < total < OLDEST else None


@functools.lru_cache(maxsize=2000)
def _value_of(word: str) -> int | None:
    table = _numbers()
    if word in table:
        return table[word]
    return next(
        (table[word[len(part) :]] for part in _AND if word.startswith(part) and word[len(part) :] in table), None
    )


@functools.cache
def _numbers() -> dict[str, int]:
    return {row[0]: int(row[1]) for row in read_table("age_words")}
