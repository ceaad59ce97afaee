from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import connections, models
from django.urls import reverse
from django.utils import timezone

from interviews.models import Answer, AnswerRevision, Company, Decision, Person
from tests import factories
from tests.conftest import RequestClient
from tests.interviews.pages import dom, feedback, fields_of, find_all, messages, text_of
from tests.interviews.saves import Tab
from tests.statements import get_statements, statements
from tests.world import OWNED_MODELS, make_revision

NAME = "Ilse Brandt"
NEUTRAL = "A hiring manager"


@pytest.fixture
def company(mara):
    return factories.CompanyFactory(name="Northwind")


@pytest.fixture
def person(company):
    return factories.PersonFactory(company=company, name=NAME, title="Head", how_met="Through Tom")


def url(person, name="forget"):
    return reverse(f"interviews:person_{name}", args=[person.pk])


def forget(client, person, *spellings, **sent):
    return client.post(url(person), {"spellings": spellings, **sent}, follow=True)


def offered(response):
    """Spelling → (whether it is checked, what is said of it)."""
    page = dom(response)
    boxes = {
        dict(box.attributes)["id"]: dict(box.attributes) for box in find_all(page, "input", type="checkbox")
    }
    labels = {dict(one.attributes).get("for"): text_of(one) for one in find_all(page, "label")}
    return {box["value"]: ("checked" in box, labels[key]) for key, box in boxes.items()}


def fill_with(text, person):
    """That text in every free text there is about the company, save what names or addresses something."""
    company, short = person.company, text[:100]
    claim = factories.ClaimFactory(company=company, text=text)
    listed = factories.ListedQuestionFactory(
        company=company,
        text=text,
        why=text,
        listen_for=text,
        beware_of=text,
        follow_ups=["Why?", text],
        anchor_low=short,
        anchor_high=short,
        raised_by=claim,
    )
    interview = factories.InterviewFactory(company=company, note=text, place=short)
    recorded = {"said": text, "impression": text, "refer_to": short}
    answer = factories.AnswerFactory(
        listed_question=listed, interview=interview, person=person, rating=3, **recorded
    )
    make_revision(answer, **recorded)
    make_revision(answer, kept_beside=True, **recorded)
    factories.AnswerFactory(listed_question=listed, deleted_at=timezone.now(), **recorded)
    factories.FollowUpFactory(company=company, text=text, ask_person=person)
    factories.DealbreakerCheckFactory(company=company, note=short, answer=answer)
    factories.PersonFactory(company=company, name="Tom", title=short, how_met=f"Brought by {short}")
    decide_with(text, answer)
    return answer


def decide_with(text, answer):
    company, short = answer.company, text[:100]
    factories.SignalFactory(company=company, text=text)
    offer = factories.OfferFactory(company=company, leave=short, notice=short, remote=short, terms=text)
    factories.OfferPayFactory(offer=offer, words=short)
    factories.PromiseCheckFactory(offer=offer, answer=answer, note=text)
    decision = factories.DecisionFactory(
        company=company,
        reason=text,
        override=text,
        snapshot={"said": [{"by": text, "rating": 3}, text], "headline": text},
        taken_back_at=timezone.now(),
    )
    factories.OutcomeFactory(decision=decision, answer=answer, note=text)


def columns_with(word, owner):
    """Every column of every table of that owner that holds the word, in any case."""
    found = set()
    for model in OWNED_MODELS:
        names = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | ArrayField | models.JSONField)
        ]
        for row in model.objects.filter(owner=owner).values(*names):
            found |= {(model.__name__, name) for name in names if word.lower() in str(row[name]).lower()}
    return found


# Before


def test_it_is_reached_from_the_page_of_the_person_and_says_what_it_does(client, person):
    assert url(person) in client.get(url(person, "edit")).text
    shown = text_of(find_all(dom(client.get(url(person))), "main")[0])
    assert "the answers of “A hiring manager”" in shown
    assert "This cannot be undone." in shown


def test_the_whole_name_and_the_surname_are_checked_with_how_many_texts_hold_each(client, person):
    answer = factories.AnswerFactory(
        listed_question=factories.ListedQuestionFactory(company=person.company),
        said="Ilse Brandt said no.",
        impression="brandt again",
    )
    make_revision(answer, said="ILSE said no.")
    factories.DecisionFactory(company=person.company, reason="They", snapshot={"a": [{"b": "Brandt"}, 1]})
    assert offered(client.get(url(person))) == {
        "Ilse Brandt": (True, "Ilse Brandt in 1 text"),
        "Ilse": (False, "Ilse in 2 texts"),
        "Brandt": (True, "Brandt in 3 texts"),
    }


def test_texts_of_other_companies_do_not_count(client, person):
    factories.ClaimFactory(text=NAME)
    assert offered(client.get(url(person)))[NAME][1] == "Ilse Brandt in 0 texts"


def test_addresses_and_the_company_that_hold_the_name_are_pointed_out(client, person, company):
    Company.objects.update(name="Brandt & Sons", website="https://brandt.example/")
    factories.ClaimFactory(company=company, url="https://a.example/team/ilse-brandt", text="One")
    factories.ClaimFactory(company=company, url="https://a.example/Ilse%20Brandt", text="Two")
    factories.ClaimFactory(company=company, url="https://a.example/brandtfield", text="Three")
    shown = [text_of(one) for one in find_all(dom(client.get(url(person))), "li", cls="as-typed")]
    assert shown == [
        "Brandt & Sons",
        "https://brandt.example/",
        "https://a.example/team/ilse-brandt",
        "https://a.example/Ilse%20Brandt",
    ]
    forget(client, person, NAME, "Brandt")
    company.refresh_from_db()
    assert (company.name, company.website) == ("Brandt & Sons", "https://brandt.example/")


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"spellings": ["Somebody"]}, "spellings", "Choose among the words of the name."),
        ({"others": "\x00"}, "others", "Null characters are not allowed."),
        ({"others": "Illy\n—"}, "others", "A spelling has at least one letter or digit."),
        ({"others": "\n".join("abcdefghijklmnopqrstu")}, "others", "Write at most 20 spellings."),
        ({"others": "x" * 2401}, "others", "Ensure this value has at most 2400 characters (it has 2401)."),
    ],
)
def test_what_is_refused_forgets_nothing_and_keeps_what_was_typed(client, person, sent, field, sentence):
    fill_with(NAME, person)
    response = client.post(url(person), {"others": "Illy", **sent})
    assert response.status_code == 422
    assert sentence in feedback(response, field)
    assert fields_of(response)["others"].strip()
    person.refresh_from_db()
    assert (person.name, person.title) == (NAME, "Head")
    assert columns_with(NAME, person.owner)


# After


def test_no_column_of_any_table_holds_the_name(client, person):
    fill_with("Then Ilse Brandt, whom they call illy (ilse.brandt@northwind.example), said so.", person)
    assert len(columns_with("Brandt", person.owner)) >= 31
    response = forget(
        client, person, NAME, "Ilse", "Brandt", others="Illy\nilse.brandt@northwind.example\n\n"
    )
    assert messages(response) == "Forgotten. The answers stay, as those of “A hiring manager”."
    for word in ("Ilse", "Brandt", "Illy"):
        assert columns_with(word, person.owner) == set()


def test_answers_ratings_and_who_gave_them_stay(client, person):
    answer = fill_with(f"{NAME} said yes. Brandt’s team agrees.", person)
    forget(client, person, NAME, "Brandt")
    answer.refresh_from_db()
    assert answer.said == "A hiring manager said yes. A hiring manager’s team agrees."
    assert (answer.rating, answer.person, answer.deleted_at) == (3, person, None)
    person.refresh_from_db()
    assert (person.name, person.title, person.how_met) == (NEUTRAL, "", "")


def test_follow_up_questions_of_a_question_are_kept_one_by_one(client, person):
    answer = fill_with(NAME, person)
    forget(client, person, NAME)
    assert type(answer.listed_question).objects.get().follow_ups == ["Why?", NEUTRAL]


def test_what_a_decision_kept_loses_the_name_and_nothing_else(client, person):
    fill_with(f"{NAME} said 3", person)
    forget(client, person, NAME)
    said = "A hiring manager said 3"
    kept = Decision.objects.get().snapshot
    assert kept == {"said": [{"by": said, "rating": 3}, said], "headline": said}


def test_what_is_not_checked_stays(client, person):
    answer = fill_with("Ilse Brandt, Ilse and Brandt", person)
    forget(client, person, NAME, "Brandt")
    answer.refresh_from_db()
    assert answer.said == "A hiring manager, Ilse and A hiring manager"


def test_other_companies_and_other_candidates_keep_their_words(client, person, stranger):
    elsewhere = factories.ClaimFactory(text=NAME)
    hers = factories.ClaimFactory(company=factories.CompanyFactory(owner=stranger), text=NAME)
    forget(client, person, NAME)
    for claim in (elsewhere, hers):
        claim.refresh_from_db()
        assert claim.text == NAME


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("Ann", "Annual talk with ANN. Hanna too", f"Annual talk with {NEUTRAL}. Hanna too"),
        ("José", "jose\u0301 and Josefine", f"{NEUTRAL} and Josefine"),
        ("山田太郎", "昨日山田太郎さんと話した", f"昨日{NEUTRAL}さんと話した"),
        ("אילסה ברנדט", "אמרתי לאילסה ברנדט", f"אמרתי ל{NEUTRAL}"),
        ("I. B.", "I. B. said (i. b.)", f"{NEUTRAL} said ({NEUTRAL})"),
        ("a.*b", "a.*b or aXXb", f"{NEUTRAL} or aXXb"),
        (r"\1 %s {0}", r"\1 %s {0}!", f"{NEUTRAL}!"),
        ("W" * 120, "W" * 120, NEUTRAL),
    ],
)
def test_names_of_every_script_are_found_as_whole_words(client, person, name, before, after):
    Person.objects.filter(pk=person.pk).update(name=name)
    claim = factories.ClaimFactory(company=person.company, text=before)
    forget(client, person, name)
    claim.refresh_from_db()
    assert claim.text == after


def test_where_the_longer_name_does_not_fit_a_dot_stands_for_it(client, person, company):
    answer = fill_with("short", person)
    Answer.objects.filter(pk=answer.pk).update(refer_to="Al " * 40)
    forget(client, person, others="Al")
    answer.refresh_from_db()
    assert answer.refer_to.split() == ["…"] * 40


@pytest.mark.parametrize(
    ("audience", "expected"), [("recruiter", "A recruiter"), ("HR", "Somebody from HR"), ("peer", "A peer")]
)
def test_the_neutral_name_is_what_they_speak_as(client, person, audience, expected):
    Person.objects.filter(pk=person.pk).update(audience=audience)
    forget(client, person, NAME)
    person.refresh_from_db()
    assert person.name == expected


def test_a_second_one_is_numbered(client, person, company):
    factories.PersonFactory(company=company, name="a hiring manager")
    factories.PersonFactory(company=company, name="A hiring manager 2")
    forget(client, person, NAME)
    person.refresh_from_db()
    assert person.name == "A hiring manager 3"


def test_an_open_tab_meets_a_conflict_and_does_not_write_the_name_back(client, company, person):
    listed = factories.ListedQuestionFactory(company=company)
    tab = Tab(client, listed, person=person)
    tab.save("Ilse Brandt said yes")
    untouched = Tab(client, factories.ListedQuestionFactory(company=company), person=person)
    untouched.save("Nobody named here")
    forget(client, person, NAME)
    assert tab.save("Ilse Brandt said yes and no").status_code == 409
    assert Answer.objects.get(listed_question=listed).said == "A hiring manager said yes"
    assert untouched.save("Nobody named here either").status_code == 200


def test_history_says_what_it_said_without_the_name(client, person):
    answer = fill_with(f"{NAME} here", person)
    forget(client, person, NAME)
    said = set(AnswerRevision.objects.filter(answer=answer).values_list("said", flat=True))
    assert said == {"A hiring manager here"}


def test_many_texts_take_as_many_statements_as_few(client, company):
    def needed(size):
        person = factories.PersonFactory(company=company, name=f"Ilse Brandt{size}")
        for _ in range(size):
            fill_with(person.name, person)
        assert len(get_statements(client, url(person))) <= 8
        with statements() as found:
            client.post(url(person), {"spellings": [person.name]})
        return len(found)

    assert needed(2) == needed(20)


@pytest.mark.django_db(transaction=True)
def test_a_save_at_the_same_moment_is_neither_lost_nor_brings_the_name_back(mara):
    person = factories.PersonFactory(name=NAME)
    tab = Tab(None, factories.ListedQuestionFactory(company=person.company), person=person)
    start = Barrier(2)

    def signed_in():
        client = RequestClient()
        client.force_login(mara)
        return client

    def send(request):
        start.wait()
        try:
            return request()
        finally:
            connections.close_all()

    tab.client, other = signed_in(), signed_in()
    tab.save("Ilse Brandt said yes")
    with ThreadPoolExecutor(2) as threads:
        saved = threads.submit(send, lambda: tab.save("They all said yes"))
        gone = threads.submit(send, lambda: other.post(url(person), {"spellings": [NAME]}))
        assert (saved.result().status_code in {200, 409}, gone.result().status_code) == (True, 302)
    assert columns_with(NAME, mara) == set()
    assert "They all said yes" in AnswerRevision.objects.values_list("said", flat=True)
    said = Answer.objects.get().said
    assert said == ("They all said yes" if saved.result().status_code == 200 else "A hiring manager said yes")
