"""Quotations of a text and who speaks: "They are banned", Toner said.

In: a text, and stretches of it that are names. Out: for each stretch whether it stands in a quotation and whose, and whether its
bearer speaks. Only what is plain is told: a verb of saying right beside the quotation with a name beside it, or a word for
according to. Words in quotation marks that are no speech (a title, a firm's name) are none. Must not know: listings.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tamis.screening.vocabulary import classes_of

LONGEST = 1500
"""Characters of a quotation; a mark that closes later closes another."""

FEWEST = 3
"""Words of a quotation that is speech; fewer are a name, a title, a word spoken of."""

_PAIRS = {"“": "”", "«": "»", "„": '“”"', "「": "」", "『": "』", '"': '"', "”": "”"}
_OPENING = re.compile(r"[“«„「『\"]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NAME = re.compile(r"(?:[^\W\d_][\w'’.-]*)(?:[ \u00a0\n]+(?:[^\W\d_][\w'’.-]*))*")
_BEHIND = re.compile(r"[\s,.;:—–-]*")
_ACCORDING = re.compile(
    r"(?:according to|laut|nach Angaben (?:von|des|der)|selon|d'après|según|segundo|secondo|по словам|за словами|према речима|prema rečima|بحسب|وفقا ل|به گفتهٔ?|לדברי|σύμφωνα με(?: τον| την)?|据)\s+",
    re.IGNORECASE,
)
_HAN_SAID = re.compile("[，,。]?([\u3400-\u9fff·]{2,8}?)(?:对记者|對記者)?(?:说|說|表示|称|稱|指出|回答)")
_HANGUL_SAID = re.compile(
    r"(?:라고|고)?\s*([가-힣]{2,4})(?: ?씨)?(?:은|는|이|가)\s(?:[가-힣]+\s)?(?:말했다|말한다|밝혔다|전했다|덧붙였다|설명했다)"
)
_CASELESS = re.compile("[\u0590-\u06ff]")
_AROUND = 90
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of speech: text[start:end] lies between the marks; the speaker's words, where they are plain."""

    start: int
    end: int
    speaker: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Voice:
    """How a name stands to the quotations of its text.

    Attributes:
        quoted: Whether it stands in one.
        speaker: Whose, in the text's words; None where that is not plain.
        speaks: Whether its bearer is named as the speaker of one.
    """

    quoted: bool = False
    speaker: str | None = None
    speaks: bool = False


def read_quotations(text: str, names: Sequence[tuple[int, int]]) -> list[Quotation]:
    """Return the quotations of a text in its order.

    Args:
        text: The text.
        names: Stretches that are known to be names, sorted: a speaker among them is named in full.
    """
    found = []
    at = 0
    while match := _OPENING.search(text, at):
        start = match.end()
        closing = re.compile(f"[{re.escape(_PAIRS[match[0]])}]").search(text, start, start + LONGEST)
        if closing is None or "\n\n" in text[start : closing.start()]:
            at = start
            continue
        end = closing.start()
        at = closing.end()
        if len(_WORD.findall(text[start:end])) >= FEWEST or _is_han_speech(text[start:end]):
            found.append(Quotation(start, end, _speaker(text, match.start(), at, names)))
    return found


def voice_of(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> Voice:
    """Return how the name at text[start:end] stands to the quotations."""
    speaks = any(one.speaker and one.speaker[0] < end and start < one.speaker[1] for one in quotations)
    number = bisect.bisect_right(quotations, start, key=lambda one: one.start) - 1
    if number < 0 or end > quotations[number].end:
        return Voice(speaks=speaks)
    speaker = quotations[number].speaker
    return Voice(True, " ".join(text[slice(*speaker)].split()) if speaker else None, speaks)


def _is_han_speech(text: str) -> bool:
    return bool(re.search("[\u3400-\u9fff\uac00-\ud7a3]", text)) and bool(re.search("[，。！？,.]", text))


def _speaker(text: str, opening: int, closing: int, names: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the words for the speaker: beside a verb of saying behind the quotation, or else before it."""
    if match := _HAN_SAID.match(text, closing) or _HANGUL_SAID.match(text, closing):
        return match.span(1)
    behind = _BEHIND.match(text, closing)
    if behind is not None and (
        found := _beside_verb(text, behind.end(), _sentence_end(text, behind.end()), names, first=True)
    ):
        return found
    paragraph = text.rfind("\n\n", 0, opening)
    low = max(opening - _AROUND, 0 if paragraph < 0 else paragraph + 2)
    stops = [match.end() for match in re.finditer(r"[.!?。]\s", text[low:opening])]
    return _beside_verb(text, low + (stops[-1] if stops else 0), opening, names, first=False)


def _sentence_end(text: str, start: int) -> int:
    match = re.compile(r"(?<![\s.][A-ZА-Я])(?<!\bMr)(?<!\bDr)(?<!\bMrs)[.!?;,:。，]|\n\n|[“«„\"]").search(
        text, start, start + _AROUND
    )
    return match.start() if match else min(len(text), start + _AROUND)


def _beside_verb(
    text: str, low: int, high: int, names: Sequence[tuple[int, int]], *, first: bool
) -> tuple[int, int] | None:
    """Return the name beside the verb of saying in text[low:high], None where there is no verb or no name."""
    if match := _ACCORDING.search(text, low, high):
        return _name_in(text, match.end(), high, names)
    words = list(_WORD.finditer(text, low, high))
    verbs = [at for at, word in enumerate(words) if "speech" in classes_of(word[0])]
    if not verbs:
        return None
    at = verbs[0] if first else verbs[-1]
    if first and at > _MOST_WORDS:
        return None
    after = _name_in(text, words[at].end(), high, names)
    before = _name_in(text, low, words[at].start(), names)
    found = (after or before) if at == 0 else (before or after)
    if found is None and _CASELESS.match(words[at][0]) and (beside := words[at + 1 : at + 3]):
        return beside[0].start(), beside[-1].end()
    return found


def _name_in(text: str, low: int, high: int, names: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the known name in text[low:high], or its capital words."""
    for start, end in names:
        if low <= start and end <= high:
            return start, end
    best: tuple[int, int] | None = None
    for word in _WORD.finditer(text, low, high):
        if not word[0][0].isupper() or classes_of(word[0]) & {"function", "calendar"}:
            if best is not None:
                break
            continue
        best = (best[0] if best else word.start(), word.end())
    return best
