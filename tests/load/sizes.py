from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """How much the app's database holds."""

    others: int = 200
    companies: int = 3
    questions: int = 60
    questions_of_others: int = 20
    agenda: int = 12
    compared: int = 8
    compared_questions: int = 100


TINY = Size(
    others=3, companies=1, questions=8, questions_of_others=2, agenda=4, compared=2, compared_questions=10
)
