"""Loads what comparisons and the home page are made from: a statement a table, however many companies."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import Count

from interviews import access, comparison
from interviews.comparison_objects import Objects, Row, answer_maker, listed_maker
from interviews.models import Answer, Company, Dealbreaker, DealbreakerCheck, ListedQuestion
from interviews.models.answer import OPEN_QUALITIES

QUOTE_LENGTH = 300
CONTRADICTS = ListedQuestion.Agreement.CONTRADICTS

ALL_AT_ONCE = 10_000

# In the order of what is compared, so that a row can become that as it is.
LISTED_COLUMNS = ["id", "topic_id", "text", "must_ask", "claims", "company_id", "position", "agreement"]
ANSWER_COLUMNS = ["id", "person_id", "rating", "quality", "answered_at", "listed_question_id", "company_id"]
ANSWER_COLUMNS += ["said", "interview_id", "come_back", "refer_to"]
LISTED_FOR_FOLLOW_UPS = ["audiences", "is_claimed", "is_held"]
compared_part = itemgetter(slice(len(comparison.Answer._fields)))
as_answer = partial(tuple.__new__, comparison.Answer)  # of thousands, `_make` would count the fields
AGREEMENT, COMPANY, POSITION = map(LISTED_COLUMNS.index, ("agreement", "company_id", "position"))
QUESTION = ANSWER_COLUMNS.index("listed_question_id")

# By hand, all three: built from querysets they take twice the time.
LISTED = """
SELECT listed.id, topic_id, text, must_ask, COALESCE(claims, 0), company_id, position, agreement
FROM interviews_listedquestion listed
LEFT JOIN (
    SELECT listed_question_id, count(*) AS claims
    FROM interviews_claim WHERE owner_id = %(owner)s AND company_id = ANY(%(companies)s)
    GROUP BY listed_question_id
) claim ON claim.listed_question_id = listed.id
WHERE owner_id = %(owner)s AND company_id = ANY(%(companies)s) AND removed_at IS NULL
ORDER BY position, listed.id
"""

DEALBREAKERS_AND_CHECKS = """
SELECT dealbreaker.id, text, checked.company_id, verdict, answer_id, (
    SELECT left(said, %(length)s) FROM interviews_answer proof
    WHERE proof.id = answer_id AND proof.owner_id = %(owner)s
)
FROM interviews_dealbreaker dealbreaker
LEFT JOIN interviews_dealbreakercheck checked ON checked.dealbreaker_id = dealbreaker.id
WHERE dealbreaker.owner_id = %(owner)s
ORDER BY position, dealbreaker.id
"""

# Moments come as numbers, for thousands of datetimes
# take longer to read than all the rest; and people on lines of their own, rather than beside every answer.
ANSWERS_AND_PEOPLE = """
SELECT id, person_id, rating, quality, (date_part('epoch', answered_at) * 1000000)::bigint AS microseconds,
    listed_question_id, company_id,
    CASE WHEN listed_question_id = ANY(%(quoted)s)
        OR %(quotes_open)s AND (come_back OR quality = ANY(%(open)s)) THEN left(said, %(length)s) ELSE '' END,
    interview_id, come_back, refer_to
FROM interviews_answer
WHERE owner_id = %(owner)s AND company_id = ANY(%(companies)s) AND deleted_at IS NULL
UNION ALL
SELECT id, NULL, NULL, audience, NULL, NULL, company_id, name, NULL, NULL, NULL
FROM interviews_person WHERE owner_id = %(owner)s AND company_id = ANY(%(companies)s)
ORDER BY microseconds, id
"""


@dataclass(frozen=True)
class ComparisonRows:
    """`listed` and `answers` are by company and by listed question; an answer has its words (`said`, the
    beginning of them) only where it is to be quoted: it contradicts another or, for follow-ups, is open.
    """

    companies: list[comparison.Company]
    tripped: list[DealbreakerCheck]
    listed: Objects[ListedQuestion]
    answers: Objects[Answer]

    def of(self, companies: Iterable[Company]) -> "ComparisonRows":
        """Those of some of the companies."""
        wanted = {company.pk for company in companies}
        listed = {pk: rows for pk, rows in self.listed.rows.items() if pk in wanted}
        return ComparisonRows(
            companies=[one for one in self.companies if one.pk in wanted],
            tripped=[check for check in self.tripped if check.company_id in wanted],
            listed=Objects(listed, self.listed.make),
            answers=self.answers,
        )

    @property
    def contradictions(self) -> dict[ListedQuestion, list[Answer]]:
        """Listed question that the candidate marked → its answers, the first said first."""
        return {self.listed.make(row): self.answers[row[0]] for row in self.contradicting}

    @property
    def contradicting(self) -> list[Row]:
        """The rows of `contradictions`, of which only the quoted need to be made into objects."""
        marked = sorted(contradicting(self.listed), key=itemgetter(COMPANY, POSITION))
        return [row for row in marked if row[0] in self.answers]


def load(user: Any, companies: Iterable[Company], *, for_follow_ups: bool = False) -> ComparisonRows:
    """`for_follow_ups`: with what follow-ups are found from as well (see access.questions_to_follow_up)."""
    by_pk = {company.pk: company for company in companies}
    listed = listed_by_company(user, by_pk, for_follow_ups)
    marked = [row[0] for row in contradicting(listed)]
    answers = answers_by_question(user, by_pk, marked, for_follow_ups)
    dealbreakers, checks = dealbreakers_and_checks(user, by_pk)
    verdicts = {(check.company_id, check.dealbreaker_id): check.verdict for check in checks}
    return ComparisonRows(
        companies=[
            with_dealbreakers(
                company, questions_of(listed.rows.get(pk, ()), answers.rows), dealbreakers, verdicts
            )
            for pk, company in by_pk.items()
        ],
        tripped=[check for check in checks if check.verdict == DealbreakerCheck.Verdict.TRIPPED],
        listed=listed,
        answers=answers,
    )


def contradicting(listed: Objects[ListedQuestion]) -> list[Row]:
    return [row for rows in listed.rows.values() for row in rows if row[AGREEMENT] == CONTRADICTS]


def questions_of(listed: Iterable[Row], answers: Mapping[int, Sequence[Row]]) -> list[comparison.Question]:
    return [
        comparison.Question(
            pk, topic, text, must_ask, tuple(map(as_answer, map(compared_part, answers.get(pk, ())))), claims
        )
        for pk, topic, text, must_ask, claims, *_ in listed
    ]


def with_dealbreakers(
    company: Company,
    questions: list[comparison.Question],
    dealbreakers: list[Dealbreaker],
    verdicts: dict[tuple[int, int], str],
) -> comparison.Company:
    verdict_on = {breaker.text: verdicts.get((company.pk, breaker.pk)) for breaker in dealbreakers}
    return comparison.Company(
        pk=company.pk,
        name=company.name,
        role=company.role,
        questions=tuple(questions),
        dealbreakers_tripped=tuple(text for text, verdict in verdict_on.items() if verdict == "tripped"),
        dealbreakers_unknown=tuple(text for text, verdict in verdict_on.items() if verdict is None),
    )


def listed_by_company(
    user: Any, companies: Mapping[int, Company], for_follow_ups: bool
) -> Objects[ListedQuestion]:
    if not for_follow_ups:
        rows = fetched(LISTED, owner=user.pk, companies=list(companies))
        return Objects(grouped(rows, COMPANY), listed_maker(LISTED_COLUMNS, companies))
    columns = LISTED_COLUMNS + LISTED_FOR_FOLLOW_UPS
    listed = access.questions_to_follow_up(user, companies.values()).annotate(claims=Count("claim"))
    rows = listed.values_list(*columns).iterator(ALL_AT_ONCE)
    return Objects(grouped(rows, COMPANY), listed_maker(columns, companies))


def answers_by_question(
    user: Any, companies: Mapping[int, Company], quoted: Collection[int], for_follow_ups: bool
) -> Objects[Answer]:
    rows = fetched(
        ANSWERS_AND_PEOPLE,
        owner=user.pk,
        companies=list(companies),
        quoted=list(quoted),
        quotes_open=for_follow_ups,
        open=list(OPEN_QUALITIES),
        length=QUOTE_LENGTH,
    )
    found = grouped(rows, QUESTION)
    people = found.pop(None, [])
    return Objects(found, answer_maker(ANSWER_COLUMNS, people))


def fetched(statement: str, **parameters: Any) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows: list[Row] = cursor.fetchall()
        return rows


def grouped(rows: Iterable[Row], place: int) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[place]].append(row)
    return dict(found)


def dealbreakers_and_checks(
    user: Any, companies: Mapping[int, Company]
) -> tuple[list[Dealbreaker], list[DealbreakerCheck]]:
    """Every dealbreaker, and what was found about it at these companies with the proof."""
    rows = fetched(DEALBREAKERS_AND_CHECKS, owner=user.pk, length=QUOTE_LENGTH)
    dealbreakers: dict[int, Dealbreaker] = {}
    checks = []
    for pk, text, company, verdict, cited, proof in rows:
        dealbreaker = dealbreakers.setdefault(pk, Dealbreaker(pk=pk, text=text))
        if company in companies:
            checks.append(
                DealbreakerCheck(
                    dealbreaker=dealbreaker,
                    company=companies[company],
                    verdict=verdict,
                    answer=Answer(pk=cited, said=proof) if cited else None,
                )
            )
    checks.sort(key=lambda one: (one.company.name, one.company_id, one.dealbreaker_id))
    return list(dealbreakers.values()), checks
