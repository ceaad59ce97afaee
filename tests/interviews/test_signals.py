"""How they run their process: noted with a day, told on the timeline, brought back after deleting."""

from datetime import date, timedelta

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from interviews import access
from interviews.actions import signed_signal
from interviews.models import Signal
from interviews.signal_words import Noted
from tests import factories
from tests.interviews.pages import HTMX, by_id, dom, feedback, fields_of, find_all, messages, text_of
from tests.statements import statements


@pytest.fixture
def company(mara):
    return factories.CompanyFactory(name="Northwind Energy")


@pytest.fixture
def signal(company):
    return factories.SignalFactory(
        company=company, kind="late", text="<b>vinte</b> minutos", noted_on=date(2026, 11, 3), flag="red flag"
    )


def timeline(company):
    return reverse("interviews:company_timeline", args=[company.pk])


def add_address(company):
    return reverse("interviews:signal_add", args=[company.pk])


def add(client, company, **fields):
    sent = {"kind": "silent", "text": "nine days", "noted_on": "2026-11-03", "flag": "red flag", **fields}
    return client.post(add_address(company), sent, follow=True)


def told(response):
    return [text_of(one) for one in find_all(dom(response), "li", cls="event")]


# Noting


def test_a_note_needs_one_line_on_the_timeline(client, company):
    page = client.get(timeline(company))
    shown = fields_of(page, add_address(company))
    assert shown == {"kind": "rescheduled", "text": "", "noted_on": f"{timezone.localdate()}", "flag": ""}
    response = client.post(add_address(company), shown, follow=True)
    assert response.redirect_chain == [(timeline(company), 302)]
    assert messages(response) == "Noted."
    assert Signal.objects.get().company == company


def test_it_stands_among_what_happened_with_its_flag(client, company):
    response = add(client, company)
    assert "Tue 3 Nov Process: silent for days nine days Red flag Change" in " ".join(told(response))


def test_ones_own_words_need_no_kind(client, company):
    response = add(client, company, kind="other", text="They asked for my age", flag="")
    assert "Process They asked for my age Change" in " ".join(told(response))


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("kind", "", "This field is required."),
        ("kind", "rude", "Select a valid choice."),
        ("text", "x" * 501, "Ensure this value has at most 500 characters (it has 501)."),
        ("text", "a\x00", "Null characters are not allowed."),
        ("noted_on", "", "This field is required."),
        ("noted_on", "yesterday", "Enter a valid date."),
        ("noted_on", "9999-12-31", "This day is still to come."),
        ("flag", "purple", "Select a valid choice."),
    ],
)
def test_what_is_refused_is_kept_on_a_page_of_its_own(client, company, field, value, sentence):
    response = add(client, company, **{field: value})
    assert response.status_code == 422
    assert sentence in feedback(response, field)
    assert fields_of(response)["text"] == (value if field == "text" else "nine days")
    assert not Signal.objects.exists()


def test_something_else_has_to_be_said(client, company):
    response = add(client, company, kind="other", text=" ")
    assert response.status_code == 422
    assert "Write what happened." in feedback(response, "text")


def test_a_note_of_tomorrow_may_be_today_elsewhere(client, company):
    add(client, company, noted_on=f"{timezone.localdate() + timedelta(days=1)}")
    assert Signal.objects.exists()


# Changing


def test_a_note_is_changed(client, signal):
    address = reverse("interviews:signal_change", args=[signal.pk])
    shown = fields_of(client.get(address))
    assert shown == {
        "kind": "late",
        "text": "<b>vinte</b> minutos",
        "noted_on": "2026-11-03",
        "flag": "red flag",
    }
    response = client.post(address, {**shown, "text": "by an hour", "flag": ""}, follow=True)
    assert messages(response) == "Note changed."
    signal.refresh_from_db()
    assert (signal.text, signal.flag, signal.kind) == ("by an hour", "", "late")
    assert client.post(address, {**shown, "noted_on": ""}).status_code == 422


# Deleting and bringing back


def delete(client, signal, **more):
    return client.post(reverse("interviews:signal_delete", args=[signal.pk]), **more)


def restore_address(company):
    return reverse("interviews:signal_restore", args=[company.pk])


def restore(client, company, kept):
    return client.post(restore_address(company), {"kept": kept}, follow=True)


def kept_in(response, company):
    return fields_of(response, restore_address(company))["kept"]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_undo_brings_everything_back(client, company, signal, headers):
    before = Signal.objects.values().get()
    response = delete(client, signal, headers=headers)
    assert not Signal.objects.exists()
    assert "&lt;b&gt;vinte" in response.text
    assert text_of(by_id(dom(response), f"delete-or-undo-{signal.pk}")) == "Undo"
    assert messages(restore(client, company, kept_in(response, company))) == "Note is back."
    after = Signal.objects.values().get()
    assert {**after, "created_at": 0} == {**before, "created_at": 0}


def test_pressing_undo_twice_changes_nothing(client, company, signal):
    kept = kept_in(delete(client, signal), company)
    restore(client, company, kept)
    Signal.objects.update(text="changed meanwhile")
    restore(client, company, kept)
    assert Signal.objects.get().text == "changed meanwhile"


@pytest.mark.parametrize("kept", ["", "x", "\x00", signing.dumps({"pk": 1})])
def test_only_what_was_signed_here_comes_back(client, company, kept):
    assert messages(restore(client, company, kept)) == "There was nothing to bring back."
    assert not Signal.objects.exists()


def test_it_comes_back_in_its_own_company_and_to_its_owner_only(
    client, stranger_client, company, signal, mara, stranger
):
    kept = signed_signal(signal, by=mara)
    signal.delete()
    hers = factories.CompanyFactory(owner=stranger)
    for who, where in ((client, factories.CompanyFactory()), (stranger_client, hers)):
        assert messages(restore(who, where, kept)) == "There was nothing to bring back."
    assert restore(stranger_client, company, kept).status_code == 404
    assert not Signal.objects.exists()


# Before a decision


def noted(*signals):
    return Noted(None, [Signal(**signal) for signal in signals])


@pytest.mark.parametrize(
    ("signals", "parts"),
    [
        ([{"kind": "rescheduled"}], ["rescheduled"]),
        ([{"kind": "rescheduled"}] * 2, ["rescheduled twice"]),
        (
            [{"kind": "late"}, {"kind": "rescheduled"}, {"kind": "late"}] * 2,
            ["late 4 times", "rescheduled twice"],
        ),
        ([{"kind": "silent", "text": "nine days"}], ["silent for days: nine days"]),
        ([{"kind": "other", "text": "Asked my age"}], ["Asked my age"]),
        (
            [{"kind": "late"}, {"kind": "late", "text": "by an hour"}, {"kind": "late"}],
            ["late twice", "late: by an hour"],
        ),
    ],
)
def test_the_same_without_words_is_counted(signals, parts):
    assert noted(*signals).parts == parts


def test_a_long_list_is_cut_and_says_so():
    many = noted(*({"kind": "other", "text": f"Thing {number}"} for number in range(7)))
    assert (many.parts, many.more) == (["Thing 0", "Thing 1", "Thing 2", "Thing 3"], 3)


def test_each_company_has_its_own_in_one_statement(mara, stranger, company):
    other, quiet = factories.CompanyFactory(name="Quillworks"), factories.CompanyFactory()
    old = factories.SignalFactory(company=company, noted_on=date(2026, 1, 1))
    new = factories.SignalFactory(company=company, noted_on=date(2026, 2, 1))
    elsewhere = factories.SignalFactory(company=other, flag="red flag")
    factories.SignalFactory(company=factories.CompanyFactory(owner=stranger))
    with statements() as found:
        lines = access.signals_of(mara, [company, quiet, other])
        assert [(line.company, line.signals) for line in lines] == [
            (company, [new, old]),
            (other, [elsewhere]),
        ]
        assert [line.has_red_flag for line in lines] == [False, True]
    assert len(found) == 1


def test_they_stand_before_the_decision_and_no_number_counts_them(client, mara, company, signal):
    topic = factories.TopicFactory()
    factories.WeightFactory(topic=topic)
    for one in (company, factories.CompanyFactory(name="Quillworks")):
        factories.AnswerFactory(
            listed_question=factories.ListedQuestionFactory(company=one, topic=topic), rating=3
        )
    address = reverse("interviews:compare")
    shown = text_of(by_id(dom(client.get(address)), "compare"))
    assert "process Northwind : late: <b>vinte</b> minutos" in shown
    signal.delete()
    without = text_of(by_id(dom(client.get(address)), "compare"))
    assert shown.replace("process Northwind : late: <b>vinte</b> minutos ", "") == without
