"""The names of the twelve months as pages print them. In: a word. Out: 1 to 12. Knows nothing of years or days.

In the table `|` parts the months and `/` the spellings of one month, in the case that a date asks for (Slavic, Greek and
Finnish: the genitive or partitive); Arabic has three sets. Source: the Gregorian month names of Unicode CLDR, wide and
abbreviated, each with the spellings that a reader meets beside them.
"""

from __future__ import annotations

import re
import unicodedata

_MONTHS: tuple[tuple[str, str], ...] = (
    ("en", ("January/Jan|February/Feb|March/Mar|April/Apr|May|June/Jun|July/Jul|August/Aug|"
            "September/Sept/Sep|October/Oct|November/Nov|December/Dec")),
    ("de", "Januar/Jänner|Februar|März/Mrz|April|Mai|Juni|Juli|August|September|Oktober/Okt|November|Dezember/Dez"),
    ("fr", ("janvier/janv|février/févr/fév|mars|avril/avr|mai|juin|juillet/juil|août|septembre|octobre|novembre|"
            "décembre/déc")),
    ("es", ("enero/ene|febrero|marzo|abril/abr|mayo|junio|julio|agosto/ago|septiembre/setiembre/set|octubre|noviembre|"
            "diciembre/dic")),
    ("pt", "janeiro|fevereiro/fev|março|abril|maio|junho|julho|agosto|setembro|outubro/out|novembro|dezembro/dez"),
    ("it", ("gennaio/gen|febbraio|marzo|aprile|maggio/mag|giugno/giu|luglio/lug|agosto|settembre|ottobre/ott|novembre|"
            "dicembre")),
    ("nl", "januari|februari|maart/mrt|april|mei|juni|juli|augustus|september|oktober|november|december"),
    ("sv", "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"),
    ("da", "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"),
    ("no", "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"),
    ("fi", ("tammikuuta|helmikuuta|maaliskuuta|huhtikuuta|toukokuuta|kesäkuuta|heinäkuuta|elokuuta|syyskuuta|lokakuuta|"
            "marraskuuta|joulukuuta")),
    ("pl", "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia"),
    ("cs", "ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince"),
    ("ro", "ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie"),
    ("hu", "január|február|március|április|május|június|július|augusztus|szeptember|október|november|december"),
    ("tr", "Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık"),
    ("el", ("Ιανουαρίου|Φεβρουαρίου|Μαρτίου|Απριλίου|Μαΐου|Ιουνίου|Ιουλίου|Αυγούστου|Σεπτεμβρίου|Οκτωβρίου|Νοεμβρίου|"
            "Δεκεμβρίου")),
    ("ru", ("января/янв|февраля/фев|марта/мар|апреля/апр|мая|июня/июн|июля/июл|августа/авг|сентября/сен/сент|"
            "октября/окт|ноября/ноя|декабря/дек")),
    ("uk", "січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня"),
    ("ar", "يناير|فبراير|مارس|أبريل/ابريل|مايو|يونيو/يونيه|يوليو/يوليه|أغسطس/اغسطس|سبتمبر|أكتوبر/اكتوبر|نوفمبر|ديسمبر"),
    ("ar-levant", ("كانون الثاني|شباط|آذار/اذار|نيسان|أيار/ايار|حزيران|تموز|آب|أيلول/ايلول|تشرين الأول|تشرين الثاني|"
            "كانون الأول")),
    ("ar-maghreb", "جانفي|فيفري|مارس|أفريل|ماي|جوان|جويلية|أوت|سبتمبر|أكتوبر|نوفمبر|ديسمبر"),
    ("fa", "ژانویه|فوریه|مارس|آوریل|مه|ژوئن|ژوئیه|اوت|سپتامبر|اکتبر|نوامبر|دسامبر"),
    ("ur", "جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر"),
    ("he", "ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר"),
    ("hi", "जनवरी|फ़रवरी/फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर"),
    ("id", "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"),
)  # fmt: skip


def _key(word: str) -> str:
    """Return the form in which two spellings of a month are the same: case, composition and Turkish dots aside."""
    return unicodedata.normalize("NFC", word.casefold()).replace("i\u0307", "i").replace("ı", "i")


_NUMBERS = {
    _key(word): number
    for _language, row in _MONTHS
    for number, spellings in enumerate(row.split("|"), start=1)
    for word in spellings.split("/")
}
MONTH_WORDS = "|".join(re.escape(key).replace("i", "[iıİ]") for key in sorted(_NUMBERS, key=len, reverse=True))
"""Every spelling as one alternation for a regular expression, longest first, to be used with IGNORECASE."""


def month_number(word: str) -> int | None:
    """Return 1 to 12 for the name of a month in any of the languages here, None for any other word."""
    return _NUMBERS.get(_key(word))
