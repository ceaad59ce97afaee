import re

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.urls import reverse

from interviews.models import Profile
from questions.access import acting_as
from tests.conftest import RequestClient
from tests.factories import PASSWORD

NEW_PASSWORD = "nine red kites circle"
LOGIN, SIGNUP = "/account/login/", "/account/signup/"


@pytest.fixture(autouse=True)
def fresh_rate_limits():
    cache.clear()


def sign_in(client, password=PASSWORD, email="mara@example.org"):
    return client.post(LOGIN, {"login": email, "password": password})


def sign_up(client, password=PASSWORD, email="noor@example.org"):
    return client.post(SIGNUP, {"email": email, "password1": password})


def is_signed_in(client):
    return client.get("/account/email/").status_code == 200


def test_signing_up_makes_a_profile_that_its_owner_sees(signed_out_client):
    response = sign_up(signed_out_client)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert is_signed_in(signed_out_client)
    noor = get_user_model().objects.get(email="noor@example.org")
    with acting_as(noor):
        assert Profile.objects.get().owner == noor


def test_a_profile_is_nobody_elses(signed_out_client, mara):
    sign_up(signed_out_client)
    with acting_as(mara):
        assert list(Profile.objects.values_list("owner", flat=True)) == [mara.pk]


def test_signing_in_makes_the_profile_that_is_missing(signed_out_client, mara):
    Profile.objects.filter(owner=mara).delete()
    assert sign_in(signed_out_client)["Location"] == "/"
    with acting_as(mara):
        assert Profile.objects.count() == 1


def test_signing_in_twice_keeps_the_one_profile(signed_out_client, mara):
    for _ in range(2):
        sign_in(signed_out_client)
        signed_out_client.post("/account/logout/")
    with acting_as(mara):
        assert Profile.objects.count() == 1


def test_signing_in_goes_on_to_the_page_that_was_asked_for(signed_out_client, mara):
    asked = signed_out_client.get("/companies/")
    assert asked["Location"] == f"{LOGIN}?next=/companies/"
    form = signed_out_client.get(asked["Location"])
    assert '<input type="hidden" name="next" value="/companies/">' in form.text
    fields = {"login": mara.email, "password": PASSWORD, "next": "/companies/"}
    assert signed_out_client.post(LOGIN, fields)["Location"] == "/companies/"


def test_signing_in_never_goes_on_to_another_site(signed_out_client, mara):
    fields = {"login": mara.email, "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert signed_out_client.post(LOGIN, fields)["Location"] == "/"


def test_a_wrong_password_is_refused_and_the_address_kept(signed_out_client, mara):
    response = sign_in(signed_out_client, password="not this one at all")
    assert "The email address and/or password you specified are not correct." in response.text
    assert 'value="mara@example.org"' in response.text
    assert "not this one at all" not in response.text
    assert not is_signed_in(signed_out_client)


def test_an_unknown_address_gets_the_same_answer_as_a_wrong_password(signed_out_client, mara):
    known = sign_in(signed_out_client, password="not this one at all").text
    unknown = sign_in(signed_out_client, password="not this one at all", email="nora@example.org").text
    token = re.compile(r'value="\w{64}"')
    assert token.sub("", known) == token.sub("", unknown).replace("nora@", "mara@")


def test_guessing_passwords_is_slowed_down(signed_out_client, mara):
    for _ in range(5):
        sign_in(signed_out_client, password="not this one at all")
    assert "Too many failed login attempts" in sign_in(signed_out_client).text
    assert not is_signed_in(signed_out_client)


def test_too_many_sign_ups_from_one_address_get_the_page_that_says_so(signed_out_client):
    for n in range(20):
        signed_out_client.post(SIGNUP, {"email": f"{n}", "password1": "short"})
    response = sign_up(signed_out_client)
    assert response.status_code == 429
    assert "Wait a minute, then try again." in response.text


def test_signing_out_ends_the_session(client):
    response = client.post("/account/logout/")
    assert response["Location"] == LOGIN
    assert not is_signed_in(client)
    assert "You are signed out." in client.get(LOGIN).text


def test_looking_at_the_sign_out_page_does_not_sign_out(client):
    assert client.get("/account/logout/").status_code == 200
    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("too short", "This password is too short. It must contain at least 12 characters."),
        ("q1w2e3r4t5y6", "This password is too common."),
        ("noor@example.org", "The password is too similar to the email address."),
        ("918273645546372", "This password is entirely numeric."),
    ],
)
def test_a_weak_password_is_refused_with_a_sentence(signed_out_client, password, sentence):
    response = sign_up(signed_out_client, password=password)
    assert sentence in response.text
    assert 'value="noor@example.org"' in response.text
    assert not get_user_model().objects.filter(email="noor@example.org").exists()


def test_an_address_that_is_none_is_refused_beside_its_field(signed_out_client):
    response = sign_up(signed_out_client, email="noor at example")
    assert re.search(r'id="error_1_id_email"[^>]*>\s*<strong>Enter a valid email address', response.text)


def test_who_signs_up_with_a_taken_address_gets_no_second_account(signed_out_client, mara):
    sign_up(signed_out_client, email="MARA@example.org")
    assert get_user_model().objects.filter(email__iexact=mara.email).count() == 1


def test_two_people_with_the_same_name_before_the_at_both_sign_up(signed_out_client, mara):
    assert sign_up(signed_out_client, email="mara@example.net")["Location"] == "/"
    assert get_user_model().objects.count() == 2


def test_a_password_is_changed_by_who_knows_the_old_one(client, mara):
    fields = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    response = client.post("/account/password/change/", fields)
    assert response.status_code == 302
    assert "Password changed." in client.get(response["Location"]).text
    client.post("/account/logout/")
    assert sign_in(client, password=NEW_PASSWORD).status_code == 302


def test_a_password_is_not_changed_by_who_does_not_know_the_old_one(client, mara):
    fields = {"oldpassword": "not this one", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert "Please type your current password." in client.post("/account/password/change/", fields).text
    mara.refresh_from_db()
    assert mara.check_password(PASSWORD)


@pytest.fixture
def noor(signed_out_client):
    """A browser in which Noor has just signed up."""
    sign_up(signed_out_client)
    return signed_out_client


def change_address(client, action="action_add"):
    return client.post("/account/email/", {"email": "noor@elsewhere.example", action: ""})


def test_a_changed_address_counts_once_the_link_of_its_mail_is_opened(noor, mailoutbox):
    change_address(noor)
    page = noor.get("/account/email/").text
    assert "You sign in as <strong>noor@example.org</strong>" in page
    assert "<strong>noor@elsewhere.example</strong> takes over once" in page

    letter = mailoutbox[0]
    assert letter.to == ["noor@elsewhere.example"]
    link = re.search(r"http://testserver(/account/confirm-email/\S+)", letter.body)[1]
    assert "Is <strong>noor@elsewhere.example</strong> your email address?" in noor.get(link).text
    noor.post(link)
    assert "You sign in as <strong>noor@elsewhere.example</strong>" in noor.get("/account/email/").text


def test_the_old_address_signs_in_until_the_new_one_is_confirmed(noor):
    change_address(noor)
    noor.post("/account/logout/")
    assert sign_in(noor, email="noor@example.org")["Location"] == "/"


def test_a_pending_address_can_be_given_up(noor):
    change_address(noor)
    change_address(noor, "action_remove")
    assert "takes over once" not in noor.get("/account/email/").text
    assert get_user_model().objects.get().email == "noor@example.org"


def test_an_address_of_another_account_never_takes_over(noor, mailoutbox):
    sign_up(RequestClient(), email="jonas@example.org")
    noor.post("/account/email/", {"email": "jonas@example.org", "action_add": ""})
    links = re.findall(r"http://testserver(/account/confirm-email/\S+)", mailoutbox[-1].body)
    assert "Another account has already confirmed it." in noor.get(links[0]).text
    noor.post(links[0])
    assert noor.get("/account/email/").text.count("You sign in as <strong>noor@example.org</strong>") == 1


def test_a_forgotten_password_is_replaced_with_the_link_of_a_mail(signed_out_client, mara, mailoutbox):
    response = signed_out_client.post("/account/password/reset/", {"email": mara.email})
    assert "Look in your mail" in signed_out_client.get(response["Location"]).text
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", mailoutbox[0].body)[1]
    form = signed_out_client.get(link)["Location"]
    assert "New password" in signed_out_client.get(form).text
    fields = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert signed_out_client.post(form, fields)["Location"] == "/"
    assert is_signed_in(signed_out_client)


def test_passwords_that_differ_are_refused_beside_the_second(signed_out_client, mara, mailoutbox):
    signed_out_client.post("/account/password/reset/", {"email": mara.email})
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", mailoutbox[0].body)[1]
    form = signed_out_client.get(link)["Location"]
    response = signed_out_client.post(form, {"password1": NEW_PASSWORD, "password2": PASSWORD})
    assert re.search(r'id="error_1_id_password2"[^>]*>\s*<strong>You must type the same', response.text)


def test_an_account_that_is_closed_stays_out(signed_out_client, mara):
    mara.is_active = False
    mara.save(update_fields=["is_active"])
    response = sign_in(signed_out_client)
    assert response["Location"] == "/account/inactive/"
    assert "This account has been closed." in signed_out_client.get(response["Location"]).text


@pytest.mark.parametrize(
    "name", ["account_login", "account_signup", "account_reset_password", "account_reset_password_done"]
)
def test_pages_before_signing_in_are_open_and_say_what_this_is(signed_out_client, name):
    response = signed_out_client.get(reverse(name))
    assert response.status_code == 200
    assert "A job interview runs both ways." in response.text
    assert "<script" not in response.text


@pytest.mark.parametrize("name", ["account_email", "account_change_password", "account_reauthenticate"])
def test_pages_about_an_account_are_for_its_owner(signed_out_client, name):
    assert signed_out_client.get(reverse(name))["Location"].startswith(LOGIN)


def test_pages_of_a_signed_in_candidate_are_kept_by_no_cache(client):
    assert client.get("/account/email/")["Cache-Control"] == "no-store"
