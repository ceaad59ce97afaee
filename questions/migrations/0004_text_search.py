from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

from questions import text_search


class Migration(migrations.Migration):
    dependencies = [("questions", "0003_row_security")]
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(text_search.CONFIGURATIONS, text_search.DROP_CONFIGURATIONS),
        migrations.RunSQL(text_search.FUNCTIONS, text_search.DROP_FUNCTIONS),
    ]
