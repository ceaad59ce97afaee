from django.db import migrations
from django.db.migrations import RunSQL

from questions.schema import (
    REQUEST_ROLE,
    composite_key,
    composite_key_target,
    own_or_built_in,
    row_security,
    stays_put,
)

# Rows of one company, and what else of that company each refers to.
OF_A_COMPANY = {
    "interviews_signal": {},
    "interviews_offer": {},
    "interviews_offerpay": {"offer_id": "interviews_offer"},
    "interviews_promisecheck": {"offer_id": "interviews_offer", "answer_id": "interviews_answer"},
    "interviews_decision": {},
    "interviews_outcome": {"decision_id": "interviews_decision", "answer_id": "interviews_answer"},
    "interviews_sharecompany": {},
}
PARENTS = ("interviews_offer", "interviews_decision")
OF_AN_OWNER = ("interviews_share", "interviews_weightchange")

# Whoever opens a shared view is not signed in: the token alone says whose it is, while it is open.
OPEN_SHARE = f"""
CREATE FUNCTION open_share(hash text) RETURNS TABLE (owner integer, share bigint) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT owner_id, id FROM interviews_share
    WHERE token_hash = hash AND revoked_at IS NULL AND expires_at > now()
$$;
REVOKE ALL ON FUNCTION open_share(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION open_share(text) TO {REQUEST_ROLE};
"""  # noqa: S608 (a name of our own)


class Migration(migrations.Migration):
    dependencies = [("interviews", "0008_deciding_tables")]
    operations = [
        *(composite_key_target(table, "company_id") for table in PARENTS),
        composite_key_target("interviews_share", "owner_id"),
        *(composite_key(table, "company_id", "owner_id", "interviews_company") for table in OF_A_COMPANY),
        composite_key("interviews_sharecompany", "share_id", "owner_id", "interviews_share"),
        *(
            composite_key(table, column, "company_id", parent)
            for table, references in OF_A_COMPANY.items()
            for column, parent in references.items()
        ),
        own_or_built_in("interviews_weightchange", "topic_id", "questions_topic"),
        *(row_security(table) for table in (*OF_A_COMPANY, *OF_AN_OWNER)),
        *(stays_put(table, "owner_id", "company_id") for table in OF_A_COMPANY),
        *(stays_put(table, "owner_id") for table in OF_AN_OWNER),
        RunSQL(OPEN_SHARE, "DROP FUNCTION open_share(text)"),
    ]
