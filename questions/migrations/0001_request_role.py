from django.core.management import call_command
from django.db import migrations

from questions import schema


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(schema.REQUEST_ROLE_EXISTS, migrations.RunSQL.noop),
        migrations.RunSQL(schema.GRANT_TABLES, migrations.RunSQL.noop),
        migrations.RunSQL(schema.FUNCTIONS, schema.DROP_FUNCTIONS),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
    ]
