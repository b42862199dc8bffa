"""The births and deaths that a text states beside a name, and the year that it speaks in.

In: what stands beside a name. Out: dates of birth and a year of death. Languages are those of the patterns. Must not know: names,
listings, scores.
"""

from __future__ import annotations

import datetime as dt
import re

from tamis.records import PartialDate
from tamis.screening.ages import OLDEST

GROWN = 15
"""Years at which somebody is no child any more."""

DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ARABIC = re.compile("[\u0600-\u06ff]")
_YEAR = r"(1[1-9]\d\d|20\d\d)"
_BORN = re.compile(
    r"(?:\b(?:born|b\.|dob|d\.o\.b\.?|birth|née?|geb\.?|geboren\w*|jahrgang|nacid[oa]|nascid[oa]|nat[oa]|nac\.|doğumlu|doğ\.|d\.|n\.|jg\.|ur\.|urodzon\w+)"
    r"|род(?:ил(?:ся|ась)|\.|ж)|рожд\w*|нар(?:од\w*|\.)|рођ\w*|rođen\w*|مواليد|ولد|وُلد|ولدت|المولود|المولودة|مولود\w*|متولد|پیدا|"
    r"יליד\w*|נולד\w*|γενν\w*|γεν\.)"
    rf"(?:[^.;!?\n]|(?<=\d)\.){{0,40}}?(?:(\d{{1,2}})[./](\d{{1,2}})[./])?(?<!\d){_YEAR}(?!\d)"
    rf"|(?:\b(?:born|birth)\b[^.;!?\n]{{0,12}})?(?:(\d{{1,2}})[./](\d{{1,2}})[./])?(?<!\d){_YEAR}(?:-?(?:born\b)| ?(?:г\. ?р\.|года рожд|р\. ?н\.|року народж|г\.р|годишт|doğumlu|nolu|['’]?[dt][ea] doğ\w+|"
    r"年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:出)?生|년(?: ?\d{1,2}월(?: ?\d{1,2}일)?)? ?(?:생|출생)))",
    re.IGNORECASE,
)
_SPAN = re.compile(rf"[(\[]?\s*(?:ca?\. ?)?{_YEAR}\s*[-–—]\s*(?:ca?\. ?)?{_YEAR}\s*[)\]]?")
_DIED = re.compile(
    r"\b(?:died|dies|dead|mort[ea]?|mourut|décédée?|gestorben|verstorben\w*|starb|muri[óo]|muert[oa]|fallecid[oa]|falleció|morreu|falecid[oa]|"
    r"morto|morta|morì|spentosi|sepolto|buried|deceased|inhumé|bestattet|begraben|zmarł\w*|overleden|öl(?:dü|müş)\w*|vefat|ölen|умер\w*|сконча\w*|погиб\w*|помер\w*|преминуо|umro|preminuo)\b|توفي|توفيت|المتوفى|المتوفاة|درگذشت|فوت|נפטר|πέθανε|πεθαμέν|مات|متوفى|وفات|انتقل إلى رحمة|去世|逝世|卒于|卒於|病逝|별세|사망|작고|†",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(rf"[,(]\s*{_YEAR}\s*(?:года?|г\.|р\.|року)\s*(?:[,)]|$)")
_SHORT_YEAR = re.compile(
    r"(?:nacid[oa]|born|née?|geboren|nascid[oa]|nat[oa])(?: en el| del| in| en| am| a)? ['’]?(\d\d)\b(?!\d|[./-]|\s+[a-zé])",
    re.IGNORECASE,
)
_SOLAR = range(1250, 1420)
"""Years of the Persian calendar that people alive are born in; 621 before the Western ones."""
_ROW_DATE = re.compile(
    r"(?<![\d.])\d{1,2}[./-]\d{1,2}[./-](19\d\d|20[01]\d)(?!\d)|(?<=[\s|])(1[89]\d\d|20[01]\d)(?=\s*\||\s{2}|\s*$)"
)


def row_dates(entry: str, year: int | None) -> tuple[PartialDate, ...]:
    """Return the date in a row of a table that is so early that it is a birth."""
    for match in _ROW_DATE.finditer(entry):
        told = int(match[1] or match[2])
        if year is not None and told <= year - GROWN:
            return (PartialDate(told),)
    return ()


def year_of(text: str) -> int | None:
    """Return the latest year that a text names, which is about the one it was written in; None where it names none."""
    years = [int(one) for one in re.findall(rf"(?<!\d){_YEAR}(?!\d)", text.translate(DIGITS))]
    this = dt.date.max.year
    return max((one for one in years if one <= this and one < 2100), default=None)


def born_behind(behind: str) -> tuple[PartialDate, ...]:
    """Return the year of birth that the next sentence gives: He was born in 1951."""
    match = re.match(
        r"(?:[^.!?\n]|\n(?!\s*\n)){0,260}[.!?]\s+(?:He|She|Il|Elle|Er|Sie|Он|Она)\s+[^.!?\n]{0,12}", behind
    )
    if match is None:
        return ()
    return births_in(behind[match.start() : match.end() + 60])


def births_in(text: str) -> tuple[PartialDate, ...]:
    """Return the births stated; years of the Persian calendar as the Western ones they lie in."""
    found = []
    for match in _BORN.finditer(text):
        day, month, year = match.groups()[:3] if match[3] else match.groups()[3:]
        try:
            found.append(PartialDate(int(year), int(month), int(day)) if day and month else PartialDate(int(year)))
        except ValueError:
            found.append(PartialDate(int(year)))
    found += [PartialDate(int(match[1])) for match in _YEAR_ALONE.finditer(text)]
    found += [PartialDate(1900 + int(match[1])) for match in _SHORT_YEAR.finditer(text)]
    return tuple(
        PartialDate(one.year + 621, until=PartialDate(one.year + 622))
        if one.year in _SOLAR and _ARABIC.search(text)
        else one
        for one in found
    )


def dates_of(beside: str, year: int | None) -> tuple[tuple[PartialDate, ...], int | None]:
    """Return the dates of birth and the year of death that are stated, the latter as the text's own where it is only said."""
    if (match := _SPAN.search(beside)) and 0 < int(match[2]) - int(match[1]) < OLDEST:
        return (PartialDate(int(match[1])),), int(match[2])
    births, died = births_in(beside), None
    if match := _DIED.search(beside):
        following = re.search(rf"(?<!\d){_YEAR}(?!\d)", beside[match.end() : match.end() + 25])
        earlier = re.search(rf"(?<!\d){_YEAR}(?!\d)[^.;\n]{{0,25}}$", beside[: match.start()])
        told = following or earlier
        died = int(told[1]) if told else year
    return births, died


def born_between(first: int, last: int, age: int) -> PartialDate:
    """Return when somebody of an age in the years first to last was born; a text may be a year older or younger than its last year."""
    return PartialDate(first - age - 2, until=PartialDate(last - age + 1))
