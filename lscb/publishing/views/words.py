"""Doubtful words and the case's register: pages that show real names, and only while identity is revealed."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lscb.board.identity import may_reveal
from lscb.core.posting import posted
from lscb.identity.models import ProtectedPerson
from lscb.identity.presenters import identity_panel
from lscb.identity.reading import is_revealed, people_of, pseudonyms_of, register
from lscb.publishing import forms
from lscb.publishing import permissions as may
from lscb.publishing.anonymiser import check_register
from lscb.publishing.models import Document, Doubt
from lscb.publishing.operations import register as entries
from lscb.publishing.operations import words as rulings
from lscb.publishing.presenters import register as show_register
from lscb.publishing.presenters import words as show
from lscb.publishing.presenters.pages import frame, url
from lscb.publishing.reading import entries_of
from lscb.publishing.views.shared import actor, fetch, fetch_to_rule, form_page


def words(request: HttpRequest, reference: str) -> HttpResponse:
    document = fetch(request, reference, "doubtful words")
    user: Any = request.user
    may.check_can_prepare(user, document)
    if not is_revealed(document.record, user):
        panel = identity_panel(document.record, user, may_reveal(user, document.record), request.path)
        return render(
            request, "publishing/words_hidden.html", frame(document, "Doubtful words") | {"identity": panel}
        )
    asked = request.GET
    number = int(asked["page"]) if asked.get("page", "").isdecimal() and len(asked["page"]) < 6 else 1
    shown = "ruled" if asked.get("show") == "ruled" else ""
    context = show.page(document, asked.get("section", ""), shown, max(1, number))
    return render(request, "publishing/words.html", context)


def _doubt(document: Document, number: Any) -> Doubt:
    rows = document.doubts.select_related("ruling", "document__record__board", "document__record__root")
    return get_object_or_404(rows, pk=number if str(number).isdecimal() and len(str(number)) < 19 else 0)


@require_POST
def rule(request: HttpRequest, reference: str) -> HttpResponse:
    """A button of the queue: settled at once, or led to the form that asks for the words."""
    document = fetch_to_rule(request, reference, "ruling")
    doubt = _doubt(document, request.POST.get("doubt", ""))
    ruling = request.POST.get("ruling", "")
    settled = show.quick(doubt, ruling)
    if ruling == "open" and doubt.ruling:
        left = rulings.open_again(ruling=doubt.ruling, by=actor(request))
    elif settled is None:
        return redirect(show.form_url(doubt, ruling))
    else:
        left = rulings.rule(doubt=doubt, by=actor(request), **settled)
    messages.success(request, f"Settled. {left} open.")
    return redirect(url(document, "words"))


def _ruling(
    request: HttpRequest, reference: str, number: int, form_class: Any, action: str, title: str
) -> HttpResponse:
    document = fetch_to_rule(request, reference, "ruling")
    doubt = _doubt(document, number)
    form = form_class(posted(request))
    act = partial(rulings.rule, doubt=doubt, action=action, by=actor(request))
    return form_page(
        request, document, form, act, title, "Settled.", to=url(document, "words"), template="publishing/word_form.html",
        **_without_title(show.one(document, doubt, title)),
    )  # fmt: skip


def _without_title(context: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in context.items() if name not in ("title", "document")}


def keep(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    return _ruling(request, reference, number, forms.KeepForm, "keep", "Keep this word")


def mask(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    return _ruling(request, reference, number, forms.MaskForm, "mask", "Replace this word")


def add_to_register(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    document = fetch_to_rule(request, reference, "register")
    doubt = _doubt(document, number)
    form = forms.EntryForm(posted(request), initial={"name": doubt.text, "kind": "PERSON"})
    act = partial(entries.add_entry, document=document, doubt=doubt, by=actor(request))
    return form_page(
        request, document, form, act, "Add to the register", "Added; the text was made anew.", to=url(document, "words"),
        template="publishing/word_form.html", **_without_title(show.one(document, doubt, "Add to the register")),
    )  # fmt: skip


def several(request: HttpRequest, reference: str) -> HttpResponse:
    document = fetch_to_rule(request, reference, "several words")
    if request.method == "POST":
        chosen = [
            int(value) for value in request.POST.getlist("doubts") if value.isdecimal() and len(value) < 19
        ]
        left = rulings.keep_all(document=document, doubts=chosen, by=actor(request))
        messages.success(request, f"Kept. {left} words are open.")
        return redirect(url(document, "words"))
    return render(request, "publishing/words_several.html", show.several(document))


def hide(request: HttpRequest, reference: str) -> HttpResponse:
    document = fetch_to_rule(request, reference, "hide words")
    form = forms.HideForm(posted(request))
    act = partial(rulings.hide_words, document=document, by=actor(request))
    to = url(document, "words")
    return form_page(
        request, document, form, act, "Replace other words", "Replaced.", to=to, field="text", cancel_url=to
    )


@require_POST
def run(request: HttpRequest, reference: str) -> HttpResponse:
    document = fetch(request, reference, "run again")
    left = rulings.run_again(document=document, by=actor(request))
    messages.success(
        request, f"The text was made anew with the register as it is now. {left} words are open."
    )
    return redirect(url(document, "words"))


# --- the register ---------------------------------------------------------------------------------
def register_page(request: HttpRequest, reference: str) -> HttpResponse:
    document = fetch(request, reference, "register")
    user: Any = request.user
    may.check_can_prepare(user, document)
    revealed = is_revealed(document.record, user)
    known = people_of(document.record, user) if revealed else []
    warnings = check_register(register(document.record)) if revealed else []
    context = show_register.page(document, pseudonyms_of(document.record), known, warnings)
    panel = (
        None
        if revealed
        else identity_panel(document.record, user, may_reveal(user, document.record), request.path)
    )
    return render(request, "publishing/register.html", context | {"identity": panel})


def register_new(request: HttpRequest, reference: str) -> HttpResponse:
    document = fetch_to_rule(request, reference, "register")
    form = forms.EntryForm(posted(request), initial={"kind": "PERSON"})
    act = partial(entries.add_entry, document=document, by=actor(request))
    done, to = "Added; the text was made anew.", url(document, "register")
    return form_page(request, document, form, act, "Add to the register", done, to=to, cancel_url=to)


def _entry(document: Document, number: int) -> ProtectedPerson:
    return get_object_or_404(entries_of(document), pk=number)


def register_change(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    document = fetch_to_rule(request, reference, "register")
    person = _entry(document, number)
    known = next(k for k in people_of(document.record, actor(request)) if k.person.pk == person.pk)
    form = forms.ChangeEntryForm(posted(request), known=known)
    act = partial(entries.change_entry, document=document, person=person, by=actor(request))
    to, retire = url(document, "register"), url(document, "register-retire", number)
    return form_page(
        request, document, form, act, f"Change {person.pseudonym}", "Changed; the text was made anew.", to=to,
        cancel_url=to, template="publishing/register_form.html", retire_url=retire,
    )  # fmt: skip


def register_retire(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    document = fetch_to_rule(request, reference, "register")
    person = _entry(document, number)
    form = forms.RetireForm(posted(request))
    act = partial(entries.retire_entry, document=document, person=person, by=actor(request))
    to = url(document, "register")
    lead = "Its names will not be looked for any more, and its pseudonym is never used again."
    return form_page(
        request, document, form, act, f"Take out {person.pseudonym}", "Taken out; the text was made anew.", to=to,
        field="reason", cancel_url=to, lead=lead,
    )  # fmt: skip
