"""The whole job, from sign-up to comparison, done by a new candidate with nothing but a keyboard."""

from tests.browser.journey import comparing, preparing, recording
from tests.browser.keyboard import Keyboard


def test_a_new_candidate_prepares_asks_records_and_compares(site, page):
    mara = Keyboard(page)

    # Given a new candidate, with nothing yet
    preparing.sign_up(mara)
    preparing.sees_an_empty_home(mara)

    # When she adds a company and builds its list of questions
    preparing.add_first_company(mara)
    preparing.take_library_questions(mara)
    preparing.add_own_question(mara)
    preparing.change_wording(mara)
    preparing.reorder(mara)
    preparing.mark_must_asks(mara)

    # and plans an interview
    preparing.add_people(mara)
    preparing.plan_interview(mara)
    preparing.fill_agenda(mara)

    # and writes down what is said in it
    recording.write_down_the_first_answer(mara)
    recording.write_down_what_the_other_said(mara)
    recording.write_down_what_came_up(mara)
    recording.finish_interview(mara)

    # and does the same at a second company
    recording.meet_second_company(mara)

    # and says whether people agreed, and what matters to her
    comparing.mark_agreement(mara)
    comparing.weigh_topics(mara)

    # Then both companies are compared by what was said
    comparing.sees_the_comparison(mara)

    # and everything is there when she comes back
    comparing.sign_out(mara)
    comparing.sign_in(mara)
    comparing.sees_everything_again(mara)
    comparing.every_word_is_in_the_database(site)
