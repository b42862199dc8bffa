"""Links in the UN's remarks: the reference, and the words before it."""

from __future__ import annotations

import pytest

from tamis.sources.un_comments import links_in


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Leader of Lanterns (QDe.901).", [("leader of", "un:QDe.901")]),
        ("Founding member of Lanterns (QDe.901).", [("founding member of", "un:QDe.901")]),
        ("He was one of the deputies of Nobody (TAi.901).", [("mentions", "un:TAi.901")]),
        ("Chief of operations of Lanterns (QDe.901).", [("chief of operations of", "un:QDe.901")]),
        ("Deputy to Nobody (TAi.901).", [("deputy to", "un:TAi.901")]),
        (
            "Member of A (QDe.901) and leader of B (QDe.902), C (QDe.903).",
            [("member of", "un:QDe.901"), ("leader of", "un:QDe.902"), ("leader of", "un:QDe.903")],
        ),
        (
            "Associated with A (QDe.901).Seen in B (QDe.902).",
            [("associated with", "un:QDe.901"), ("mentions", "un:QDe.902")],
        ),
        ("Owned or controlled by A (KPe.901).", [("owned by", "un:KPe.901")]),
        ("Founded by A (QDi.901) on 5 Jan. 2001.", [("founded by", "un:QDi.901")]),
        ("See KPE.901.", [("mentions", "un:KPe.901")]),
        ("Own reference QDi.900 is no link.", []),
        ("Nothing.", []),
    ],
)
def test_relations_are_the_plain_words_before_a_reference(text: str, links: list[tuple[str, str]]) -> None:
    """The last relation before the reference in its sentence; where none is plain, it mentions."""
    assert [(link.relation, link.target) for link in links_in(text, "QDi.900")] == links


def test_the_sentence_is_kept() -> None:
    """An abbreviation does not end a sentence."""
    (link,) = links_in("First. Since 4 Dec. 2019 leader of A (QDe.901). Last.", "QDi.900")
    assert link.text == "Since 4 Dec. 2019 leader of A (QDe.901)."
