"""Imports and foreign keys go down the floors only."""

from django.apps import apps

from tests.rules.source import FLOORS, imports, module_of, name_of, package_of, python_files

#: Imports for the type checker alone that climb, with the reason.
TYPES_ONLY = {
    (
        "lscb/trail/recording.py",
        "lscb.records.models",
    ): "record_event takes a Record; the trail stores no key to it",
}

#: Libraries that are slow to import and needed in a few places only.
HEAVY = {"weasyprint", "pypdf", "pikepdf", "fitz", "docx", "openpyxl", "pyzipper", "zxcvbn", "PIL", "qrcode"}


def test_every_package_has_a_floor():
    homeless = {module_of(path) for path in python_files() if not package_of(module_of(path))} - {"lscb"}
    assert not homeless


def test_imports_go_down_only():
    climbing = []
    for path in python_files():
        own = package_of(module_of(path))
        for found in imports(path):
            other = package_of(found.module)
            if own is None or other is None or own == other or FLOORS[other] < FLOORS[own]:
                continue
            if found.for_types and (name_of(path), found.module) in TYPES_ONLY:
                continue
            climbing.append(f"{name_of(path)}:{found.line} ({own}) imports {found.module}")
    assert not climbing, "\n".join(climbing)


def test_imports_stand_at_the_top_of_the_file():
    inside = [
        f"{name_of(path)}:{found.line} imports {found.module} inside a function"
        for path in python_files()
        for found in imports(path)
        if found.in_function and found.module.split(".")[0] not in HEAVY
    ]
    assert not inside, "\n".join(inside)


def test_foreign_keys_point_down_only():
    climbing = []
    for model in apps.get_models(include_auto_created=True):
        own = package_of(model.__module__)
        for field in model._meta.get_fields():
            if own is None or not field.is_relation or not field.concrete or field.related_model is None:
                continue
            other = package_of(field.related_model.__module__)
            if other and other != own and FLOORS[other] >= FLOORS[own]:
                climbing.append(
                    f"{model.__name__}.{field.name} points at {field.related_model.__name__} ({other})"
                )
    assert not climbing, "\n".join(climbing)
