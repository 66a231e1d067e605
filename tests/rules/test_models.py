"""Who and when stand together, proved by the database; migrations say what the models say."""

import io

from django.apps import apps
from django.core.management import call_command
from django.db.models import CheckConstraint, Q

from tests.rules import exceptions
from tests.rules.source import package_of
from tests.rules.test_code import left


def our_models():
    return [
        model
        for model in apps.get_models()
        if package_of(model.__module__) and not hasattr(model, "history_object")
    ]


def names_in(condition):
    """The fields that a condition speaks of."""
    found = set()
    for part in condition.children:
        found |= names_in(part) if isinstance(part, Q) else {str(part[0]).split("__")[0]}
    return found


def test_who_and_when_come_together():
    """An x_at that may be empty and an x_by need a CheckConstraint over both: neither, or both."""
    loose = []
    for model in our_models():
        fields = {field.name: field for field in model._meta.concrete_fields}
        for name, field in fields.items():
            who = name.removesuffix("_at").removesuffix("_on") + "_by"
            if not name.endswith(("_at", "_on")) or who not in fields or not field.null:
                continue
            covered = any(
                {name, who} <= names_in(constraint.condition)
                for constraint in model._meta.constraints
                if isinstance(constraint, CheckConstraint)
            )
            if not covered:
                loose.append(f"{model.__name__}.{name}")
    left(loose, exceptions.UNPAIRED, "No constraint ties when to who")


def test_migrations_say_what_the_models_say(db):
    out = io.StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=out)
    except SystemExit as end:
        assert end.code == 0, out.getvalue()


def test_no_model_leans_on_content_types():
    """What points at "anything" points at a Record with a real foreign key."""
    leaning = [
        f"{model.__name__}.{field.name}"
        for model in our_models()
        for field in model._meta.get_fields()
        if field.is_relation
        and field.related_model
        and field.related_model._meta.label == "contenttypes.ContentType"
    ]
    assert not leaning
