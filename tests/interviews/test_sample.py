from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.db.models import Q
from django.utils import timezone

from interviews import comparison
from interviews.actions import set_weights
from interviews.capture import content_of
from interviews.models import (
    AgendaItem,
    Answer,
    AnswerRevision,
    Claim,
    Company,
    Dealbreaker,
    DealbreakerCheck,
    FollowUp,
    Interview,
    InterviewPerson,
    ListedQuestion,
    Person,
    Profile,
    StageChange,
    Weight,
)
from interviews.sample import SampleError, load_sample, move_sample_forward, remove_sample
from interviews.sample.files import read_companies
from interviews.sample.times import ZONE
from interviews.timeline import Timeline
from questions.access import acting_as
from questions.library_files import read_library
from questions.management.commands.load_library import FOLDER
from questions.models import Topic
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 11, 10, tzinfo=UTC)  # a Monday, 12:10 in Rotterdam
OWNED = (
    AgendaItem,
    Answer,
    AnswerRevision,
    Claim,
    Company,
    Dealbreaker,
    DealbreakerCheck,
    FollowUp,
    Interview,
    InterviewPerson,
    ListedQuestion,
    Person,
    StageChange,
    Weight,
)
# Ratings per listed question; "" is not rated, "41" are two people. They make up the figures of Compare.
RATINGS = {
    ("Halden Health", "autonomy"): ["3", ""],
    ("Halden Health", "growth"): ["4", "4", "3"],
    ("Halden Health", "communication"): ["3", "4"],
    ("Halden Health", "workload"): ["4", "3", "3", ""],
    ("Halden Health", "stability"): ["3", "3"],
    ("Northwind Energy", "autonomy"): ["4", "4", "3"],
    ("Northwind Energy", "growth"): ["3", "3"],
    ("Northwind Energy", "communication"): ["3", "4", ""],
    ("Northwind Energy", "workload"): ["2", "41", "1"],
    ("Northwind Energy", "stability"): ["", ""],
    ("Quillworks", "autonomy"): ["", "", ""],
    ("Quillworks", "growth"): ["1", ""],
    ("Quillworks", "communication"): ["3", "", ""],
    ("Quillworks", "workload"): ["4", "3"],
    ("Quillworks", "stability"): ["4"],
}
WEIGHTS = {"autonomy": 5, "growth": 4, "communication": 3, "workload": 5, "stability": 4}


@pytest.fixture
def library(db):
    call_command("load_library", stdout=StringIO())


@pytest.fixture
def sample(library, mara):
    with acting_as(mara):
        load_sample(by=mara, now=NOW)


def counts():
    return {model.__name__: model.objects.count() for model in OWNED}


def command(*args):
    out = StringIO()
    call_command(*args, stdout=out)
    return out.getvalue()


def weights_by_key():
    return dict(Weight.objects.values_list("topic__key", "value"))


@pytest.mark.usefixtures("sample")
class TestWhatIsThere:
    def test_how_many(self):
        found = counts()
        assert (found["Company"], found["Person"], found["Interview"]) == (3, 7, 5)
        assert 40 <= found["Answer"] <= 48

    def test_companies_and_their_stages(self):
        rows = Company.objects.order_by("name").values_list("name", "role", "work_mode", "stage", "is_sample")
        assert list(rows) == [
            ("Halden Health", "Staff engineer, platform", "remote", "offer", True),
            ("Northwind Energy", "Senior backend engineer", "hybrid", "interviewing", True),
            ("Quillworks", "Tech lead", "on site", "interviewing", True),
        ]

    def test_progress_and_flags_of_home(self):
        rows = Company.objects.with_answer_counts().order_by("name")
        assert [
            (row.name, row.answered_count, row.question_count, row.good_count, row.red_count) for row in rows
        ] == [
            ("Halden Health", 15, 18, 6, 1),
            ("Northwind Energy", 10, 16, 4, 2),
            ("Quillworks", 5, 14, 0, 2),
        ]

    def test_ratings_are_those_of_the_table(self):
        found = {place: [] for place in RATINGS}
        for question in ListedQuestion.objects.select_related("company", "topic").order_by("position"):
            place = question.company.name, question.topic.key
            if place in found:
                rated = Answer.objects.filter(listed_question=question).exclude(rating=None)
                found[place].append("".join(str(row.rating) for row in rated.order_by("answered_at")))
        assert {place: Counter(ratings) for place, ratings in found.items()} == {
            place: Counter(ratings) for place, ratings in RATINGS.items()
        }

    def test_only_five_topics_weigh(self):
        others = set(Topic.objects.values_list("key", flat=True)) - set(WEIGHTS)
        assert others
        assert weights_by_key() == WEIGHTS | dict.fromkeys(others, 0)

    def test_two_contradictions(self):
        contradicting = ListedQuestion.objects.contradicting().order_by("company__name")
        assert [row.company.name for row in contradicting] == ["Halden Health", "Northwind Energy"]
        for row in contradicting:
            ratings = sorted(row.answer_set.values_list("rating", flat=True))
            assert ratings[-1] - ratings[0] >= 2

    def test_one_dealbreaker_is_tripped_and_says_by_which_answer(self):
        check = DealbreakerCheck.objects.get(verdict="tripped")
        assert check.company.name == "Northwind Energy"
        assert check.dealbreaker.text == "On call at most one week in six"
        assert (check.answer.person.name, check.answer.rating) == ("Jonas Vik", 1)
        assert Dealbreaker.objects.count() == 3
        assert DealbreakerCheck.objects.filter(verdict="clear").count() == 4

    def test_every_growth_answer_at_halden_comes_from_the_recruiter(self):
        growth = Answer.objects.filter(company__name="Halden Health", listed_question__topic__key="growth")
        assert set(growth.values_list("person__audience", flat=True)) == {"recruiter"}

    def test_states_of_answers(self):
        qualities = Counter(Answer.objects.values_list("quality", flat=True))
        assert qualities["declined"] == 1
        assert qualities["vague"] >= 3
        assert Answer.objects.filter(rating=None).exists()
        assert Answer.objects.filter(promise=True).exists()
        assert Answer.objects.exclude(refer_to="").exists()

    def test_every_answer_has_its_first_revision(self):
        for answer in Answer.objects.all():
            revision = answer.answerrevision_set.get()
            assert (revision.revision, revision.base_revision, answer.revision) == (1, 0, 1)
            assert content_of(revision) == content_of(answer)
            assert answer.said == answer.said.strip() != ""

    def test_rows_are_valid(self):
        for model in OWNED:
            for row in model.objects.all():
                row.full_clean()

    def test_library_questions_bring_their_words(self):
        for question in ListedQuestion.objects.exclude(question=None).select_related("question"):
            assert question.why == question.question.why
            assert question.follow_ups
        assert ListedQuestion.objects.filter(question=None).count() == 2


@pytest.mark.usefixtures("sample")
class TestPreparation:
    def test_every_company_was_looked_up_in_several_places(self):
        claims = {row.name: row.claim_set.count() for row in Company.objects.all()}
        assert claims == {"Halden Health": 5, "Northwind Energy": 5, "Quillworks": 3}
        kinds = Claim.objects.filter(company__name="Northwind Energy").values_list("kind", flat=True)
        assert set(kinds) == set(Claim.Kind.values)

    def test_addresses_are_nobodys(self):
        for claim in Claim.objects.all():
            host = urlsplit(claim.url).hostname or ""
            assert host.endswith((".example", ".example.org")) or claim.kind == "reference"

    def test_a_claim_gave_rise_to_the_question_about_antwerp(self):
        claim = Claim.objects.get(text__contains="Antwerp")
        question = claim.questions_raised.get()
        assert question.text.startswith("You closed the Antwerp office in spring")
        assert (question.question, question.topic.key) == (None, "stability")
        assert claim.kind == "news"

    def test_some_claims_answer_what_nobody_said_yet(self):
        claimed = ListedQuestion.objects.exclude(claim=None).distinct()
        assert claimed.filter(answer=None).count() == 4
        assert claimed.exclude(answer=None).count() == 7

    def test_two_things_are_to_be_done_at_halden(self):
        thanks, policy = FollowUp.objects.order_by("due_on")
        assert {thanks.company.name, policy.company.name} == {"Halden Health"}
        assert {thanks.origin, policy.origin} == {"manual"}
        assert thanks.due_on == NOW.date() + timedelta(days=1)
        assert policy.ask_audience == "HR"
        assert policy.listed_question.agreement == "contradicts"

    def test_everybody_was_met_somehow(self):
        assert not Person.objects.filter(how_met="").exists()

    def test_what_research_raised_is_pinned(self):
        pinned = AgendaItem.objects.get(is_pinned=True)
        assert pinned.listed_question.raised_by is not None
        assert pinned.interview.finished_at is None

    def test_must_asks_have_their_anchors(self):
        assert ListedQuestion.objects.must_ask().count() == 10
        assert not ListedQuestion.objects.must_ask().filter(Q(anchor_low="") | Q(anchor_high="")).exists()

    def test_the_timeline_begins_with_the_company(self, mara):
        for company in Company.objects.all():
            events = Timeline(user=mara, company=company, now=NOW).events
            first = events[-1] if events[-1].kind == "added" else events[-2]
            assert (first.kind, first.notes) == ("added", ("Preparing",))


def test_whatever_the_day_things_happened_in_their_order(library, mara):
    """A weekend moves what has an hour to the Friday before: nothing may overtake by that."""
    for day in range(7):
        now = NOW + timedelta(days=day, hours=-11)
        with acting_as(mara):
            load_sample(by=mara, now=now)
        for company in Company.objects.all():
            happened_in_order(company, now)
        remove_sample(by=mara)


def happened_in_order(company, now):
    changes = list(company.stagechange_set.order_by("pk"))
    moments = [change.changed_at for change in changes]
    assert moments == sorted(set(moments))
    assert moments[-1] < now
    assert company.created_at == moments[0]
    assert (changes[0].stage, changes[-1].stage) == ("researching", company.stage)
    met = [*company.interview_set.values_list("starts_at", flat=True)]
    met += company.answer_set.values_list("answered_at", flat=True)
    interviewing = next(change for change in changes if change.stage == "interviewing")
    assert interviewing.changed_at < min(met)
    for claim in company.claim_set.all():
        assert moments[0].date() <= claim.seen_on < now.date()
    for question in company.listedquestion_set.exclude(raised_by=None):
        asked = question.answer_set.values_list("answered_at", flat=True)
        assert all(question.raised_by.seen_on < moment.date() for moment in asked)


class TestCompare:
    def test_figures_are_those_of_the_picture(self, sample):
        topics = dict(Topic.objects.values_list("key", "pk"))
        weights = {topics[key]: value for key, value in weights_by_key().items()}
        result = comparison.compare([self.company(row) for row in Company.objects.all()], weights)
        assert [
            (row.company.name, comparison.shown(row.score), comparison.shown_percent(row.coverage))
            for row in result.ranking
        ] == [
            ("Halden Health", Decimal("3.3"), 82),
            ("Northwind Energy", Decimal("2.9"), 76),
            ("Quillworks", Decimal("2.9"), 57),
        ]
        said = comparison.headline(result)
        assert said.kind is comparison.HeadlineKind.COULD_STILL_WIN
        assert [other.name for other in said.others] == ["Quillworks"]
        assert result.ask_next[0].question.text.startswith("Who has grown most in this team")

    def company(self, row):
        questions = [
            comparison.Question(
                question.pk,
                question.topic_id,
                question.text,
                answers=tuple(
                    comparison.Answer(
                        answer.pk, answer.person_id, answer.rating, answer.quality, answer.answered_at
                    )
                    for answer in question.answer_set.all()
                ),
            )
            for question in row.listedquestion_set.all()
        ]
        return comparison.Company(row.pk, row.name, row.role, tuple(questions))


class TestInterviews:
    def test_next_is_with_ilse_today(self, sample):
        interview = Interview.objects.to_come().soonest_first().first()
        assert interview.starts_at == datetime(2026, 11, 23, 14, 0, tzinfo=ZONE)
        assert (interview.company.name, interview.kind) == ("Northwind Energy", "hiring manager")
        assert (interview.channel, interview.minutes, interview.question_minutes) == ("video", 45, 12)
        assert [person.name for person in interview.people.all()] == ["Ilse Brandt"]

    def test_its_agenda_is_longer_than_its_minutes(self, sample):
        agenda = Interview.objects.to_come().soonest_first().first().agenda.all()
        assert len(agenda) == 7
        assert sum(question.must_ask for question in agenda) == 3
        assert sum(question.agreement == "contradicts" for question in agenda) == 1
        assert sum(question.minutes for question in agenda) == 18

    def test_the_other_to_come_is_at_quillworks(self, sample):
        _, other = Interview.objects.to_come().soonest_first()
        assert other.company.name == "Quillworks"
        assert other.starts_at.date() == NOW.date() + timedelta(days=2)

    @pytest.mark.parametrize("hours", range(0, 24 * 7, 5))
    def test_whatever_the_hour_the_past_is_past(self, library, mara, hours):
        now = NOW + timedelta(hours=hours, minutes=7)
        load_sample(by=mara, now=now)
        for interview in Interview.objects.exclude(finished_at=None):
            assert interview.started_at < interview.finished_at < now
            assert interview.impression
            assert interview.note
        ahead = Interview.objects.to_come().soonest_first().first().starts_at - now
        assert timedelta(0) < ahead <= timedelta(hours=2)
        assert not Answer.objects.filter(answered_at__gt=now).exists()

    def test_late_in_the_evening_it_is_still_today(self, library, mara):
        load_sample(by=mara, now=datetime(2026, 11, 23, 23, 20, tzinfo=ZONE))
        first = Interview.objects.to_come().soonest_first().first()
        assert first.starts_at == datetime(2026, 11, 23, 23, 30, tzinfo=ZONE)

    def test_answers_were_given_while_the_interview_went_on(self, sample):
        for answer in Answer.objects.exclude(interview=None).select_related("interview"):
            assert answer.interview.started_at <= answer.answered_at <= answer.interview.finished_at
            assert answer.person in answer.interview.people.all()
            assert answer.channel == answer.interview.channel
        assert set(Answer.objects.filter(interview=None).values_list("channel", flat=True)) == {"e-mail"}


class TestLoading:
    def test_as_the_request_role(self, library, mara, stranger):
        with acting_as(mara):
            assert load_sample(by=mara, now=NOW) == 3
        with acting_as(stranger):
            assert not any(counts().values())
        for model in OWNED:
            assert set(model.objects.values_list("owner", flat=True)) == {mara.pk}

    def test_twice_adds_nothing(self, sample, mara):
        before = counts()
        assert load_sample(by=mara, now=NOW) == 0
        assert counts() == before

    def test_two_candidates_have_one_each(self, sample, stranger):
        assert load_sample(by=stranger, now=NOW) == 3
        assert Company.objects.of(stranger).count() == 3

    def test_own_company_of_that_name_and_role_stays_the_only_one(self, library, mara):
        own = factories.CompanyFactory(name="quillworks", role="TECH LEAD")
        assert load_sample(by=mara, now=NOW) == 2
        assert Company.objects.get(name__iexact="quillworks") == own
        assert not own.listedquestion_set.exists()

    def test_without_the_library_it_says_so(self, mara):
        with pytest.raises(SampleError, match="The library has no"):
            load_sample(by=mara, now=NOW)

    def test_weights_stay_as_they_are_where_one_was_set(self, library, mara):
        own = factories.WeightFactory(topic=Topic.objects.get(key="pay"), value=2)
        load_sample(by=mara, now=NOW)
        assert list(Weight.objects.all()) == [own]

    def test_weights_stay_as_they_are_where_a_company_would_be_weighed(self, library, mara):
        factories.CompanyFactory()
        assert load_sample(by=mara, now=NOW) == 3
        assert not Weight.objects.exists()

    def test_weights_count_as_set_by_the_candidate(self, sample, mara):
        assert Profile.objects.get(owner=mara).weights_set_at == NOW

    def test_weights_stay_away_from_somebody_who_has_said_that_all_weigh_the_same(self, library, mara):
        set_weights(values={}, by=mara)
        load_sample(by=mara, now=NOW)
        assert not Weight.objects.exists()

    def test_own_dealbreaker_in_the_same_words_is_left_alone(self, library, mara):
        own = factories.DealbreakerFactory(text="On call at most ONE week in six")
        load_sample(by=mara, now=NOW)
        assert Dealbreaker.objects.filter(text__icontains="on call").get() == own
        assert not own.dealbreakercheck_set.exists()

    def test_every_key_of_the_files_is_in_the_library(self):
        known = {question.key for topic in read_library(FOLDER) for question in topic.questions}
        used = [entry.get("question") for sheet in read_companies() for entry in sheet["questions"]]
        assert {key for key in used if key} <= known

    def test_statements_stay_few(self, library, mara, django_assert_max_num_queries):
        with django_assert_max_num_queries(50):
            load_sample(by=mara, now=NOW)


class TestRemoving:
    def test_leaves_no_row_of_any_kind(self, sample, mara):
        with acting_as(mara):
            assert remove_sample(by=mara) == 3
        assert not any(counts().values())

    def test_leaves_own_rows_untouched(self, sample, mara):
        own = factories.AnswerFactory()
        check = factories.DealbreakerCheckFactory(company=own.company)
        weights = weights_by_key()
        assert remove_sample(by=mara) == 3
        assert list(Company.objects.all()) == [own.company]
        assert list(Answer.objects.all()) == [own]
        assert list(Dealbreaker.objects.all()) == [check.dealbreaker]
        assert weights_by_key() == weights  # the company of their own is weighed by them

    def test_leaves_a_strangers_sample(self, sample, mara, stranger):
        load_sample(by=stranger, now=NOW)
        remove_sample(by=mara)
        assert Company.objects.of(stranger).count() == 3
        assert Weight.objects.of(stranger).exists()

    def test_leaves_a_changed_weight(self, sample, mara):
        Weight.objects.filter(topic__key="autonomy").update(value=2)
        remove_sample(by=mara)
        assert weights_by_key() == {"autonomy": 2}

    def test_leaves_the_weights_to_be_set_anew(self, sample, mara):
        remove_sample(by=mara)
        assert Profile.objects.get(owner=mara).weights_set_at is None

    def test_leaves_weights_set_where_one_was_moved(self, sample, mara):
        Weight.objects.filter(topic__key="pay").update(value=5)
        remove_sample(by=mara)
        assert Profile.objects.get(owner=mara).weights_set_at == NOW

    def test_leaves_weights_that_were_there_before(self, library, mara):
        own = factories.WeightFactory(topic=Topic.objects.get(key="autonomy"), value=5)
        load_sample(by=mara, now=NOW)
        remove_sample(by=mara)
        assert list(Weight.objects.all()) == [own]

    def test_leaves_a_dealbreaker_that_was_there_before(self, library, mara):
        own = factories.DealbreakerFactory(text="On call at most one week in six")
        load_sample(by=mara, now=NOW)
        remove_sample(by=mara)
        assert list(Dealbreaker.objects.all()) == [own]

    def test_leaves_a_dealbreaker_that_judges_an_own_company(self, sample, mara):
        kept = Dealbreaker.objects.get(text__startswith="On call")
        factories.DealbreakerCheckFactory(dealbreaker=kept, company=factories.CompanyFactory())
        remove_sample(by=mara)
        assert list(Dealbreaker.objects.all()) == [kept]

    def test_takes_what_was_added_inside(self, sample, mara):
        company = Company.objects.get(name="Quillworks")
        question = factories.ListedQuestionFactory(company=company, position=99)
        factories.AnswerFactory(listed_question=question)
        claim = factories.ClaimFactory(company=company, listed_question=question)
        factories.ListedQuestionFactory(company=company, position=100, raised_by=claim)
        factories.FollowUpFactory(company=company, listed_question=question)
        remove_sample(by=mara)
        assert not any(counts().values())

    def test_without_a_sample_it_removes_nothing(self, mara):
        own = factories.CompanyFactory()
        assert remove_sample(by=mara) == 0
        assert Company.objects.get() == own


class TestMovingForward:
    def test_nothing_moves_while_the_next_is_to_come(self, sample, mara):
        assert move_sample_forward(by=mara, now=NOW + timedelta(hours=2)) == 0

    def test_what_is_over_comes_again_and_the_rest_follows(self, sample, mara):
        Interview.objects.filter(question_minutes=12).update(started_at=NOW + timedelta(hours=2))
        now = NOW + timedelta(days=10)
        with acting_as(mara):
            assert move_sample_forward(by=mara, now=now) == 2
        first, second = Interview.objects.to_come().soonest_first()
        assert first.starts_at == datetime(2026, 12, 3, 14, 0, tzinfo=ZONE)
        assert first.started_at is None
        assert second.starts_at == datetime(2026, 12, 5, 11, 0, tzinfo=ZONE)

    def test_what_is_due_moves_along_and_what_is_done_does_not(self, sample, mara):
        FollowUp.objects.filter(ask_audience="HR").update(done_at=NOW)
        own = factories.FollowUpFactory(due_on=NOW.date())
        move_sample_forward(by=mara, now=NOW + timedelta(days=10))
        assert FollowUp.objects.get(text__startswith="Thank").due_on == NOW.date() + timedelta(days=11)
        assert FollowUp.objects.get(ask_audience="HR").due_on == NOW.date() + timedelta(days=3)
        own.refresh_from_db()
        assert own.due_on == NOW.date()

    def test_finished_and_own_interviews_stay(self, sample, mara):
        Interview.objects.filter(question_minutes=12).update(finished_at=NOW + timedelta(hours=3))
        own = factories.InterviewFactory(starts_at=NOW)
        before = set(Interview.objects.exclude(finished_at=None).values_list("pk", "starts_at"))
        assert move_sample_forward(by=mara, now=NOW + timedelta(days=10)) == 1
        assert set(Interview.objects.exclude(finished_at=None).values_list("pk", "starts_at")) == before
        own.refresh_from_db()
        assert own.starts_at == NOW


class TestLoadSampleCommand:
    def test_adds_and_removes(self, library, mara):
        assert command("load_sample", "--for", "MARA@example.org") == "3 sample companies added.\n"
        assert (
            command("load_sample", "--for", mara.email) == "The sample is there already; nothing changed.\n"
        )
        assert command("load_sample", "--for", mara.email, "--remove") == "3 sample companies removed.\n"
        assert command("load_sample", "--for", mara.email, "--remove").startswith("There is no sample")

    def test_unknown_address(self, db):
        with pytest.raises(CommandError, match=r"Nobody has signed up as nobody@example\.org\."):
            command("load_sample", "--for", "nobody@example.org")

    def test_without_the_library(self, mara):
        with pytest.raises(CommandError, match="load_library"):
            command("load_sample", "--for", mara.email)
        assert not Company.objects.exists()


class TestDemoCandidate:
    @pytest.fixture(autouse=True)
    def data_dir(self, settings, tmp_path) -> Path:
        settings.DATA_DIR = tmp_path / "data"
        return settings.DATA_DIR

    def test_can_sign_in_with_what_is_printed(self, library, data_dir, rf):
        line = command("make_demo_candidate")
        assert line.startswith("Sign in as mara@example.org with the password ")
        assert line.count("\n") == 1
        password = line.split()[-1]
        user = authenticate(rf.post("/"), email="mara@example.org", password=password)
        assert user.username == "mara"
        address = EmailAddress.objects.get(user=user)
        assert (address.primary, address.verified) == (True, True)
        assert Company.objects.of(user).samples().count() == 3
        assert (data_dir / "demo_password").stat().st_mode & 0o777 == 0o600

    def test_has_a_profile(self, library):
        command("make_demo_candidate")
        profile = Profile.objects.get()
        assert (profile.role, profile.level) == ("Senior backend engineer", "senior")
        assert profile.time_zone == "Europe/Amsterdam"

    def test_a_profile_that_was_filled_in_stays(self, library, mara):
        Profile.objects.update(role="Data engineer", time_zone="Europe/Lisbon")
        command("make_demo_candidate")
        profile = Profile.objects.get()
        assert (profile.role, profile.time_zone, profile.level) == (
            "Data engineer",
            "Europe/Lisbon",
            "senior",
        )

    def test_again_changes_nothing(self, library):
        first = command("make_demo_candidate")
        before = counts(), get_user_model().objects.values_list("pk", "password").get()
        assert command("make_demo_candidate") == first
        assert (counts(), get_user_model().objects.values_list("pk", "password").get()) == before
        assert EmailAddress.objects.count() == 1

    def test_a_lost_password_file_means_a_new_password(self, library, data_dir):
        first = command("make_demo_candidate")
        (data_dir / "demo_password").unlink()
        second = command("make_demo_candidate")
        assert second != first
        assert get_user_model().objects.get().check_password(second.split()[-1])

    def test_the_printed_password_is_true_after_it_was_changed(self, library):
        first = command("make_demo_candidate")
        user = get_user_model().objects.get()
        user.set_password("something else entirely")
        user.save()
        assert command("make_demo_candidate") == first
        user.refresh_from_db()
        assert user.check_password(first.split()[-1])

    def test_somebody_else_may_be_called_mara(self, library):
        factories.UserFactory(username="mara", email="other@example.org")
        command("make_demo_candidate")
        assert get_user_model().objects.get(email="mara@example.org").username != "mara"

    def test_ten_days_later_there_is_one_to_come(self, library):
        with time_machine.travel(NOW):
            command("make_demo_candidate")
        with time_machine.travel(NOW + timedelta(days=10)):
            command("make_demo_candidate")
            assert Interview.objects.to_come().soonest_first().first().starts_at > timezone.now()
        assert Company.objects.count() == 3

    def test_own_companies_are_not_joined_by_the_sample_again(self, library):
        command("make_demo_candidate")
        user = get_user_model().objects.get()
        remove_sample(by=user)
        factories.CompanyFactory(owner=user)
        command("make_demo_candidate")
        assert not Company.objects.samples().exists()

    def test_without_the_library(self, db):
        with pytest.raises(CommandError, match="load_library"):
            command("make_demo_candidate")
        assert not get_user_model().objects.exists()
