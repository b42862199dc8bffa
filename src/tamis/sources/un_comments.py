"""Links in the UN's remarks: references such as `QDe.118`, with the words before them.

In: COMMENTS1 of one entry. Out: a Link for each other entry that it names. Knows how the Committees write;
nothing of XML. A relation is told only where the words before a reference say it plainly, else it is `mentions`.
"""

from __future__ import annotations

import re

from tamis.records import Link
from tamis.sources.draft import squeeze

REFERENCE = re.compile(r"\b([A-Z]{2}[ie]\.\d{3})\b", re.IGNORECASE)
"""A permanent reference number: regime, `i` for individuals or `e` for entities, number."""

# Words before a reference -> relation, as they stand in the lists of 2017 to 2026. Of several in one sentence, the
# last one before the reference counts: "Member of A (QDe.001) and leader of B (QDe.002)".
_ROLE = (
    r"(?:founding member|co-founder|founder|deputy leader|spiritual leader|military leader|leader|deputy chief|"
    r"deputy commander|commander|deputy emir|emir|amir|deputy head|head of finance|head|chief of operations|chief|deputy|spokesperson|spokesman|financier|"
    r"fundraiser|recruiter|facilitator|finance official|official|operative|member|affiliate|splinter group|faction|"
    r"front|cell|component|subsidiary|branch|offshoot|close associate|associate|supporter|fighter|adviser|advisor|"
    r"brother-in-law|son-in-law|father-in-law|brother|half-brother|son|father|uncle|nephew|cousin|wife|husband|"
    r"daughter|sister|alias|successor)"
)
_RELATIONS: tuple[tuple[re.Pattern[str], str | None], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), relation)
    for pattern, relation in (
        (rf"\b(?P<role>{_ROLE})s? (?P<link>of|for|to|in)\b", None),
        (r"\b(?:founded|established|created) (?:and headed )?(?:\w+ ){0,4}by\b", "founded by"),
        (r"\b(?:led|headed|commanded|directed) by\b", "led by"),
        (r"\b(?:owned or controlled|controlled|owned)(?: or controlled)? by\b", "owned by"),
        (r"\bassociated (?:also )?with\b|\bassociation with\b", "associated with"),
        (r"\baffiliated (?:with|to)\b", "affiliated with"),
        (r"\blinke?d?s?(?: by marriage)? (?:to|with)\b", "linked to"),
        (r"\bon behalf of\b", "acts on behalf of"),
        (r"\bsucceeded\b", "successor of"),
        (r"\breplaced by\b", "replaced by"),
        (
            r"\b(?:provid\w+|gave|giving) (?:\w+ ){0,4}(?:support|training|funds|assistance|logistics) (?:to|for)\b",
            "supports",
        ),
        (r"\bin support of\b", "supports"),
        (r"\b(?:pledged|swore|sworn) (?:\w+ ){0,3}(?:allegiance|bayat) to\b", "pledged allegiance to"),
        (r"\b(?:other|listed) (?:\w+ )*members include\b|\bmembers include\b", "has member"),
        (r"\bleader is\b", "led by"),
    )
)
_REACH = 1000  # characters before a reference in which its relation is sought
_SENTENCE_END = re.compile(r"(?<=[a-z)\d”\"’])\.\s+(?=[A-Z“\"‘])|(?<=\))\.(?=[A-Z])")
_ABBREVIATION = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|Mr|Mrs|Dr|St|al|ca|approx)$")
_MENTIONS = "mentions"


def links_in(comments: str, own_reference: str) -> list[Link]:
    """Return what a remark says of other entries.

    Args:
        comments: The remark, whole.
        own_reference: The entry's own reference, which is no link.

    Returns:
        A link for each reference and relation, with the sentence that says so, in order of appearance.
    """
    if "." not in comments or REFERENCE.search(comments) is None:
        return []
    links: dict[tuple[str, str], Link] = {}
    for sentence in _sentences(squeeze(comments)):
        for match in REFERENCE.finditer(sentence):
            reference = canonical_reference(match[1])
            if reference == own_reference:
                continue
            relation = _relation(sentence[max(0, match.start() - _REACH) : match.start()])
            links.setdefault((reference, relation), Link(relation, f"un:{reference}", None, sentence))
    return list(links.values())


def canonical_reference(text: str) -> str:
    """Return a reference as the list's own numbers are written: `KPE.018` is `KPe.018`."""
    return text[:2].upper() + text[2:].lower()


def _sentences(text: str) -> list[str]:
    sentences, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if _ABBREVIATION.search(text, start, match.start()):
            continue
        sentences.append(text[start : match.start() + 1])
        start = match.end()
    return [*sentences, text[start:]]


def _relation(before: str) -> str:
    """Return the relation that the words before a reference tell."""
    best_end, best = -1, _MENTIONS
    for pattern, relation in _RELATIONS:
        for match in pattern.finditer(before):
            if match.end() > best_end:
                best_end = match.end()
                best = relation or f"{match['role']} {match['link']}".lower()
    return best
