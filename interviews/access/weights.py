"""What the topics weigh, since when, and what happened right before a weight was changed."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Exists
from django.utils import timezone
from django.utils.translation import gettext as _

from interviews.models import Company, Profile, Weight, WeightChange
from questions.models import Topic

MOST_CHANGES = 8
RIGHT_BEFORE = timedelta(days=30)

# By hand: Django takes longer to write this than the database to answer it. An offer is known when it is
# written down, or when the day that it is dated on is over.
CHANGES = """
SELECT change.id, topic_id, topic.short, before, after, changed_at,
    offer.name, interview.name, interview.at IS NULL OR offer.at >= interview.at
FROM interviews_weightchange change
JOIN questions_topic topic ON topic.id = topic_id
LEFT JOIN LATERAL (
    SELECT name, at
    FROM (
        SELECT id, company_id, LEAST(created_at, timezone(%(zone)s, dated_on + interval '1 day')) AS at
        FROM interviews_offer WHERE owner_id = %(owner)s
    ) known
    JOIN interviews_company company ON company.id = company_id
    WHERE at BETWEEN changed_at - %(right_before)s AND changed_at
    ORDER BY at DESC, known.id DESC LIMIT 1
) offer ON true
LEFT JOIN LATERAL (
    SELECT name, finished_at AS at
    FROM interviews_interview held
    JOIN interviews_company company ON company.id = company_id
    WHERE held.owner_id = %(owner)s AND cancelled_at IS NULL
        AND finished_at BETWEEN changed_at - %(right_before)s AND changed_at
    ORDER BY finished_at DESC, held.id DESC LIMIT 1
) interview ON true
WHERE change.owner_id = %(owner)s
ORDER BY changed_at DESC, change.id DESC LIMIT %(most)s
"""


def weights_set_by(user: Any) -> Exists:
    """Whether the candidate has said what weighs how much, or that all weigh the same."""
    is_said = Exists(Profile.objects.of(user).exclude(weights_set_at=None).values("pk"))
    return is_said | Exists(Weight.objects.of(user).values("pk"))  # type: ignore[return-value]


def weights_are_set(topics: Iterable[Any]) -> bool:
    """From `topics_of`: no statement of its own. Without a topic there is nothing to weigh."""
    return all(topic.weights_are_set for topic in topics)


def weight_changes_of(user: Any) -> list[WeightChange]:
    """The latest first, each with its topic and, in `after_what`, what came right before: one statement."""
    asked = {
        "owner": user.pk,
        "zone": timezone.get_current_timezone_name(),
        "right_before": RIGHT_BEFORE,
        "most": MOST_CHANGES,
    }
    with connection.cursor() as cursor:
        cursor.execute(CHANGES, asked)
        return [change_of(row) for row in cursor.fetchall()]


def change_of(row: tuple[Any, ...]) -> WeightChange:
    pk, topic, short, before, after, changed_at, offered_by, talked_to, offer_is_later = row
    names = ["id", "topic_id", "before", "after", "changed_at"]
    change = WeightChange.from_db(DEFAULT_DB_ALIAS, names, [pk, topic, before, after, changed_at])
    change.topic = Topic.from_db(DEFAULT_DB_ALIAS, ["id", "short"], [topic, short])
    change.after_what = what_came_before(offered_by, talked_to, offer_is_later)  # type: ignore[attr-defined]
    return change


def what_came_before(offered_by: str | None, talked_to: str | None, offer_is_later: bool) -> str:
    if offered_by and offer_is_later:
        return _("after %(company)s’s offer") % {"company": short_name(offered_by)}
    if talked_to:
        return _("after the interview with %(company)s") % {"company": short_name(talked_to)}
    return ""


def short_name(company: str) -> str:
    return Company(name=company).short_name
