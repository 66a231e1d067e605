import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_initial"),
        ("people", "0002_leave"),
    ]

    operations = [
        migrations.CreateModel(
            name="TermBreak",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="term_breaks",
                        to="people.board",
                    ),
                ),
            ],
            options={
                "ordering": ["from_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gte", models.F("from_on"))),
                        name="term_break_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        fields=("board", "from_on"), name="one_term_break_starts_on_a_day"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="delivery",
            name="bounce",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="delivery",
            name="bounced_at",
            field=models.DateTimeField(
                blank=True, help_text="A mail server sent it back afterwards.", null=True
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="for_whom",
            field=models.ForeignKey(
                blank=True,
                help_text="Somebody on leave, for whom the person deputises.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
