from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from interviews.models import Answer, AnswerRevision, FollowUp, InterviewPerson, Person
from tests import factories
from tests.conftest import RequestClient
from tests.interviews.pages import dom, feedback, find_all, labelled, messages, text_of
from tests.interviews.saves import Tab
from tests.statements import get_statements, statements
from tests.world import make_revision


@pytest.fixture
def company(mara):
    return factories.CompanyFactory()


@pytest.fixture
def kept(company):
    return factories.PersonFactory(company=company, name="Ilse Brandt")


@pytest.fixture
def other(company):
    return factories.PersonFactory(company=company, name="I. B.", title="Head", how_met="At a meetup")


def url(person, name="merge"):
    return reverse(f"interviews:person_{name}", args=[person.pk])


def merge(client, kept, other):
    return client.post(url(kept), {"other": other.pk}, follow=True)


def answer(person, said, listed=None, **fields):
    listed = listed or factories.ListedQuestionFactory(company=person.company)
    return factories.AnswerFactory(listed_question=listed, person=person, said=said, **fields)


def clash(kept, other, **fields):
    """Both have answered the same question in the same interview."""
    interview = factories.InterviewFactory(company=kept.company)
    ours = answer(kept, "Every second week.", interview=interview)
    return ours, answer(other, "Never at all.", ours.listed_question, interview=interview, **fields)


# Before


def test_it_is_reached_from_the_page_of_the_person(client, kept):
    assert url(kept) in client.get(url(kept, "edit")).text


def test_whoever_is_alone_is_told_so(client, kept):
    assert "There is nobody else at this company." in client.get(url(kept)).text


def test_the_choice_is_among_the_others_of_this_company(client, kept, other):
    factories.PersonFactory(name="Elsewhere")
    options = [text_of(one) for one in find_all(dom(client.get(url(kept))), "option")]
    assert "I. B." in options
    assert not {"Ilse Brandt", "Elsewhere"} & set(options)


def test_it_says_first_what_will_happen(client, kept, other):
    clash(kept, other)
    answer(other, "Mine")
    answer(other, "Gone", deleted_at=timezone.now())
    factories.InterviewPersonFactory(person=other, interview__company=kept.company)
    response = client.get(url(kept), {"other": other.pk})
    said = labelled(response, "moves")
    assert "2 answers move. 1 interview moves. 1 question was answered by both" in said
    assert "The entry I. B. goes." in said
    assert f"{url(other)}?other={kept.pk}" in response.text
    assert Person.objects.count() == 2


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "wanted", ["", "x", "0", "99999999999999999999", "\x00", "itself", "elsewhere", "hers"]
)
def test_what_is_nobody_here_gets_a_sentence(client, stranger, kept, other, method, wanted):
    strangers = factories.PersonFactory(company=factories.CompanyFactory(owner=stranger))
    rows = {"itself": kept, "elsewhere": factories.PersonFactory(name="Elsewhere"), "hers": strangers}
    sent = {"other": rows[wanted].pk if wanted in rows else wanted}
    response = getattr(client, method)(url(kept), sent)
    assert response.status_code == 422
    sentence = "Choose another person of this company." if wanted else "This field is required."
    assert sentence in feedback(response, "other") or "Null characters" in feedback(response, "other")
    assert Person.objects.count() == 4


def test_nothing_sent_gets_a_sentence_too(client, kept, other):
    response = client.post(url(kept))
    assert response.status_code == 422
    assert feedback(response, "other") == "This field is required."


# After


def test_answers_interviews_and_follow_ups_move(client, kept, other, company):
    theirs = [answer(other, "One"), answer(other, "Two", deleted_at=timezone.now())]
    alone = factories.InterviewPersonFactory(person=other, interview__company=company)
    both = factories.InterviewPersonFactory(person=other, interview__company=company).interview
    factories.InterviewPersonFactory(person=kept, interview=both)
    follow_up = factories.FollowUpFactory(company=company, ask_person=other)
    response = merge(client, kept, other)
    assert messages(response) == "Merged."
    assert set(Answer.objects.filter(person=kept)) == set(theirs)
    assert sorted(InterviewPerson.objects.values_list("interview", "person")) == sorted(
        [(alone.interview_id, kept.pk), (both.pk, kept.pk)]
    )
    follow_up.refresh_from_db()
    assert follow_up.ask_person == kept
    assert list(Person.objects.all()) == [kept]


@pytest.mark.parametrize(("own", "expected"), [("", "Head"), ("Director", "Director")])
def test_what_is_empty_is_filled_from_the_other(client, kept, other, own, expected):
    Person.objects.filter(pk=kept.pk).update(title=own, audience="peer")
    merge(client, kept, other)
    kept.refresh_from_db()
    assert (kept.name, kept.title, kept.how_met, kept.audience) == (
        "Ilse Brandt",
        expected,
        "At a meetup",
        "peer",
    )


def test_of_two_answers_to_one_question_the_kept_persons_stays_and_the_other_waits(client, kept, other):
    ours, theirs = clash(kept, other, impression="Hm", rating=2, quality="vague", refer_to="Tom")
    response = merge(client, kept, other)
    assert messages(response) == "Merged. 1 answer has two versions now, for you to settle."
    assert response.redirect_chain == [(url(kept, "settle"), 302)]
    assert "Never at all." in response.text
    ours.refresh_from_db()
    assert (ours.said, ours.revision, ours.deleted_at) == ("Every second week.", 1, None)
    version = AnswerRevision.objects.get(answer=ours)
    assert (version.kept_beside, version.settled_at) == (True, None)
    assert (version.said, version.impression, version.rating, version.quality, version.refer_to) == (
        "Never at all.",
        "Hm",
        2,
        "vague",
        "Tom",
    )
    theirs.refresh_from_db()
    assert (theirs.person, theirs.deleted_at is None) == (kept, False)


def test_what_waits_is_settled_from_there(client, kept, other):
    ours, _theirs = clash(kept, other)
    response = merge(client, kept, other)
    assert "1 to settle" in client.get(url(kept.company, "list")).text
    version = AnswerRevision.objects.get(answer=ours)
    address = reverse("interviews:kept_version_settle", args=[ours.pk, version.pk, "both"])
    assert address in response.text
    client.post(address)
    ours.refresh_from_db()
    assert ours.said == "Every second week.\n\nNever at all."
    assert "Nothing waits" in client.get(url(kept, "settle")).text
    assert "to settle" not in client.get(url(kept.company, "list")).text


def test_answers_by_mail_clash_too(client, kept, other):
    ours = answer(kept, "By mail")
    answer(other, "By another mail", ours.listed_question)
    merge(client, kept, other)
    assert AnswerRevision.objects.get(answer=ours).said == "By another mail"


def test_the_same_words_twice_leave_nothing_to_settle(client, kept, other):
    ours = answer(kept, "The same")
    answer(other, "The same", ours.listed_question)
    assert messages(merge(client, kept, other)) == "Merged."
    assert Answer.objects.get(deleted_at=None) == ours


def test_a_version_that_waited_beside_the_others_answer_waits_beside_the_kept_one(client, kept, other):
    ours, theirs = clash(kept, other)
    waiting = make_revision(theirs, kept_beside=True, said="Typed on the phone")
    make_revision(theirs, said="An earlier word")
    response = merge(client, kept, other)
    waiting.refresh_from_db()
    assert waiting.answer == ours
    assert "Typed on the phone" in response.text


def test_proofs_and_follow_ups_are_about_the_kept_answer(client, kept, other, company):
    ours, theirs = clash(kept, other)
    check = factories.DealbreakerCheckFactory(company=company, answer=theirs)
    question = {"company": company, "listed_question": ours.listed_question}
    moving = factories.FollowUpFactory(answer=theirs, origin="vague", **question)
    factories.FollowUpFactory(answer=ours, origin="come back", **question)
    staying = factories.FollowUpFactory(answer=theirs, origin="come back", **question)
    merge(client, kept, other)
    check.refresh_from_db()
    assert check.answer == ours
    assert FollowUp.objects.get(pk=moving.pk).answer == ours
    assert FollowUp.objects.get(pk=staying.pk).answer == theirs


def test_promises_and_outcomes_go_along_unless_the_kept_answer_has_the_same(client, company, kept, other):
    ours, theirs = clash(kept, other)
    offers = [factories.OfferFactory(company=company) for _ in range(2)]
    decision = factories.DecisionFactory(company=company)
    promised = [factories.PromiseCheckFactory(offer=offer, answer=theirs) for offer in offers]
    factories.PromiseCheckFactory(offer=offers[1], answer=ours, status="differs")
    outcomes = [factories.OutcomeFactory(decision=decision, answer=theirs, days=days) for days in (30, 90)]
    factories.OutcomeFactory(decision=decision, answer=ours, days=90, verdict="partly")
    merge(client, kept, other)
    for moved, stayed in (promised, outcomes):
        moved.refresh_from_db()
        stayed.refresh_from_db()
        assert (moved.answer, stayed.answer) == (ours, theirs)


def test_every_character_of_every_answer_is_still_there(client, kept, other):
    words = []
    for number in range(5):
        ours, theirs = clash(kept, other, impression=f"impression {number} ☂", refer_to=f"refer {number}")
        make_revision(theirs, said=f"earlier {number}")
        make_revision(theirs, said=f"beside {number}", kept_beside=True)
        answer(other, f"alone {number} שלום")
        words += [ours.said, theirs.said, theirs.impression, theirs.refer_to]
        words += [f"earlier {number}", f"beside {number}", f"alone {number} שלום"]
    merge(client, kept, other)
    live = Answer.objects.filter(person=kept, deleted_at=None)
    beside = AnswerRevision.objects.filter(answer__in=live, kept_beside=True, settled_at=None)
    to_read = " ".join(f"{one.said} {one.impression} {one.refer_to}" for one in [*live, *beside])
    history = " ".join(AnswerRevision.objects.values_list("said", flat=True))
    assert [word for word in words if word not in to_read and not word.startswith("earlier")] == []
    assert [word for word in words if word.startswith("earlier") and word not in history] == []


def test_long_and_right_to_left_names_merge(client, company):
    kept = factories.PersonFactory(company=company, name="W" * 120)
    other = factories.PersonFactory(company=company, name="אילסה ברנדט <b>")
    response = client.get(url(kept), {"other": other.pk})
    assert "אילסה ברנדט &lt;b&gt;" in response.text
    assert messages(merge(client, kept, other)) == "Merged."


def test_many_answers_take_as_many_statements_as_few(client, company):
    def needed(size):
        kept, other = (factories.PersonFactory(company=company) for _ in range(2))
        for _ in range(size):
            _ours, theirs = clash(kept, other)
            make_revision(theirs, kept_beside=True)
            factories.DealbreakerCheckFactory(company=company, answer=theirs)
            answer(other, "Alone")
        assert len(get_statements(client, f"{url(kept)}?other={other.pk}")) <= 8
        with statements() as found:
            client.post(url(kept), {"other": other.pk})
        assert len(get_statements(client, url(kept, "settle"))) <= 8
        return len(found)

    assert needed(3) == needed(30)


@pytest.mark.django_db(transaction=True)
def test_of_two_that_merge_the_same_two_crosswise_one_wins_and_nothing_is_lost(mara):
    company = factories.CompanyFactory()
    people = [factories.PersonFactory(company=company) for _ in range(2)]
    for person in people:
        answer(person, f"Said by {person.pk}")
    start = Barrier(2)

    def post(number):
        client = RequestClient(raise_request_exception=False)
        client.force_login(mara)
        start.wait()
        try:
            return client.post(url(people[number]), {"other": people[1 - number].pk}).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        statuses = sorted(threads.map(post, range(2)))
    assert statuses in ([302, 404], [302, 422])
    assert Person.objects.get().answer_set.filter(deleted_at=None).count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("begun", [True, False], ids=["of an answer", "that begins one"])
def test_a_save_at_the_same_moment_is_kept_or_refused_and_never_dropped(mara, begun):
    company = factories.CompanyFactory()
    kept, other = (factories.PersonFactory(company=company) for _ in range(2))
    ours = answer(kept, "Ours")
    tab = Tab(None, ours.listed_question, person=other)
    start = Barrier(2)

    def signed_in():
        client = RequestClient(raise_request_exception=False)
        client.force_login(mara)
        return client

    def send(request):
        start.wait()
        try:
            return request().status_code
        finally:
            connections.close_all()

    tab.client, merging = signed_in(), signed_in()
    if begun:
        tab.save("Theirs at first")
    with ThreadPoolExecutor(2) as threads:
        saved = threads.submit(send, lambda: tab.save("Theirs, later"))
        done = threads.submit(send, lambda: merging.post(url(kept), {"other": other.pk}))
        assert done.result() == 302
    assert saved.result() in {200, 404, 409, 410, 422, 503}
    beside = set(AnswerRevision.objects.filter(answer=ours, kept_beside=True).values_list("said", flat=True))
    if saved.result() == 200:
        assert "Theirs, later" in beside
    assert Answer.objects.get(deleted_at=None).said == "Ours"
