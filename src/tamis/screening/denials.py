"""What a text says of a name itself: that somebody else bears it, or that it is the author's of a work cited.

In: the text before and behind a name. Out: the class of what is said, and the words. Must not know: listings, scores.
"""

from __future__ import annotations

import re

_SAME_NAME = re.compile(
    r"\b(?:is|was|are) not the (?:same|listed|sanctioned|designated|wanted) |\b(?:shares?|bears?|has|have|carr(?:y|ies)) (?:only )?(?:the same|(?:his|her) (?:very )?) ?name\b|"
    r"\b(?:is|was|only|mere|merely) (?:a|his|her) namesake\b|\bmistaken for the (?:listed|sanctioned|designated|wanted)\b|"
    r"\b(?:no relation|not related|unrelated) (?:of|to) the (?:listed|sanctioned|designated|wanted)\b|"
    r"mit dem (?:gesuchten|gelisteten|sanktionierten) (?:nicht|weder) verwandt|aucun lien avec l(?:'|’)homme (?:recherché|sanctionné|listé)|"
    r"simple homonym|(?:n'est|n’est|est) qu(?:'|’)un homonyme|porte (?:seulement |aussi )?le même nom que|"
    r"nicht identisch mit|namensgleich|namensvetter|nur der name (?:ist )?gleich|"
    r"no (?:es|era) (?:el|la) mism|mero homónim|simple homónim|tocay[oa] de|"
    r"não (?:é|era) [oa] mesm|mero homôn|mero homón|xará d|non (?:è|era) (?:lo stess|la stess)|semplice omonim|"
    r"однофамилец|однофамилица|полн\w+ тёзк|просто тёзк|совпадени\w+ (?:имен|имён|фамили)|"
    r"однофамілець|збіг (?:імен|прізвищ)|nije (?:isti|ista)\b|није (?:исти|иста)\b|имењак|imenjak|"
    r"isim benzerliği|adaşı|συνωνυμία|συνονόματ|zbieżność nazwisk|imiennik|naamgenoot",
    re.IGNORECASE,
)
"""That the name is the same and the person another. What a suspect says as well, that he has nothing to do with somebody, is not here."""

_SAME_NAME_CASELESS = re.compile(
    r"تشابه (?:في )?الأسماء|تشابه أسماء|ليس المقصود|ليست المقصودة|غير المقصود|يحمل الاسم نفسه|تشابه اسمی|تشابه نام|همنام|هم‌نام|ہم نام|"
    r"ואינו המשיב|אינו אותו|אינה אותה|זהות שמות|同名同姓|同姓同名|重名|只是同名|仅是同名|僅是同名|不是同一|并非同一|並非同一|동명이인|이름만 같",
)
_NO_KIN = re.compile(
    r"[ \t]?(?:,[ \n]|[(（—–-][ \n]?)(?:who is |which is )?(?:no relation\b|not (?:a relation|related)\b|sans lien de parenté|aucun lien de parenté|nicht verwandt|"
    r"sin parentesco|sem parentesco|nessuna parentela|не родственник|не родня|не родич|akraba(?:sı)? değil|akrabalığı yok|niet verwant|geen familie|niespokrewnion|"
    r"(?:not (?:to be )?(?:confused|mistaken)|à ne pas confondre|nicht zu verwechseln|no confundir|não confundir|da non confonder\w|не путать|не плутати|niet te verwarren|nie mylić)"
    r"[^.;)]{0,60}\b(?:listed|sanction|designated|wanted|terror|sanktion|gelistet|sancionad|sanzionat|санкц|спис|перечн|розшук|розыск))",
    re.IGNORECASE,
)
"""Directly behind the name: there it is said of its bearer."""

_SET_APART = re.compile(
    r"(?:\b(?:a different|un autre|une autre|otro|otra|outro|outra|un altro|un'altra|ein anderer|eine andere|другой|другая|інший|інша|drugi|други|başka bir)|"
    r"另一位|另一个|另一名|또 다른|\banother (?=(?:man|woman|person|client|customer)\b))\s*(?:(?:man|woman|person|client|customer|cliente|persona|hombre|señor|homme|herr|kunde|человек|гражданин|клиент|kişi)\s+)?[\"“«]?$",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r"\s+(?:נוסף|נוספת|אחר|אחרת|آخر|أخرى|دیگری?|ثان[يٍ]?)(?=[\s,،.])")
_CITED = re.compile(
    r"[.,]?\s*(?:†\s*)?(?:,?\s*(?:and|&|und|et|y|e|и|і)\s[^\n()]{2,40})?(?:\s*et al\.?|\s*u\. ?a\.|\s*и др\.)?[.,]?\s*\(1[5-9]\d\d[a-z]?\)\s*[.:,]\s*[*_«“\"]*[^\W\d_]"
    r"|[.,]?\s*(?:†\s*)?(?:,?\s*(?:and|&|und|et|y|e|и|і)\s[^\n()]{2,40})?(?:\s*et al\.?|\s*u\. ?a\.|\s*и др\.)?[.,]?\s*\(20\d\d[a-z]?\)\s*[.:,]\s*[*_«“\"]*[^\W\d_]"
    r"|,?\s+et al\b|\s*等\s*[(（]\d{4}",
)


_CREDITED = re.compile(
    r"(?:\bcopyright\b|©|\(c\))(?:\s*(?:©|\(c\)))?:?(?:[\s\d,–—-]|present)*(?:\bby\s+)?$", re.IGNORECASE
)


def denial_beside(before: str, sentence: str) -> str:
    """Return the words by which a text says that another bears the name, empty where it says nothing of the kind.

    Args:
        before: The clause before the name.
        sentence: What follows the name in its sentence.
    """
    for pattern, text in ((_SAME_NAME, sentence), (_SAME_NAME_CASELESS, sentence), (_SET_APART, before)):
        if match := pattern.search(text):
            return " ".join(match[0].split())
    match = _NO_KIN.match(sentence) or _ANOTHER.match(sentence)
    return match[0].strip(" ,(（—–-\n") if match else ""


def is_cited(before: str, name: str, behind: str) -> bool:
    """Say whether a name is that of an author: in a list of works, Karimov, T. (1938). On soils; or who holds the copyright."""
    if _CREDITED.search(before):
        return True
    match = _CITED.match(behind)
    return match is not None and (
        "," in name or "et al" in match[0] or "等" in match[0] or bool(re.search(r"\)\s*\.", match[0]))
    )
