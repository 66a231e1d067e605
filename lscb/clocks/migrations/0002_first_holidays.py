"""Version 1 of the bank holidays of England, as shipped: deadlines of the first day can be computed."""

from django.db import migrations

from lscb.clocks.shipped import FILES, NOTE, VERSION, shipped_days


def load(apps, schema_editor):
    HolidaySet = apps.get_model("clocks", "HolidaySet")
    Holiday = apps.get_model("clocks", "Holiday")
    for calendar in FILES:
        first = HolidaySet.objects.create(calendar=calendar, version=VERSION, note=NOTE, shipped=True)
        Holiday.objects.bulk_create(
            [Holiday(holiday_set=first, day=day, name=name) for day, name in shipped_days(calendar).items()]
        )


class Migration(migrations.Migration):
    dependencies = [("clocks", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
