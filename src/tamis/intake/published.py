"""The day of publication that a text states of itself.

In: plain text. Out: a day, or None where the text does not say it for certain. Only lines that are a date and little
else count ("1:00 pm 7 Sep, 2016", "Published: 2016-09-07", "By Ann Example | 7 September 2016") and datelines
("ISLAMABAD, Sept 7, 2016 (Agency) -"), near the beginning or the end: a date inside a sentence is something the text
tells, not when it appeared. Must not know HTML, nor the names in the text.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from tamis.intake.months import MONTH_WORDS, month_number

EARLIEST = dt.date(1995, 1, 1)
"""Before it there were next to no pages; the same bound as htmldate's MIN_DATE."""

_HEAD_LINES = 15  # non-empty lines that a headline, a teaser, a byline and a date take together, with room to spare
_TAIL_LINES = 5  # a date that closes a letter or a release stands among its last lines
_LINE_CHARACTERS = 200  # a longer line is a paragraph, of which only a dateline at its beginning is looked at

_MONTH = rf"(?:(?:{MONTH_WORDS})\.?\s?/\s?)?(?P<month>{MONTH_WORDS})\.?"  # Arabic pages print two: "أيلول/سبتمبر"
_GAP, _YEAR = r"[\s\-–]*", r"\s*(?P<year>\d{4})"
_WORDED = (
    rf"(?<!\w)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)?{_GAP}(?:de\s|of\s|ב-?)?\s*{_MONTH},?{_GAP}(?:del?\s)?{_YEAR}(?!\d)",
    rf"(?<!\w){_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(?P<year>\d{{4}})(?!\d)",
    rf"(?<!\d)(?P<year>\d{{4}})[.,]?[\s\-–]+{_MONTH}[\s\-–]+(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?(?!\w)",
)
_NUMERIC = (
    r"(?<![\w/.\-])(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?![\d/])",
    r"(?<![\w/.\-])(?P<day>\d{1,2})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4})(?![\d/])",
    r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日号號일]",
)
_DATES = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (*_WORDED, *_NUMERIC))

# What may stand around the date in a line that is "only a date", in the languages of months.py.
_UPDATED = (
    r"(?:last\s)?(?:updated|modified|edited)|aktualisiert|zuletzt\sgeändert|mise?\sà\sjour|actualizado|atualizado|"
    r"aggiornato|обновлено|изменено|تحديث|آخر\sتحديث|güncelleme|stand"
)
_JOINED_UPDATED = "更新"
_LABEL = (
    r"(?:first\s)?(?:published|posted|released)|publication|publish|date|dated|press\srelease|"
    r"for\simmediate\srelease|veröffentlicht|erschienen|datum|publiée?|paru|publicado|publicada|publicação|"
    r"fecha|data|pubblicato|gepubliceerd|publicerad|udgivet|publisert|julkaistu|opublikowano|zveřejněno|publicat|"
    r"megjelent|yayınlanma|yayın|tarihi?|δημοσιεύθηκε|опубликовано|дата|публикации|опубліковано|تاريخ|النشر|نُشر|نشر|"
    r"منتشر|شده|تاریخ|פורסם"
)
_JOINED_LABEL = r"发布|發佈|发表|發表|時間|时间|日期|日時|公開|掲載|입력|등록"  # written without spaces between words
_SMALL_WORD = r"on|at|the|am|le|el|em|il|den|op|um|à|às|alle|kl|в|о|від|في|г|р|uhr|h|hrs|ء|م|ב"
_WEEKDAY = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|"
    r"(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|"
    r"(?:maan|dins|woens|donder|vrij|zater|zon)dag|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|"
    r"(?:ال)?(?:أحد|احد|اثنين|إثنين|ثلاثاء|أربعاء|اربعاء|خميس|جمعة|سبت)|يوم|星期[一二三四五六日天]|周[一二三四五六日]|"
    r"[月火水木金土日]曜日|[월화수목금토일]요일|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar"
)
_TIME = (
    r"\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s?(?:[ap]\.?m\.?(?!\w))?|\d{1,2}\s?[ap]\.?m\.?(?!\w)|\d{1,2}h\d{2}|"
    r"(?:gmt|utc)?[+-]\d{1,2}:?\d{2}"
)
_ZONE = (
    r"gmt|utc|z|bst|cest|cet|msk|ist|pkt|edt|est|cdt|cst|mdt|mst|pdt|pst|et|pt|eet|eest|jst|kst|hkt|sgt|aest|aedt|wib"
)
_BEGIN, _END = r"(?<![^\W\d_])", r"(?![^\W\d_])"  # no letter beside it; a digit may stand there: "13:00Z", "2016ء"
_NOISE = re.compile(
    rf"{_BEGIN}(?:{_UPDATED}|{_LABEL}|{_WEEKDAY}|{_ZONE}|{_SMALL_WORD}){_END}|{_JOINED_LABEL}|{_JOINED_UPDATED}|{_TIME}"
    r"|t(?=\d{2}:)|[^\w]|_",
    re.IGNORECASE,
)
_HAS_UPDATED = re.compile(rf"{_BEGIN}(?:{_UPDATED}){_END}|{_JOINED_UPDATED}", re.IGNORECASE)
_HAS_LABEL = re.compile(rf"{_BEGIN}(?:{_LABEL}){_END}|{_JOINED_LABEL}", re.IGNORECASE)
_PARTS = re.compile(r"\s*[|•·●]\s*")
_BYLINE = re.compile(r"(?:by|von|par|por|di|door|av|af|от|автор)\s[^\d]{2,60}", re.IGNORECASE)
_PLACE = re.compile(r"(?P<words>[^\W\d_][^\d,:;!?\n]{1,40}(?:,\s[^\d,:;!?\n]{2,20})?)(?:,|\s[-–—])\s*")
_PLACE_WORDS = 4  # "Port of Spain", "New York", "United Nations, New York"
_AGENCY_AND_DASH = re.compile(r",?\s*(?:\([^()\n]{1,40}\)|/[^/\n]{1,30}/)?\s*(?:--|[-–—])\s*\S")


class _Rank(IntEnum):
    """How sure a line is; the lowest that occurs decides."""

    LABELLED = 0
    BARE = 1
    UPDATED = 2


class _Statement(NamedTuple):
    rank: _Rank
    day: dt.date


def latest_day(now: dt.datetime | None = None) -> dt.date:
    """Return the latest day that it is anywhere on Earth (UTC+14): a date after it lies in the future."""
    return ((now or dt.datetime.now(dt.UTC)) + dt.timedelta(hours=14)).date()


def published_on(text: str, latest: dt.date | None = None) -> dt.date | None:
    """Return the day on which a text says that it was published, None where it does not say so for certain.

    A labelled line ("Published: ...") outweighs a bare date, a bare date outweighs "Updated: ..."; among equals the
    first near the beginning counts. Near the end a date counts only where no other one stands beside it.

    Args:
        text: Plain text, lines ending in `\\n`.
        latest: Later days are not believed; today where nothing is given.
    """
    latest = latest or latest_day()
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    head = [found for line in lines[:_HEAD_LINES] if (found := _statement(line, latest))]
    if head:
        return min(head, key=lambda found: found.rank).day
    rest = lines[_HEAD_LINES:][-_TAIL_LINES:]
    tail = [found for line in rest if (found := _statement(line, latest))]
    if len({found.day for found in tail}) == 1:
        return tail[0].day
    return None


def is_date_line(line: str) -> bool:
    """Return True for a line that is a date and little else; whatever the date, so that a title is never one."""
    return bool(_in_parts(_PARTS.split(_clean(line)), dt.date.max))


def states_day(text: str, day: dt.date) -> bool:
    """Return True where `text` states `day` in full and so that no other day can be meant (05/06/2016 can be two)."""
    year, month, number = rf"(?<!\d){day.year}", rf"0?{day.month}", rf"(?<!\d)0?{day.day}"
    letters = r"[^\W\d_]{3,12}"  # the name of a month, whatever the language
    forms = [
        rf"{year}(?P<sign>[-/._])0?{day.month}(?P=sign)0?{day.day}(?!\d)",
        rf"{year}{day.month:02d}{day.day:02d}",
        rf"{year}\s?[年년]\s?{month}\s?[月월]\s?0?{day.day}(?!\d)",
        rf"{number}\.\s?{month}\.\s?{day.year}(?!\d)",
        rf"{number}\W{{0,3}}(?:(?:st|nd|rd|th|er|de|of)\W{{1,2}})?{letters}\W{{0,3}}(?:del?\W)?{day.year}(?!\d)",
        rf"{letters}\W{{0,3}}{number}(?:st|nd|rd|th)?\W{{1,3}}{day.year}(?!\d)",
    ]
    if day.day > 12 or day.day == day.month:
        forms += [
            rf"{number}(?P<mark>[-/]){month}(?P=mark){day.year}(?!\d)",
            rf"(?<!\d){month}(?P<stroke>[-/])0?{day.day}(?P=stroke){day.year}(?!\d)",
        ]
    return any(re.search(form, text) for form in forms)


def _clean(line: str) -> str:
    """Return a line without the marks that nobody sees (direction, zero width), composed."""
    seen = "".join(character for character in line if unicodedata.category(character) != "Cf")
    return unicodedata.normalize("NFC", seen).strip()


def _statement(line: str, latest: dt.date) -> _Statement | None:
    """Return what a line says of the day of publication, None for a line that is no date line."""
    line = _clean(line[: 2 * _LINE_CHARACTERS])
    if len(line) <= _LINE_CHARACTERS:
        found = _in_parts(_PARTS.split(line), latest)
        if found:
            return min(found, key=lambda one: one.rank)
    return _dateline(line[:_LINE_CHARACTERS], latest)


def _in_parts(parts: list[str], latest: dt.date) -> list[_Statement]:
    """Read "7 Sep 2016 | World" and "By Ann Example | 7 Sep 2016", but not "Born | 5 June 1996"."""
    signed = any(_BYLINE.fullmatch(part) for part in parts)
    found = [(number, one) for number, part in enumerate(parts) if (one := _part_statement(part, latest))]
    return [one for number, one in found if number == 0 or signed or one.rank is not _Rank.BARE]


def _part_statement(part: str, latest: dt.date) -> _Statement | None:
    """Read one part of a line: a date with labels, time and weekday, perhaps after a byline or a place."""
    for start, end, day in _dates_in(part, latest):
        before, after = part[:start], part[end:]
        if _HAS_UPDATED.search(after):  # "Published 7 Sep 2016, updated 9 Sep 2016"
            for later in reversed(list(_dates_in(after, latest))):
                after = after[: later[0]] + after[later[1] :]
        introduced = not _NOISE.sub("", before) or _BYLINE.fullmatch(before) or _is_place(before)
        if _NOISE.sub("", after) or not introduced:
            return None
        if _HAS_UPDATED.search(before):
            return _Statement(_Rank.UPDATED, day)
        return _Statement(_Rank.LABELLED if _HAS_LABEL.search(before) else _Rank.BARE, day)
    return None


def _dateline(beginning: str, latest: dt.date) -> _Statement | None:
    """Read "ISLAMABAD, Sept 7, 2016 (Agency) - Text". Without a place it would be a line of a chronology."""
    for start, end, day in _dates_in(beginning, latest):
        if _is_place(beginning[:start]) and _AGENCY_AND_DASH.match(beginning, end):
            return _Statement(_Rank.BARE, day)
        return None
    return None


def _is_place(before: str) -> bool:
    """Return True for a few words that begin like names and end in a comma or dash, as a place before a date does."""
    match = _PLACE.fullmatch(before)
    if match is None:
        return False
    words = match["words"].split()
    return len(words) <= _PLACE_WORDS and not (words[0][0].islower() or words[-1][0].islower())


def _dates_in(text: str, latest: dt.date) -> Iterator[tuple[int, int, dt.date]]:
    """Yield start, end and day of each believable date, in the order of the text."""
    found = [(match.start(), match.end(), day) for match in _matches(text) if (day := _day(match)) is not None]
    yield from sorted((one for one in found if EARLIEST <= one[2] <= latest), key=lambda one: (one[0], -one[1]))


def _matches(text: str) -> Iterator[re.Match[str]]:
    for pattern in _DATES:
        yield from pattern.finditer(text)


def _day(match: re.Match[str]) -> dt.date | None:
    """Return the day that a match means, None where it is none or where day and month cannot be told apart."""
    parts = match.groupdict()
    day, year, written = int(parts["day"]), int(parts["year"]), parts["month"]
    month = int(written) if written.isdecimal() else month_number(written)
    if month is None:
        return None
    if parts.get("sign") in ("/", "-") and match.start("year") > match.start("day") and day != month:
        if day <= 12 and month <= 12:  # 05/06/2016 is May in America and June elsewhere
            return None
        if month > 12:
            day, month = month, day
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
