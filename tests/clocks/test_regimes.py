"""The regimes are complete, hang together, and a mistake in a file is named."""

import itertools

import pytest

from lscb.clocks import regimes
from lscb.clocks.regimes import Direction, Lead, RegimeError, Unit, read_regime

WT2015 = [
    "LA-NOTIFY", "DECISION", "NOTIFY-DECISION", "REVIEWER-NAMES", "COMPLETE-SCR", "PLR-6M",
    "ADVANCE-7WD", "ON-SITE-12M", "NON-PUB", "PANEL-INFO", "YEARLY-REPORT", "CDOP-NOTIFY", "CDOP-6M",
    "CDOP-Y", "S11-2Y", "DHR-1M", "DHR-6M",
]  # fmt: skip
WT2023 = [
    "LA-NOTIFY", "PARTNERS-TOLD", "LAC-DEATH", "RAPID-REVIEW", "PANEL-RESPONSE", "LCSPR-DECIDED",
    "LCSPR-6M", "ADVANCE-7WD", "ON-SITE-1Y", "MONITOR", "YEARLY", "CDR-NOTIFY", "DHR-1M", "DHR-6M",
    "DARDR-1M", "DARDR-6M",
]  # fmt: skip
WITHOUT_LENGTH = {"REVIEWER-NAMES", "NON-PUB", "PANEL-INFO", "PANEL-RESPONSE", "LCSPR-DECIDED", "MONITOR"}
WITHOUT_LENGTH |= {"DEFER-REVIEW", "ACTION", "RETURN-DUE", "ACCEPTANCE"}
WITHOUT_LENGTH |= {
    "REG-CHALLENGE", "REG-RISK", "REG-ESCALATION", "REG-SCRUTINY", "REG-EXTERNAL", "REG-INSPECTION", "REG-HORIZON",
    "REG-FAILURE", "DOCUMENT-REVIEW", "ASSURANCE-DUE", "MEMBER-UPDATE", "ACCESS-REVIEW",
}  # fmt: skip
LENGTHS = {
    "EN-WT2015": {
        "LA-NOTIFY": (5, Unit.WORKING_DAY),
        "DECISION": (1, Unit.MONTH),
        "NOTIFY-DECISION": (5, Unit.WORKING_DAY),
        "COMPLETE-SCR": (6, Unit.MONTH),
        "ADVANCE-7WD": (7, Unit.WORKING_DAY),
        "ON-SITE-12M": (12, Unit.MONTH),
        "CDOP-NOTIFY": (24, Unit.HOUR),
        "S11-2Y": (24, Unit.MONTH),
    },
    "EN-WT2023": {
        "PARTNERS-TOLD": (5, Unit.WORKING_DAY),
        "RAPID-REVIEW": (15, Unit.WORKING_DAY),
        "LCSPR-6M": (6, Unit.MONTH),
        "YEARLY": (12, Unit.MONTH),
        "CDR-NOTIFY": (24, Unit.HOUR),
        "DARDR-6M": (6, Unit.MONTH),
    },
}


def test_both_english_regimes_are_shipped_the_oldest_first():
    assert [each.code for each in regimes.all_regimes()] == ["EN-WT2015", "EN-WT2023"]


@pytest.mark.parametrize(("code", "clocks"), [("EN-WT2015", WT2015), ("EN-WT2023", WT2023)])
def test_every_clock_of_law_and_guidance_is_there_in_order(code, clocks):
    rules = regimes.regime(code).rules
    assert [rule.code for rule in rules][: len(clocks)] == clocks
    assert {rule.code for rule in rules if rule.amount is None} <= WITHOUT_LENGTH
    assert all(rule.local for rule in rules[len(clocks) :])
    assert {"AGENCY-SCOPING", "IMR", "ACTION", "PLR-6M"} <= {rule.code for rule in rules}
    for name, (amount, unit) in LENGTHS[code].items():
        rule = regimes.regime(code).rule(name)
        assert (rule.amount, rule.unit) == (amount, unit), name


def test_only_what_stays_up_is_a_minimum_and_only_advance_copies_run_backward():
    for each in regimes.all_regimes():
        assert {rule.code for rule in each.rules if rule.minimum} <= {"ON-SITE-12M", "ON-SITE-1Y"}
        backward = {rule.code for rule in each.rules if rule.direction is Direction.BACKWARD}
        assert backward == {"ADVANCE-7WD"}


def test_who_decides():
    scr = regimes.regime("EN-WT2015").review_type("SCR")
    assert scr.deciders == ("independent-chair",)
    assert scr.independent_lead is Lead.MUST
    lcspr = regimes.regime("EN-WT2023").review_type("LCSPR")
    assert len(lcspr.deciders) == 3 and all(who.startswith("safeguarding-partner-") for who in lcspr.deciders)
    assert not any("independent-chair" in each.deciders for each in regimes.regime("EN-WT2023").review_types)


def test_the_catalogue_and_the_three_recommendations():
    regime = regimes.regime("EN-WT2015")
    assert {each.code for each in regime.review_types} == {"SCR", "PLR", "THR", "IMR", "SNG", "BPR", "INQ"}
    assert [each.code for each in regime.recommendations] == ["scr", "none", "other"]
    assert len(regime.criteria.always) == 9
    assert [flag.code for flag in regime.criteria.flags] == ["suspected-suicide"]
    assert len(regimes.regime("EN-WT2023").criteria.considerations) == 4
    assert regime.recipient_name("dfe") == "Department for Education"


@pytest.mark.parametrize("found", list(itertools.product([True, False, None], repeat=4)))
def test_the_serious_case_review_test_is_a_and_died_or_harmed_with_concern(found):
    a, died, harmed, concern = found
    met = regimes.regime("EN-WT2015").criteria.met(
        {"a": a, "b_i": died, "b_ii_harm": harmed, "b_ii_concern": concern}
    )
    if None not in found:
        assert met is (a and (died or (harmed and concern)))
    if a and died:
        assert met is True, "for a child who died, concern about joint working is not asked"
    if a is False:
        assert met is False
    if a and died is False and harmed and concern is None:
        assert met is None


def test_a_limb_that_nobody_has_looked_at_leaves_the_test_open():
    assert regimes.regime("EN-WT2015").criteria.met({"a": True}) is None
    assert regimes.regime("EN-WT2023").criteria.met({"a": True, "b_ii_harm": True}) is True
    assert regimes.regime("EN-WT2023").criteria.automatic is False


def test_an_unknown_regime_rule_or_type_is_said_in_a_sentence():
    with pytest.raises(
        regimes.UnknownRegime, match="no regime called FR-2020. Choose EN-WT2015 or EN-WT2023."
    ):
        regimes.regime("FR-2020")
    with pytest.raises(LookupError, match="EN-WT2015 has no clock called RAPID-REVIEW"):
        regimes.regime("EN-WT2015").rule("RAPID-REVIEW")
    with pytest.raises(LookupError, match="no review type called LCSPR"):
        regimes.regime("EN-WT2015").review_type("LCSPR")


def shipped_text():
    return (regimes.FOLDER / "en_wt2015.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('unit = "hour"', 'unit = "fortnight"', "CDOP-NOTIFY: unit: 'fortnight' is none of"),
        ("amount = 24\nunit = \"hour\"", 'unit = "hour"', "CDOP-NOTIFY: amount and unit go together"),
        ("amount = 24\nunit = \"hour\"", 'amount = "24"\nunit = "hour"', "CDOP-NOTIFY: amount: '24' is not of type int"),
        ("amount = 24\nunit = \"hour\"", 'amount = 0\nunit = "hour"', "CDOP-NOTIFY: amount is at least 1"),
        ('recipients = ["cdop-manager"]', 'recipients = ["king"]', "CDOP-NOTIFY tells unknown recipient: king"),
        ('code = "CDOP-6M"', 'code = "CDOP-Y"', "repeated code: CDOP-Y"),
        ('code = "CDOP-6M"\n', 'code = "CDOP-6M"\ncolour = "red"\n', "CDOP-6M: unknown field colour"),
        ('code = "b_i"', 'code = "b_x"', "logic names unknown limb: b_i"),
        ('{ all = ["b_ii_harm"', '{ both = ["b_ii_harm"', "logic: write a limb"),
        ('default_clock = "PLR-6M"', 'default_clock = "PLR"', "default_clock names unknown clock: PLR"),
        ('review_types = ["SCR"]', 'review_types = ["LCSPR"]', "scr names unknown review type: LCSPR"),
        ('calendar = "england-and-wales"\n', "", "calendar is missing"),
        ("minimum = true", 'minimum = true\ndirection = "backward"', "ON-SITE-12M: a clock that runs backward"),
        ("in_force_until = 2019", "in_force_until = 1999", "in_force_until is before"),
        ("recipients = [\n", "recipients = [[\n", "mine.toml"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_file_is_named(old, new, complaint):
    text = shipped_text()
    assert old in text
    with pytest.raises(RegimeError) as refusal:
        read_regime(text.replace(old, new, 1), "mine.toml")
    assert str(refusal.value).startswith("mine.toml")
    assert complaint in str(refusal.value)
