from django.db import migrations
from django.db.migrations import RunSQL

from questions.schema import REQUEST_ROLE, composite_key, composite_key_target, row_security, stays_put

# Rows of one company, and what else of that company each refers to.
OF_A_COMPANY = {
    "interviews_stagechange": {},
    "interviews_claim": {"listed_question_id": "interviews_listedquestion"},
    "interviews_followup": {
        "listed_question_id": "interviews_listedquestion",
        "answer_id": "interviews_answer",
        "ask_person_id": "interviews_person",
    },
    "interviews_agendadrop": {
        "interview_id": "interviews_interview",
        "listed_question_id": "interviews_listedquestion",
    },
}

# Whoever asks for a feed is not signed in: the token alone says whose it is.
OWNER_OF_FEED = f"""
CREATE FUNCTION owner_of_feed(token text) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT owner_id FROM interviews_profile WHERE feed_token = token
$$;
REVOKE ALL ON FUNCTION owner_of_feed(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION owner_of_feed(text) TO {REQUEST_ROLE};
"""  # noqa: S608 (a name of our own)


class Migration(migrations.Migration):
    dependencies = [("interviews", "0003_preparing_tables")]
    operations = [
        composite_key_target("interviews_claim", "company_id"),
        *(composite_key(table, "company_id", "owner_id", "interviews_company") for table in OF_A_COMPANY),
        *(
            composite_key(table, column, "company_id", parent)
            for table, references in OF_A_COMPANY.items()
            for column, parent in references.items()
        ),
        composite_key("interviews_listedquestion", "raised_by_id", "company_id", "interviews_claim"),
        *(row_security(table) for table in OF_A_COMPANY),
        *(stays_put(table, "owner_id", "company_id") for table in OF_A_COMPANY),
        RunSQL(OWNER_OF_FEED, "DROP FUNCTION owner_of_feed(text)"),
    ]
