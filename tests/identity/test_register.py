"""The register of a case: pseudonyms, what machines read, what is never written in the clear."""

import pytest

from lscb.core.errors import BadInput
from lscb.identity.models import Identifier, ProtectedPerson
from lscb.identity.operations import add_person, change_person, retire_person
from lscb.identity.reading import register, values_of
from lscb.publishing.anonymiser.register import read_register
from lscb.records.operations import open_record
from lscb.trail.models import AuditEvent

pytestmark = pytest.mark.django_db


def add(case, by, role="sibling", name="Zuzanna Nowak", kind="PERSON", **more):
    return add_person(record=case, kind=kind, role=role, values=[("name", name)], by=by, **more)


def test_pseudonyms_by_role_are_unique_in_the_case(case, cast):
    by = cast["business-manager"]
    asked = [
        ("child", ""), ("child", ""), ("sibling", ""), ("sibling", ""), ("parent", "Mother"), ("parent", "Mother"),
        ("parent", ""), ("staff", "Social worker"), ("staff", "Social worker"), ("school", ""), ("place", "Town"),
        ("place", "Town"),
    ]  # fmt: skip
    got = [
        add(case, by, role, f"Zuzanna Nowak {i}", called=called).pseudonym
        for i, (role, called) in enumerate(asked)
    ]
    assert got == [
        "Child A", "Child B", "Sibling 1", "Sibling 2", "Mother", "Mother 2", "Carer 1", "Social worker 1",
        "Social worker 2", "School A", "Town A", "Town B",
    ]  # fmt: skip


def test_a_branch_of_the_case_shares_its_register(case, child, cast):
    branch = open_record(
        board=cast.board,
        kind="review",
        code="SCR",
        title="A review",
        route="identity:reveal",
        by=None,
        root=case,
    )
    assert add(branch, cast["business-manager"], role="child").pseudonym == "Child B"
    assert [entry["pseudonym"] for entry in register(branch)] == [
        "Child A",
        "[address]",
        "[number]",
        "Child B",
    ]


def test_a_pseudonym_is_never_used_again(case, child, cast):
    by = cast["business-manager"]
    change_person(person=child, pseudonym="Child K", by=by)
    assert add(case, by, role="child").pseudonym == "Child B"
    retire_person(person=ProtectedPerson.objects.get(pseudonym="Child B"), reason="Entered twice", by=by)
    assert add(case, by, role="child").pseudonym == "Child C"
    for taken in ("child a", "Child B", "CHILD K"):
        with pytest.raises(BadInput, match="is or was used"):
            add(case, by, pseudonym=taken)


@pytest.mark.parametrize("chosen", ["Jayden J", "the SMYTH child", "jáyden"])
def test_a_pseudonym_gives_no_name_away(child, cast, chosen):
    with pytest.raises(BadInput, match="part of the real name"):
        change_person(person=child, pseudonym=chosen, by=cast["business-manager"])


@pytest.mark.parametrize(
    ("kind", "name", "chosen", "given_away"),
    [
        ("ORG", "Kestrel Rise Primary School", "School A", False),
        ("ORG", "Kestrel Rise Primary School", "Primary school", False),
        ("ORG", "St Mary's Hospital", "Hospital B", False),
        ("LOC", "Harrow Road", "Road 2", False),
        ("ORG", "Kestrel Rise Primary School", "Kestrel School", True),
        ("ORG", "Kestrel Rise Primary School", "School on the Rise", True),
        ("ORG", "High School", "The High School", True),
        ("PERSON", "Rose Street", "Street", True),
        ("PERSON", "Ann Church", "Church A", True),
    ],
)
def test_what_a_place_is_may_stand_in_its_pseudonym(case, cast, kind, name, chosen, given_away):
    def choose():
        return add(case, cast["business-manager"], role="other", name=name, kind=kind, pseudonym=chosen)

    if given_away:
        with pytest.raises(BadInput, match="part of the real name"):
            choose()
    else:
        assert choose().pseudonym == chosen


def test_nothing_to_protect_is_refused(case, cast):
    with pytest.raises(BadInput, match="at least one"):
        add_person(record=case, kind="PERSON", role="child", values=[("name", "  ")], by=None)
    assert not ProtectedPerson.objects.exists()


def test_the_register_is_what_the_anonymiser_takes(case, child, cast):
    add(
        case,
        cast["business-manager"],
        role="other",
        name="Prof Ada Quill",
        protect=False,
        protect_reason="Reviewer",
    )
    rows = register(case)
    assert rows[0] == {
        "id": f"p{child.pk}", "kind": "PERSON", "role": "child", "name": "Jayden Okafor-Smyth",
        "other_names": ["Jay Smyth"], "pseudonym": "Child A", "dates": ["2014-03-12"],
    }  # fmt: skip
    assert [(row["kind"], row["name"], row["pseudonym"]) for row in rows[1:]] == [
        ("LOC", "12 Kestrel Rise, Westmere", "[address]"),
        ("CODE", "943 476 5919", "[number]"),
    ]
    assert len(read_register(rows)) == 3


def test_register_takes_two_queries_whatever_its_length(case, child, cast, django_assert_num_queries):
    for number in range(5):
        add(case, cast["business-manager"], name=f"Zuzanna Nowak {number}")
    with django_assert_num_queries(2):
        register(case)


def test_change_replaces_values_and_keeps_the_rest(child, cast):
    changed = change_person(person=child, values=[("name", "Jaiden Smyth")], by=cast["business-manager"])
    assert (changed.pseudonym, values_of(changed)) == ("Child A", [("name", "Jaiden Smyth")])
    with pytest.raises(BadInput, match="may be published"):
        change_person(person=child, protect=False, by=cast["business-manager"])


def test_retiring_needs_a_reason_without_a_name(child, cast, case):
    by = cast["business-manager"]
    for reason, sentence in (("", "Say why"), ("It was Jayden twice", "without anybody")):
        with pytest.raises(BadInput, match=sentence):
            retire_person(person=child, reason=reason, by=by)
    retire_person(person=child, reason="Entered twice", by=by)
    assert register(case) == []
    with pytest.raises(BadInput, match="already"):
        retire_person(person=child, reason="Entered twice", by=by)
    with pytest.raises(BadInput, match="taken out"):
        change_person(person=child, pseudonym="Child Z", by=by)


def test_the_trail_holds_no_value(child, cast):
    change_person(person=child, values=[("name", "Jaiden Smyth")], by=cast["business-manager"])
    told = " ".join(str(event.detail) for event in AuditEvent.objects.filter(event__startswith="identity."))
    assert "identity" not in told and "Smyth" not in told and "2014" not in told and "Kestrel" not in told
    assert not any("Smyth" in row.value for row in Identifier.objects.all())


def test_somebody_without_an_account_may_take_an_entry_back(child, case):
    retire_person(person=child, reason="Taken off the form", by=None)
    assert register(case) == []
