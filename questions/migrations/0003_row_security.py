from django.db import migrations

from questions.schema import own_or_built_in, row_security, stays_put

TABLES = ("questions_topic", "questions_source", "questions_question")


class Migration(migrations.Migration):
    dependencies = [("questions", "0002_tables")]
    operations = [
        *(row_security(table, built_in_rows=True) for table in TABLES),
        *(stays_put(table, "owner_id") for table in TABLES),
        own_or_built_in("questions_question", "topic_id", "questions_topic"),
        own_or_built_in("questions_question", "source_id", "questions_source"),
    ]
