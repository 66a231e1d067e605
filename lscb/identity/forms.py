from lscb.core import forms


class RevealForm(forms.Form):
    submit = "Show identity for 15 minutes"

    reason = forms.CharField(
        label="Why do you need to see who this is about?",
        help_text="A few words, and nobody’s name. Your reason and the time are kept in the history.",
        max_length=300,
        required="Say in a few words why you need to see who this is about",
    )
