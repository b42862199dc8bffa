"""What a text says of a name itself: that somebody else bears it, or that it is the author's of a work cited.

In: the text before and behind a name. Out: the class of what is said, and the words. Must not know: listings, scores.
"""

from __future__ import annotations

import re

_SAME_NAME = re.compile(
    r"\b(?:is|was|are) not (?:him|her|he|she|the (?:same|one|man|person|listed|sanctioned|designated))\b|\bnot the same (?:man|person|one)\b|"
    r"\b(?:no|not a) relation (?:of|to)\b|\bnot (?:to be )?(?:confused|mistaken)\b|\bmistaken for\b|\bshares? (?:his|her|the|only the) name\b|\bsame name\b|"
    r"pas (?:à|être) confond|à ne pas confondre|simple homonym|même nom\b|aucun lien de parenté|sans lien de parenté|"
    r"nicht (?:zu verwechseln|verwandt|identisch)|gleichen namens|namensgleich|nur der name|verwechslung|"
    r"no (?:es|era) (?:el|la) mism|no (?:se )?confund|no confundir|mismo nombre|sin parentesco|nada que ver con|"
    r"não (?:é|era) [oa] mesm|não (?:se )?confund|mesmo nome|sem parentesco|"
    r"non (?:è|era) (?:lo stess|la stess|quello|quella)|non (?:va |da )?confond|da non confondere|stesso nome|nessuna parentela|tutt'altra famiglia|"
    r"не путать|не имеет (?:никакого )?отношения|однофамил|полн\w+ тёзк|просто тёзк|не родственник|не родня|совпадени\w+ (?:имен|фамили)|"
    r"не плутати|збіг (?:імен|прізвищ)|не має (?:жодного )?стосунку|не родич|nije (?:u srodstvu|isti|ista)|nema veze|није (?:у сродству|исти|иста)|нема везе|"
    r"isim benzerliği|aynı (?:adlı|ismi|isimde)|ile karıştır|akrabalığı yok|akraba(?:sı)? değil|συνωνυμία|συνονόματ|καμία σχέση|καμμία σχέση|δεν έχει σχέση|"
    r"nie (?:mylić|jest spokrewnion)|zbieżność nazwisk|niet te verwarren|geen familie van|zelfde naam",
    re.IGNORECASE,
)
_SAME_NAME_CASELESS = re.compile(
    r"تشابه (?:في )?الأسماء|تشابه أسماء|لا صلة ل|لا صلة قرابة|لا علاقة ل|ليس هو|ليس المقصود|ليست المقصودة|غير المقصود|يحمل الاسم نفسه|"
    r"تشابه اسمی|تشابه نام|ربطی به|نسبتی با|همنام|هم‌نام|اشتباه گرفت|اشتباه نشود|ہم نام|کوئی تعلق نہیں|کوئی رشتہ نہیں|"
    r"אינו קרוב|אינה קרובת|אין קשר|ואינו המשיב|אינו אותו|אינה אותה|לא לבלבל|זהות שמות|באותו שם|"
    r"同名同姓|同姓同名|重名|只是同名|仅是同名|不是同一|并非同一|與.{0,8}無關|与.{0,12}无关|没有关系|沒有關係|不是(?:他|她)|동명이인|이름만 같|이름이 같|관계가 없|관련이 없|무관|아무 관련",
)
_SET_APART = re.compile(
    r"(?:(?:not|nor) (?:to be )?(?:confused|mistaken) (?:with|for)|à (?:ne pas confondre avec|distinguer d\w+)|nicht zu verwechseln mit|no confundir con|"
    r"não confundir com|da non confondere con|не путать (?:с|со)|не плутати (?:з|із)|لسنا في صدد|لا نقصد|والمقصود ليس|με τον οποίο δεν|nie mylić z|niet te verwarren met"
    r")\s+(?:[^\W\d_]+[\s,]+){0,3}[\"“«]?$"
    r"|(?:another|a different|un autre|une autre|otro|otra|outro|outra|un altro|un'altra|ein anderer|eine andere|другой|другая|інший|інша|drugi|други|başka bir|"
    r"另一位|另一个|另一名|또 다른)\s*(?:(?:man|woman|person|client|customer|cliente|persona|hombre|señor|homme|herr|kunde|человек|гражданин|клиент|kişi)\s+)?[\"“«]?$",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r"\s+(?:נוסף|נוספת|אחר|אחרת|آخر|أخرى|دیگری?|ثان[يٍ]?)(?=[\s,،.])")
_CITED = re.compile(
    r"[.,]?\s*(?:†\s*)?(?:,?\s*(?:and|&|und|et|y|e|и|і)\s[^\n()]{2,40})?(?:\s*et al\.?|\s*u\. ?a\.|\s*и др\.)?[.,]?\s*\(1[5-9]\d\d[a-z]?\)\s*[.:,]\s*[*_«“\"]*[^\W\d_]"
    r"|[.,]?\s*(?:†\s*)?(?:,?\s*(?:and|&|und|et|y|e|и|і)\s[^\n()]{2,40})?(?:\s*et al\.?|\s*u\. ?a\.|\s*и др\.)?[.,]?\s*\(20\d\d[a-z]?\)\s*[.:,]\s*[*_«“\"]*[^\W\d_]"
    r"|,?\s+et al\b|\s*等\s*[(（]\d{4}",
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
    match = _ANOTHER.match(sentence)
    return match[0].strip() if match else ""


def is_cited(name: str, behind: str) -> bool:
    """Say whether a name is that of an author in a list of works: Karimov, T. (1938). On soils; Karimov et al."""
    match = _CITED.match(behind)
    return match is not None and (
        "," in name or "et al" in match[0] or "等" in match[0] or bool(re.search(r"\)\s*\.", match[0]))
    )
