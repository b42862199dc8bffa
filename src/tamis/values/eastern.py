"""Names in Hangul, kana and Han -> words: a word that is spelt by sound stays whole, a name of that culture is a word a character.

In: a name, and the reading wanted. Out: words, each a token in plain letters (`gim`), or in its own letters: a word that transcribes
(마이클 is Michael), and a word of organisations that tables know (公司). Must not know: weights, lists.

A text may be read in more than one way: 조지 is a Korean or George, 金正恩 is Chinese or Kim Jong Un. `readings_of` says which
readings are worth looking at; the likeliest is the first.
"""

from __future__ import annotations

import enum
import functools
import itertools
import re
from collections.abc import Iterator

from tamis.values.normalise import fold, fold_whole
from tamis.values.tables import read_table
from tamis.values.units import is_han, is_hangul, is_kana


class Reading(enum.Enum):
    """How Hangul and Han are read."""

    LIKELIEST = "likeliest"
    NATIVE = "a character at a time"
    TRANSCRIBED = "by sound, as a word"
    KOREAN = "Chinese characters as Koreans read them"


_EASTERN = re.compile("[\u3041-\u30fa\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]").search
_SURNAMES = frozenset(
    "김이리박최정강조윤장임림한오서신권황안송류유전홍고문양량손배백허남심노로하곽성차주우구민나라진엄채원천방공현연련변염렴여려추도석선설마길"
    "위표명기반왕금옥육륙인맹제모탁국어은편용예경봉사부가복태목형피두감음빈동온호범좌팽승간상시갈단견당"
)
"""Korean family names of one syllable, in the spelling of either half of the country; from general knowledge."""

_LONGEST_NATIVE = 4  # characters: a family name of two and a given name of two
_LONGEST_WORD = 6
_SHORTEST_OF_ORGANISATION = 4
_IN_TRANSCRIPTIONS = frozenset(
    "阿东東艾爱埃安奥澳巴芭白拜班邦保鲍贝本比彼别宾波伯博勃布查柴达大戴丹道德登邓迪蒂丁杜敦顿多厄恩尔耳法凡范菲费芬丰弗福甫富盖冈戈格葛根贡古瓜圭哈海罕汉豪赫黑亨洪胡华怀霍基吉"
    "及加佳嘉贾简杰金津喀卡开凯坎康考柯科可克肯库夸奎昆拉莱赖兰朗劳勒雷里理利历丽莉立列烈林琳隆卢鲁露路伦罗洛吕马玛迈麦曼芒毛茅梅门蒙米密妙敏明摩莫墨默姆木穆拿娜纳乃奈南内尼妮年宁纽农努诺"
    "欧帕派潘庞培佩彭皮平珀泼普奇契恰强乔切钦琼丘热仁日荣茹儒瑞若撒萨塞赛三桑瑟森沙莎山尚绍舍申圣施什石史士舒顺朔斯思丝苏素孙索所塔泰坦汤唐陶特腾提田铁廷通图土吐托瓦万汪旺威韦维伟魏温文翁沃乌吾伍武西希"
    "锡夏先香萧小肖歇谢辛欣兴休许雪逊雅亚延扬杨尧耶叶伊依仪易因英尤于约扎泽曾詹章珍镇芝志智朱卓兹宗佐"
    "愛奧貝賓達戴爾蓋華漢懷賈簡傑凱萊蘭勞歷麗盧魯倫羅呂馬瑪邁麥門寧紐農諾歐龐喬瓊榮爾薩賽紹聖絲蘇孫湯騰鐵圖萬韋維偉溫烏錫蕭謝興許遜亞揚楊堯葉約澤鎮頓費豐"
)
"""Characters by whose sound names from elsewhere are written in Chinese; compiled from general knowledge."""


def is_eastern(text: str) -> bool:
    """Say whether a text has a letter in Hangul, kana or Han."""
    return not text.isascii() and _EASTERN(text) is not None


def readings_of(text: str) -> tuple[Reading, ...]:
    """Return the readings of a name that are worth looking at, the likeliest first."""
    if not is_eastern(text):
        return (Reading.LIKELIEST,)
    words = [run for word in fold_whole(text).split() for run in _runs(word)]
    hangul = [word for word in words if is_hangul(ord(word[0]))]
    han = [word for word in words if is_han(ord(word[0]))]
    found = [Reading.LIKELIEST]
    if _is_organisation(hangul) or _is_organisation(han):
        return tuple(found)
    if _like_koreans(hangul) and all(len(word) > 1 for word in hangul):
        found.append(Reading.TRANSCRIBED)
    elif hangul and not _like_koreans(hangul) and len(hangul) == 1 and hangul[0][0] in _SURNAMES and len(hangul[0]) < 5:
        found.append(Reading.NATIVE)
    if han and all(_may_transcribe(word) for word in han) and not hangul:
        found.append(Reading.TRANSCRIBED if _are_syllables(han) else Reading.NATIVE)
    if len(han) == 1 == len(words) and _by_koreans(han[0]):
        found.append(Reading.KOREAN)
    return tuple(found)


def words_of(text: str, reading: Reading) -> list[str]:
    """Return the words of a name with Hangul, kana or Han in one of its readings; other scripts are folded."""
    words = [run for word in fold_whole(text).split() for run in _runs(word)]
    hangul = [word for word in words if is_hangul(ord(word[0]))]
    han = [word for word in words if is_han(ord(word[0]))]
    if _is_organisation(hangul) or _is_organisation(han):
        return [part for word in words for part in _named_by_words(word)]
    if hangul and han:  # a Korean whose family name is in Chinese characters: 金민준
        words = ["".join(_hanja().get(char, char) for char in word) for word in words]
        return [
            part for word in words for part in (_of_korean(word) if _script(word[0]) == _HANGUL else fold(word).split())
        ]
    whole_hangul, whole_han = not _like_koreans(hangul), not _are_syllables(han)
    if reading is not Reading.LIKELIEST:
        whole_hangul = whole_han = reading is Reading.TRANSCRIBED
    found: list[str] = []
    for word in words:
        script = _script(word[0])
        if script == _KANA or (script == _HANGUL and whole_hangul) or (script == _HAN and whole_han):
            found.append(word)
        elif script == _HAN and reading is Reading.KOREAN:
            found += _of_korean("".join(_hanja().get(char, char) for char in word))
        elif script == _HANGUL:
            found += _of_korean(word)
        else:
            found += fold(word).split()
    return found


def _of_korean(word: str) -> list[str]:
    """Return the syllables of a Hangul word in Latin letters, its first as a family name is mostly spelt; none is one letter."""
    found = []
    for place, char in enumerate(word):
        syllables = fold(char).split()
        if place == 0 and char in _FAMILY_NAMES and len(word) != _GIVEN_NAME:
            syllables = [_FAMILY_NAMES[char]]
        found += [_LONGER.get(one, one) for one in syllables]
    return found


_GIVEN_NAME = 2  # syllables of a word that is rather a given name by itself
_FAMILY_NAMES = {"김": "kim", "이": "lee", "박": "park", "최": "choi"}
_LONGER = {"i": "yi", "u": "woo", "o": "oh", "a": "ah"}
"""Syllables of one letter, as passports spell them: a letter alone is an initial."""


def _runs(word: str) -> Iterator[str]:
    """Yield the parts of a word that are in one script: 山田マリ is a family name in Han and a given name in kana."""
    for _, run in itertools.groupby(word, _script):
        yield "".join(run)


_HANGUL, _KANA, _HAN = 1, 2, 3


def _script(char: str) -> int:
    code = ord(char)
    return _HANGUL if is_hangul(code) else _KANA if is_kana(code) else _HAN if is_han(code) else 0


def _like_koreans(words: list[str]) -> bool:
    """Say whether Hangul words may be the name of Koreans: syllables that their names are of, no more than they have."""
    if not words or not all(char in _korean_syllables() for word in words for char in word):
        return False
    if len(words) == 1:
        return len(words[0]) <= 2 or (len(words[0]) <= _LONGEST_NATIVE and words[0][0] in _SURNAMES)
    single = [word for word in words if len(word) == 1]
    longest = max(map(len, words))
    return longest <= 3 and (not single or any(word in _SURNAMES for word in single))


def _are_syllables(words: list[str]) -> bool:
    """Say whether Han words are rather names of one character each than words that transcribe: 毛 泽东, not 乔治 华盛顿."""
    return len(words) <= 1 or max(map(len, words)) <= 2


def _may_transcribe(word: str) -> bool:
    return 1 < len(word) <= _LONGEST_WORD and all(char in _IN_TRANSCRIPTIONS for char in word)


def _by_koreans(word: str) -> bool:
    """Say whether a Han word may be a Korean's name: a Korean family name, and one or two characters that they use."""
    known = _hanja()
    return 2 <= len(word) <= 3 and all(char in known for char in word) and known[word[0]] in _SURNAMES


def _is_organisation(words: list[str]) -> bool:
    """Say whether words hold one that organisations are named by, beside others."""
    return any(
        len(word) >= _SHORTEST_OF_ORGANISATION and any(part in _known_words() for part in _parts(word))
        for word in words
    )


def _named_by_words(word: str) -> list[str]:
    """Return the words of an organisation that tables know as tokens of their own, the rest a character at a time."""
    found: list[str] = []
    for part in _parts(word):
        if _script(part[0]) == _KANA or (part in _known_words() and not _known_words()[part]):
            found.append(part)
        else:
            found += fold(part).split()
    return found


def _parts(word: str) -> list[str]:
    """Return a word as the longest known words in it, from its beginning, and single characters."""
    parts, place, known = [], 0, _known_words()
    if _script(word[0]) in (0, _KANA):
        return [word]
    while place < len(word):
        size = next(
            (size for size in range(8, 1, -1) if word[place : place + size] in known and place + size <= len(word)), 1
        )
        parts.append(word[place : place + size])
        place += size
    return parts


@functools.cache
def _known_words() -> dict[str, bool]:
    """Return the words of organisations in Hangul and Han -> whether they are a legal form."""
    words = {row[0]: False for table in ("business_words", "translations") for row in read_table(table)}
    words |= {row[0]: True for row in read_table("legal_forms")}
    return {word: legal for word, legal in words.items() if len(word) > 1 and is_eastern(word) and " " not in word}


@functools.cache
def _hanja() -> dict[str, str]:
    return {row[0]: row[1] for row in read_table("hanja")}


@functools.cache
def _korean_syllables() -> frozenset[str]:
    """Return the syllables of Korean names: those that Chinese characters are read by."""
    return frozenset(_hanja().values()) | _SURNAMES
