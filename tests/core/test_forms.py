"""Forms speak in sentences, keep what was typed, and draw markup that assistive technology understands."""

import datetime as dt

import pytest
from django import forms as django_forms
from django.contrib.auth.models import Permission
from django.template.loader import render_to_string

from lscb.core import forms


class Sample(forms.Form):
    surname = forms.CharField(label="Surname", max_length=10, required="Enter the child's surname")
    born_on = forms.DateField(
        label="Date of birth", required="Enter the date of birth", help_text="For example, 27 3 2016"
    )
    story = forms.LongTextField(
        label="What happened", max_length=50, required=False, widget=forms.Textarea(count=True)
    )
    kind = forms.RadioField(
        label="Type of review",
        choices=[("scr", "Serious case review"), ("plr", "Learning review")],
        required="Choose the type of review",
        widget=forms.RadioSelect(hints={"scr": "Regulation 5"}),
    )
    told = forms.BooleanField(label="The parents know", required="Confirm that the parents know")


GOOD = {
    "surname": "Vale",
    "born_on_day": "27",
    "born_on_month": "3",
    "born_on_year": "2016",
    "kind": "scr",
    "told": "on",
}


def sent(**changes):
    return Sample({**GOOD, **changes})


def drawn(form):
    return render_to_string("components/form.html", {"form": form})


def test_a_complete_form_is_valid():
    form = sent()
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born_on"] == dt.date(2016, 3, 27)


def test_every_required_field_asks_in_its_own_words():
    form = Sample({})
    assert form.errors["surname"] == ["Enter the child's surname"]
    assert form.errors["born_on"] == ["Enter the date of birth"]
    assert form.errors["kind"] == ["Choose the type of review"]
    assert form.errors["told"] == ["Confirm that the parents know"]
    assert forms.fields_without_words(Sample) == []


def test_a_required_field_without_words_is_found_and_still_speaks():
    class Bare(forms.Form):
        reason = forms.CharField(label="Reason")

    assert forms.fields_without_words(Bare) == ["reason"]
    assert Bare({}).errors["reason"] == ["Enter the reason"]


@pytest.mark.parametrize(
    ("day", "month", "year", "words"),
    [
        ("31", "2", "2016", "Date of birth must be a real date, for example 27 3 2016"),
        ("27", "13", "2016", "Date of birth must be a real date, for example 27 3 2016"),
        ("-1", "3", "2016", "Date of birth must be a real date, for example 27 3 2016"),
        ("٢٧", "3", "2016", "Date of birth must be a real date, for example 27 3 2016"),
        ("27", "x", "2016", "Date of birth must be a real date, for example 27 3 2016"),
        ("27", "3", "", "Date of birth must include a year"),
        ("27", "", "", "Date of birth must include a month and year"),
        ("27", "3", "16", "Date of birth must have a year between 1900 and 2100"),
        ("27", "3", "2101", "Date of birth must have a year between 1900 and 2100"),
        ("9" * 400, "3", "2016", "Date of birth must be a real date, for example 27 3 2016"),
    ],
)
def test_wrong_dates_are_explained_and_kept(day, month, year, words):
    form = sent(born_on_day=day, born_on_month=month, born_on_year=year)
    assert form.errors["born_on"] == [words]
    page = drawn(form)
    for text in (day, month, year):
        assert not text or f'value="{text}"' in page


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", "MARCH"])
def test_months_may_be_words(month):
    assert sent(born_on_month=month).is_valid()


def test_a_whole_date_under_the_plain_name_is_understood():
    data = {k: v for k, v in GOOD.items() if not k.startswith("born_on")}
    form = Sample({**data, "born_on": "2016-03-27"})
    assert form.is_valid(), form.errors
    assert 'value="27"' in drawn(Sample({**data, "born_on": "2016-03-27", "surname": ""}))


def test_a_date_from_the_database_is_shown_in_three_boxes():
    page = drawn(Sample(initial={"born_on": dt.date(2016, 3, 27)}))
    assert 'name="born_on_day" value="27"' in page
    assert 'name="born_on_year" value="2016"' in page


def test_an_unchanged_date_is_not_a_change():
    form = Sample(GOOD, initial={"born_on": dt.date(2016, 3, 27)})
    assert "born_on" not in form.changed_data


def test_text_loses_control_characters_and_keeps_its_lines():
    form = sent(story="one\x00\r\ntwo\rthree\x0b e\u0301", surname="Va\x00le")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["story"] == "one\ntwo\nthree é"
    assert form.cleaned_data["surname"] == "Vale"


def test_long_text_is_refused_with_both_numbers_and_never_cut_by_the_browser():
    form = sent(story="x" * 51)
    assert form.errors["story"] == ["Use 50 characters or fewer. You used 51"]
    page = drawn(form)
    assert "maxlength=" not in page.replace("data-maxlength=", "")
    assert 'data-maxlength="50"' in page
    assert "x" * 51 in page


def test_controls_point_at_their_hint_and_error():
    page = drawn(sent(surname="", born_on_day="99"))
    assert 'aria-describedby="id_surname_error"' in page
    assert 'id="id_surname_error"' in page
    assert 'aria-describedby="id_born_on_helptext id_born_on_error"' in page
    assert "govuk-input govuk-input--error" in page
    assert " required" not in page.split("<form")[1].split("govuk-button-group")[0].replace(" required=", "")


def test_the_summary_links_to_the_first_control_of_each_field():
    links = {text: href for href, text in forms.error_links(Sample({}))}
    assert links["Enter the child's surname"] == "#id_surname"
    assert links["Enter the date of birth"] == "#id_born_on_0"
    assert links["Choose the type of review"] == "#id_kind_0"
    page = drawn(Sample({}))
    for href in links.values():
        assert f'id="{href[1:]}"' in page


def test_optional_fields_say_so_and_hints_belong_to_their_option():
    page = drawn(Sample())
    assert 'What happened <span class="lscb-optional">(optional)</span>' in page
    assert 'aria-describedby="id_kind_0_hint"' in page
    assert 'id="id_kind_0_hint"' in page


def test_fields_may_be_grouped():
    class Grouped(Sample):
        layout = (
            forms.Fieldset("The child", "surname", "born_on"),
            forms.Fieldset("The case", "story", "kind", "told"),
        )

    page = drawn(Grouped())
    assert page.count("govuk-fieldset__legend--m") == 2
    assert page.count('name="surname"') == 1


def test_filters_require_nothing():
    class Filters(forms.FilterForm):
        words = forms.CharField(label="Words")
        since = forms.DateField(label="Since")

    form = Filters({})
    assert form.is_valid()
    assert form.cleaned_data == {"words": "", "since": None}
    assert "(optional)" not in render_to_string("components/filter_panel.html", {"form": form})


@pytest.mark.parametrize(
    ("typed", "hour"), [("14:30", 14), ("14.30", 14), ("2.30pm", 14), ("2:30 pm", 14), ("2pm", 14)]
)
def test_times_are_taken_as_people_write_them(typed, hour):
    class When(forms.Form):
        at = forms.TimeField(label="Time", required="Enter the time")

    form = When({"at": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["at"].hour == hour


def test_markup_in_what_was_typed_stays_text():
    page = drawn(sent(surname='"><script>alert(1)</script>'))
    assert "<script>" not in page


class Branching(forms.Form):
    told = forms.RadioField(
        label="Were the parents told?",
        choices=[("yes", "Yes"), ("no", "No")],
        required="Say whether the parents were told",
        widget=forms.RadioSelect(reveals={"no": "why_not"}),
    )
    why_not = forms.LongTextField(label="Why not", required=False)

    def clean(self):
        data = super().clean()
        if data.get("told") == "no":
            self.ask_for("why_not", "Say why the parents were not told")
        return data


def test_an_answer_may_open_a_further_question_drawn_once_under_it():
    page = drawn(Branching())
    assert page.count('name="why_not"') == 1
    assert 'data-reveals="id_told_1_question"' in page
    assert page.index('id="id_told_1_question"') < page.index('name="why_not"')


def test_the_further_question_is_asked_for_only_when_it_was_opened():
    assert Branching({"told": "yes"}).is_valid()
    form = Branching({"told": "no"})
    assert form.errors["why_not"] == ["Say why the parents were not told"]
    assert ("#id_why_not", "Say why the parents were not told") in forms.error_links(form)
    assert "Say why the parents were not told" in drawn(form)


def test_a_select_is_what_django_would_draw():
    """The same options, attributes and escapes; only line breaks differ."""
    groups = [("", "All <&>"), ("a'b", 'Say "so"'), ("Rooms & places", [("1", "One"), (2, "Two")])]
    ours, theirs = forms.Select(choices=groups), forms.django_forms.Select(choices=groups)
    attrs = {"id": "id_x", "class": "govuk-select", "required": True, "disabled": False, "data-n": 5}

    def words(html):
        return [line.strip() for line in html.splitlines() if line.strip()]

    for value in ("", "a'b", "2", None):
        assert words(ours.render("x", value, attrs)) == words(theirs.render("x", value, attrs))


DASHES = [("", "---------"), ("a", "A")]


class Lists(forms.Form):
    kind = django_forms.ChoiceField(label="Kind", choices=DASHES)
    other = django_forms.ChoiceField(label="Other", choices=DASHES, required=False)


def test_no_list_offers_a_row_of_dashes():
    class Filter(forms.FilterForm, Lists):
        pass

    assert [field.choices[0] for field in Lists().fields.values()] == [("", "Choose one"), ("", "None")]
    assert {field.choices[0] for field in Filter().fields.values()} == {("", "All")}


@pytest.mark.django_db
def test_a_list_of_rows_says_what_its_first_line_is_for():
    class Rows(forms.Form):
        group = django_forms.ModelChoiceField(label="Group", queryset=Permission.objects.all())

    assert "---" not in str(Rows()["group"])
    assert "Choose one" in str(Rows()["group"])
