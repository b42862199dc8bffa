"""Names in Chinese characters and Hangul within running text, which has no blanks around them.

In: a text, a stretch of it, and listed names. Out: where the listed name stands that the stretch is part of, character for
character: what sounds alike is another name there. Traditional, simplified and Japanese forms are one character.
Must not know: scores, listings.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Container, Iterable

from tamis.index import Index
from tamis.screening.spans import Shape
from tamis.screening.vocabulary import classes_of
from tamis.screening.words import WIDE_BRACKETS, Words
from tamis.values.characters import HAN_OR_HANGUL, bare, is_of_characters
from tamis.values.eastern import Reading, words_of
from tamis.values.names import name_tokens
from tamis.values.normalise import fold

_BESIDE = "\0"
_AROUND = 24  # characters of text on either side of a stretch in which the rest of a name may stand
_HANGUL = re.compile("[\uac00-\ud7a3]")
_PARTICLES = re.compile(
    "(?:은|는|이|가|을|를|의|와|과|에|에게|에서|도|만|로|으로|라|이라|라는|이라는|라고|이라고|이다|다|였다|이었다|이며|며|이고|고|씨|군|양|님|"
    "까지|부터|처럼|보다|한테|께|께서|측|나|이나|란|이란|및|들|등|에는|에도|에게서|으로부터|로부터|의해|인|이자|이여|야|아)(?![\uac00-\ud7a3])"
)
_GIVEN = frozenset(
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛超秀霞刚桂兰英华玉萍红鹏林鑫宇浩然梓轩涵雅栋梁峰燕雪琴莉云龙飞凤梅莲珍倩颖欣怡婷慧"
)
"""Characters that close given names and begin few words."""
_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳徐孙孫马馬朱胡郭林罗羅郑鄭梁谢謝宋唐许許邓鄧冯馮韩韓曹彭曾肖田董袁潘蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁沈卢盧姜崔钟鍾谭譚陆陸范廖邹鄒熊"
)
"""Common surnames that are no small words; before a whole name they are a husband's: 林黄瑞祥."""
_AFTER = frozenset("的是在和与及说当曾已将被于也均同经任为有对向从由因则便就都还不未又却，。：；、")
_SHORTEST_STEM = 4
"""Characters of an organisation's name that name it without what every company has behind: 해금무역 for 해금무역회사."""


class ListedCharacters:
    """The names in characters that one index holds: a stretch of text is one of them or part of it, or none."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def holds(self, text: str) -> bool:
        """Say whether a text stands, character for character, within a listed name."""
        return bare(text) in self._names

    def hang_together(self, one: str, two: str) -> bool:
        """Say whether two characters stand side by side in a listed name."""
        return bare(one) + bare(two) in self._pairs

    @functools.cached_property
    def _names(self) -> str:
        return bytes(self._index.characters).decode("utf-8", "surrogatepass")

    @functools.cached_property
    def _pairs(self) -> frozenset[str]:
        return frozenset(one + two for one, two in itertools.pairwise(self._names))


def lookup_keys(words: Words, wanted: Container[int]) -> list[str]:
    """Return what each word of a text is looked up by: its form, and of a character the word of firms that it stands in too.

    Args:
        words: The words.
        wanted: The words whose keys matter.
    """
    keys = list(words.forms)
    for run in _runs(words):
        if not any(place in wanted for place in run):
            continue
        at = 0
        for word in words_of(_without_particle("".join(keys[place] for place in run)), Reading.LIKELIEST):
            size = len(word) if is_of_characters(word) else 1
            for place in run[at : at + size] if size > 1 else ():
                keys[place] += _BESIDE + word
            at += size
    return keys


def _without_particle(run: str) -> str:
    """Return a word in Hangul without the particle at its end; the word itself where it has none, or little else."""
    for place in range(_SHORTEST_STEM, len(run)):
        if _HANGUL.match(run, place) and (match := _PARTICLES.match(run, place)) and match.end() == len(run):
            return run[:place]
    return run


def _runs(words: Words) -> list[list[int]]:
    """Return the places of characters that stand side by side in the text."""
    runs: list[list[int]] = []
    for place in [at for at, shape in enumerate(words.shape) if shape == Shape.IDEOGRAPH]:
        between = words.text[words.end[place - 1] : words.start[place]] if place else ""
        if runs and runs[-1][-1] == place - 1 and between in WIDE_BRACKETS:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def tokens_of(key: str) -> tuple[str, ...]:
    """Return the tokens under which a key of `lookup_keys` is looked up."""
    char, _, word = key.partition(_BESIDE)
    own = name_tokens(char)
    if not is_of_characters(char):
        return own
    return tuple(dict.fromkeys([*own, *fold(char).split(), *([word] if word else [])]))


def listed_stretch(text: str, start: int, end: int, names: Iterable[str], shortened: bool) -> tuple[int, int] | None:
    """Return where in the text the longest listed name stands that covers `text[start:end]`; None where none does.

    Args:
        text: The document's text.
        start: First code point of the stretch.
        end: One past its last.
        names: Listed names.
        shortened: Whether a name also counts of which only the end is missing.
    """
    low = max(0, start - _AROUND)
    places = [place for place in range(low, min(len(text), end + _AROUND)) if text[place].isalnum()]
    around = "".join(bare(text[place])[:1] or "\0" for place in places)
    own = bare(text[start:end])
    inner = sum(place < start for place in places)
    best: tuple[int, int] | None = None
    for name in names:
        if not is_of_characters(name):
            continue
        sought = bare(name)
        at = sought.find(own)
        while at >= 0:
            first = inner - at
            if first >= 0 and around.startswith(sought, first):
                found = (places[first], places[first + len(sought) - 1] + 1)
                if best is None or found[1] - found[0] > best[1] - best[0]:
                    best = found
            at = sought.find(own, at + 1)
        if shortened and best is None and len(own) >= _SHORTEST_STEM and sought.startswith(own):
            best = (start, end)
    return best


def goes_on(text: str, end: int) -> bool:
    """Say whether what stands behind a name belongs to a longer one: one more character of given names, Hangul that is no particle."""
    if text[end : end + 1] in _GIVEN and (
        end + 1 >= len(text) or not text[end + 1].isalnum() or text[end + 1] in _AFTER
    ):
        return True
    return bool(_HANGUL.match(text, end - 1) and _HANGUL.match(text, end)) and not _PARTICLES.match(text, end)


def is_behind_a_name(text: str, start: int) -> bool:
    """Say whether what stands before a person's name belongs to it: Hangul without a blank, one more surname by itself."""
    if start and _HANGUL.match(text, start) and _HANGUL.match(text, start - 1):
        return True
    alone = start == 1 or (start > 1 and not text[start - 2].isalnum())
    return alone and text[start - 1 : start] in _SURNAMES and bool(HAN_OR_HANGUL.match(text, start))


def is_of_a_thing(text: str, end: int) -> bool:
    """Say whether a street, a school or an inn stands right behind a name: Beichen Hotel is not Beichen."""
    if not HAN_OR_HANGUL.match(text, end):
        return False
    return any(classes_of(text[end : end + many]) & {"place", "institution", "ground"} for many in (1, 2, 3))
