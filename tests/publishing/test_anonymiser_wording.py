"""What the forty cases taught: the words that are published, and what is left to a person."""

import pytest

from lscb.publishing.anonymiser import anonymise
from tests.publishing.test_anonymiser_cases import REGISTER


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Fenwright, T.O. and T O Fenwright", "Child A and Child A"),
        (
            "DS Tate met Harrowmere's head; the School agreed.",
            "Officer 1 met School 1's head; School 1 agreed.",
        ),
        ("The Fenwright family moved.", "The [family name] family moved."),
        ("Rhiannon&Darius; (Tamsin)", "Mother&Partner; (Child A)"),
        ("a 6-month-old boy and a fourteen year old", "a boy aged under 1 and a child aged 10 to 15"),
        ("Flat 4, 23 Mill Row; the house on Otter Lane", "[number], [address]; the house on [address]"),
        ("Her car is LI61 NAX.", "Her car is [vehicle mark]."),
        ("worked as a lorry driver", "worked as a [occupation]"),
        ("On 03/2016 at 14:35", "On March 2016 at [time]"),
        ("Seven children lived there", "A number of children lived there"),
        ("f-e-n-w-r-i-g-h-t-e-r and T A M S I N", "f-e-n-w-r-i-g-h-t-e-r and Child A"),
    ],
)
def test_what_is_published(text, published):
    assert anonymise(text, REGISTER).text == published


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Mrs Price came.", "Mrs Price"),
        ("Then Mary-Grace Fenwright came.", "Mary-Grace Fenwright"),
        ("Her dog Biscuit barked.", "Biscuit"),
        ("They met Sandy Banks there.", "Sandy Banks"),
        ("They went to Sunny Bank Nursery.", "Sunny Bank Nursery"),
        ("Mr S. Wright came.", "S. Wright"),
        ("At the Fox Arms they talked.", "Fox Arms"),
        ("Price rises were discussed.", "Price"),
        ("the eldest of six", "eldest"),
        ("A black boy was stopped.", "black boy"),
        ("He stayed for three weeks.", "three weeks"),
    ],
)
def test_what_is_left_to_a_person(text, doubt):
    result = anonymise(text, REGISTER)
    assert doubt in [d["text"] for d in result.doubtful]
    assert result.text == text
