"""The same child again, however the name was written down; and not every Smith."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lscb.identity import folding
from lscb.identity.operations import add_person, retire_person
from lscb.identity.similar import ENOUGH, find_similar
from lscb.records.operations import open_record

BORN = dt.date(2014, 3, 12)


@pytest.fixture
def known(cast):
    """known("Jayden", "Okafor-Smyth"): a child of a case of its own."""

    def make(first, last, birth=BORN, role="child", board=None):
        record = open_record(
            board=board or cast.board,
            kind="referral",
            code="REF",
            title="A referral",
            route="identity:reveal",
            by=None,
        )
        values = [("first-name", first), ("surname", last), ("birth", birth.isoformat() if birth else "")]
        return add_person(record=record, kind="PERSON", role=role, values=values, by=None)

    return make


def found(cast, name, birth=None, **more):
    return find_similar(names=[name], birth=birth, board=cast.board, **more)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stored", "sought"),
    [
        (("Jayden", "Okafor-Smyth"), "jayden okafor smyth"),
        (("Jayden", "Okafor-Smyth"), "OKAFOR-SMYTH, Jayden"),
        (("Jayden", "Okafor-Smyth"), "Jaiden Smith"),
        (("Siân", "O'Neill"), "Sian ONeil"),
        (("Siân", "O'Neill"), "SIAN O’NEILL"),
        (("Zoë", "Müller"), "Zoe Muller"),
        (("Catherine", "Thompson"), "Katherine Thomson"),
        (("Mohammed", "Rahman"), "Muhammad Rahman"),
        (("Łukasz", "Wójcik"), "Lukasz Wojcik"),
        (("Chloe", "Abernathy"), "Chloe Abernahty"),
        (("Stephen", "Greaves"), "Steven Greeves"),
        (("Oluwaseun", "Adeyemi"), "Oluwaseun Adeymi"),
        (("Björn", "Weiß"), "Bjorn Weiss"),
    ],
)
def test_spelling_variants_are_found(known, cast, stored, sought):
    person = known(*stored, birth=None)
    assert [match.person for match in found(cast, sought)] == [person]


@pytest.mark.django_db
def test_birth_dates_raise_the_score_and_say_why(known, cast):
    known("Jayden", "Okafor-Smyth")
    (exact,) = found(cast, "Jaiden Smith", BORN)
    (swapped,) = found(cast, "Jaiden Smith", dt.date(2014, 12, 3))
    (year,) = found(cast, "Jaiden Smith", dt.date(2015, 3, 12))
    (none,) = found(cast, "Jaiden Smith")
    assert exact.score > swapped.score > year.score > none.score >= ENOUGH
    assert exact.reasons == ("name sounds alike", "same date of birth")
    assert swapped.reasons[1] == "same date of birth with day and month the other way round"
    (birth_alone,) = found(cast, "Somebody Else", BORN)
    assert birth_alone.reasons == ("same date of birth",)
    (whole,) = found(cast, "Okafor Smyth Jayden", BORN)
    assert (whole.score, whole.reasons[0]) == (100, "same name")


@pytest.mark.django_db
def test_one_common_name_is_not_enough(known, cast):
    known("Amy", "Smith")
    assert found(cast, "Peter Smith") == [] and found(cast, "Amy Wong") == []
    assert found(cast, "Smith") == []
    assert found(cast, "") == [] and found(cast, "—") == []


@pytest.mark.django_db
def test_only_children_of_the_boards_other_cases(known, cast):
    mine = known("Jayden", "Okafor")
    known("Jayden", "Okafor", board=cast.neighbour.board)
    known("Jayden", "Okafor", role="staff")
    gone = known("Jayden", "Okafor")
    retire_person(person=gone, reason="Entered twice", by=cast["business-manager"])
    sibling = known("Jayden", "Okafor", role="sibling")
    assert {match.person for match in found(cast, "Jayden Okafor")} == {mine, sibling}
    assert [m.person for m in found(cast, "Jayden Okafor", but_not=mine.record)] == [sibling]


@pytest.mark.django_db
def test_two_queries_whatever_is_found(known, cast, django_assert_num_queries):
    for _ in range(4):
        known("Jayden", "Okafor")
    with django_assert_num_queries(2):
        assert len(found(cast, "Jayden Okafor", BORN)) == 4


@given(st.text(max_size=60))
def test_folding_anything_gives_plain_letters_and_is_stable(text):
    once = folding.fold(text)
    assert folding.fold(once) == once
    assert all(c.isascii() and (c.isalnum() or c == " ") for c in once)
    for part in folding.parts(text):
        assert len(folding.near(part)) <= len(part) + 1
        folding.sound(part)


@given(
    st.lists(
        st.text("abcdefghijklmnopqrstuvwxyzéüł", min_size=2, max_size=9), min_size=2, max_size=3, unique=True
    ),
    st.data(),
)
def test_case_order_and_punctuation_never_matter(words, data):
    other = data.draw(st.permutations(words))
    sign = data.draw(st.sampled_from([" ", "  ", ", ", "-", " \t"]))
    written = sign.join(word.upper() if data.draw(st.booleans()) else word for word in other)
    assert folding.whole(" ".join(words)) == folding.whole(written)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=5, max_size=10), st.data())
def test_one_slipped_letter_is_bridged(word, data):
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("aeiouxyz"))
    slips = [
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place + 1 :],
        word[:place] + letter + word[place:],
    ]
    assert all(folding.near(word) & folding.near(slip) for slip in slips)


@pytest.mark.parametrize("text", ["2014-03-12", "12/03/2014", "12.03.2014", "12 March 2014", " 12 Mar 2014 "])
def test_dates_are_read_as_they_are_typed(text):
    assert folding.read_date(text) == BORN
    assert folding.read_date("about 2014") is None


def test_swapped_dates():
    assert folding.swapped(BORN) == dt.date(2014, 12, 3)
    assert folding.swapped(dt.date(2014, 3, 13)) is None and folding.swapped(dt.date(2014, 3, 3)) is None
