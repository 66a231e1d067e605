"""What the referral form's pages show."""

from __future__ import annotations

from typing import Any

from lscb.clocks.regimes import regime
from lscb.core.templatetags.lscb import time_local
from lscb.files.models import FileUse
from lscb.files.presenters import size_in_words
from lscb.identity.models import Identifier, ProtectedPerson
from lscb.identity.presenters import written
from lscb.identity.reading import values_of
from reviews.forms.referral import AGENCIES
from reviews.models import Referral
from reviews.operations.family import people_in
from reviews.operations.referrals import FORM_FIELDS, page_version
from reviews.presenters.referral import for_referrer
from reviews.reading import papers_of

K = Identifier.Kind
R = ProtectedPerson.Role

TASKS = (
    ("child", "The child", True),
    ("home", "Home and family", False),
    ("siblings", "Brothers and sisters", False),
    ("referrer", "You and the dates", True),
    ("agencies", "Agencies involved", True),
    ("outline", "What happened", True),
    ("papers", "Papers", False),
    ("criteria", "Why the board should consider it", True),
)
ORDER = [name for name, _, _ in TASKS] + ["check"]
LABELS = {name: label for name, label, _ in TASKS}
KIND_WORDS = {
    K.FIRST_NAME: "First name", K.SURNAME: "Surname", K.OTHER_NAME: "Other names", K.BIRTH: "Date of birth",
    K.DEATH: "Date of death", K.ETHNICITY: "Ethnicity", K.RELIGION: "Religion", K.ADDRESS: "Address",
    K.PREVIOUS_ADDRESS: "Previous address", K.NAME: "Name", K.NOTE: "How related",
}  # fmt: skip


def after(page: str) -> str:
    """The page that follows, so that somebody can go through the form without returning to the list."""
    return ORDER[ORDER.index(page) + 1]


def _frame(door: Any) -> dict[str, Any]:
    crumbs = [{"label": "Referrals", "url": door.home_url}] if not door.outside else []
    return {
        "base_template": door.base_template, "kind": "Referral", "reference": door.referral.record.reference,
        "marking": "Strictly confidential", "breadcrumbs": [*crumbs, {"label": door.referral.record.reference, "url": door.url()}],
    }  # fmt: skip


def task_list(door: Any, missing: list[str]) -> dict[str, Any]:
    done = set(door.referral.pages_done)
    tasks = []
    for name, label, needed in TASKS:
        finished = name in done
        status = "Completed" if finished else ("Not started" if needed else "If you can")
        tasks.append(
            {
                "label": label,
                "url": door.url(name),
                "status": status,
                "colour": "" if finished else ("blue" if needed else "grey"),
            }
        )
    back = door.referral.status == Referral.Status.RETURNED
    return _frame(door) | {
        "title": "Nominate good practice" if door.referral.is_good_practice else "Refer a case", "tasks": tasks,
        "ready": not missing, "check_url": door.url("check"),
        "questions": list(door.referral.questions.filter(answered_at__isnull=True)) if back else [],
        "answer_url": way(door, "answer"), "withdraw_url": way(door, "withdraw"), "saved_text": saved_text(door.referral),
        "left": len(missing), "outside": door.outside, "referral": door.referral,
    }  # fmt: skip


def way(door: Any, verb: str) -> str:
    """The page of a verb that is no page of the form: beside it for somebody signed in, among its pages by a link."""
    return door.url(verb) if door.outside else f"{door.referral.record.get_absolute_url()}{verb}/"


def saved_text(referral: Referral) -> str:
    return f"Saved at {time_local(referral.saved_at)}" if referral.saved_at else ""


def saving(door: Any, name: str) -> dict[str, Any]:
    """Saving as one types, and a button that saves without JavaScript. What an outsider gave about people is not shown
    again, so that a page about them is replaced as a whole or not at all."""
    if given_before(door, name):
        return {}
    buttons = [{"name": "save", "value": "1", "label": "Save and come back later"}]
    return {"autosave_url": door.url(name), "saved_text": saved_text(door.referral), "buttons": buttons}


def given_before(door: Any, name: str) -> bool:
    return door.outside and name in ("child", "home") and page_version(door.referral, name) > 0


def withdrawn_words(referral: Referral) -> str:
    if referral.status == Referral.Status.WITHDRAWN:
        return "The referral is withdrawn."
    return (
        "The business unit has been told that you take it back. It may meet the criteria, so they decide whether it "
        "goes on."
    )


def page(door: Any, name: str, title: str, lead: str) -> dict[str, Any]:
    frame = _frame(door)
    frame["breadcrumbs"] = [*frame["breadcrumbs"], {"label": title}]
    if given_before(door, name):
        lead = "You have given this already. For safety it is not shown again; fill the page in again only to change it."
    return frame | {
        "title": title,
        "lead": lead,
        "cancel_url": door.url(),
        "cancel_label": "Back to the list",
    }


def initial(door: Any, name: str) -> dict[str, Any]:
    """What is already there. Identities are shown back to a signed-in author only, never to an outsider (design §5)."""
    version = {"version": page_version(door.referral, name)}
    if name in ("child", "home"):
        if not door.is_author:
            return version
        return (_child(door) if name == "child" else _home(door)) | version
    fields = {field: getattr(door.referral, field) for field in vars(door.referral) if field in FORM_FIELDS}
    return fields | version


def _values(door: Any, role: str) -> list[dict[str, str]]:
    return [dict(values_of(person)) for person in people_in(door.referral, role)]


def _child(door: Any) -> dict[str, Any]:
    found = next(iter(_values(door, R.CHILD)), {})
    return {
        "first_name": found.get(K.FIRST_NAME, ""), "surname": found.get(K.SURNAME, ""),
        "other_names": found.get(K.OTHER_NAME, ""), "born_on": found.get(K.BIRTH) or None,
        "died_on": found.get(K.DEATH) or None, "ethnicity": found.get(K.ETHNICITY, ""), "religion": found.get(K.RELIGION, ""),
    }  # fmt: skip


def _home(door: Any) -> dict[str, Any]:
    child = next(iter(_values(door, R.CHILD)), {})
    found = {"address": child.get(K.ADDRESS, ""), "previous": child.get(K.PREVIOUS_ADDRESS, "")}
    for number, person in enumerate(people_in(door.referral, R.PARENT)[:4], start=1):
        known = dict(values_of(person))
        found[f"carer_{number}"], found[f"relation_{number}"] = known.get(K.NAME, ""), known.get(K.NOTE, "")
    return found


def siblings(door: Any) -> dict[str, Any]:
    people = people_in(door.referral, R.SIBLING)
    rows = []
    for number, person in enumerate(people, start=1):
        shown = _line(person) if door.is_author else person.pseudonym
        rows.append({"text": shown, "number": number})
    return page(door, "siblings", "Brothers and sisters", "Add each one you know of, whatever household they live in.") | {
        "rows": rows, "next_url": door.url(after("siblings")),
    }  # fmt: skip


def _line(person: ProtectedPerson) -> str:
    found = dict(values_of(person))
    name = found.get(K.NAME) or " ".join(filter(None, [found.get(K.FIRST_NAME), found.get(K.SURNAME)]))
    return f"{name}, born on {written(K.BIRTH, found[K.BIRTH])}" if found.get(K.BIRTH) else name


def _file_name(door: Any, use: FileUse, number: int) -> str:
    """A name may hold a child's name, so somebody without an account does not see it again."""
    return use.file.name if door.is_author else f"Paper {number}"


def _file_detail(door: Any, use: FileUse) -> str:
    """How large it is; where its name is hidden, also what tells it from the others."""
    size = size_in_words(use.file.size)
    told = f"{use.file.extension.upper()}, {size}, added at {time_local(use.added_at)}"
    return size if door.is_author else told


def papers(door: Any, uses: list[FileUse]) -> dict[str, Any]:
    rows = [
        {
            "name": _file_name(door, use, number), "detail": _file_detail(door, use),
            "status": use.file.get_scan_display(), "number": use.pk,
            "removable": door.is_author or (door.outside and use.added_by_id is None),
        }
        for number, use in enumerate(uses, start=1)
    ]  # fmt: skip
    return page(door, "papers", "Papers", "Reports or chronologies that help. Nobody outside the case can open them.") | {
        "papers": rows, "next_url": door.url(after("papers")),
    }  # fmt: skip


def answers(door: Any, missing: list[str]) -> dict[str, Any]:
    """Check your answers: every page with a link to change it. Identities are shown to a signed-in author only."""
    sections = [_section(door, name, rows) for name, rows in (
        ("child", _person_rows(door, R.CHILD)), ("home", _person_rows(door, R.PARENT)), ("siblings", _person_rows(door, R.SIBLING)),
        ("referrer", _referrer(door.referral)), ("agencies", _agencies(door.referral)), ("outline", _outline(door.referral)),
        ("papers", _papers(door)),
        ("criteria", _nomination(door.referral) if door.referral.is_good_practice else _criteria(door.referral)),
    )]  # fmt: skip
    return page(door, "check", "Check your answers", "") | {
        "sections": sections, "missing": missing, "missing_text": ", ".join(LABELS[name] for name in missing), "list_url": door.url(),
    }  # fmt: skip


def _section(door: Any, name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"heading": LABELS[name], "rows": rows, "url": door.url(name)}


def _person_rows(door: Any, role: str) -> list[dict[str, Any]]:
    """The child fact by fact; everybody else of the family in one row each."""
    people = people_in(door.referral, role)
    if not door.is_author:
        return [{"key": person.pseudonym, "value": "Given; not shown again"} for person in people]
    if role != R.CHILD:
        return [{"key": person.pseudonym, "value": _line(person)} for person in people]
    return [
        {"key": KIND_WORDS.get(kind, kind), "value": written(kind, value)}
        for person in people
        for kind, value in values_of(person)
    ]


def _papers(door: Any) -> list[dict[str, Any]]:
    names = [_file_name(door, use, number) for number, use in enumerate(papers_of(door.referral), start=1)]
    return [{"key": "Papers", "lines": names, "empty": "None added"}]


def _referrer(referral: Referral) -> list[dict[str, Any]]:
    return [
        {"key": "Who is asking", "value": referral.get_source_display()},
        {"key": "Name", "value": referral.referrer_name},
        {"key": "Role", "value": referral.referrer_role},
        {"key": "Organisation", "value": referral.referrer_organisation},
        {"key": "Telephone", "value": referral.referrer_phone},
        {"key": "E-mail", "value": referral.referrer_email},
        {"key": "Date of referral", "value": referral.referred_on},
        {
            "key": "Date of notification",
            "value": referral.notified_on,
            "empty": "Not given: the day you send this counts",
        },
        {"key": "Date of the incident", "value": referral.incident_on},
    ]


def _agencies(referral: Referral) -> list[dict[str, Any]]:
    words = dict(AGENCIES)
    return [
        {"key": "Agencies", "lines": [words.get(code, code) for code in referral.agencies_known]},
        {"key": "Others", "value": referral.agencies_other},
        {"key": "Linked cases", "value": referral.linked_cases},
    ]


def _outline(referral: Referral) -> list[dict[str, Any]]:
    return [{"key": "What happened", "value": referral.outline}]


def _criteria(referral: Referral) -> list[dict[str, Any]]:
    criteria = regime(referral.regime).criteria
    names = {c.code: c.name for c in (*criteria.always, *criteria.flags)}
    return [
        {"key": "What happened to the child", "value": referral.get_harm_display()},
        {"key": "The death or the harm", "value": referral.why_harm},
        {"key": "Abuse or neglect", "value": referral.why_abuse},
        {"key": "Working together", "value": referral.why_concern},
        {"key": "These applied", "lines": [names.get(code, code) for code in referral.always]},
    ]


def _nomination(referral: Referral) -> list[dict[str, Any]]:
    return [
        {"key": "What was done well", "value": referral.what_worked},
        {"key": "What made it possible", "value": referral.what_helped},
    ]


def sent(door: Any) -> dict[str, Any]:
    """The acknowledgement carries the reference alone; later, where it has got to."""
    S, now = Referral.Status, door.referral.status
    first = now == S.SUBMITTED and not door.referral.withdrawal_asked_at
    return _frame(door) | {
        "title": "Referral sent" if first else "Your referral", "first": first, "outside": door.outside,
        "told": for_referrer(door.referral)["told"], "answer_url": way(door, "answer") if now == S.RETURNED else "",
        "withdraw_url": way(door, "withdraw") if door.outside and now in (S.SUBMITTED, S.RETURNED) else "",
        "next_steps": [
            "The business unit reads it, usually within two working days.",
            "They may come back to you with questions.",
            "The board decides within a month of being told, and you are told that it has decided.",
        ],
    }  # fmt: skip
