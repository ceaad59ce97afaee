"""What opens a line of plain text: a bullet, a number, a box, a label, a chat stamp."""

import re
from dataclasses import dataclass

from questions.importing.wording import collapse, without_emoji

_BULLET = re.compile(
    r"(?:[-*+](?=[^\W\d_]|[¿\"“«])|[-*+:.](?=\s)|--(?=\s)|\*{2,5}(?=\s)|[•◦‣⁃∙·●○■□▪▫◆◇◾◽★☆➤➢►▶▸‧・･→⇒➔➜✓✔✗✘✅❌☐☑☒\uf0b7\uf0a7§※–—―]\ufe0f?|o(?=\s{2,}))\s*"
)
_BOX = re.compile(r"\[[ xX✓✔]?\]\s*(?=\S)")
_NUMBER = re.compile(
    r"(?:[(（\[]\s*(?P<a>\d{1,4}|[a-zA-Z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})\s*[)）\]][.:：、]?\s*"
    r"|(?P<b>\d{1,3}(?:\.\d{1,3})*)\s?(?:[.)．）、]|\s[-–—]\s|[:：](?=\s))(?!\d)\s*"
    r"|(?P<c>[a-zA-Zа-яА-Я])[).](?=\s)\s*|(?P<h>[ivx]{2,5}|[IVX]{2,5})[).](?=\s)\s*"
    r"|(?P<d>[一二三四五六七八九十]{1,3})[、.．)）]\s*"
    r"|#(?P<e>\d{1,4})[.:)]?\s+|№\s?(?P<g>\d{1,4})[.:)]?\s*|(?P<f>[①-⓿❶-➓㈠-㈩㊀-㊉]|[0-9]\ufe0f?\u20e3|🔟)\s*)"
)
_QUESTION_NAMES = (
    r"question|follow-?up|frage|nachfrage|pregunta|pergunta|domanda|vraag|pytanie|otázka|soru|fråga|spørsmål|spørgsmål|kysymys|kérdés|"
    r"întrebare|въпрос|вопрос|питання|питање|pitanje|ερώτηση|câu(?: hỏi)?|pertanyaan|سؤال|שאלה|प्रश्न|सवाल|"
    r"คำถาม|质问|問題|问题|問|질문"
)
_ANSWER_NAMES = (
    r"answer|ans|antwort|respuesta|resposta|réponse|reponse|risposta|antwoord|odpowiedź|ответ|відповідь|cevap|"
    r"回答|答案|答|답변|답|جواب|إجابة|תשובה|उत्तर"
)
_ASKED = re.compile(
    rf"(?:(?:q|f|{_QUESTION_NAMES})\s*[#.]?\s*\d{{0,3}}\s*[.:：)）]\s*|(?:q|câu|問|问|질문)\s?\d{{1,3}}\s*[.:：)）]?\s+)",
    re.I,
)
_ANSWERED = re.compile(rf"(?:a|r|{_ANSWER_NAMES})\s*\d{{0,3}}\s*[:：](?:\s|$)", re.I)
_CHAT = re.compile(
    r"(?:\[\d{1,2}[:.]\d{2}[^\]]{0,12}\]|\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?|\[?\d{1,4}[/.]\d{1,2}[/.]\d{2,4},?\s\d{1,2}:\d{2}"
    r"(?::\d{2})?(?:\s?[ap]m)?\]?)\s*[-–]?\s*(?P<name>[^\s:]{1,30}(?:\s[^\s:]{1,30}){0,2}):\s+",
    re.I,
)
_STATE = re.compile(r"(?:TODO|DONE|WAITING|NEXT)\s+(?=\S)")
_UNSEEN = re.compile("^[ \t\u3000\xa0\ufeff\u200b\u2060\u200e\u200f\u061c\u2066\u2067\u202a\u202b]+")
_QUOTED = re.compile(r"(?:>\s?)+")
_HASHES = re.compile(r"#{1,6}(?=[^#!\d\s])|#{1,6}\s+(?:#+\s*)*")


@dataclass(frozen=True, slots=True)
class Opening:
    """`style` is empty where nothing opens the line; `depth` counts repeated stars (wiki, org)."""

    style: str
    text: str
    depth: int = 1
    asked: bool = False
    answered: bool = False
    number: str = ""


def opened(text: str) -> Opening:
    """Takes the opening off a line that stands in plain text. Numbers that are wording stay."""
    text = _UNSEEN.sub("", text, count=1)
    text = _QUOTED.sub("", text, count=1) if text.startswith(">") else text
    if chat := _CHAT.match(text):
        return Opening("chat", text[chat.end() :])
    style, depth, number = "", 1, ""
    if bullet := _BULLET.match(text):
        style = bullet[0].strip()[:1] or "-"
        depth = len(bullet[0].strip()) if style == "*" else 1
        text = text[bullet.end() :]
        text = _STATE.sub("", text, count=1) if style == "*" else text
    elif found := _NUMBER.match(text):
        style, number = _number_style(found), found[0]
        text = text[found.end() :]
    if box := _BOX.match(text):
        style, text = style or "[]", text[box.end() :]
    return _labelled(style, text, depth, number)


def _number_style(found: re.Match[str]) -> str:
    kind = found.lastgroup or "b"
    return f"({kind}" if kind == "a" else kind


def _labelled(style: str, text: str, depth: int, number: str) -> Opening:
    if label := _ASKED.match(text):
        return Opening(style or "q", text[label.end() :], depth, asked=True, number=number)
    if label := _ANSWERED.match(text):
        return Opening(style or "a", text[label.end() :], depth, answered=True, number=number)
    return Opening(style, text, depth, number=number)


def unlabelled(text: str) -> tuple[str, bool, bool]:
    """An entry's text without box, short number and `Q:`; whether it was marked as asked, as answered."""
    if box := _BOX.match(text):
        text = text[box.end() :]
    if (number := _NUMBER.match(text)) and len(number[0].strip()) <= 3 and has_word(text[number.end() :]):
        text = text[number.end() :]
    opening = _labelled("", text, 1, "")
    return opening.text, opening.asked, opening.answered


def has_word(text: str) -> bool:
    return any(char.isalpha() for char in text)


def heading_mark(text: str) -> int:
    """How many hashes open the line as a heading, 0 where they do not."""
    found = _HASHES.match(text)
    return len(found[0].split()[0]) if found else 0


def heading_text(text: str) -> str:
    """A heading's words: no hashes, number, trailing colon or anchor."""
    text = without_emoji(re.sub(r"^[#\s]+|\s+#+\s*$", "", collapse(text)))
    text = re.sub(r"\s*\{[#.:][^}]*\}\s*$", "", text)
    text = re.sub(r"^[=~]{1,6}\s+(.*?)(?:\s+[=~]{1,6})?$", r"\1", text)
    found = re.match(
        r"(?:\d{1,3}(?:\.\d{1,3})*[.):、．]\s*|\d{1,3}(?:\.\d{1,3})+\s+|[①-⓿]\s*|[一二三四五六七八九十]{1,3}[、.．]\s*|[IVX]{1,5}[.)]\s+|\(\d{1,3}\)\s*)",
        text,
    )
    text = text[found.end() :] if found and has_word(text[found.end() :]) else text
    text = _ASKED.sub("", text, count=1) if _ASKED.match(text) else text
    return text.strip().rstrip(":：").strip().strip("【】■◆●▼〔〕").strip()
