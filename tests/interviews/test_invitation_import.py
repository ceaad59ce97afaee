"""An invitation from somebody's calendar, from the file to the interview, its changes and its end."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
import time_machine
from django.core import signing
from django.db import connections
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviews.models import Company, Interview, Person
from tests import factories
from tests.conftest import RequestClient
from tests.interviews.calendar.raw import NOW, PATHS, REFUSED
from tests.interviews.calendar.test_any_text import LINES
from tests.interviews.invited import (
    CANCEL,
    CHOOSE,
    IMPORT,
    KEEP,
    buttons_of,
    calendar,
    form_of,
    keep,
    paste,
    plan,
    sample,
    signed_by,
    upload,
    version,
)
from tests.interviews.pages import by_id, dom, feedback, find_all, messages, text_of
from tests.statements import statements

TOO_OLD = "That page is too old. Bring the invitation once more."
KNOWN = "You have this one already."
OLDER = "This is an older version of an invitation that you have; nothing was changed."
NOT_HERE = "It cancels an appointment that is not here."
BERLIN_10 = datetime(2026, 3, 10, 9, tzinfo=UTC)
CALM = settings(derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SERIES = "RRULE:FREQ=WEEKLY;COUNT=3"


@pytest.fixture(autouse=True)
def then():
    """The samples are of the spring of 2026."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def mara(mara):
    mara.email = "candidate@example.org"
    mara.save(update_fields=["email"])
    return mara


@pytest.fixture
def company(mara):
    return factories.CompanyFactory(name="Aurora Labs", role="Platform engineer")


@pytest.fixture
def planned(client, company):
    """The talk of the first version, prepared."""
    plan(client, version(0, "DURATION:PT1H", "LOCATION:Room 4"), company=company.pk, kind="panel")
    interview = Interview.objects.get()
    interview.question_minutes, interview.note = 25, "My own words"
    interview.save()
    factories.InterviewPersonFactory(
        interview=interview, person=factories.PersonFactory(company=company, name="Ilse Brandt")
    )
    listed = factories.ListedQuestionFactory(company=company)
    factories.AgendaItemFactory(interview=interview, listed_question=listed)
    return interview


def detail(interview):
    return reverse("interviews:interview_detail", args=[interview.pk])


def rows(response):
    return [text_of(one) for one in find_all(dom(response), "li", cls="row-line")]


def unchanged(interview):
    before = Interview.objects.filter(pk=interview.pk).values().get()
    return lambda: Interview.objects.filter(pk=interview.pk).values().get() == before


# What comes in


@pytest.mark.parametrize("path", PATHS, ids=lambda one: one.stem)
def test_every_sample_is_shown_or_refused_with_the_reason(client, path):
    response = upload(client, path.read_bytes())
    if path.stem in REFUSED:
        assert response.status_code == 422
        assert feedback(response, "file").endswith(".")
    else:
        assert response.status_code == 200
        assert "Plan this" in response.text or NOT_HERE in response.text
    assert not Interview.objects.exists()


def test_a_pasted_invitation_says_the_same_as_its_file(client, mara):
    pasted = form_of(paste(client, sample("google-request").decode()))
    chosen = form_of(upload(client, sample("google-request")))
    pasted.pop("invitation"), chosen.pop("invitation")
    assert pasted == chosen


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({}, "text", "Paste the invitation, or choose its file."),
        ({"text": " \n "}, "text", "Paste the invitation, or choose its file."),
        ({"text": "hello"}, "text", "No invitation was found: it begins with the line BEGIN:VCALENDAR."),
        ({"text": "BEGIN:VCALENDAR\n\x00"}, "text", "Null characters are not allowed."),
        ({"text": "BEGIN:VCALENDAR\nVERSION:2.0"}, "text", "The invitation is cut off"),
        ({"text": "x" * 1_100_000}, "text", "It is larger than 1 MB."),
    ],
)
def test_a_text_that_is_none_is_refused_and_kept(client, fields, field, sentence):
    response = client.post(IMPORT, fields)
    assert response.status_code == 422
    assert sentence in feedback(response, field)
    assert text_of(by_id(dom(response), "id_text")) == " ".join(fields.get("text", "").split())


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"\x00\xff\x10" * 50, "This is not a text file."),
        (b"%PDF-1.7", "This is a PDF."),
        (b"PK\x03\x04", "This is a zip or an Office file."),
        (b"a" * 1_048_577, "It is larger than 1 MB."),
        (b"a" * 2_800_000, "It is larger than 1 MB."),
        (b"BEGIN:VCALENDAR\nSUMMARY:\xed\xa0\x80\nEND:VCALENDAR", "."),
    ],
)
def test_a_file_that_is_none_is_refused(client, data, sentence):
    response = upload(client, data)
    assert response.status_code == 422
    assert sentence in feedback(response, "file")


def test_a_text_and_a_file_at_once_are_refused_and_the_text_is_kept(client):
    response = upload(client, sample("floating"), text="BEGIN:VCALENDAR")
    assert response.status_code == 422
    assert feedback(response, "text") == "There is a text and a file: leave one of them out."
    assert text_of(by_id(dom(response), "id_text")) == "BEGIN:VCALENDAR"


def test_an_uploaded_file_is_never_served_back(client):
    data = version(0, "X-SECRET:quillmark-of-the-file", "COMMENT:quillmark too").encode()
    assert "quillmark" not in upload(client, data).text
    assert "quillmark" not in upload(client, data.replace(b"BEGIN:VEVENT", b"BEGIN:V")).text


# A new interview


def test_the_form_is_filled_in_from_the_invitation(client, company):
    form = form_of(upload(client, sample("google-request")))
    assert (form["company"], form["company_name"]) == (str(company.pk), "")
    assert (form["starts_at"], form["time_zone"]) == ("2026-03-10T10:00", "Europe/Berlin")
    assert form["place"].startswith("https://meet.google.com/")
    assert form["channel"] == "video"
    assert "Interview: Platform engineer, Aurora Labs" in form["note"]
    assert "Candidate" not in form["new_people"]


def test_what_was_filled_in_becomes_the_interview(client, company, mara):
    response = plan(client, sample("google-request"))
    interview = Interview.objects.get()
    assert response["Location"] == detail(interview)
    assert messages(client.get(detail(interview))) == "Interview planned. Now choose what to ask."
    assert (interview.owner, interview.company, interview.starts_at) == (mara, company, BERLIN_10)
    assert (interview.ics_uid, interview.ics_sequence) == ("3v9k2m7q1t8aurora@google.com", 0)
    assert interview.link.startswith("https://meet.google.com/")
    assert interview.people.count() == Person.objects.count() > 0


def test_the_company_is_guessed_by_the_site_that_people_write_from(client, mara):
    halden = factories.CompanyFactory(name="HH", website="https://www.halden-health.example.org/jobs")
    assert form_of(upload(client, sample("outlook-request")))["company"] == str(halden.pk)


def test_an_archived_company_is_not_guessed(client, company):
    Company.objects.update(archived_at=NOW)
    assert form_of(upload(client, sample("google-request")))["company"] == ""


def test_the_company_from_whose_page_it_is_imported_is_chosen(client, company):
    other = factories.CompanyFactory(name="Other")
    listed = client.get(reverse("interviews:interview_list", args=[other.pk]))
    [link] = [one for one in find_all(dom(listed), "a", cls="quiet-link") if "Import" in text_of(one)]
    address = dict(link.attributes)["href"]
    assert client.get(address).status_code == 200
    assert form_of(upload(client, sample("google-request"), address))["company"] == str(other.pk)
    several = upload(client, sample("greenhouse-style"), address)
    first, _second = buttons_of(several, CHOOSE)
    assert f'href="{address}"' in several.text
    assert form_of(client.post(CHOOSE, first))["company"] == str(other.pk)


@pytest.mark.parametrize("number", ["x", "-1", "99999999999999999999", "%00", ""])
def test_a_company_that_is_none_chooses_none(client, number):
    assert form_of(upload(client, sample("floating"), f"{IMPORT}?company={number}"))["company"] == ""


def test_a_strangers_company_is_neither_chosen_nor_taken(client, mara, stranger):
    hers = factories.CompanyFactory(owner=stranger, name="Aurora Labs")
    response = upload(client, sample("google-request"), f"{IMPORT}?company={hers.pk}")
    assert form_of(response)["company"] == ""
    response = keep(client, response, company=hers.pk)
    assert response.status_code == 422
    assert "not one of the available choices" in feedback(response, "company")
    assert not Interview.objects.exists()


def test_a_new_company_is_made_as_the_profile_looks_for_it(client, mara):
    mara.profile.level = "senior"
    mara.profile.save()
    plan(client, sample("zoom-utc"), company_name="Quillworks", company_role="Editor")
    company = Company.objects.get()
    assert (company.name, company.role, company.level, company.owner) == (
        *("Quillworks", "Editor", "senior"),
        mara,
    )
    assert Interview.objects.get().company == company


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({}, "company_name", "Choose a company above, or write the new one and the role."),
        ({"company_name": "A"}, "company_role", "Choose a company above, or write the new one and the role."),
        (
            {"company_name": "AURORA labs", "company_role": "platform ENGINEER"},
            "company_name",
            "You already have this company with this role: choose it above.",
        ),
        ({"company_name": "x" * 121, "company_role": "A"}, "company_name", "at most 120 characters"),
        ({"company_name": "a\x00", "company_role": "A"}, "company_name", "Null characters"),
    ],
)
def test_a_new_company_needs_a_name_and_a_role_of_its_own(client, company, fields, field, sentence):
    response = keep(client, upload(client, sample("zoom-utc")), **fields)
    assert response.status_code == 422
    assert sentence in feedback(response, field)
    assert not Interview.objects.exists()


def test_a_company_and_a_new_one_at_once_are_refused(client, company):
    response = keep(client, upload(client, sample("google-request")), company_name="B", company_role="C")
    assert response.status_code == 422
    assert feedback(response, "company").startswith("Choose “A new company” here")


def test_people_who_are_known_are_not_doubled(client, company):
    known = factories.PersonFactory(company=company, name="mara LINDQVIST", title="Lead")
    form = form_of(upload(client, sample("google-request")))
    people = "Mara Lindqvist\nYusuf Amin, Staff engineer\nYusuf Amin"
    client.post(KEEP, {**form, "new_people": people})
    assert sorted(Person.objects.values_list("name", "title")) == [
        ("Yusuf Amin", "Staff engineer"),
        ("mara LINDQVIST", "Lead"),
    ]
    assert known in Interview.objects.get().people.all()


def test_people_that_are_sent_by_number_are_not_looked_at(client, company, stranger):
    theirs = factories.PersonFactory(company=factories.CompanyFactory(owner=stranger))
    plan(client, sample("google-request"), people=[theirs.pk], new_people="")
    assert not Interview.objects.get().people.exists()


def test_the_candidate_is_not_offered_as_somebody_to_meet(client, mara):
    assert "candidate" not in form_of(upload(client, sample("outlook-request")))["new_people"].casefold()


@pytest.mark.parametrize("name", ["floating", "unknown-zone"])
def test_a_zone_that_nobody_knows_must_be_chosen(client, company, name):
    response = upload(client, sample(name))
    assert form_of(response)["time_zone"] == ""
    assert "Choose the one that is meant." in response.text
    refused = keep(client, response, company=company.pk, note="My own words", minutes="33")
    assert refused.status_code == 422
    assert feedback(refused, "time_zone") == "Choose the time zone that is meant."
    again = buttons_of(refused, KEEP)[0]
    assert (again["note"], again["minutes"], again["company"]) == ("My own words", "33", str(company.pk))
    assert client.post(KEEP, {**again, "time_zone": "Asia/Tokyo"}).status_code == 302
    assert Interview.objects.get().time_zone == "Asia/Tokyo"


def test_the_hour_of_a_whole_day_must_be_typed(client, company):
    response = upload(client, sample("apple-all-day"))
    assert (form_of(response)["starts_at"], form_of(response)["time_zone"]) == ("", "")
    assert "Thursday 7 May 2026, all day" in response.text
    refused = keep(client, response, company=company.pk, time_zone="Europe/Oslo")
    assert refused.status_code == 422
    assert feedback(refused, "starts_at") == "This field is required."
    plan(client, sample("apple-all-day"), company=company.pk, time_zone="UTC", starts_at="2026-05-07T09:30")
    assert Interview.objects.get().starts_at == datetime(2026, 5, 7, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(("which", "hour"), [("first", 0), ("second", 1)])
def test_an_hour_that_comes_twice_is_asked_for(client, company, which, hour):
    text = version(start="DTSTART;TZID=Europe/Berlin:20261025T023000")
    assert form_of(paste(client, text))["which_hour"] == "first"
    plan(client, text, company=company.pk, which_hour=which)
    assert Interview.objects.get().starts_at == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


def test_an_hour_that_comes_twice_is_not_taken_without_a_choice(client, company):
    text = version(start="DTSTART;TZID=Europe/Berlin:20261025T023000")
    response = keep(client, paste(client, text), company=company.pk, which_hour="")
    assert response.status_code == 422
    assert "comes twice" in feedback(response, "which_hour")


def test_a_time_in_utc_is_offered_as_the_candidates_own_clock(client, company, mara):
    mara.profile.time_zone = "Europe/Berlin"
    mara.profile.save()
    form = form_of(upload(client, sample("zoom-utc")))
    assert (form["starts_at"], form["time_zone"]) == ("2026-04-01T19:30", "Europe/Berlin")
    client.post(KEEP, {**form, "company": company.pk})
    assert Interview.objects.get().starts_at == datetime(2026, 4, 1, 17, 30, tzinfo=UTC)


def test_what_was_assumed_is_said(client):
    assert "45 minutes were assumed." in paste(client, version()).text


def test_markup_in_an_invitation_is_text(client, company):
    text = version(0, "DESCRIPTION:<script>alert(1)</script> <img src=x onerror=y>", "LOCATION:<i>here</i>")
    response = paste(client, text.replace("SUMMARY:Talk", 'SUMMARY:<script>"Talk"</script>'))
    kept = keep(client, response, company=company.pk)
    for page in (response, client.get(kept["Location"])):
        assert "<script>" not in page.text.replace('<script type="module"', "").replace("<script src", "")
        assert "<img" not in page.text
        assert "<i>" not in page.text


def test_names_and_titles_that_run_from_right_to_left_stay_apart(client):
    response = paste(client, version(0, "ATTENDEE;CN=ليلى منصور:mailto:l@x.example").replace("Talk", "ראיון"))
    shown = [text_of(one) for one in find_all(dom(response), "bdi")]
    assert {"ליلى منصور"[:0] or "ليلى منصور", "ראיון"} <= set(shown)


def test_long_texts_are_cut_to_what_can_be_kept(client, company):
    text = version(0, "LOCATION:" + "x" * 3000, "DESCRIPTION:" + "word " * 3000).replace("Talk", "T" * 3000)
    plan(client, text, company=company.pk)
    interview = Interview.objects.get()
    assert len(interview.place) <= 500
    assert len(interview.note) <= 2_300


def test_more_people_than_can_be_met_are_offered_up_to_twelve(client, company):
    many = [f"ATTENDEE;CN=Person {n}:mailto:p{n}@x.example" for n in range(30)]
    plan(client, version(0, *many), company=company.pk)
    assert Interview.objects.get().people.count() == 12


# The same again, and newer


def test_the_same_again_is_known_and_makes_no_second_one(client, company):
    plan(client, sample("google-request"))
    response = upload(client, sample("google-request"))
    assert KNOWN in rows(response)[0]
    assert not buttons_of(response, CHOOSE)
    assert detail(Interview.objects.get()) in response.text


def test_a_newer_version_moves_it_and_leaves_what_was_prepared(client, planned):
    newer = version(1, "DURATION:PT30M", "SUMMARY:Final", start="DTSTART;TZID=Europe/Berlin:20260311T143000")
    response = paste(client, newer)
    assert "The invitation has changed" in response.text
    assert "Until now: Tuesday 10 March 2026, 09:00" in text_of(dom(response))
    assert keep(client, response, people=list(planned.people.values_list("pk", flat=True))).status_code == 302
    interview = Interview.objects.get()
    assert interview.starts_at == datetime(2026, 3, 11, 13, 30, tzinfo=UTC)
    assert (interview.minutes, interview.place, interview.ics_sequence) == (30, "Room 4", 1)
    assert (interview.kind, interview.question_minutes, interview.note) == ("panel", 25, "My own words")
    assert [person.name for person in interview.people.all()] == ["Ilse Brandt"]
    assert interview.agenda.count() == 1


def test_people_who_were_there_are_ticked_in_the_newer_version(client, planned):
    response = paste(client, version(1))
    [box] = find_all(dom(response), "input", name="people")
    assert "checked" in dict(box.attributes)


def test_the_google_samples_follow_each_other(client, company):
    plan(client, sample("google-request"))
    plan(client, sample("google-update"))
    interview = Interview.objects.get()
    assert (interview.starts_at.hour, interview.ics_sequence) == (13, 1)
    [button] = buttons_of(upload(client, sample("google-cancel")), CANCEL)
    client.post(CANCEL, button)
    interview.refresh_from_db()
    assert (interview.cancelled_at, interview.ics_sequence) == (NOW, 2)
    assert OLDER in rows(upload(client, sample("google-request")))[0]


def test_a_newer_stamp_with_the_same_sequence_is_a_newer_version(client, planned):
    text = version(0, stamp="20260302T100000Z", start="DTSTART;TZID=Europe/Berlin:20260312T100000")
    plan(client, text)
    assert Interview.objects.get().starts_at == BERLIN_10 + timedelta(days=2)


@pytest.mark.parametrize(
    "old", [version(3, stamp="20270101T000000Z"), version(4, stamp="20260302T085959Z")], ids=["0", "1"]
)
def test_an_older_version_changes_nothing_and_says_so(client, planned, old):
    Interview.objects.update(ics_sequence=4)
    is_same = unchanged(planned)
    response = paste(client, old)
    assert OLDER in rows(response)[0]
    assert not buttons_of(response, CHOOSE)
    client.post(KEEP, {"invitation": signed_by(planned.owner, old), "minutes": "5"})
    assert messages(client.get(detail(planned))) == OLDER
    assert is_same()


def test_a_refused_change_is_kept_on_the_page_which_still_says_what_was(client, planned):
    response = paste(client, version(1, start="DTSTART;TZID=Europe/Berlin:20260311T143000"))
    refused = keep(client, response, minutes="5", note="Half typed")
    assert refused.status_code == 422
    assert "Until now: Tuesday 10 March 2026, 09:00" in text_of(dom(refused))
    assert "Half typed" in refused.text


def test_the_hour_of_a_day_that_moved_must_be_typed(client, planned):
    form = form_of(paste(client, version(1, start="DTSTART;VALUE=DATE:20260311")))
    assert (form["starts_at"], form["time_zone"]) == ("", "Europe/Berlin")


def test_an_update_does_not_reach_another_candidates_interview(client, mara, stranger):
    hers = factories.InterviewFactory(
        company=factories.CompanyFactory(owner=stranger), ics_uid="one@example.org"
    )
    is_same = unchanged(hers)
    response = paste(client, version(9))
    assert "Plan this interview" in response.text
    assert keep(client, response, company_name="A", company_role="B").status_code == 302
    assert is_same()
    assert Interview.objects.count() == 2


# Cancelled


def test_a_cancellation_cancels_after_a_look(client, planned):
    response = paste(client, version(1, method="CANCEL"))
    assert "It cancels this interview." in rows(response)[0]
    assert Interview.objects.get().cancelled_at is None
    [button] = buttons_of(response, CANCEL)
    assert client.post(CANCEL, button)["Location"] == detail(planned)
    assert "Interview cancelled. What you prepared is kept." in messages(client.get(detail(planned)))
    interview = Interview.objects.get()
    assert (interview.cancelled_at, interview.ics_sequence) == (NOW, 1)
    assert interview.agenda.count() == 1
    assert KNOWN in rows(paste(client, version(1, method="CANCEL")))[0]


def test_a_cancellation_of_something_else_says_so(client, mara):
    assert NOT_HERE in rows(paste(client, version(1, method="CANCEL")))[0]
    client.post(CANCEL, {"invitation": signed_by(mara, version(1, method="CANCEL"))})
    assert messages(client.get(IMPORT)) == NOT_HERE


def test_one_that_was_cancelled_comes_back_when_it_is_requested_again(client, planned):
    client.post(CANCEL, buttons_of(paste(client, version(1, method="CANCEL")), CANCEL)[0])
    response = paste(client, version(2))
    assert "It was cancelled. Saving puts it on again." in response.text
    keep(client, response)
    interview = Interview.objects.get()
    assert (interview.cancelled_at, interview.ics_sequence) == (None, 2)


def test_a_cancellation_cannot_be_planned_nor_a_request_cancelled(client, planned):
    is_same = unchanged(planned)
    cancellation = signed_by(planned.owner, version(1, method="CANCEL"))
    client.get(IMPORT)  # shows the message of the planning
    for address, sent in (
        (KEEP, cancellation),
        (CHOOSE, cancellation),
        (CANCEL, signed_by(planned.owner, version(1))),
    ):
        response = client.post(address, {"invitation": sent}, follow=True)
        assert messages(response) == "This has changed meanwhile. Bring the invitation once more."
    assert is_same()


# Several


def test_a_series_is_a_list_of_dates_each_an_interview_of_its_own(client, company):
    listed = paste(client, version(0, SERIES))
    buttons = buttons_of(listed, CHOOSE)
    assert len(buttons) == len(rows(listed)) == 3
    for button in buttons[:2]:
        chosen = client.post(CHOOSE, button)
        assert keep(client, chosen, company=company.pk).status_code == 302
    starts = list(Interview.objects.soonest_first().values_list("starts_at", flat=True))
    assert starts == [BERLIN_10, BERLIN_10 + timedelta(days=7)]
    listed = paste(client, version(0, SERIES))
    assert [KNOWN in row for row in rows(listed)] == [True, True, False]


def test_a_series_that_is_cancelled_cancels_its_dates_to_come_at_once(client, company):
    for button in buttons_of(paste(client, version(0, SERIES)), CHOOSE):
        keep(client, client.post(CHOOSE, button), company=company.pk)
    first = Interview.objects.soonest_first().first()
    Interview.objects.filter(pk=first.pk).update(finished_at=NOW)
    response = paste(client, version(1, SERIES, method="CANCEL"))
    assert "It cancels these 2 interviews." in rows(response)[0]
    response = client.post(CANCEL, buttons_of(response, CANCEL)[0], follow=True)
    assert messages(response) == "2 interviews cancelled. What you prepared is kept."
    assert [one.cancelled_at for one in Interview.objects.soonest_first()] == [None, NOW, NOW]
    assert ["cancelled" in row for row in rows(response)] == [False, True, True]


def test_one_date_of_a_series_is_cancelled_alone(client, company):
    for button in buttons_of(paste(client, version(0, SERIES)), CHOOSE):
        keep(client, client.post(CHOOSE, button), company=company.pk)
    one = version(1, "RECURRENCE-ID;TZID=Europe/Berlin:20260317T100000", method="CANCEL")
    client.post(CANCEL, buttons_of(paste(client, one), CANCEL)[0])
    assert [bool(one.cancelled_at) for one in Interview.objects.soonest_first()] == [False, True, False]


def test_two_appointments_in_a_file_are_both_offered(client, company):
    response = upload(client, sample("greenhouse-style"))
    assert len(buttons_of(response, CHOOSE)) == 2
    assert "Tern &amp; Co: panel interview" in response.text


@pytest.mark.parametrize("is_known", [True, False])
def test_a_list_of_many_dates_asks_as_little_as_one_of_few(client, company, is_known):
    counts = set()
    for size in (3, 120):
        if is_known:
            for number in range(Interview.objects.count(), size):
                factories.InterviewFactory(company=company, ics_uid=str(number))
        text = "\n".join(version(uid=f"UID:{number}") for number in range(size))
        with statements() as found:
            assert len(rows(paste(client, text))) == size
        counts.add(len(found))
    assert len(counts) == 1
    assert counts.pop() <= 8


def test_the_form_asks_as_little_for_many_companies(client, mara):
    counts = set()
    for more in (3, 97):
        for _number in range(more):
            factories.CompanyFactory()
        with statements() as found:
            form_of(upload(client, sample("google-request")))
        counts.add(len(found))
    assert len(counts) == 1
    assert counts.pop() <= 8


# Two at once, and pages that are not ours


def test_the_second_of_two_tabs_is_told_that_it_is_there(client, company):
    forms = [form_of(upload(client, sample("google-request"))) for _tab in range(2)]
    client.post(KEEP, {**forms[0], "note": "of the first tab"})
    response = client.post(KEEP, {**forms[1], "note": "of the second tab"}, follow=True)
    assert messages(response).endswith(KNOWN)
    assert Interview.objects.get().note == "of the first tab"


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_the_very_same_moment_make_one_interview():
    mara = factories.UserFactory()
    company = factories.CompanyFactory(owner=mara)
    form = {
        **{"company": company.pk, "kind": "panel", "starts_at": "2026-12-01T10:00", "time_zone": "UTC"},
        **{"minutes": 60, "question_minutes": 15, "channel": "video", "new_people": "Ilse"},
        "invitation": signed_by(mara, version()),
    }
    start = Barrier(3)

    def tab(_number):
        client = RequestClient(raise_request_exception=False)
        client.force_login(mara)
        start.wait()
        try:
            return client.post(KEEP, form)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as threads:
        answers = list(threads.map(tab, range(3)))
    refused = [one for one in answers if one.status_code != 302]
    assert len(refused) < 3
    assert {one.status_code for one in refused} <= {409}
    assert all("Nothing was saved: go back and try again." in one.text for one in refused)
    assert (Interview.objects.count(), Person.objects.count()) == (1, 1)


def forged(mara, stranger):
    own = signed_by(mara, version(1))
    return {
        "nothing": "",
        "garbage": "a:b:c",
        "a NUL": f"\x00{own}",
        "half a character": "\ud800".encode("utf-8", "surrogatepass"),
        "tampered": own[:20] + ("A" if own[20] != "A" else "B") + own[21:],
        "another candidate's": signed_by(stranger, version(1)),
        "for another purpose": signing.dumps({}, salt="other"),
        "of another shape": signing.dumps({"uid": "one@example.org"}, salt=f"invitation-{mara.pk}"),
        "a list": signing.dumps([1], salt=f"invitation-{mara.pk}"),
        "long": "x" * 100_000,
    }


@pytest.mark.parametrize("address", [CHOOSE, KEEP, CANCEL])
def test_what_this_site_did_not_sign_for_this_candidate_is_sent_back(
    client, planned, mara, stranger, address
):
    client.get(IMPORT)  # shows the message of the planning
    is_same = unchanged(planned)
    for how, text in forged(mara, stranger).items():
        response = client.post(address, {"invitation": text}, follow=True)
        assert response.redirect_chain == [(IMPORT, 302)], how
        assert messages(response) == TOO_OLD, how
    assert is_same()


def test_an_invitation_of_the_day_before_yesterday_is_brought_again(client, planned, mara):
    old = signed_by(mara, version(1))
    with time_machine.travel(NOW + timedelta(hours=25), tick=False):
        client.force_login(mara)
        assert client.post(KEEP, {"invitation": old})["Location"] == IMPORT


# Any text


@given(st.lists(LINES, max_size=8), st.lists(LINES, max_size=3), st.booleans())
@settings(CALM, max_examples=40)
def test_no_invitation_text_breaks_the_page(client, company, lines, around, is_dated):
    text = calendar(*lines, around=around) if is_dated else calendar(*lines, around=around, start="", uid="")
    follows(client, company, paste(client, text))
    follows(client, company, upload(client, text.encode("utf-8", "surrogatepass")))


@given(st.sampled_from([one for one in PATHS if one.stem not in REFUSED]), st.data())
@settings(CALM, max_examples=40)
def test_no_sample_with_bytes_changed_breaks_the_page(client, company, path, data):
    raw, put = path.read_bytes(), data.draw(st.binary(max_size=8))
    at = data.draw(st.integers(0, len(raw)))
    follows(client, company, upload(client, raw[:at] + put + raw[at + len(put) :]))


def follows(client, company, response):
    """Presses the buttons that the page offers, up to two dates."""
    assert response.status_code in {200, 422}
    for form in buttons_of(response, CHOOSE)[:2]:
        follows(client, company, client.post(CHOOSE, form))
    for form in buttons_of(response, CANCEL)[:2]:
        assert client.post(CANCEL, form).status_code == 302
    for form in buttons_of(response, KEEP):
        form["starts_at"] = form["starts_at"] or "2026-05-05T10:00"
        form["time_zone"] = form["time_zone"] or "UTC"
        kept = client.post(KEEP, {**form, "company": form.get("company") or company.pk})
        assert kept.status_code in {302, 422}
        if kept.status_code == 302:
            assert client.get(kept["Location"]).status_code == 200
