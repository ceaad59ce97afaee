from django.db import migrations

from questions.schema import own_or_built_in, row_security, stays_put


class Migration(migrations.Migration):
    dependencies = [("questions", "0005_imports_and_vector")]
    operations = [
        row_security("questions_import"),
        stays_put("questions_import", "owner_id"),
        own_or_built_in("questions_import", "source_id", "questions_source"),
        own_or_built_in("questions_question", "imported_id", "questions_import"),
    ]
