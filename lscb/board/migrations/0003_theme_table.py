"""The table of themes gets the name of the app that they belong to now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("board", "0002_life_of_the_board"), ("learning", "0002_learning_to_impact")]

    operations = [migrations.AlterModelTable(name="theme", table=None)]
