"""What holds of every text: offsets, reconstruction, rulings, the register's shapes."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lscb.publishing.anonymiser import DatePolicy, RegisterError, RulingError, anonymise, read_register
from lscb.publishing.anonymiser.cli import BadInput, run_anonymise
from lscb.publishing.anonymiser.folding import Folded
from tests.publishing.test_anonymiser_cases import REGISTER

NAMES = [name for row in REGISTER for name in (row["name"], *row.get("other_names", []))]
PIECES = st.sampled_from(
    [
        *NAMES,
        "Fenwright",
        "Tamsin",
        "Mr",
        "Moss",
        " ",
        " ",
        "\n",
        ", ",
        ". ",
        "-\n",
        "the ",
        "was seen ",
        "on 3 April 2016",
        "in May",
        "aged 7 years",
        "wv99 9zy",
        "İstanbul",
        "ﬁne",
        "e\u0301",
        "\u200b",
        "<b>",
        "</b>",
        "&amp;",
        "£300",
        "07700 900456",
        "99%",
        "Perpetua Vandersloot",
        "the court",
        "school",
        "shaneece",
        "T.O.F.",
        "(",
        ")",
        "“",
        "”",
        "two siblings",
        "and",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(PIECES, max_size=12).map("".join),
    st.lists(PIECES, max_size=12).map(" ".join),
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(TEXTS)
def test_spans_are_valid_apart_and_rebuild_the_text(text):
    result = anonymise(text, REGISTER)
    place, rebuilt = 0, []
    for start, end, label, new in result:
        assert 0 <= place <= start < end <= len(text) and label
        rebuilt += [text[place:start], text[start:end] if new is None else new]
        place = end
    assert "".join([*rebuilt, text[place:]]) == result.text
    assert len(result.replacements) + len(result.doubtful) == len(result)
    assert all(d["text"] == text[d["start"] : d["end"]] for d in result.doubtful)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=10).map(" ".join))
def test_a_second_pass_finds_no_name_that_the_first_could_have_masked(text):
    once = anonymise(text, REGISTER).text
    twice = anonymise(once, REGISTER)
    assert twice.text == once


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=60))
def test_folding_keeps_the_way_back(text):
    folded = Folded(text)
    for offset in range(len(folded.text)):
        start, end = folded.span(offset, offset + 1)
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        str.lower,
        lambda n: n.replace(" ", "\n"),
        lambda n: n.replace(" ", "\u00a0"),
        lambda n: n + "'s",
        lambda n: "\u200b".join(n),
        lambda n: n.replace("-", "\u2011"),
        lambda n: f"<i>{n}</i>",
        lambda n: n.replace("e", "\u0435"),
        lambda n: n.replace("-", " "),
        lambda n: n.replace("i", "\u00adi"),
        lambda n: "".join(chr(ord(c) + 0xFEE0) if "A" <= c <= "z" else c for c in n),
    ],
)
@pytest.mark.parametrize("row", [r for r in REGISTER if r["kind"] == "PERSON"], ids=lambda r: r["id"])
def test_a_full_name_is_found_however_it_is_written(row, change):
    text = f"Then they saw {change(row['name'])} at home."
    found = {new for _, _, _, new in anonymise(text, REGISTER) if new is not None}
    assert found == {row["pseudonym"]}


@pytest.mark.parametrize("wrong", ["Fenwrght", "Fennwright", "Fewnright", "Fenwrigth", "Ferwright"])
def test_small_typing_errors_are_read_as_the_name(wrong):
    assert anonymise(f"Tamsin {wrong} came.", REGISTER).text == "Child A came."


def test_rulings_settle_doubts_everywhere():
    text = "Perpetua came. A neighbour, PERPETUA, was from Gretna."
    rulings = [
        {"text": "perpetua", "action": "mask", "replacement": "Neighbour"},
        {"text": "Gretna", "action": "keep"},
    ]
    result = anonymise(text, REGISTER, rulings)
    assert result.text == "Neighbour came. A neighbour, Neighbour, was from Gretna."
    assert not result.doubtful


def test_keeping_never_uncovers_a_registered_name():
    result = anonymise("Tamsin Fenwright came.", REGISTER, [{"text": "Tamsin Fenwright", "action": "keep"}])
    assert result.text == "Child A came."


def test_a_ruling_without_action_is_refused():
    with pytest.raises(RulingError):
        anonymise("x", [], [{"text": "x"}])


def test_the_register_may_be_a_list_or_an_object():
    assert read_register(REGISTER) == read_register({"entries": REGISTER})
    for bad in ("text", 3, {"people": []}, [{"id": "1"}], ["x"]):
        with pytest.raises(RegisterError):
            read_register(bad)


@pytest.mark.parametrize(
    ("policy", "text"), [("month", "April 2016"), ("year", "2016"), ("remove", "[date]")]
)
def test_the_policy_decides_how_coarse_a_date_becomes(policy, text):
    assert anonymise("3 April 2016", [], policy=DatePolicy(dates=policy)).text == text


def test_files_in_and_a_dictionary_out(tmp_path):
    register, text = tmp_path / "register.json", tmp_path / "text.txt"
    register.write_text(json.dumps({"entries": REGISTER}), encoding="utf-8")
    text.write_text("Tamsin met Perpetua.", encoding="utf-8")
    got = run_anonymise(register, text)
    assert got["text"] == "Child A met Perpetua."
    assert got["replacements"] == [
        {"start": 0, "end": 6, "label": "PERSON", "replacement": "Child A", "register_id": "1"}
    ]
    assert [d["text"] for d in got["doubtful"]] == ["Perpetua"]


@pytest.mark.parametrize(
    ("register", "text"),
    [
        (b"{", b"x"),
        (b"3", b"x"),
        (b'[{"id": "1"}]', b"x"),
        (b"[]", b"\xff\xfe\xff"),
        (None, b"x"),
        (b"[]", None),
    ],
)
def test_bad_input_is_told_in_a_sentence(tmp_path, register, text):
    paths = []
    for name, data in (("register.json", register), ("text.txt", text)):
        paths.append(tmp_path / name)
        if data is not None:
            paths[-1].write_bytes(data)
    with pytest.raises(BadInput, match=r"^[A-Z].*\.$"):
        run_anonymise(*paths)


@pytest.mark.parametrize("piece", ["A ", "Ab ", "1 ", "1/", "a-", "<a ", "Mr ", "“A ", "one "])
def test_no_text_takes_time_out_of_proportion(piece):
    """Twenty thousand characters of any one thing; a quadratic rule would stall the suite here."""
    text = piece * (20_000 // len(piece))
    assert anonymise(text, REGISTER).source == text
