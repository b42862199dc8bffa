"""What a text says of somebody right beside the name: birth, death, age, nationality, gender, calling.

In: a text and where a name stands in it. Out: `Particulars`. Only what plainly belongs to the name is read: what stands
directly before it, what follows it between commas or in brackets, and a year behind a word for `born`. Languages are
those of the lexicon's tables. Must not know: listings, scores.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tamis.records import PartialDate
from tamis.screening.ages import age_before, age_of, described_behind, without_age
from tamis.screening.births import DIGITS, GROWN, births_in, born_behind, born_between, dates_of, row_dates
from tamis.screening.denials import denial_beside, is_cited
from tamis.screening.entries import entry_behind, fields_behind
from tamis.screening.kinship import is_of_kin
from tamis.screening.vocabulary import bare_forms, classes_of, is_han, parts_of
from tamis.values.tables import read_table

BEFORE, BEHIND, NEAR = 48, 170, 60
"""Characters before and behind a name that can belong to it: a clause, an apposition; a birth so near without one."""

_CALLINGS = frozenset({"child", "elder", "fiction", "civil", "denial"})
_HAN_YEAR = re.compile("[〇零一二三四五六七八九]{4}(?=年)")
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_ARABIC = re.compile("[\u0600-\u06ff]")
_NATIONAL = re.compile(
    r"\b(?:citizen|national|passport|subject|nationality|citizenship|staats\w+|pass\b|reisepass|citoyen\w*|ressortissante?|nationalité|passeport|"
    r"ciudadan[oa]|nacionalidad|pasaporte|súbdit[oa]|cidad[ãa][oã]?|nacionalidade|passaporte|cittadin[oa]|nazionalità|passaporto|vatandaş\w*|uyruklu|pasaport\w*|"
    r"гражд\w+|подданн\w*|паспорт\w*|громад\w+|држављан\w*|državljan\w*|υπήκο\w*)"
    r"|الجنسية|جنسية|مواطن\w*|جواز|تبع\w*|شهروند|شہری|אזרח\w*|דרכון|国籍|籍|公民|국적|시민",
    re.IGNORECASE,
)
_APPOSED = re.compile(
    r"\s*[,،，:：(（\-–—、«\"”]|\s*(?:씨|군|양)|(?:[은는이가]|은|는)?\s*(?:[하두세네]|한|다섯|여섯|일곱|여덟|아홉|열)\S{0,3} ?살|"
    r"(?:老人|先生|女士|师傅|同学|老师|小朋友|大爷|阿姨)[，,]"
)
_ONCE = frozenset(
    "was were former formerly ex once war ehemaliger ehemalige früher ancien ancienne était fut era fue antiguo antigua exjugador foi ex-"
    " бывший бывшая был была колишній колишня bivši eski سابق سابقا سابقاً السابق كان پیشین سابق بود πρώην לשעבר היה".split()
)
"""Words by which a calling is of the past and says nothing against a listing."""
_HAN_GENDER = re.compile(r"^[\u4e00-\u9fff]{0,3}[，,(（]\s*([男女])(?=[，,)）])")
_NEXT_CASELESS = re.compile("\\s+([\u0600-\u06ff]+)")
_APPOSING = frozenset(
    "وهو وهي البالغ البالغة المولود المولودة مواليد عمره عمرها وعمره وعمرها المتوفى المتوفاة المقيم المقيمة".split()
)
_WOMAN = re.compile(
    r"[(（]\s*(?:ms|mrs|miss|mme|mlle|frau|f|여|여성|بنت|أنثى|женщина|ж|kız|kadın|女|נ)\s*[,.،，)）]", re.IGNORECASE
)
_STATE_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_END = re.compile(
    r"(?<![\s,(][^\W\d_])(?<!\s\d)(?<!\s\d\d)(?<!\bgeb)(?<!\bnac)(?<!\bdoğ)(?<!\bрод)(?<!\bгр)[.!?](?=\s|$)|[;。！？؟؛]|\n\s*(?:\n|[-•*–]|\d+[.)]\s)"
)
_CLAUSE = re.compile(r".*[.!?;:。！？؟؛•\n]\s|.*\n\s*\n|.*\n\s*[-•*–]\s", re.DOTALL)
_TWO_NAMES = re.compile(r"(?<![^\W\d_])([^\W\d_a-zа-яёіїєґ][^\W\d_]+)[ \u00a0]+([^\W\d_a-zа-яёіїєґ][^\W\d_]+)")
_NUMBER_GROUP = 3
_QUARTERS = frozenset({"north", "south", "nord", "sud", "süd"})
_INDEFINITE = frozenset({"a", "an", "un", "une", "una", "um", "uma", "ein", "eine"})
_IS = re.compile(
    r"\s+(?:is|est|ist|es|è|é|είναι|це|је|jest)\s+(?:an?|the|our|une?|ein[e]?|le|la|el|il|lo|de|der|die|das|um|uma|un[ao]?|een|ένας|μια|ο|η)?\s*(?=[^\W\d_])|\s*(?:是|為|为)(?:一[名位个])?",
)
_CLASS = re.compile(
    r"\b(?:year|grade|klasse|classe|clase|sınıf|razred)\s\d{1,2}\s?[a-d]?(?=\s*[,.;)|]|\s{2}|\s*$)|\b\d{1,2}[-. ]?(?:[«\"]?[абвг][»\"]?(?= класс|[,.)])|\s?sınıf|-?[йм]? класс|-?[йм]? клас|\. razred|\. разред)|"
    r"[小初高][一二三四五六](?![0-9])|[一二三四五六]年级|\d학년",
    re.IGNORECASE,
)
_FROM = re.compile(r"\s+(?:of|from|de|d['’]|aus|из|із|da|di|z|uit|من|از)\s*([^\W\d_]+)")
_PRONOUN = re.compile(
    r"(?:[^.!?。\n]|(?<=\d)\.|\n(?!\s*\n)){0,200}[.!?。]\s*(?:(?:He|She|Il|Elle|Er|Sie|Él|Ella|Ele|Ela|Lui|Egli|Hij|Zij|Он|Она|Він|Вона|"
    r"وهو|وهي|هو|هي|او|وی|وہ|הוא|היא)\s+(?:is|was|est|ist|war|es|era|è|é|jest|είναι)?\s*(?:an?\s|une?\s|ein[e]?\s|un[ao]?\s|uma?\s)?|[他她]|그는 |그녀는 )"
)


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a text says of the bearer of a name.

    Attributes:
        birth_dates: Dates of birth.
        age: Years of age.
        year: The year in which the text speaks, for ages and deaths; None where it names none.
        countries: ISO codes of nationalities stated.
        genders: `male`, `female`.
        died: Year of death.
        callings: Of `child`, `elder`, `fiction`, `civil`, `denial`: what tells that another person is meant.
        words: The words that say so, as written.
    """

    birth_dates: tuple[PartialDate, ...] = ()
    age: int | None = None
    year: int | None = None
    countries: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    died: int | None = None
    callings: frozenset[str] = frozenset()
    words: str = ""

    @property
    def born(self) -> tuple[PartialDate, ...]:
        """Dates of birth, from an age as the years that it leaves."""
        if self.birth_dates or self.age is None or self.year is None:
            return self.birth_dates
        return (born_between(self.year, self.year, self.age),)

    def __bool__(self) -> bool:
        return bool(self.birth_dates or self.age or self.countries or self.genders or self.died or self.callings)


SILENT = Particulars()


def read_particulars(
    text: str, start: int, end: int, limits: tuple[int, int], year: int | None, german: bool = False
) -> Particulars:
    """Return what a text says of somebody beside the name.

    Args:
        text: The text.
        start: First code point of the name.
        end: One past its last.
        limits: End of the name before it and start of the name behind it: what lies beyond belongs to those.
        year: The year that the document speaks in, for ages; None where it has none.
        german: Whether the text is German, which writes every noun with a capital.
    """
    around = _around(text, start, end, limits)
    if is_of_kin(around.before, text[start:end], around.behind):
        return SILENT
    beside, near = around.beside, around.clause[:NEAR]
    said = f"{beside}, {around.more}" if around.more else beside
    births, died = dates_of(said, year)
    births = births or (() if _ARABIC.search(near) else births_in(near))
    births = births or born_behind(around.behind) or (row_dates(beside, year) if around.entry else ())
    callings, words, genders = _callings(around.before, f"{beside},{around.more}", german, around.entry)
    age = age_of(said) or age_before(around.before)
    if age is not None and age < GROWN:
        callings, words = callings | {"child"}, f"{age} years old"
    elif form := _CLASS.search(beside):
        callings, words = callings | {"child"}, form[0].strip()
    elif denial := denial_beside(around.before, around.sentence):
        callings, words = callings | {"denial"}, denial
    elif is_cited(around.before, text[start:end], text[end : end + BEHIND]):
        callings, words = callings | {"cited"}, "cited"
    return Particulars(
        birth_dates=births, age=age, year=(died or year) if age else None,
        countries=_nationalities(around.before, f"{beside or around.clause[:30]},{around.more}"),
        genders=genders, died=died, callings=callings, words=words,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a name: the clause before it, what follows, its sentence, that up to the next name, and what is apposed.

    `more` is the beginning of the next sentence where that goes on about the bearer; `entry` tells whether the name heads an entry
    of a list or a form, which `beside` then is.
    """

    before: str
    behind: str
    sentence: str
    clause: str
    beside: str
    more: str
    entry: bool


def _around(text: str, start: int, end: int, limits: tuple[int, int]) -> _Around:
    before = _unwrapped(_digits(text[max(limits[0], start - BEFORE) : start]))
    cut = _CLAUSE.match(before)
    if cut or not max(limits[0], start - BEFORE):  # the capital that begins a sentence makes no name of a calling
        before = before[cut.end() if cut else 0 :]
        before = before[:1].lower() + before[1:]
    behind = _digits(text[end : min(limits[1], end + BEHIND)])
    more = _pronoun_behind(behind) or described_behind(behind)
    stop = _END.search(behind)
    sentence = _unwrapped(behind[: stop.start()] if stop else behind)
    clause = _until_a_name(sentence)
    entry = _digits(fields_behind(text, start, end, limits[1])) or _entry(text, start, end, limits[1])
    beside = entry or (clause if _APPOSED.match(clause) else _stated(clause) or _short(clause) or _caseless(clause))
    beside = _without_item(text[max(limits[0], start - 8) : start], _without_footnote(text, beside))
    return _Around(before, behind, sentence, clause, beside, more, bool(entry))


def _digits(text: str) -> str:
    """Return a text with the digits of all scripts as our own, place by place."""
    return _HAN_YEAR.sub(lambda match: match[0].translate(_HAN_DIGITS), text.translate(DIGITS))


def _entry(text: str, start: int, end: int, limit: int) -> str:
    """Return what the entry that a name heads says of it, up to where the name comes again; empty where it heads none."""
    entry = _digits(entry_behind(text, start, end, limit))
    longest = max(_STATE_WORD.findall(text[start:end]), key=len, default="")
    if longest and (again := entry.find(longest)) >= 0:
        entry = entry[:again]
    return entry


def _stated(behind: str) -> str:
    """Return what a verb or, in Korean, a bare noun says that somebody is: X is a baker."""
    if match := _IS.match(behind):
        return "," + behind[match.end() :].split(",", maxsplit=1)[0]
    return "," + behind if re.match(r"\s[\uac00-\ud7a3]", behind) and is_han(behind.strip()) else ""


def _caseless(behind: str) -> str:
    """Return what follows a name in Arabic script without a comma: a calling, or a participle that begins an apposition."""
    match = _NEXT_CASELESS.match(behind)
    if match is None:
        return ""
    called = any(classes_of(form) & _CALLINGS for form in bare_forms(match[1]))
    return "، " + behind.lstrip() if called or match[1] in _APPOSING else ""


def _without_footnote(text: str, beside: str) -> str:
    """Return what stands beside a name without the number of a footnote, which is no age."""
    if (match := re.match(r"\s*\((\d{1,2})\)", beside)) and re.search(rf"^[ \t]*\({match[1]}\)", text, re.MULTILINE):
        return beside[match.end() :]
    return beside


def _without_item(before: str, beside: str) -> str:
    """Return what stands beside a name without the number of the next item of a list: 1. Karimov, 2. Lee is nobody's age."""
    number = re.search(r"(\d{1,3})[.)]\s*$", before)
    following = re.match(r"\s*[,;،]\s*(\d{1,3})[.)]", beside)
    return "" if number and following and int(following[1]) == int(number[1]) + 1 else beside


def _pronoun_behind(behind: str) -> str:
    """Return the beginning of the next sentence where it says who he or she is: He is a South Korean."""
    match = _PRONOUN.match(behind)
    return re.split(r"[.!?。;\n]", behind[match.end() : match.end() + 90])[0] if match else ""


def _unwrapped(text: str) -> str:
    return re.sub(r"[ \t]*\n[ \t]*(?!\s*(?:\n|[-•*–]))", " ", text)


def _short(behind: str) -> str:
    """Return what may belong to a name without a comma: a bracketed life, an age, but no clause of its own."""
    match = re.match(r"\s*[^\W\d_]*[.]?\s*[(（][^)）]{1,60}[)）]", behind)
    return match[0] if match else ""


def _until_a_name(behind: str) -> str:
    """Return the text up to somebody else's name: two capital words that are no titles, places or months."""
    for match in _TWO_NAMES.finditer(behind):
        if (
            match[1][0].isupper()
            and match[2][0].isupper()
            and not any(classes_of(word) or country_of(word) for word in match.groups())
        ):
            return behind[: match.start()]
    return behind


def _nationalities(before: str, beside: str) -> tuple[str, ...]:
    """Return the nationalities stated: by a word for citizenship, alone between commas, or right before the name."""
    found: list[str] = []
    for segment in re.split(r"[,،，;()（）、：:]", beside):
        words = [
            word
            for word in _joined_states(_STATE_WORD.findall(without_age(segment)))
            if word.casefold() not in _INDEFINITE
        ]
        codes = [code for code in map(country_of, words) if code]
        alone = len(words) <= _NUMBER_GROUP and all(country_of(word) or classes_of(word) for word in words)
        if codes and (alone or _NATIONAL.search(segment)):
            found += codes
    if (match := _FROM.match(beside)) and (code := country_of(match[1])):
        found.append(code)
    tail = _STATE_WORD.findall(before)[-2:]
    if (tail and (code := country_of(tail[-1]))) or (
        len(tail) > 1
        and (code := country_of(tail[0]))
        and classes_of(tail[1]) & {"office", "bystander", "civil", "child"}
    ):
        found.append(code)
    return tuple(dict.fromkeys(found))


def _joined_states(words: Sequence[str]) -> list[str]:
    """Return words with those of two-word states as one: South Korean."""
    out: list[str] = []
    for word in words:
        if out and out[-1].casefold() in _QUARTERS and country_of(out[-1] + word):
            out[-1] += word
        else:
            out.append(word)
    return out


@functools.lru_cache(maxsize=20_000)
def country_of(word: str) -> str | None:
    """Return the country that a word of nationality begins with, by the longest beginning that the table has."""
    lower = word.casefold().replace("'", "").removeprefix("ال")
    table = _beginnings()
    for length in range(len(lower), 1, -1):
        if code := table.get(lower[:length]):
            return code if length >= 4 or len(lower) - length <= 4 else None
    return None


@functools.cache
def _beginnings() -> dict[str, str]:
    return {row[0]: row[1] for row in read_table("nationalities")}


def _callings(before: str, beside: str, german: bool, entry: bool) -> tuple[frozenset[str], str, tuple[str, ...]]:
    """Return what the words beside the name call its bearer, these words, and the gender that they tell."""
    tail = _STATE_WORD.findall(before)[-5:]
    unquoted = re.split(r"[«“\"„]", beside)[0] if not entry else beside
    segments = [
        _STATE_WORD.findall(segment)
        for segment in re.split(r"[,،，()（）—–：:;|]|\s{3,}|\.\s", unquoted)[: 8 if entry else 4]
    ]
    ahead = [word for words in segments if _ONCE.isdisjoint(map(str.casefold, words)) for word in words[:5]]
    callings: set[str] = set()
    words: list[str] = []
    genders: list[str] = []
    for word in [*tail, *ahead]:
        classes = frozenset().union(*(classes_of(form) for form in bare_forms(word)))
        told = classes & _CALLINGS
        if (word[0].isupper() and not german and not entry) or ("denial" in told and word in tail):
            told = frozenset()
        if is_han(word):
            told |= frozenset().union(*(classes_of(part) & _CALLINGS for part in parts_of(word)))
        if told:
            callings |= told
            words.append(word)
        if "woman" in classes:
            genders.append("female")
        elif "man" in classes and word in tail:
            genders.append("male")
    if _WOMAN.search(beside[:40]):
        genders.append("female")
    if match := _HAN_GENDER.match(beside):
        genders.append("male" if match[1] == "男" else "female")
    return frozenset(callings), ", ".join(words), tuple(dict.fromkeys(genders)) if len(set(genders)) == 1 else ()
