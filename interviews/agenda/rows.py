"""What an agenda is planned from: plain rows the caller has loaded."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

CONTRADICTION, COME_BACK, CLAIM = "contradiction", "come back", "claim"
FOLLOW_UPS = (CONTRADICTION, COME_BACK, "vague", "refer", "declined", CLAIM)  # the first to clear up first

FIRST_CALL, MIDDLE, FINAL_ROUND, OFFER = range(4)
STAGES = {"recruiter call": FIRST_CALL, "final": FINAL_ROUND, "offer call": OFFER}  # any other kind: MIDDLE
MOMENTS = {"first call": FIRST_CALL, "final round": FINAL_ROUND, "with an offer": OFFER}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question on the company's list. `minutes` is 1–30; no `audiences` means that anyone can answer.

    `asked` says that a live answer settles it, `follow_up` (one of FOLLOW_UPS) why to ask all the same,
    `heard_from` what those speak as who answered; empty where that is not known.
    `dealbreaker` says that its topic is that of a dealbreaker still unknown at this company.
    """

    pk: int
    minutes: int
    position: int
    topic: int | None = None
    must_ask: bool = False
    audiences: Collection[str] = ()
    timing: str = ""
    asked: bool = False
    heard_from: Collection[str] = ()
    follow_up: str = ""
    dealbreaker: bool = False
    look_up_first: bool = False

    @property
    def is_open(self) -> bool:
        return bool(self.follow_up) or not self.asked

    @property
    def is_fresh(self) -> bool:
        """No person has been asked; a research claim may speak to it."""
        return self.is_open and self.follow_up in ("", CLAIM)


@dataclass(frozen=True, slots=True)
class Slot:
    """One interview: the minutes for the candidate's questions, 0–600, and what those met speak as.

    No `audiences` means that it is not known who will be met; an empty `kind` leaves every timing due.
    """

    minutes: int
    audiences: Collection[str] = ()
    kind: str = ""

    @property
    def stage(self) -> int | None:
        return STAGES.get(self.kind, MIDDLE) if self.kind else None

    def has_someone_for(self, candidate: Candidate) -> bool:
        met, meant = set(self.audiences), set(candidate.audiences)
        return not met or not meant or bool(met & meant)

    def names_someone_in(self, candidate: Candidate) -> bool:
        """It is meant for somebody met here by name of their audience, not for anyone."""
        return bool(set(self.audiences) & set(candidate.audiences))

    def unheard(self, candidate: Candidate) -> tuple[str, ...]:
        """Of those met here who can answer, what nobody spoke as who did; none where that is not known."""
        if not candidate.heard_from:
            return ()
        can_answer = set(self.audiences) & set(candidate.audiences or self.audiences)
        return tuple(sorted(can_answer - set(candidate.heard_from)))

    def is_too_early_for(self, candidate: Candidate) -> bool:
        """The timing "interviews" is due from the first call on: some audiences are met nowhere else."""
        stage = self.stage
        return stage is not None and MOMENTS.get(candidate.timing, stage) > stage

    def is_the_moment_for(self, candidate: Candidate) -> bool:
        """The one kind of interview that the question waits for; "interviews" waits for none."""
        return self.stage is not None and MOMENTS.get(candidate.timing) == self.stage


@dataclass(frozen=True, slots=True)
class Coverage:
    """One topic at this company: of the `listed` questions, `known` have a value; 0 ≤ known ≤ listed."""

    listed: int = 0
    known: int = 0

    @property
    def unknown(self) -> Fraction:
        """The share still to be heard, 0–1; 1 when nothing is listed."""
        return 1 - Fraction(self.known, self.listed) if self.listed else Fraction(1)

    @property
    def is_little(self) -> bool:
        return self.unknown > Fraction(1, 2)
