"""The one base of every form: fields, widgets, layout and markup in the look of the pages.

    from lscb.core import forms

    class ReferralForm(forms.Form):
        surname = forms.CharField(label="Surname", max_length=80, required="Enter the child's surname")
        born_on = forms.DateField(label="Date of birth", required="Enter the date of birth")

Forms check shape and wording only. See docs/COMPONENTS.md.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Fieldset, Layout
from django import forms as django_forms
from django.db import models
from django.forms.boundfield import BoundField
from django.forms.models import ModelFormMetaclass

from lscb.core import fields, formkeys, widgets
from lscb.core.fields import (
    BooleanField,
    CharField,
    ChoiceField,
    DateField,
    DecimalField,
    EmailField,
    FileField,
    IntegerField,
    LongTextField,
    ModelChoiceField,
    ModelMultipleChoiceField,
    MultipleChoiceField,
    RadioField,
    TimeField,
    clean_text,
)
from lscb.core.widgets import (
    Checkbox,
    CheckboxSelectMultiple,
    DateInput,
    FileInput,
    RadioSelect,
    Select,
    Textarea,
    TextInput,
)

if TYPE_CHECKING:
    AnyForm = django_forms.BaseForm
else:
    AnyForm = object

HiddenInput = django_forms.HiddenInput
ValidationError = django_forms.ValidationError
formset_factory = django_forms.formset_factory

__all__ = [
    "HTML", "BooleanField", "CharField", "Checkbox", "CheckboxSelectMultiple", "ChoiceField",
    "DateField", "DateInput", "DecimalField", "Div", "EmailField", "Fieldset", "FileField",
    "FileInput", "FilterForm", "Form", "HiddenInput", "IntegerField", "Layout", "LongTextField",
    "ModelChoiceField", "ModelForm", "ModelMultipleChoiceField", "MultipleChoiceField", "RadioField",
    "RadioSelect", "Select", "TextInput", "Textarea", "TimeField", "ValidationError", "choose_from", "clean_text",
    "error_links", "fields_without_words", "form_helper", "formset_factory",
]  # fmt: skip

PACK = "lscb_pack"
CLASSES = [
    (django_forms.Textarea, "govuk-textarea"),
    (django_forms.CheckboxInput, "govuk-checkboxes__input"),
    (django_forms.FileInput, "govuk-file-upload"),
    (django_forms.RadioSelect, ""),
    (django_forms.Select, "govuk-select"),
    (django_forms.MultiWidget, ""),
    (django_forms.widgets.Input, "govuk-input"),
]


def control_class(widget: django_forms.Widget, has_errors: bool) -> str:
    """The classes a control wears, its own ones kept: "govuk-input govuk-input--error"."""
    css = next((css for kind, css in CLASSES if isinstance(widget, kind)), "")
    error = f"{css}--error" if css and has_errors and "checkboxes" not in css else ""
    return " ".join(part for part in (css, error, widget.attrs.get("class", "")) if part)


class Control(BoundField):
    """A bound field whose control, hint and error point at each other."""

    def build_widget_attrs(self, attrs: Any, widget: django_forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if widget.is_hidden:
            return attrs
        if css := control_class(widget, bool(self.errors)):
            attrs["class"] = css
        if self.count_limit:
            described = [attrs.get("aria-describedby"), f"{self.auto_id}-info"]
            attrs["aria-describedby"] = " ".join(part for part in described if part)
            attrs["class"] += " govuk-js-character-count"
        return attrs

    @property
    def is_revealed(self) -> bool:
        """Drawn inside another question's option, not in the row of questions."""
        return self.name in getattr(self.form, "revealed_names", ())

    @property
    def count_limit(self) -> int | None:
        return getattr(self.field.widget, "count_limit", None)


class FormLook(AnyForm):
    """What all our forms share. `submit` is the button's text; `mark_optional` labels the optional."""

    use_required_attribute = False
    bound_field_class = Control
    submit = "Save and continue"
    mark_optional = True
    layout: tuple[Any, ...] = ()
    required_words: Mapping[str, str] = {}
    blank_words = ""  #: what stands in a list before anything is chosen, if the usual words do not fit

    def __init__(self, data: Any = None, files: Any = None, *args: Any, **kwargs: Any) -> None:
        # a page that is only opened has files too: none; they must not make the form one that was sent
        super().__init__(data, files if data is not None or files else None, *args, **kwargs)
        if not self.is_bound:  # what was typed before the person had to sign in again
            self.initial = {
                **(self.initial or {}),
                **formkeys.restored({n: self.add_prefix(n) for n in self.fields}),
            }
        for name, field in self.fields.items():
            words = self.required_words.get(name)
            if words:
                field.error_messages["required"] = words
                setattr(field, "states_own_words", True)  # noqa: B010
            elif not getattr(field, "states_own_words", False):
                field.error_messages["required"] = fallback_words(name, field)
            name_the_blank(field, self.blank_words or ("Choose one" if field.required else "None"))

        self.link_questions()

    def link_questions(self) -> None:
        """Hand each option that opens a further question the bound field it opens."""
        self.revealed_names: set[str] = set()
        for field in self.fields.values():
            widget = field.widget
            if isinstance(widget, widgets.HintedOptions) and widget.reveals:
                widget.revealed = {value: self[name] for value, name in widget.reveals.items()}
                self.revealed_names.update(widget.reveals.values())

    def ask_for(self, name: str, words: str) -> None:
        """In clean(): the field, optional by itself, is needed because of another answer."""
        if name not in self.errors and not self.cleaned_data.get(name):
            self.add_error(name, words)

    @property
    def helper(self) -> FormHelper:
        return form_helper(*self.layout)


def fallback_words(name: str, field: django_forms.Field) -> str:
    label = str(field.label or name.replace("_", " ")).rstrip("?: ")
    chosen = isinstance(field, (django_forms.ChoiceField, django_forms.FileField))
    return f"{'Choose' if chosen else 'Enter'} the {label[:1].lower()}{label[1:]}"


def name_the_blank(field: django_forms.Field, words: str) -> None:
    """Put words where Django shows a row of dashes before anything is chosen."""
    dashes = models.fields.BLANK_CHOICE_DASH[0]
    if isinstance(field, django_forms.ModelChoiceField):
        if field.empty_label == dashes[1]:
            field.empty_label = words
    elif isinstance(field, django_forms.ChoiceField) and dashes in list(field.choices):
        field.choices = [("", words) if each == dashes else each for each in field.choices]


class Form(FormLook, django_forms.Form):
    pass


class FilterForm(Form):
    """Filters of a list: read from the address, nothing required, nothing marked optional."""

    mark_optional = False
    submit = "Apply filters"
    blank_words = "All"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "filter_%s")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False


def choose_from(form: django_forms.BaseForm, name: str, rows: Any) -> None:
    """What may be chosen in a field: rows of the database, or pairs of a value and its words."""
    field = form.fields[name]
    if isinstance(field, django_forms.ModelChoiceField):
        field.queryset = rows
    elif isinstance(field, django_forms.ChoiceField):
        field.choices = rows
    else:
        raise TypeError(f"{name} offers no choices")


def our_formfield(db_field: models.Field, **kwargs: Any) -> django_forms.Field | None:
    """The form field of a model's column, in our look."""
    if isinstance(db_field, models.DateField) and not isinstance(db_field, models.DateTimeField):
        return db_field.formfield(**{"form_class": DateField, "widget": DateInput, **kwargs})
    if db_field.choices and isinstance(db_field, (models.CharField, models.IntegerField)):
        return db_field.formfield(**{"choices_form_class": TypedChoice, **kwargs})
    if isinstance(db_field, models.TextField):
        return db_field.formfield(**{"form_class": CharField, "widget": Textarea, **kwargs})
    if type(db_field) is models.CharField:
        return db_field.formfield(**{"form_class": CharField, **kwargs})
    return db_field.formfield(**kwargs)


class TypedChoice(fields.Worded, django_forms.TypedChoiceField):
    widget = widgets.Select
    default_error_messages = {"invalid_choice": "Choose one of the options shown"}


class LookMetaclass(ModelFormMetaclass):
    def __new__(mcs, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> Any:
        meta = attrs.get("Meta")
        if meta is not None and not getattr(meta, "formfield_callback", None):
            meta.formfield_callback = staticmethod(our_formfield)
        return super().__new__(mcs, name, bases, attrs)


class ModelForm(FormLook, django_forms.ModelForm, metaclass=LookMetaclass):
    pass


def form_helper(*layout: Any) -> FormHelper:
    """A helper that draws fields only: the form element, token and buttons are components/form.html."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.include_media = False
    helper.template_pack = PACK
    if layout:
        helper.layout = Layout(*layout)
        helper.render_hidden_fields = True
    return helper


def error_links(form: django_forms.BaseForm) -> list[tuple[str, str]]:
    """[(href or "", sentence)] for the summary on top of the page; href is the control to go to."""
    links = [("", str(text)) for text in form.non_field_errors()]
    for field in form:
        href = "" if field.is_hidden else f"#{first_control_id(field)}"
        links += [(href, text) for text in error_words(field)]
    return links


def error_words(field: BoundField) -> list[str]:
    """The messages of a field; where a form of another package only says "required", it says what to enter."""
    plain = str(django_forms.Field.default_error_messages["required"])
    return [fallback_words(field.name, field.field) if text == plain else str(text) for text in field.errors]


def first_control_id(field: BoundField) -> str:
    grouped = isinstance(field.field.widget, (django_forms.RadioSelect, django_forms.MultiWidget))
    return f"{field.auto_id}_0" if grouped else field.id_for_label or field.auto_id


def fields_without_words(form_class: Any) -> list[str]:
    """Names of required fields that do not say in their own words what to enter (for a rule test)."""
    declared = {**form_class.base_fields}
    return [
        name
        for name, field in declared.items()
        if field.required
        and name not in form_class.required_words
        and not getattr(field, "states_own_words", False)
    ]
