"""Whose age is it? A text may say of somebody only whose child, wife or uncle he or she is: le fils de Karim, 19 ans; Karim's grandson, 7.

In: the text on either side of a name. Out: whether what follows is said of somebody of the bearer's kin. Must not know: names, listings.
"""

from __future__ import annotations

import re

from tamis.screening.vocabulary import classes_of

_OWNER = re.compile(
    r"['’`´](?:s|S)?\s+[^\W\d_]|(?:['’]?[nsy]?[ıiuü]n)\s+(?:[^\W\d_]+\s+)?(?:oğlu|kızı|torunu|eşi|karısı|kardeşi|yeğeni|babası|annesi|damadı|gelini)\b"
    r"|的?(?:之[子女孙孫]|(?:大|小|二|长|長|次|三)?(?:儿子|兒子|女儿|女兒|孙子|孫子|孙女|孫女|妻子|丈夫|弟弟|哥哥|妹妹|姐姐|侄子|外甥|父亲|母亲|父親|母親))"
    r"|의 ?(?:[^\W\d_]+ )?(?:아들|딸|손자|손녀|아내|남편|동생|형|누나|조카|아버지|어머니)"
)
"""The name owns what follows: Karim's, Karim'in oğlu, 的儿子."""

_LAST = re.compile(
    r"([^\W\d_]+(?:-[^\W\d_]+)*)([ \t\n\u00a0\u200c]+|\s*$)(?:(of|to|de|do|da|du|des|d['’]|del|di|von|vom|van|od|از)[ \t\n\u00a0]+)?(?:(?:the|la|le|el|il)[ \t\n]+)?$",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"(?<!\w)(?:(?:[^\W\d_]{1,4}\.|Herrn?|Frau|Monsieur|Madame|señora?|Mr|Mrs|Ms|Dr|M|Mme|Sr|Sra|Hajji?|Haji|General|Sheikh|господина|г-на)[ \t\n]+)+$"
)
_OWN = re.compile(
    r"\b(?:his|her|their|its|my|our|whose|sein|seine|ihr|ihre|mein|его|ее|её|их|мой|наш|його|її|їх)\s+(?:[^\W\d_]+\s+)?$",
    re.IGNORECASE,
)
_OBLIQUE = re.compile(r"[\u0400-\u04ff](?:а|я|ого|его|ой|ей|ых|их|ова|ева|ина|ына)$")
_CYRILLIC, _ARABIC = re.compile("[\u0400-\u04ff]"), re.compile("[\u0600-\u06ff]")


def is_of_kin(before: str, name: str, behind: str) -> bool:
    """Say whether what stands around a name speaks of somebody of its bearer's kin.

    Args:
        before: The clause before the name.
        name: The words of the name.
        behind: What follows it.
    """
    if _OWNER.match(behind):
        return True
    before = _TITLED.sub("", before)
    match = _LAST.search(before)
    if match is None or "kin" not in classes_of(match[1]):
        return False
    if match[3]:
        return True
    if _OWN.search(before[: match.start()]):
        return False
    if _CYRILLIC.search(name):  # сын Таврина, and not: сын Олег Таврин
        return bool(_OBLIQUE.search(name))
    return bool(_ARABIC.search(name)) or (match[1][0].isupper() and name.endswith("s"))  # der Sohn Ahrenfeldts
