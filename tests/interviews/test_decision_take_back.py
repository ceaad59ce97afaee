"""Taking a decision back: it stays in the history, and the stages go back where nobody has touched them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews import access, actions
from interviews.models import Company, Decision, StageChange
from tests import factories
from tests.interviews.deciding import choose, the_decision
from tests.interviews.pages import fields_of, messages


@pytest.fixture
def halden(mara):
    return factories.CompanyFactory(name="Halden", stage="offer")


@pytest.fixture
def quill(mara):
    return factories.CompanyFactory(name="Quillworks", stage="interviewing")


@pytest.fixture
def decision(client, halden, quill):
    choose(client, [halden, quill], halden, declined=[quill.pk])
    return the_decision()


def url(decision):
    return reverse("interviews:decision_take_back", args=[decision.pk])


def take_back(client, decision, **body):
    return client.post(url(decision), body, follow=True)


def stages(*companies):
    for company in companies:
        company.refresh_from_db()
    return [company.stage for company in companies]


def test_it_keeps_the_record_and_says_when(client, decision):
    response = take_back(client, decision)
    assert "Decision taken back. It stays in your history." in messages(response)
    assert the_decision().taken_back_at
    assert the_decision().reason == decision.reason


def test_the_stage_is_what_it_was_before(client, decision, halden):
    response = take_back(client, decision)
    assert stages(halden) == ["offer"]
    assert "Halden is at “Offer” again." in messages(response)
    assert list(
        StageChange.objects.filter(company=halden).order_by("pk").values_list("stage", flat=True)
    ) == [
        "accepted",
        "offer",
    ]


@pytest.mark.parametrize("since", [["rejected"], ["withdrawn", "accepted"]])
def test_a_stage_that_was_changed_since_stays(client, mara, decision, halden, since):
    for stage in since:
        actions.change_stage(company=halden, stage=stage, by=mara)
    take_back(client, decision)
    assert stages(halden) == [since[-1]]


def test_one_that_was_accepted_before_stays_accepted(client, mara, quill):
    chosen = factories.CompanyFactory(name="Northwind", stage="accepted")
    choose(client, [chosen, quill], chosen)
    take_back(client, the_decision())
    assert stages(chosen) == ["accepted"]


def test_the_declined_stay_declined_unless_they_are_marked(client, decision, quill):
    assert "undecline" not in fields_of(client.get(decision_page(decision)), url(decision))
    take_back(client, decision)
    assert stages(quill) == ["declined"]


def test_the_declined_can_come_back_with_it(client, decision, quill):
    response = take_back(client, decision, undecline=[quill.pk])
    assert stages(quill) == ["interviewing"]
    assert "Quillworks is at “Interviewing” again." in messages(response)


def test_a_company_that_was_not_declined_with_it_is_left_alone(client, mara, decision):
    other = factories.CompanyFactory(name="Other", stage="declined")
    take_back(client, decision, undecline=[other.pk, "x", ""])
    assert stages(other) == ["declined"]


def test_it_works_though_the_declined_company_is_gone(client, decision, quill, halden):
    number = quill.pk
    quill.delete()
    take_back(client, decision, undecline=[number])
    assert stages(halden) == ["offer"]


@pytest.mark.parametrize("kept", [{}, {"stages": {"1": "nonsense"}}, {"stages": []}])
def test_where_no_stage_was_kept_none_is_changed(client, halden, kept):
    Company.objects.filter(pk=halden.pk).update(stage="accepted")
    decision = factories.DecisionFactory(company=halden, snapshot=kept)
    take_back(client, decision)
    assert stages(halden) == ["accepted"]


def test_a_stage_that_no_longer_exists_is_not_set(client, decision, halden):
    snapshot = {**decision.snapshot, "stages": {str(halden.pk): "dreaming"}}
    Decision.objects.filter(pk=decision.pk).update(snapshot=snapshot)
    take_back(client, decision)
    assert stages(halden) == ["accepted"]


def test_a_second_press_changes_nothing(client, decision, halden):
    take_back(client, decision)
    Company.objects.filter(pk=halden.pk).update(stage="accepted")
    moment = the_decision().taken_back_at
    response = take_back(client, decision)
    assert "You have taken this decision back already." in messages(response)
    assert the_decision().taken_back_at == moment
    assert stages(halden) == ["accepted"]


def test_it_stands_no_longer_on_the_compare_page(client, mara, decision):
    assert access.standing_decision(mara) == decision
    take_back(client, decision)
    assert access.standing_decision(mara) is None


def test_the_latest_of_several_is_the_one_that_stands(mara, halden, quill):
    factories.DecisionFactory(company=quill, decided_at=timezone.now() - timedelta(days=3))
    latest = factories.DecisionFactory(company=halden)
    assert access.standing_decision(mara) == latest


def decision_page(decision):
    return reverse("interviews:decision_detail", args=[decision.pk])
