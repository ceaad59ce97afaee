from django.db import migrations

from questions.schema import composite_key, composite_key_target, own_or_built_in, row_security, stays_put

# Rows of one company, and what else of that company each refers to.
OF_A_COMPANY = {
    "interviews_person": {},
    "interviews_listedquestion": {},
    "interviews_interview": {},
    "interviews_interviewperson": {
        "interview_id": "interviews_interview",
        "person_id": "interviews_person",
    },
    "interviews_agendaitem": {
        "interview_id": "interviews_interview",
        "listed_question_id": "interviews_listedquestion",
    },
    "interviews_answer": {
        "listed_question_id": "interviews_listedquestion",
        "interview_id": "interviews_interview",
        "person_id": "interviews_person",
    },
    "interviews_answerrevision": {"answer_id": "interviews_answer"},
    "interviews_dealbreakercheck": {"answer_id": "interviews_answer"},
}
PARENTS = ("interviews_person", "interviews_listedquestion", "interviews_interview", "interviews_answer")
OF_AN_OWNER = ("interviews_company", "interviews_profile", "interviews_weight", "interviews_dealbreaker")


class Migration(migrations.Migration):
    dependencies = [("interviews", "0001_tables"), ("questions", "0003_row_security")]
    operations = [
        composite_key_target("interviews_company", "owner_id"),
        composite_key_target("interviews_dealbreaker", "owner_id"),
        *(composite_key_target(table, "company_id") for table in PARENTS),
        *(composite_key(table, "company_id", "owner_id", "interviews_company") for table in OF_A_COMPANY),
        composite_key("interviews_dealbreakercheck", "dealbreaker_id", "owner_id", "interviews_dealbreaker"),
        *(
            composite_key(table, column, "company_id", parent)
            for table, references in OF_A_COMPANY.items()
            for column, parent in references.items()
        ),
        own_or_built_in("interviews_weight", "topic_id", "questions_topic"),
        own_or_built_in("interviews_dealbreaker", "topic_id", "questions_topic"),
        own_or_built_in("interviews_listedquestion", "topic_id", "questions_topic"),
        own_or_built_in("interviews_listedquestion", "question_id", "questions_question"),
        *(row_security(table) for table in (*OF_A_COMPANY, *OF_AN_OWNER)),
        *(stays_put(table, "owner_id", "company_id") for table in OF_A_COMPANY),
        *(stays_put(table, "owner_id") for table in OF_AN_OWNER),
    ]
