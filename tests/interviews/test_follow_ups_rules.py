"""What is open at a company and who can answer: rule by rule, and whatever is there."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from interviews import follow_ups
from interviews.follow_ups import Answer, Board, Person, Question, Stored, Who, groups, open_items
from interviews.models import FollowUp
from questions.models import Question as LibraryQuestion

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ILSE, JONAS = Person(1, "Ilse Brandt"), Person(2, "Jonas Weil")
PEOPLE = (ILSE, JONAS)
ASKED = Question(7)


def hours(number):
    return START + timedelta(hours=number)


def answer(pk=1, **fields):
    return Answer(
        **{"pk": pk, "question": 7, "answered_at": hours(pk), "interview": pk, "person": 1, **fields}
    )


def board(*answers, question=ASKED, stored=(), is_held=True):
    return Board(questions=[question], answers=answers, people=PEOPLE, stored=stored, is_held=is_held)


def origins(*answers, **fields):
    return [(item.origin, item.answer) for item in open_items(board(*answers, **fields))]


def test_the_origins_are_those_of_the_model():
    assert set(follow_ups.STRENGTH) == set(FollowUp.Origin.values)


# What was not asked, and what is only claimed


@pytest.mark.parametrize(
    ("question", "origin"),
    [
        pytest.param(Question(7, must_ask=True), "unasked", id="must ask"),
        pytest.param(Question(7, is_claimed=True), "claim", id="only claimed"),
        pytest.param(Question(7, must_ask=True, is_claimed=True), "unasked", id="both"),
        pytest.param(Question(7), "", id="neither"),
    ],
)
def test_what_was_not_asked_is_open_once_an_interview_was_held(question, origin):
    assert origins(question=question) == ([(origin, None)] if origin else [])
    assert origins(question=question, is_held=False) == []
    assert origins(answer(quality="general"), question=question) == []
    assert origins(answer(), question=question) == []


# What an answer leaves open


@pytest.mark.parametrize(
    ("fields", "origin"),
    [
        ({"quality": "vague"}, "vague"),
        ({"quality": "declined"}, "declined"),
        ({"quality": "didn't know"}, "refer"),
        ({"refer_to": "Jonas"}, "refer"),
        ({"refer_to": "Jonas", "quality": "specific"}, "refer"),
        ({"refer_to": "Jonas", "quality": "vague"}, "refer"),
        ({"come_back": True}, "come back"),
        ({"come_back": True, "quality": "declined", "refer_to": "HR"}, "come back"),
    ],
)
def test_an_answer_leaves_one_thing_open_for_the_strongest_reason(fields, origin):
    assert origins(answer(**fields)) == [(origin, 1)]


@pytest.mark.parametrize("fields", [{}, {"quality": "specific"}, {"quality": "general"}, {"refer_to": "  "}])
def test_a_settled_answer_leaves_nothing_open(fields):
    assert origins(answer(**fields)) == []


@pytest.mark.parametrize("fields", [{"quality": "vague"}, {"quality": "declined"}, {"refer_to": "Jonas"}])
@pytest.mark.parametrize(
    ("later", "is_settled"),
    [
        ({"quality": "specific"}, True),
        ({"quality": "general", "person": 2}, True),
        ({"quality": "specific", "person": None, "interview": None}, True),
        ({"quality": ""}, False),
        ({"quality": "specific", "question": 8}, False),
        ({"quality": "specific", "answered_at": START}, False),
    ],
)
def test_a_later_specific_or_general_answer_settles_it_whoever_gives_it(fields, later, is_settled):
    found = origins(answer(**fields), answer(2, **later))
    assert ([origin for origin, pk in found if pk == 1] == []) is is_settled


def test_of_two_answers_at_one_moment_the_one_recorded_later_is_the_later():
    first, second = answer(quality="vague"), answer(2, quality="specific", answered_at=hours(1))
    assert origins(first, second) == []
    assert origins(replace(first, pk=3), second) == [("vague", 3)]


def test_a_later_vague_answer_settles_nothing():
    assert origins(answer(quality="vague"), answer(2, quality="vague")) == [("vague", 1), ("vague", 2)]


@pytest.mark.parametrize(
    ("later", "is_settled"),
    [
        ({"interview": 2}, True),
        ({"interview": 2, "quality": "vague"}, True),
        ({"interview": None}, True),
        ({"interview": 1, "person": 2, "quality": "specific"}, False),
    ],
)
def test_coming_back_is_done_in_another_interview_or_by_mail(later, is_settled):
    found = origins(answer(come_back=True), answer(2, **later))
    assert (("come back", 1) not in found) is is_settled


def test_a_vague_answer_come_back_to_in_vain_is_still_vague():
    later = answer(2, quality="vague")
    assert origins(answer(come_back=True, quality="vague"), later) == [("vague", 1), ("vague", 2)]


def test_a_contradiction_is_one_thing_until_it_is_marked_otherwise():
    contradicting = Question(7, contradicts=True)
    answers = answer(quality="specific"), answer(2, person=2, quality="specific")
    assert origins(*answers, question=contradicting) == [("contradiction", None)]
    assert origins(*answers) == []


# What the candidate decided


def test_their_wording_their_date_and_whom_they_chose_win():
    row = Stored(5, "vague", 7, 1, text="How often, in numbers?", ask_person=2, due_on=date(2026, 12, 1))
    [item] = open_items(board(answer(quality="vague", refer_to="HR"), stored=[row]))
    assert (item.text, item.who, item.due_on, item.stored) == (
        "How often, in numbers?",
        Who(people=(2,)),
        date(2026, 12, 1),
        5,
    )


def test_an_audience_they_chose_wins_too():
    row = Stored(5, "vague", 7, 1, ask_audience="peer")
    [item] = open_items(board(answer(quality="vague"), stored=[row]))
    assert item.who == Who(audiences=("peer",))


def test_what_they_let_go_stays_gone_though_the_reason_changes():
    row = Stored(5, "come back", 7, 1, is_done=True)
    assert origins(answer(come_back=True), stored=[row]) == []
    assert origins(answer(quality="vague"), stored=[row]) == []
    assert origins(answer(quality="vague"), answer(2, quality="vague"), stored=[row]) == [("vague", 2)]


def test_a_must_ask_let_go_does_not_hide_a_contradiction():
    row = Stored(5, "unasked", 7, None, is_done=True)
    assert origins(question=Question(7, must_ask=True), stored=[row]) == []
    question = Question(7, must_ask=True, contradicts=True)
    assert origins(answer(), question=question, stored=[row]) == [("contradiction", None)]


def test_what_they_changed_stays_when_the_reason_changes():
    row = Stored(5, "vague", 7, 1, ask_audience="peer")
    [item] = open_items(board(answer(quality="declined"), stored=[row]))
    assert (item.origin, item.stored, item.who) == ("declined", 5, Who(audiences=("peer",)))


def test_a_note_is_open_until_it_is_closed():
    with_question = Stored(5, "manual", 7, text="Thank them")
    without = Stored(6, "manual", text="Thank them")
    settled = answer(quality="specific")
    found = open_items(board(settled, stored=[with_question, without]))
    assert [(item.key, item.question) for item in found] == [("manual-6", None), ("manual-5", 7)]
    done = [replace(row, is_done=True) for row in (with_question, without)]
    assert origins(settled, stored=done) == []


def test_a_note_outlives_its_question_on_the_list():
    [item] = open_items(board(stored=[Stored(5, "manual", 99, text="Thank them")]))
    assert (item.question, item.text) == (None, "Thank them")


# Who can answer


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Jonas Weil", Who(people=(2,))),
        ("jonas weil", Who(people=(2,))),
        ("JONAS", Who(people=(2,))),
        (" Jonas ", Who(people=(2,))),
        ("Weil", Who(words="Weil")),
        ("the head of HR", Who(words="the head of HR")),
    ],
)
def test_who_was_named_is_looked_for_among_the_people(words, who):
    [item] = open_items(board(answer(refer_to=words)))
    assert item.who == who


def test_an_audience_that_was_named_is_that_audience():
    named = board(answer(refer_to="hr"))
    [item] = open_items(replace(named, audiences={"hr": "HR", "hiring manager": "hiring manager"}))
    assert item.who == Who(audiences=("HR",))


def test_a_first_name_that_two_people_have_stays_as_written():
    people = [ILSE, JONAS, Person(3, "Jonas Abt")]
    [item] = open_items(replace(board(answer(refer_to="Jonas")), people=people))
    assert item.who == Who(words="Jonas")


@pytest.mark.parametrize(
    ("fields", "who"),
    [
        ({"quality": "vague"}, Who(people=(1,))),
        ({"quality": "declined"}, Who(people=(1,))),
        ({"come_back": True}, Who(people=(1,))),
        ({"quality": "vague", "person": None}, Who(audiences=("peer", "HR"))),
        ({"quality": "didn't know"}, Who(audiences=("peer", "HR"))),
    ],
)
def test_who_answered_can_answer_unless_they_did_not_know(fields, who):
    [item] = open_items(board(answer(**fields), question=Question(7, audiences=("peer", "HR"))))
    assert item.who == who


def test_those_who_contradict_each_other_can_clear_it_up():
    answers = answer(person=2), answer(2, person=1), answer(3, person=None)
    [item] = open_items(board(*answers, question=Question(7, contradicts=True)))
    assert item.who == Who(people=(1, 2))


def test_otherwise_the_audiences_of_the_question_can_or_anyone():
    for audiences in ((), ("recruiter",)):
        [item] = open_items(board(question=Question(7, must_ask=True, audiences=audiences)))
        assert item.who == Who(audiences=audiences)


@pytest.mark.parametrize(
    ("origin", "quality", "stays"),
    [
        ("vague", "", True),
        ("come back", "", True),
        ("vague", "specific", False),
        ("refer", "vague", False),
        ("unasked", "", False),
        ("claim", "declined", False),
        ("contradiction", "specific", True),
        ("manual", "general", True),
    ],
)
def test_which_replies_leave_it_to_be_closed_by_hand(origin, quality, stays):
    item = follow_ups.Item(origin, 7, None, Who())
    assert follow_ups.stays_open_after(item, quality) is stays


def test_people_come_by_name_then_audiences_in_their_order_then_anyone():
    who = {
        "anyone": Who(),
        "peer": Who(audiences=("peer",)),
        "recruiter": Who(audiences=("recruiter",)),
        "recruiter or peer": Who(audiences=("peer", "recruiter")),
        "Jonas": Who(people=(2,)),
        "Ilse": Who(people=(1,)),
        "both": Who(people=(2, 1)),
        "hr": Who(words="hr"),
    }
    items = [follow_ups.Item("vague", 7, pk, one) for pk, one in enumerate(who.values())]
    items.append(follow_ups.Item("vague", 7, 99, Who(words="HR")))
    found = groups(items, PEOPLE, LibraryQuestion.Audience.values)
    names = {one: name for name, one in who.items()}
    assert [names[one] for one, _ in found] == [
        *("hr", "Ilse", "both", "Jonas"),
        *("recruiter", "recruiter or peer", "peer", "anyone"),
    ]
    assert [item.who.words for item in found[0][1]] == ["hr", "HR"]


def test_what_is_due_first_stands_in_front_then_the_stronger_reason_then_the_list():
    questions = [
        Question(1, 9, must_ask=True),
        Question(2, 1, must_ask=True),
        Question(3, 5, contradicts=True),
    ]
    rows = [
        Stored(1, "manual", text="later", due_on=date(2026, 12, 2)),
        Stored(2, "manual", text="sooner", due_on=date(2026, 12, 1)),
    ]
    found = open_items(Board(questions=questions, stored=rows, is_held=True))
    assert [item.key for item in found] == [
        *("manual-2", "manual-1"),
        *("contradiction-3-0", "unasked-2-0", "unasked-1-0"),
    ]


# Whatever is there

property_test = settings(deadline=None)
pks = st.integers(1, 4)
times = st.integers(0, 5).map(hours)
audiences = st.lists(st.sampled_from(["peer", "HR", "recruiter"]), unique=True, max_size=2).map(tuple)
question_rows = st.builds(
    Question,
    pk=pks,
    position=st.integers(0, 3),
    must_ask=st.booleans(),
    contradicts=st.sampled_from([False, False, True]),
    is_claimed=st.booleans(),
    audiences=audiences,
)
answer_rows = st.builds(
    Answer,
    pk=st.integers(1, 12),
    question=pks,
    answered_at=times,
    quality=st.sampled_from(["", "specific", "general", "vague", "declined", "didn't know"]),
    come_back=st.booleans(),
    refer_to=st.sampled_from(["", "", "Jonas", "ilse brandt", "HR", " "]),
    person=st.sampled_from([None, 1, 2]),
    interview=st.sampled_from([None, 1, 2]),
)
stored_rows = st.builds(
    Stored,
    pk=st.integers(1, 20),
    origin=st.sampled_from(follow_ups.STRENGTH),
    question=pks,
    answer=st.none() | st.integers(1, 12),
    text=st.sampled_from(["", "In my words"]),
    ask_person=st.sampled_from([None, 1, 2]),
    ask_audience=st.sampled_from(["", "peer"]),
    due_on=st.none() | st.dates(date(2026, 11, 1), date(2026, 12, 31)),
    is_done=st.booleans(),
)


def rows_of(strategy, most, by=lambda row: row.pk):
    return st.lists(strategy, max_size=most, unique_by=by)


boards = st.builds(
    Board,
    questions=rows_of(question_rows, 4),
    answers=rows_of(answer_rows, 8),
    people=st.just(PEOPLE),
    stored=rows_of(stored_rows, 8),
    is_held=st.booleans(),
)


def keys(board):
    return [item.key for item in open_items(board)]


def without(board, *origins):
    return {item.key for item in open_items(board) if item.origin not in origins}


@property_test
@given(boards)
def test_nothing_stands_there_twice(board):
    items = open_items(board)
    assert len({item.key for item in items}) == len(items)
    places = [(item.question, item.answer) for item in items if item.origin != "manual"]
    assert len(set(places)) == len(places)


@property_test
@given(boards, st.randoms(use_true_random=False))
def test_the_order_in_which_rows_come_does_not_matter(board, random):
    shuffled = {}
    for name in ("questions", "answers", "people", "stored"):
        rows = list(getattr(board, name))
        random.shuffle(rows)
        shuffled[name] = rows
    other = replace(board, **shuffled)
    assert open_items(other) == open_items(board)
    assert groups(open_items(other), other.people) == groups(open_items(board), board.people)


@property_test
@given(boards, pks, st.sampled_from(["specific", "general"]), st.sampled_from([None, 3]))
def test_a_later_settling_answer_closes_its_question_and_opens_nothing(board, question, quality, interview):
    new = Answer(50, question, hours(9), quality, person=2, interview=interview)
    after = replace(board, answers=[*board.answers, new])
    lasting = ("contradiction", "manual")
    assert set(keys(after)) - set(keys(board)) <= {
        item.key for item in open_items(after) if item.question != question
    }
    assert without(after, *lasting) <= without(board, *lasting)
    assert [i for i in open_items(after) if i.question == question and i.origin not in lasting] == []
    elsewhere = [item for item in open_items(board) if item.question != question]
    assert [item for item in open_items(after) if item.question != question] == elsewhere


@property_test
@given(boards, st.data())
def test_what_was_let_go_stays_gone_and_takes_nothing_else_along(board, data):
    items = open_items(board)
    assume(items)
    chosen = data.draw(st.sampled_from(items))
    if chosen.stored:
        stored = [replace(row, is_done=row.is_done or row.pk == chosen.stored) for row in board.stored]
    else:
        row = Stored(50, chosen.origin, chosen.question, chosen.answer, is_done=True)
        stored = [*board.stored, row]
    after = open_items(replace(board, stored=stored))
    assert after == [item for item in items if item.key != chosen.key]


@property_test
@given(boards)
def test_whoever_can_answer_is_known_or_named(board):
    people = {person.pk for person in PEOPLE}
    for item in open_items(board):
        assert set(item.who.people) <= people
    found = groups(open_items(board), board.people, ["recruiter", "peer", "HR"])
    assert sorted(item.key for _, items in found for item in items) == sorted(keys(board))
