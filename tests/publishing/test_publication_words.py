"""A copy is anonymised, every doubtful word is ruled on by somebody, and whoever rules becomes an author."""

from __future__ import annotations

import pytest

from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.identity.models import ProtectedPerson
from lscb.publishing.models import Document, Doubt, Ruling
from lscb.publishing.operations import documents, register, releases, words
from lscb.publishing.preparing import SourcePassage
from tests.publishing import ways


def text_of(document: Document) -> str:
    return "\n".join(p.public_text for p in document.passages.all())


def doubt(document: Document, text: str) -> Doubt:
    return document.doubts.get(text=text)


def test_a_copy_names_nobody_of_the_register_and_lists_the_rest(cast):
    document = ways.copied(cast)
    for marker in ways.MARKERS:
        assert marker not in text_of(document)
    assert "Child A" in text_of(document)
    assert "3 April" not in text_of(document)
    stranger = doubt(document, "Perpetua Vandersloot")
    assert (stranger.kind, stranger.count) == (Doubt.Kind.NAME, 1)
    assert stranger.contexts[0]["before"].endswith("A neighbour, ")
    assert doubt(document, "asthma").kind == Doubt.Kind.HEALTH
    assert list(document.doubts.all())[0].kind == Doubt.Kind.NAME, "the riskiest come first"


def test_one_ruling_settles_every_place(cast):
    passages = [
        SourcePassage("a", "A", "Vandersloot rang. They met VANDERSLOOT."),
        SourcePassage("b", "B", "They wrote to Vandersloot."),
    ]
    document = ways.copied(cast, passages=passages)
    assert (
        words.hide_words(
            document=document, text="vandersloot", replacement="a neighbour", by=cast["business-manager"]
        )
        == 0
    )
    assert text_of(document).lower().count("vandersloot") == 0
    assert text_of(document).count("a neighbour") == 3


def test_keeping_a_name_needs_a_reason_and_a_plain_word_does_not(cast):
    document = ways.copied(cast)
    with pytest.raises(BadInput, match="Say in a few words"):
        words.rule(doubt=doubt(document, "asthma"), action="keep", by=cast["business-manager"])
    words.rule(
        doubt=doubt(document, "asthma"),
        action="keep",
        reason="Many children have it.",
        by=cast["business-manager"],
    )
    assert "asthma" in text_of(document)
    assert document.doubts.get(text="asthma").ruling.action == Ruling.Action.KEEP


def test_other_words_may_not_hold_a_real_name(cast):
    document = ways.copied(cast)
    for bad in ("", "Fenwright's friend", "x" * 300):
        with pytest.raises(BadInput):
            words.rule(
                doubt=doubt(document, "Perpetua Vandersloot"),
                action="mask",
                replacement=bad,
                by=cast["business-manager"],
            )


def test_a_new_person_goes_into_the_register_and_out_of_the_text(cast):
    document = ways.copied(cast)
    register.add_entry(
        document=document, doubt=doubt(document, "Perpetua Vandersloot"), by=cast["business-manager"], kind="PERSON", role="other",  # noqa: E501
        values=[("name", "Perpetua Vandersloot")], called="Neighbour",
    )  # fmt: skip
    assert "Neighbour 1" in text_of(document)
    assert doubt(document, "Perpetua Vandersloot").ruling.action == Ruling.Action.REGISTER


def test_a_changed_and_a_retired_entry_change_the_text(cast):
    document = ways.copied(cast)
    town = ProtectedPerson.objects.get(pseudonym="Town A")
    register.change_entry(
        document=document, person=town, pseudonym="A small town", by=cast["business-manager"]
    )
    assert "A small town" in text_of(document)
    register.retire_entry(
        document=document, person=town, reason="It was entered by mistake", by=cast["business-manager"]
    )
    assert document.doubts.filter(text="Brackenthwaite", ruling__isnull=True).exists()


def test_a_ruling_can_be_taken_back(cast):
    document = ways.settled(cast)
    ruling = document.rulings.get(text="asthma")
    assert words.open_again(ruling=ruling, by=cast["business-manager"]) == 1
    assert doubt(document, "asthma").ruling is None


def test_several_unusual_words_are_kept_at_once_but_no_names(cast):
    document = ways.copied(
        cast, passages=[SourcePassage("a", "A", "They met for 6 weeks. She was a welder. Perpetua rang.")]
    )
    plain = list(document.doubts.filter(kind=Doubt.Kind.OTHER).values_list("pk", flat=True))
    name = document.doubts.filter(kind=Doubt.Kind.NAME).first()
    with pytest.raises(BadInput, match="one by one"):
        words.keep_all(document=document, doubts=[*plain, name.pk], by=cast["business-manager"])
    left = words.keep_all(document=document, doubts=plain, by=cast["business-manager"])
    assert left == document.doubts.filter(ruling__isnull=True).count()
    with pytest.raises(BadInput):
        words.keep_all(document=document, doubts=[], by=cast["business-manager"])


@pytest.mark.parametrize(
    "slug", ["business-officer", "independent-chair", "reviewer", "stranger", "other-manager"]
)
def test_only_the_unit_that_may_see_names_rules_on_them(cast, slug):
    document = ways.copied(cast)
    with pytest.raises(NotAllowed):
        words.rule(
            doubt=doubt(document, "Perpetua Vandersloot"), action="mask", replacement="x", by=cast[slug]
        )


def test_whoever_rules_is_an_author(cast):
    document = ways.settled(cast)
    assert cast["business-manager"] in document.authors.all()
    assert cast["reviewer"] in document.authors.all()


def test_an_unchanged_source_makes_no_second_copy(cast):
    document = ways.copied(cast)
    with pytest.raises(InvalidMove, match="Nothing was changed"):
        ways.copied(cast, record=document.source)


def test_a_changed_source_makes_a_new_copy_with_the_earlier_rulings(cast):
    document = ways.settled(cast)
    changed = [
        *ways.SECTIONS,
        SourcePassage("section-more", "More", "Perpetua Vandersloot had asthma. A horse called Biscuit ran."),
    ]
    second = ways.copied(cast, record=document.source, passages=changed, authors=())
    assert ways.again(document).status == Document.Status.REPLACED
    assert second.number == 2
    assert cast["business-manager"] in second.authors.all(), "their rulings came along"
    waiting = set(second.doubts.filter(ruling__isnull=True).values_list("text", flat=True))
    assert not waiting & {"Perpetua Vandersloot", "asthma"}
    assert waiting


def test_nothing_typed_into_the_text_reaches_the_trail(cast):
    from lscb.trail.models import AuditEvent

    ways.made(cast)
    told = " ".join(str(row.detail) for row in AuditEvent.objects.all())
    for word in (*ways.MARKERS, "Vandersloot", "asthma"):
        assert word not in told


def test_words_are_not_changed_after_freezing(cast):
    document, _ = ways.frozen(cast)
    with pytest.raises(InvalidMove):
        words.hide_words(document=document, text="child", replacement="x", by=cast["business-manager"])
    with pytest.raises(InvalidMove):
        words.run_again(document=document, by=cast["business-manager"])


def test_an_open_doubt_blocks_the_freeze(cast):
    document = ways.copied(cast)
    with pytest.raises(BadInput, match="still open"):
        releases.freeze(document=document, by=cast["business-manager"])
    assert document.release is None


def test_characters_without_a_glyph_block_the_freeze(cast):
    document = ways.settled(cast, passages=[SourcePassage("a", "A", "All went well. 漢字")])
    with pytest.raises(BadInput, match=r"U\+6F22"):
        releases.freeze(document=document, by=cast["business-manager"])


def test_an_edit_of_the_source_stops_the_copy(cast):
    document = ways.settled(cast)
    assert documents.source_changed(source=document.source, by=cast["business-officer"])
    with pytest.raises(InvalidMove, match="after this copy"):
        releases.freeze(document=ways.again(document), by=cast["business-manager"])
    assert not documents.source_changed(source=document.record.root, by=cast["business-officer"])
