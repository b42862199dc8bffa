"""Families of transliteration: the same name as another standard, ministry or newspaper writes it.

Comes in: a Subject with a culture. Goes out: the name spelt by another convention of that culture, or None.
Written from published standards of romanisation: Arabic and Persian ALA-LC, BGN/PCGN, DIN 31635 and press usage;
Russian GOST 7.79, ICAO 9303, BGN/PCGN, ISO 9 and passports of 1997 to 2014; Chinese Pinyin, Wade-Giles and Hong Kong
government Cantonese; Korean Revised Romanisation, McCune-Reischauer and usage in the North; Turkish without its own letters;
Spanish and Vietnamese without marks; Indonesian spelling before 1972; Burmese as MLCTS and press usage differ; Greek
ELOT 743 and older habits; Hebrew academy and press; Indic Hunterian and popular.
"""

from __future__ import annotations

import random
import re

from measure import subjects, words
from measure.subjects import Subject

Rule = tuple[re.Pattern[str], str]


def _rules(text: str) -> list[Rule]:
    """Read `from>to` pairs: `^` and `$` are the ends of a word."""
    rules = []
    for pair in text.split():
        old, _, new = pair.partition(">")
        pattern = re.escape(old).replace(r"\^", r"\b").replace(r"\$", r"\b").replace("_", " ")
        rules.append((re.compile(pattern, re.IGNORECASE), new.replace("_", " ")))
    return rules


_ARABIC = (
    "ou>u u>ou u>o o>u oo>u ee>i i>ee i>e e>i ei>ai ai>ei ay>ai aw>au au>aw kh>h kh>ch q>k q>g q>gh k>q gh>g dh>z dh>d "
    "z>dh th>t th>s j>dj j>g dj>j sh>ch ch>sh w>ou y$>i i$>y i$>iy iy>i iyy>iy iya$>ia a$>ah ah$>a ^al->el- ^el->al- al->al_ "
    "^al_>al- abdul_>abd_al- abd_al->abdul_ abdel_>abdul_ abdul_>abdel_ bin_>ben_ ibn_>bin_ bin_>ibn_ ullah>allah "
    "allah>ullah uddin>_al-din eddine>_al-din aa>a dd>d mm>m ss>s ll>l yy>y nn>n mohammed>muhammad mohamed>mohammad "
    "muhammad>mohamed muhammad>mohammed mohammad>muhammad ahmad>ahmed ahmed>ahmad hasan>hassan hassan>hasan husayn>hussein "
    "husain>hussein hussein>husayn hussain>husain yusuf>youssef yusif>yousef umar>omar omar>umar uthman>othman usama>osama "
    "sa'id>saeed said>saeed saeed>said khalid>khaled khaled>khalid salih>saleh saleh>salih al-sh>ash-sh al-r>ar-r al-s>as-s "
    "al-d>ad-d al-n>an-n al-z>az-z al-t>at-t al-a>ala '> `>"
)
_FAMILIES: dict[str, list[Rule]] = {
    subjects.ARABIC: _rules(_ARABIC),
    subjects.PERSIAN: _rules(
        "ou>u u>oo u>o oo>u o>u ee>i i>ee i>e e>i ei>ey ey>ei ai>ay ay>ai v>w w>v q>gh gh>q gh>g kh>x kh>h zh>j j>dj sh>ch "
        "z>s s>z i$>y y$>i i$>ee a$>ah eh$>a a$>eh ah$>eh aa>a a>aa zadeh>zada zada>zadeh pour>pur pur>poor mohammad>mohammed "
        "mohammad>muhammad muhammad>mohammad hossein>hussain hussein>hossein husayn>hosein ahmad>ahmed mehdi>mahdi reza>riza "
        "ali$>aali abdul_>abdol_ abdol>abdul ullah>ollah ollah>ullah allah>ullah gul>gol gholam>ghulam ghulam>gholam"
    ),
    subjects.URDU: _rules(
        "u>oo oo>u ee>i i>ee i>e e>i ai>ay ay>ai v>w w>v q>k k>q gh>g kh>k ph>f z>j sh>s ch>c bh>b dh>d th>t a$>ah ah$>a "
        "aa>a a>aa muhammad>mohammad muhammad>mohd muhammad>mohammed mohammad>muhammad ahmed>ahmad ahmad>ahmed hussain>hussein "
        "hussain>husain hafiz>hafeez saeed>said saeed>sayeed rehman>rahman rahman>rehman ur-rehman>urrehman ullah>-ullah "
        "ullah>ulla uddin>-ud-din -ud->ud_ -ur->_ur_ iqbal>eqbal usman>othman usman>osman shaikh>sheikh syed>sayed syed>sayyid "
        "chaudhry>choudhary qureshi>koreshi malik>malek zulfiqar>zulfikar yousaf>yusuf yusuf>yousuf i$>y y$>i"
    ),
    subjects.CYRILLIC: _rules(
        "ya>ia ya>ja ia>ya yu>iu yu>ju iu>yu yo>io e>ye ye>e yev>ev ^e>ye ^ye>e kh>h kh>x h>kh zh>j zh>z shch>sch shch>sh "
        "ch>tch ts>tz ts>c iy$>y y$>iy iy$>i iy$>ij y$>i i$>iy ii$>y skiy>sky sky>skii sky>ski skiy>ski skii>sky ks>x x>ks "
        "v$>ff ov$>off ev$>eff ei>ey ey>ei ay>ai ai>ay oy>oi oi>oy uy>ui aleks>alex alex>aleks yevg>evg evgen>yevgen dmitr>dimitr "
        "sergey>sergei sergei>sergey andrey>andrei andrei>andrej yuri>iurii yuriy>iurii yury>yuri mikhail>michail "
        "vladimir>volodymyr nikolay>nikolai oleks>alex g>h y>i '>"
    ),
    subjects.CHINESE: _rules(
        "^x>hs ^q>ch ^zh>ch ^z>ts ^c>ts ^b>p ^d>t ^g>k ^j>ch ong$>ung ian$>ien uan$>uen ue$>ueh ^r>j si$>ssu ui$>uei iu$>iou "
        "ou$>ow ^wang$>wong ^li$>lee ^chen$>chan ^huang$>wong ^zhang$>cheung ^liu$>lau ^lin$>lam ^wu$>ng ^yang$>yeung ^xu$>hsu "
        "^zhou$>chow ^zhao$>chiu ^cai$>choi ^guo$>kwok ^he$>ho ^luo$>law ^zheng$>cheng ^liang$>leung ^ma$>mah ^ye$>yip ^xie$>tse "
        "^deng$>tang ^feng$>fung ^lee$>li ^hsu$>xu ^chang$>zhang _>- ->_"
    ),
    subjects.KOREAN: _rules(
        "^g>k ^k>g ^d>t ^t>d ^b>p ^p>b ^j>ch ^ch>j eo>o o>eo eu>u u>eu ae>ai oe>oi yeo>yo yo>yeo ung>eung ong>ung u>oo oo>u "
        "ee>i i>ee ^ri$>lee ^ri$>yi ^lee$>ri ^ri$>rhee ^kim$>gim ^pak$>park ^pak$>bak ^park$>pak ^choe$>choi ^choi$>choe "
        "^jong$>jung ^jong$>chong ^jong$>jeong ^chong$>jong ^ryu$>yu ^ro$>no ^rim$>lim ^ryang$>yang ^kang$>gang ^cho$>jo ^jo$>cho "
        "^paek$>baek ^sin$>shin ^shin$>sin ^so$>seo ^son$>seon ^chol$>cheol ^chol$>chul ^song$>sung ^song$>seong ^hyon$>hyun "
        "^hyok$>hyuk ^myong$>myung ^yong$>young ^un$>eun ^kyong$>kyung ^kuk$>guk ^il$>ill ^su$>soo ^chun$>jun _>-"
    ),
    subjects.TURKISH: _rules(
        "ş>sh ç>ch ğ>gh ğ> ı>i ö>oe ü>ue ö>o ü>u ç>c ş>s c>j ch>ç sh>ş y>i oğlu>oglu mehmet>mehmed ahmet>ahmed mustafa>mostafa "
        "v>w k>q d>t t>d i>y a>e hüseyin>hussein yusuf>yousef zade>zadeh ev$>ov ov$>oglu iy$>i x>kh q>g"
    ),
    subjects.SPANISH: _rules(
        "z>s s>z ñ>n ñ>ny á>a é>e í>i ó>o ú>u v>b b>v j>g g>j ll>y y>i i$>y c>s qu>k c>k h> x>j ez$>es es$>ez ia$>ía cc>c ss>s n>ñ "
        "ph>f f>ph th>t _de_la_>_dela_ _de_>_ _y_>_"
    ),
    subjects.FRENCH: _rules(
        "é>e è>e ê>e ç>c ou>u u>ou ou>w w>ou gn>ny ph>f qu>k k>c c>k eau>o ch>sh sh>ch i>y y>i dj>j tch>ch tsh>ch ss>s s>z oi>wa "
        "oua>wa gu>g ï>i ô>o nk>nc mb>nb b>bw l>r r>l"
    ),
    subjects.INDONESIAN: _rules(
        "u>oe oe>u j>dj dj>j y>j c>tj ch>c sy>sh sh>sy kh>ch q>k k>q f>p v>f z>j ny>nj muhammad>mohamad muhamad>mohammad "
        "abdul_>abd_ abdul_>abdoel_ ullah>ulloh a>o i$>y ah$>a a$>ah aa>a ii>i d>t t>th"
    ),
    subjects.BALKAN: _rules("č>c ć>c ć>ch č>ch š>s š>sh ž>z ž>zh đ>dj đ>d ic$>ich ić$>ic vic$>vich ic$>itch j>y y>j dj>dz lj>l nj>n c>ts h>kh q>ch xh>j sh>s"),
    subjects.VIETNAMESE: _rules("đ>d ng>n ph>f kh>k ^v>w ch>tr tr>ch gi>z ^d>z nguyen>nguyên x>s uo>u ie>i y>i i>y _>-"),
    subjects.BURMESE: _rules(
        "^maung$>mg ^u_> ^kyaw$>kyaw_ ky>ch ^htay$>tay ht>t hl>l hm>m hn>n hp>p th>t aung>ong aung>oung kyi>kyee win>wynn ein>ane ei>ay "
        "ay>e thein>thane myint>myin swe>shwe shwe>swe soe>so zaw>zor oo>u u>oo aw>or naing>nine _>"
    ),
    subjects.GREEK: _rules("ou>u f>ph ph>f ch>h h>ch i>y y>i k>c c>k b>mp mp>b d>nt nt>d g>gh x>ks th>t os$>o is$>es ei>i oi>i dis$>des v>b"),
    subjects.HEBREW: _rules("ch>h h>ch tz>z tz>ts z>tz ts>tz k>q q>k ei>e e>ei i>ee ee>i v>b b>v kh>ch ch>kh sh>s oo>u u>oo y>j aa>a ah$>a a$>ah f>ph zh>j"),
    subjects.INDIC: _rules("v>w w>v ee>i i>ee oo>u u>oo sh>s s>sh th>t t>th dh>d d>dh bh>b kh>k ch>chh a$>ah aa>a a>aa y>i z>j j>z ksh>x ai>ay au>ow ur>oor iy>i ph>f"),
}  # fmt: skip


def transliterated(subject: Subject, chance: random.Random) -> str | None:
    """One to three conventions of the name's own culture exchanged for another, each at one place."""
    rules = _FAMILIES.get(subject.culture or "")
    if rules is None or (not subject.is_person and subject.culture in (subjects.SPANISH, subjects.FRENCH)):
        return None  # words of organisations in these languages are spelt one way; their translations are another class
    text = subject.text
    for _ in range(chance.choice((1, 2, 2, 3))):
        plain = [] if subject.is_person else _plain_words(text)
        able = [
            (found.span(), new)
            for old, new in rules
            for found in old.finditer(text)
            if not any(start < found.end() and found.start() < end for start, end in plain)
        ]
        if not able:
            return None if text == subject.text else text
        (start, end), new = chance.choice(able)
        piece = text[start:end]
        text = text[:start] + _in_case(new, piece) + text[end:]
    text = re.sub(r"\s+", " ", text).strip(" -")
    return text


def _plain_words(text: str) -> list[tuple[int, int]]:
    """Return where an organisation's common words stand."""
    return [found.span() for found in re.finditer(r"[^\W_]+", text) if found.group().lower() in words.PLAIN]


def _in_case(new: str, piece: str) -> str:
    if piece.isupper():
        return new.upper()
    return new[:1].upper() + new[1:] if piece[:1].isupper() else new
