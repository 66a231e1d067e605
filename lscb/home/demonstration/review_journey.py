"""The life of one Serious Case Review after the decision, step by step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

from lscb.home.demonstration import agency_report_journey as imrs
from lscb.home.demonstration import report_texts as texts
from lscb.home.demonstration.clock import weekday
from lscb.home.demonstration.journey import Case, again, lead_of, record_told, tell_bodies
from lscb.identity import operations as identity
from lscb.identity.models import Identifier, ProtectedPerson
from lscb.learning.models import Action, Finding, Recommendation
from lscb.learning.operations import decisions as judging
from lscb.learning.operations import findings, proposals, recommendations, work
from lscb.people.models import User
from reviews.models import Independence, Report
from reviews.operations import agency_reports, decisions, reports, reviews, terms

Kind, Role = ProtectedPerson.Kind, ProtectedPerson.Role
PANEL = (
    ("scr-vice-chair", "childrens-services"),
    ("scr-member-probation", "probation"),
    ("scr-member-health", "community-health"),
)
AGENCIES = ("police", "community-health", "housing", "hospital", "childrens-services")


def move(case: Case, verb: str, day: int, slug: str = "business-manager") -> None:
    case.on(day)
    reviews.move(review=again(case), verb=verb, by=case.cast[slug])


def commissioning(case: Case) -> None:
    case.on(31)
    decisions.close(referral=case.again(), by=case.cast["business-manager"])
    case.on(33)
    manager = case.cast["business-manager"]
    day = case.told + dt.timedelta(days=33)
    for slug, part in (("panel-chair", "panel-chair"), ("reviewer", "reviewer")):
        member = reviews.appoint(
            review=again(case), person=case.cast[slug], part=part, appointed_on=day, by=manager
        )
        reviews.declare_independence(member=member, employment=texts.EMPLOYMENT[slug], by=case.cast[slug])
        for check in member.independence.all():
            reviews.check_independence(
                check=check,
                finding=Independence.Finding.INDEPENDENT,
                reasons="No employment or contract was found.",
                by=manager,
            )
    for slug, agency in PANEL:
        reviews.appoint(
            review=again(case), person=case.cast[slug], part="panel", agency=case.cast.agency(agency), appointed_on=day,
            not_managing_case=True, by=manager,
        )  # fmt: skip
    reviews.choose_method(
        review=again(case), methodology="systems", reasons="To understand why people acted as they did, not only what they did.",
        key_issues=texts.KEY_ISSUES, by=manager,
    )  # fmt: skip
    record_told(case, "reviewer", 34)
    move(case, "commission", 34)


def scoping(case: Case) -> None:
    move(case, "start_scoping", 38)
    case.on(40)
    chair = case.cast["panel-chair"]
    version = terms.write(
        review=again(case), period_from=case.told - dt.timedelta(days=730), period_to=case.told, key_issues=texts.KEY_ISSUES,
        text=texts.TERMS, by=chair,
    )  # fmt: skip
    terms.circulate(terms=version, by=chair)
    for slug in ("panel-chair", *(slug for slug, _ in PANEL[:2])):
        terms.answer(terms=version, agrees=True, by=case.cast[slug])


def gathering(case: Case) -> None:
    case.on(48)
    version = again(case).terms.get()
    terms.answer(terms=version, agrees=True, comment="Thank you.", by=case.cast[PANEL[2][0]])
    terms.close(terms=version, by=case.cast["panel-chair"])
    move(case, "start_gathering", 50)
    chosen = [case.cast.agency(slug) for slug in AGENCIES]
    due = weekday(case.told + dt.timedelta(days=100))
    agency_reports.ask(review=again(case), agencies=chosen, due_on=due, by=case.cast["business-manager"])
    reviews.add_proceedings(
        review=again(case), kind="criminal", stage="Police investigation", effect="Two witnesses are not spoken to before a charging decision.",
        review_on=weekday(case.told + dt.timedelta(days=140)), by=case.cast["business-manager"], contact="Senior investigating officer",
    )  # fmt: skip
    first, second, *_ = imrs.waiting(case)
    imrs.finish(case, first, 70)
    imrs.send(case, second, 71)
    imrs.begin_at_the_hospital(case)


def analysis(case: Case) -> None:
    for number, report in enumerate(imrs.waiting(case)):
        imrs.finish(case, report, 92 + number)
    move(case, "start_analysis", 105)
    case.on(108)
    reviews.add_interim_learning(
        review=again(case), text="Letters about missed appointments did not reach families who had moved.",
        what_was_done="The hospital rings before it writes.", by=case.cast["reviewer"],
    )  # fmt: skip


def report_of(case: Case) -> Report:
    return Report.objects.select_related("record__board", "review__record__board").get(review=again(case))


def draft(case: Case) -> None:
    move(case, "start_draft", 115)
    for row in again(case).proceedings.filter(ended_on__isnull=True):
        reviews.end_proceedings(proceedings=row, on=timezone.localdate(), by=case.cast["business-manager"])
    reviewer = case.cast["reviewer"]
    if case.long:
        fill_register(case)
    reports.start(review=again(case), title=texts.TITLES[case.number % len(texts.TITLES)], by=reviewer)
    for number, section in enumerate(report_of(case).sections.all()):
        case.on(116 + number)
        reports.save_section(section=section, text=texts.section(section.code, case), by=reviewer)


def fill_register(case: Case) -> None:
    """Everybody whom the report names goes into the case's register, so that the anonymiser finds them."""
    home, manager, record = case.family, case.cast["business-manager"], again(case).record.case
    family = (
        (Kind.PERSON, Role.RELATIVE, "Grandmother", (home.grandmother,)),
        (Kind.PERSON, Role.OTHER, "Mother's partner", (home.partner,)),
    )
    for kind, role, called, names in (*family, *texts.NAMED):
        values = [
            (Identifier.Kind.NAME if not number else Identifier.Kind.OTHER_NAME, name)
            for number, name in enumerate(names)
        ]
        # Bodies and places are lettered or numbered; people of the case are called by what they do.
        person = kind == Kind.PERSON
        identity.add_person(
            record=record, kind=kind, role=role, values=values, by=manager, pseudonym=called if person else None,
            called="" if person else called,
        )  # fmt: skip


def panel_agreed(case: Case) -> None:
    record_findings(case)
    case.on(135)
    reports.send_to_panel(report=report_of(case), by=case.cast["reviewer"])
    chair = case.cast["panel-chair"]
    section = report_of(case).sections.first()
    assert section is not None
    reports.comment(section=section, text="Please say earlier what the review did not look at.", by=chair)
    case.on(142)
    reports.agree_by_panel(report=report_of(case), by=chair)
    move(case, "agree_by_panel", 143, "panel-chair")


def record_findings(case: Case) -> None:
    case.on(128)
    reviewer = case.cast["reviewer"]
    source = again(case).record
    for kind, title, text, recommendation, agency in texts.FINDINGS:
        finding = findings.add_finding(source=source, kind=kind, title=title, text=text, by=reviewer)
        if recommendation:
            recommendations.add_recommendation(
                source=source,
                text=recommendation,
                finding=finding,
                agencies=[case.cast.agency(agency)],
                by=reviewer,
            )


def board_approval(case: Case) -> None:
    move(case, "send_to_board", 146)
    manager = case.cast["business-manager"]
    for finding in Finding.objects.filter(source=again(case).record):
        reports.respond(
            report=report_of(case), finding=finding, answer="accepted", by=manager, reasons="The Board accepts this finding.",
            done_already="Every agency has told its staff.", difference_so_far="Fewer children are recorded as having missed an appointment.",
            still_to_do="The actions below.",
        )  # fmt: skip
    propose_actions(case)


def propose_actions(case: Case) -> None:
    source = again(case).record
    manager = case.cast["business-manager"]
    for number, row in enumerate(Recommendation.objects.filter(source=source).prefetch_related("agencies")):
        agency = row.agencies.all()[0]
        title, activity, difference = texts.ACTIONS[agency.slug]
        proposals.propose(
            source=source, title=title, activity=activity, difference_expected=difference, resources="None",
            agency=agency, end_on=weekday(case.told + dt.timedelta(days=260 + 40 * number)), recommendations=[row],
            group=case.cast.group("case-review"), by=manager,
        )  # fmt: skip


def response_agreed(case: Case) -> None:
    case.on(160)
    reports.agree_by_board(report=report_of(case), by=case.cast["independent-chair"])
    move(case, "agree_response", 160, "independent-chair")
    for action in Action.objects.filter(source=again(case).record):
        proposals.agree(action=action, wording_confirmed_safe=True, by=case.cast["business-manager"])


def monitoring(case: Case) -> None:
    move(case, "start_monitoring", 170)
    work_on_actions(case, verified=1)


def work_on_actions(case: Case, verified: int) -> None:
    """All of them are begun, one is verified more than claimed alone, and the rest go on."""
    rows = list(
        Action.objects.filter(source=again(case).record)
        .select_related("agency", "record__board")
        .order_by("pk")
    )
    for action in rows:
        case.on(180)
        work.start(action=action, by=lead_of(case, action.agency))
    for action in rows:
        case.on(200)
        work.update_progress(
            action=action, done="We wrote the new form with two teams and tried it for a month.", by=lead_of(case, action.agency),
            next_activity="We train the other teams.", next_on=case.told + dt.timedelta(days=240),
        )  # fmt: skip
    for action in rows[: verified + 1]:
        case.on(236)
        evidence = "Audit of 40 records: 38 were right."
        work.claim(
            action=action,
            done="Every team uses the new form.",
            evidence_text=evidence,
            by=lead_of(case, action.agency),
        )
    for action in rows[:verified]:
        case.on(245)
        reason = "The group saw the audit and spoke to two teams."
        judging.verify(action=action, reason=reason, by=case.cast["scr-vice-chair"])


def closed(case: Case) -> None:
    """What was left to do is done and verified, and the review is closed."""
    rows = Action.objects.filter(source=again(case).record).open().select_related("agency", "record__board")
    for action in rows:
        case.on(255)
        if action.status == Action.Status.STARTED:
            lead, evidence = lead_of(case, action.agency), "Minutes of the team meetings."
            work.claim(action=action, done="Done in every team.", evidence_text=evidence, by=lead)
    for action in rows.all():
        case.on(270)
        judging.verify(action=action, reason="The group saw the minutes.", by=_judge(case, action))
    move(case, "close", 290)


def _judge(case: Case, action: Action) -> User:
    return case.cast["scr-vice-chair" if action.agency and action.agency.slug == "hospital" else "scr-chair"]


#: The stages in order. Each begins where the one before it ended, so that each can be a transaction of its own.
STAGES: dict[str, Callable[[Case], object]] = {
    "initiated": tell_bodies, "commissioning": commissioning, "scoping": scoping, "gathering": gathering, "analysis": analysis,
    "draft-report": draft, "panel-agreed": panel_agreed, "board-approval": board_approval, "response-agreed": response_agreed,
    "monitoring": monitoring, "closed": closed,
}  # fmt: skip


def stages_to(last: str) -> tuple[Callable[[Case], object], ...]:
    """Every stage up to this one."""
    names = list(STAGES)
    return tuple(STAGES[name] for name in names[: names.index(last) + 1])
