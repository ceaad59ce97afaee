"""Profile, topics and weights, dealbreakers."""

import pytest
from django.urls import reverse

from interviews.models import Dealbreaker, Profile, Weight
from tests import factories
from tests.interviews.pages import dom, feedback, fields_of, find_all, messages, text_of

PROFILE = reverse("interviews:profile_edit")
TOPICS = reverse("interviews:topic_weights")
DEALBREAKERS = reverse("interviews:dealbreaker_list")
NUL = "Null characters are not allowed."


# Profile


def profile(**changed):
    return {"role": "Engineer", "time_zone": "Europe/Amsterdam", "paper_size": "A4", **changed}


def test_the_profile_is_changed(client, mara):
    sent = profile(role="שלום <b>", level="senior", field="data", work_mode="remote", paper_size="Letter")
    response = client.post(PROFILE, sent, follow=True)
    assert messages(response) == "Profile changed."
    stored = Profile.objects.get()
    assert {name: getattr(stored, name) for name in sent} == sent
    assert fields_of(response).items() >= sent.items()


def test_the_device_key_stays(client, mara):
    before = Profile.objects.get().device_key
    client.post(PROFILE, profile(device_key="stolen"))
    assert Profile.objects.get().device_key == before


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("role", "a\x00", NUL),
        ("role", "x" * 121, "Ensure this value has at most 120 characters (it has 121)."),
        ("time_zone", "", "This field is required."),
        ("time_zone", "Mars/Olympus", "Select a valid choice. Mars/Olympus is not one of the available"),
        ("time_zone", "../../etc/passwd", "Select a valid choice."),
        ("time_zone", "\x00", "Select a valid choice."),
        ("level", "wizard", "Select a valid choice."),
        ("paper_size", "A0", "Select a valid choice."),
    ],
)
def test_a_refused_profile_keeps_what_was_typed(client, mara, field, value, sentence):
    before = Profile.objects.values().get()
    response = client.post(PROFILE, profile(**{"role": "kept", field: value}))
    assert response.status_code == 422
    assert sentence in feedback(response, field)
    assert fields_of(response)["role"] == ("kept" if field != "role" else value)
    assert Profile.objects.values().get() == before


def test_who_has_no_profile_yet_gets_one(client, mara):
    Profile.objects.all().delete()
    assert client.get(PROFILE).status_code == 200
    assert not Profile.objects.exists()
    client.post(PROFILE, profile())
    assert Profile.objects.get().owner == mara


# Topics and weights


@pytest.fixture
def topics(mara):
    return [factories.TopicFactory(name=f"Topic {name}", default_weight=2) for name in "ABC"]


def test_weights_start_from_their_defaults_and_are_changed(client, topics):
    a, b, c = topics
    factories.WeightFactory(topic=b, value=5)
    shown = fields_of(client.get(TOPICS))
    assert shown == {f"weight-{a.pk}": "2", f"weight-{b.pk}": "5", f"weight-{c.pk}": "2"}
    response = client.post(TOPICS, {**shown, f"weight-{a.pk}": "0"}, follow=True)
    assert messages(response) == "Weights changed."
    assert {weight.topic: weight.value for weight in Weight.objects.all()} == {a: 0, b: 5, c: 2}
    assert fields_of(response)[f"weight-{a.pk}"] == "0"


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("6", "Ensure this value is less than or equal to 5."),
        ("-1", "Ensure this value is greater than or equal to 0."),
        ("2.5", "Enter a whole number."),
        ("9" * 30, "Ensure this value is less than or equal to 5."),
        ("\x00", "Enter a whole number."),
    ],
)
def test_a_weight_out_of_range_is_refused_beside_its_field(client, topics, value, sentence):
    a, b, _c = topics
    response = client.post(TOPICS, {f"weight-{a.pk}": value, f"weight-{b.pk}": "4"})
    assert response.status_code == 422
    assert sentence in [text_of(one) for one in find_all(dom(response), "div", cls="text-warn")]
    assert fields_of(response)[f"weight-{b.pk}"] == "4"
    assert not Weight.objects.exists()


def test_two_hundred_topics_of_ones_own(client, mara):
    for _ in range(200):
        factories.TopicFactory(owner=mara)
    assert len(fields_of(client.get(TOPICS))) == 200


# Dealbreakers


def shown_dealbreakers(response):
    return [text_of(find_all(one, "bdi")[0]) for one in find_all(dom(response), "li", cls="row-line")]


def test_dealbreakers_are_added_in_order(client, topics, mara):
    for text in ("On call weekly", "<b>No</b> remote", "אין"):
        response = client.post(DEALBREAKERS, {"text": text, "topic": topics[0].pk}, follow=True)
        assert messages(response).startswith("Dealbreaker added.")
    assert shown_dealbreakers(response) == ["On call weekly", "<b>No</b> remote", "אין"]
    assert {breaker.topic for breaker in Dealbreaker.objects.of(mara)} == {topics[0]}


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", "", "This field is required."),
        ("text", " ", "This field is required."),
        ("text", "a\x00", NUL),
        ("text", "x" * 241, "Ensure this value has at most 240 characters (it has 241)."),
        ("topic", "99999999999999999999", "Select a valid choice."),
        ("topic", "zzz", "Select a valid choice."),
    ],
)
def test_a_refused_dealbreaker_keeps_what_was_typed(client, topics, field, value, sentence):
    kept = factories.DealbreakerFactory(text="there before")
    sent = {"text": "typed", "topic": str(topics[1].pk), field: value}
    response = client.post(DEALBREAKERS, sent)
    assert response.status_code == 422
    assert sentence in feedback(response, field)
    shown = fields_of(response)
    assert (shown["topic"] == sent["topic"]) if field == "text" else (shown["text"] == "typed")
    assert shown_dealbreakers(response) == ["there before"]
    assert Dealbreaker.objects.get() == kept


def test_a_topic_of_a_stranger_cannot_be_chosen(client, stranger, mara):
    theirs = factories.TopicFactory(owner=stranger, name="Secret topic")
    assert "Secret topic" not in client.get(DEALBREAKERS).text
    assert client.post(DEALBREAKERS, {"text": "x", "topic": theirs.pk}).status_code == 422


@pytest.mark.parametrize("address", [PROFILE, TOPICS, DEALBREAKERS])
@pytest.mark.parametrize("query", ["topic=abc", "page=x", "q=%00"])
def test_odd_addresses_are_harmless(client, address, query):
    assert client.get(f"{address}?{query}").status_code == 200


# The zone that the browser tells

TELL = reverse("interviews:time_zone_set")


def test_the_browser_tells_the_zone_as_long_as_nobody_has(client, mara):
    Profile.objects.update(time_zone="")
    assert 'id="time-zone"' in client.get(reverse("interviews:profile_edit")).text
    assert client.post(TELL, {"time_zone": "Asia/Tokyo"}).status_code == 204
    assert Profile.objects.get(owner=mara).time_zone == "Asia/Tokyo"
    assert 'id="time-zone"' not in client.get(reverse("interviews:profile_edit")).text


def test_a_zone_that_was_chosen_stays(client, mara):
    Profile.objects.update(time_zone="Europe/Lisbon")
    assert client.post(TELL, {"time_zone": "Asia/Tokyo"}).status_code == 204
    assert Profile.objects.get(owner=mara).time_zone == "Europe/Lisbon"
    assert client.session["time_zone"] == "Europe/Lisbon"


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd", "\x00"])
def test_a_zone_that_does_not_exist_is_not_kept(client, mara, zone):
    Profile.objects.update(time_zone="")
    assert client.post(TELL, {"time_zone": zone}).status_code == 422
    assert Profile.objects.get(owner=mara).time_zone == ""


def test_a_profile_without_a_zone_starts_at_utc_and_does_not_pretend_to_know(client, mara):
    Profile.objects.update(time_zone="")
    assert fields_of(client.get(reverse("interviews:profile_edit")))["time_zone"] == "UTC"
    assert Profile.objects.get(owner=mara).time_zone == ""
