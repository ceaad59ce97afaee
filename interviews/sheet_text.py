"""How many lines a text fills on paper, judged without its type: rather one too many than one too few."""

import unicodedata
from functools import cached_property
from math import ceil

POINT = 0.3528  # mm
LINE_HEIGHT = 1.25
SPACE, NARROW, USUAL, CAPITAL, BROADEST, WIDE, PICTURE = 0.4, 0.4, 0.58, 0.72, 1.0, 1.05, 1.4  # em
NARROW_LETTERS, BROADEST_LETTERS = frozenset(" .,;:!'|iljtfrI()[]-"), frozenset("mwMW@%&—…")


def char_width(char: str) -> float:
    """In em, as the broader of the usual faces has it."""
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0.0
    if ord(char) > 0xFFFF or ord(char) == 0xFDFD:
        return PICTURE
    if unicodedata.east_asian_width(char) in {"W", "F"}:
        return WIDE
    if char in BROADEST_LETTERS:
        return BROADEST
    if char in NARROW_LETTERS:
        return NARROW
    return CAPITAL if char.isupper() else USUAL


class Text:
    """A text by the widths of its words, in em: measured once, set at any size."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> list[float]:
        words = []
        for word in self.text.split():
            width = 0.0
            for char in word:
                if char_width(char) >= WIDE and width:  # a line may end before it
                    words.append(width - SPACE)
                    width = 0.0
                width += char_width(char)
            words.append(width)
        return words

    @property
    def ems(self) -> float:
        return sum(self.words) + SPACE * (len(self.words) - 1)

    def lines(self, width: float, size: float) -> int:
        """How many lines of `width` it fills; a word that is longer than a line is broken."""
        room = width / (size * POINT)
        count, used = (1, 0.0) if self.words else (0, 0.0)
        for word in self.words:
            if used and used + word > room:
                count, used = count + 1, 0.0
            broken = ceil(word / room) - 1 if word > room else 0
            count += broken
            used += word - broken * room + SPACE
        return count

    def height(self, width: float, size: float) -> float:
        return self.lines(width, size) * size * POINT * LINE_HEIGHT
