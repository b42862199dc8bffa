"""The classes of alteration, each with its share in the mix; one altered name per (name, class), the same on every machine.

Comes in: a Subject. Goes out: Altered names. The generators stand in `slips`, `spellings` and `phrases`.

The shares are our estimate of how often each class is the reason why a customer's name differs from the listed one:
two fifths are slips of hand and eye, a fifth spellings, two fifths whole words. They were settled by the yardsticks alone
(sorted-token ratio and Jaro-Winkler, which know none of the classes), so that the mix is about as hard for them as the sets
that peers are judged by, where they find .92 and .80 of the altered names at 1 %; tamis was not looked at.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from measure import phrases, slips, spellings
from measure.stable import plain_words, stream
from measure.subjects import Subject

Make = Callable[[Subject, random.Random], str | None]


@dataclass(frozen=True, slots=True)
class Alteration:
    """One class of alteration.

    Attributes:
        label: Its name in the report.
        make: The generator.
        share: Its share in the mix; shares of the classes that a list has are scaled to 1.
        keeps_words: True where the words stay the same by design (order, invisible characters), so that an unchanged
            bag of words still counts.
    """

    label: str
    make: Make
    share: float
    keeps_words: bool = False


ALTERATIONS = (
    Alteration("one typing error", slips.one_typing_error, 0.168),
    Alteration("two typing errors", slips.two_typing_errors, 0.09),
    Alteration("scanned", slips.scanned, 0.04),
    Alteration("look-alike characters", slips.look_alike, 0.03, keeps_words=True),
    Alteration("heard", slips.heard, 0.06),
    Alteration("dropped vowels", slips.without_vowels, 0.02),
    Alteration("transliteration", spellings.transliterated, 0.14),
    Alteration("joined words", slips.joined, 0.04),
    Alteration("split word", slips.split, 0.03),
    Alteration("truncated", slips.truncated, 0.02),
    Alteration("particle", phrases.particle, 0.03),
    Alteration("omitted middle name", phrases.omitted_name, 0.07),
    Alteration("added name", phrases.added_name, 0.02),
    Alteration("initial", phrases.initial, 0.04),
    Alteration("patronymic", phrases.patronymic, 0.02),
    Alteration("nickname", phrases.nickname, 0.01),
    Alteration("order", phrases.order, 0.06, keeps_words=True),
    Alteration("title", phrases.titled, 0.04),
    Alteration("legal form", phrases.legal_form, 0.02),
    Alteration("abbreviated word", phrases.abbreviated, 0.005),
    Alteration("number word", phrases.number_word, 0.002),
    Alteration("translated word", phrases.translated, 0.01),
    Alteration("country word", phrases.country_word, 0.003),
    Alteration("British or American", phrases.english, 0.002),
    Alteration("omitted generic word", phrases.omitted_word, 0.01),
    Alteration("added generic word", phrases.added_word, 0.01),
    Alteration("vessel prefix", phrases.vessel_prefix, 0.01),
)
BY_LABEL = {alteration.label: alteration for alteration in ALTERATIONS}


TRIES = 6
"""Draws per name and class: a draw may change nothing that counts (a space for a hyphen), and another one would."""


def alter(subject: Subject, alteration: Alteration, seed: int = 0) -> str | None:
    """Return the subject's name altered by one class, or None where the class does not apply to it.

    The same subject, class and seed give the same text, whatever else was altered before.
    """
    if not any(char.isalnum() for char in subject.text):
        return None
    chance = stream(subject.text, alteration.label, seed)
    for _ in range(TRIES):
        text = alteration.make(subject, chance)
        if text is None:  # the class does not apply; another draw would not make it
            return None
        if _is_another(text, subject.text, alteration.keeps_words):
            return text
    return None


def _is_another(text: str, name: str, keeps_words: bool) -> bool:
    if text == name or not any(char.isalnum() for char in text):
        return False
    return keeps_words or plain_words(text) != plain_words(name)
