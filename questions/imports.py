"""Lists that candidates bring: a draft to look at, one step into the library, one step back."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.conf.locale import LANG_INFO
from django.utils import timezone
from django.utils.translation import gettext as _

from questions.importing.decoding import LARGEST, decode
from questions.importing.lines import Line, ListRead, Refused
from questions.importing.near import near_duplicates, similarity
from questions.importing.reading import read_text
from questions.importing.reasons import SENTENCES
from questions.importing.wording import bare
from questions.models import Import, Question, Source, Topic

LONGEST_TEXT = 1000
SAME_TOPIC = 0.5
ENDINGS = {"json", "toml", "csv", "tsv", "mdx"}
OWN = "own"
NO_HEADING = ""
OWN_POSITION = 200
BATCH = 500


@dataclass(frozen=True)
class PreviewLine:
    """A line as the preview shows it.

    `name` is what its switch is called: “12”, and “12.2” for the second question of line 12. `under` is the
    place of the question that it follows up, `near` a text that it nearly repeats; `known` one that it is.
    """

    line: Line
    name: str
    taken: bool
    under: int | None = None
    near: str = ""
    known: bool = False

    @property
    def is_question(self) -> bool:
        return self.taken and self.under is None

    @property
    def can_be_switched(self) -> bool:
        return bool(self.line.text) and len(self.line.text) <= LONGEST_TEXT and not self.known

    @property
    def why(self) -> str:
        if self.known and self.under is not None:
            return _("Beneath a question that you have already.")
        if self.known:
            return _("You have this question already.")
        if len(self.line.text) > LONGEST_TEXT:
            return _("Longer than the 1,000 characters of a question.")
        if self.taken != self.line.taken:
            return _("Your choice.")
        return str(SENTENCES[self.line.reason])


@dataclass(frozen=True)
class TopicChoice:
    """Where the questions under a heading go: a topic of the candidate's (its number), or `own`."""

    heading: str
    count: int
    chosen: str


@dataclass
class Preview:
    read: ListRead
    lines: list[PreviewLine]
    topics: list[TopicChoice]

    @cached_property
    def taken(self) -> list[PreviewLine]:
        return [line for line in self.lines if line.taken]

    @cached_property
    def questions(self) -> list[PreviewLine]:
        """What stands for itself in the library; the rest of what is taken are their follow-ups."""
        return [line for line in self.lines if line.is_question]

    @property
    def follow_up_count(self) -> int:
        return len(self.taken) - len(self.questions)

    @property
    def language(self) -> str:
        """In words, where the code is a known one."""
        code = self.read.language or ""
        return LANG_INFO.get(code, {}).get("name", code)

    @property
    def near_count(self) -> int:
        return sum(1 for line in self.taken if line.near)

    @property
    def known_count(self) -> int:
        return sum(1 for line in self.lines if line.known and line.under is None)


def draft_of(data: bytes | str, *, by: Any, name: str = "") -> Import:
    """What was brought as an unsaved draft. Raises Refused where it cannot be read."""
    text = pasted(data) if isinstance(data, str) else decode(data).text
    read = read_text(text, name)
    title = name[-200:] or without_ending(read.title or "")
    draft = Import(owner=by, name=title, text=text, checksum=checksum_of(text))
    draft.reading = read
    return draft


def reading_of(import_: Import) -> ListRead:
    """Reading is what costs time: a draft is read once for as long as it is at hand."""
    if import_.reading is None:
        import_.reading = read_text(import_.text, import_.name)
    return import_.reading


def pasted(text: str) -> str:
    """Browsers send pasted text with two characters at each line's end."""
    text = text.replace("\r\n", "\n")
    if len(text.encode(errors="surrogatepass")) > LARGEST:
        raise Refused("too large")
    return text


def without_ending(title: str) -> str:
    """A heading “package.json” must not have the text below it read as JSON."""
    stem, _, ending = title[:200].rpartition(".")
    return stem if ending.casefold() in ENDINGS else title[:200]


def start_import(*, by: Any, data: bytes | str, name: str = "") -> Import:
    draft = draft_of(data, by=by, name=name)
    draft.save()
    return draft


def checksum_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def preview(import_: Import, *, by: Any) -> Preview:
    """Every line with the candidate's switches applied; nothing is written."""
    read = reading_of(import_)
    library: list[tuple[str, str]] = []
    if import_.applied_at is None:
        library = list(Question.objects.of(by).there().values_list("text", "key"))
    # A question that was edited since it came from a list still has the list's key.
    known = {key for text, own_key in library for key in (key_of(text), own_key)}
    lines = with_near(switched(read.lines, import_.choices, known), [text for text, _ in library])
    topics = list(Topic.objects.of(by).live().in_order())
    return Preview(read, lines, topic_choices(lines, topics, import_.choices.get("topics", {})))


def key_of(text: str) -> str:
    return f"list-{checksum_of(bare(text))[:40]}"


def named(lines: Iterable[Line]) -> Iterator[tuple[str, Line]]:
    there: Counter[int] = Counter()
    for line in lines:
        there[line.line] += 1
        yield (f"{line.line}.{there[line.line]}" if there[line.line] > 1 else str(line.line)), line


def switched(lines: Iterable[Line], choices: Mapping[str, Any], known: set[str]) -> list[PreviewLine]:
    """A follow-up goes where its question goes; where that is left out, it stands for itself."""
    on, off = set(choices.get("on", [])), set(choices.get("off", []))
    found: list[PreviewLine] = []
    asked: dict[int, int | None] = {}  # line → place of the question that its follow-ups belong to
    for place, (name, line) in enumerate(named(lines)):
        fits = bool(line.text) and len(line.text) <= LONGEST_TEXT
        wanted = fits and (name in on or (line.taken and name not in off))
        under = None if line.follow_up_of is None else asked.get(line.follow_up_of)
        there = wanted and (found[under].known if under is not None else key_of(line.text) in known)
        found.append(PreviewLine(line, name, wanted and not there, under, known=there))
        if line.follow_up_of != line.line:
            asked[line.line] = None if not wanted else place if under is None else under
    return found


def with_near(lines: list[PreviewLine], library: Sequence[str]) -> list[PreviewLine]:
    """Near-duplicates are pointed out and taken all the same: which to keep is the candidate's choice."""
    questions = [place for place, line in enumerate(lines) if line.is_question]
    texts = [lines[place].line.text for place in questions]
    every = [*library, *texts]
    for place, near in zip(questions, near_duplicates(texts, library), strict=True):
        if near is not None:
            lines[place] = replace(lines[place], near=every[near])
    return lines


def topic_choices(
    lines: Iterable[PreviewLine], topics: Sequence[Topic], chosen: Mapping[str, str]
) -> list[TopicChoice]:
    """A heading each, in the order of the list; what the candidate chose stands before what we propose."""
    counts: dict[str, int] = {}
    for line in lines:
        if line.is_question:
            heading = line.line.topic or NO_HEADING
            counts[heading] = counts.get(heading, 0) + 1
    known = {str(topic.pk) for topic in topics} | {OWN}
    found = []
    for heading, count in counts.items():
        choice = chosen.get(heading, "")
        found.append(TopicChoice(heading, count, choice if choice in known else proposed(heading, topics)))
    return found


def proposed(heading: str, topics: Sequence[Topic]) -> str:
    """The topic whose name is most like the heading; questions under none go to the first."""
    if heading == NO_HEADING:
        return str(topics[0].pk) if topics else OWN
    alike = [
        (max(similarity(heading, name) for name in (topic.name, topic.short, topic.key)), -place, topic)
        for place, topic in enumerate(topics)
    ]
    best = max(alike, default=None, key=lambda one: one[:2])
    return str(best[2].pk) if best and best[0] >= SAME_TOPIC else OWN


def choose(
    *, import_: Import, shown: Sequence[str], on: Sequence[str], topics: Mapping[str, str], by: Any
) -> None:
    """Keeps what was switched among the lines that one page showed, and where headings go."""
    choices = import_.choices
    lines = dict(named(reading_of(import_).lines))
    headings = {line.topic or NO_HEADING for line in lines.values()}
    taken = {name for name, line in lines.items() if line.taken}
    seen = set(shown) & lines.keys()
    turned_on, turned_off = set(on) & seen, seen - set(on)
    import_.choices = {
        "on": sorted((set(choices.get("on", [])) - seen) | (turned_on - taken)),
        "off": sorted((set(choices.get("off", [])) - seen) | (turned_off & taken)),
        "topics": choices.get("topics", {}) | {name: topics[name] for name in topics.keys() & headings},
    }
    import_.save(update_fields=["choices"])


def apply_import(*, import_: Import, by: Any) -> int:
    """Adds what the preview takes, once; the number of questions added. The draft is locked."""
    if import_.applied_at is not None:
        return 0
    seen = preview(import_, by=by)
    if not seen.questions:
        return 0
    url = seen.read.source_url or ""
    source = Source.objects.create(
        owner=by,
        title=(seen.read.title or import_.name or _("Pasted list"))[:200],
        url=url[:500] if url.startswith(("https://", "http://")) else "",
        licence=(seen.read.licence or "")[:120],
        language=(seen.read.language or "")[:35],
        checksum=import_.checksum,
        imported_at=timezone.now(),
    )
    questions = unsaved_questions(seen, import_, source, by)
    Question.objects.bulk_create(questions, batch_size=BATCH, ignore_conflicts=True)
    brought_back(questions, import_, source, by)
    import_.source, import_.applied_at = source, timezone.now()
    import_.save(update_fields=["source", "applied_at"])
    return Question.objects.of(by).filter(imported=import_).count()


def unsaved_questions(seen: Preview, import_: Import, source: Source, by: Any) -> list[Question]:
    """One per question, its follow-ups within."""
    topics = topics_for(seen.topics, import_, by)
    by_place: dict[int, Question] = {}
    found: dict[str, Question] = {}
    for place, line in enumerate(seen.lines):
        if line.is_question:
            key = key_of(line.line.text)
            question = Question(
                owner=by,
                topic_id=topics[line.line.topic or NO_HEADING],
                source=source,
                imported=import_,
                key=key,
                text=line.line.text,
                language=seen.read.language or "und",
            )
            by_place[place] = found.setdefault(key, question)
        elif line.taken and line.under is not None:
            by_place[line.under].follow_ups.append(line.line.text)
    return list(found.values())


def topics_for(choices: Iterable[TopicChoice], import_: Import, by: Any) -> dict[str, int]:
    """Heading → topic, the candidate's own ones made where they are wanted and none is called so yet."""
    by_name = {topic.name.casefold(): topic for topic in Topic.objects.of(by).live()}
    names, made, found = {}, [], {}
    for place, choice in enumerate(choices):
        if choice.chosen != OWN:
            found[choice.heading] = int(choice.chosen)
            continue
        name = names[choice.heading] = (choice.heading or _("Imported"))[:80].strip()
        if name.casefold() not in by_name:
            key = f"import-{import_.pk}-{place}"
            topic = Topic(owner=by, key=key, name=name, short=name[:24].strip(), position=OWN_POSITION)
            by_name[name.casefold()] = topic
            made.append(topic)
    Topic.objects.bulk_create(made)
    return found | {heading: by_name[name.casefold()].pk for heading, name in names.items()}


def brought_back(questions: Iterable[Question], import_: Import, source: Source, by: Any) -> None:
    """What the candidate had deleted comes back with a list that holds it; archived ones stay archived."""
    deleted = Question.objects.of(by).filter(owner=by, key__in=[question.key for question in questions])
    deleted.exclude(deleted_at=None).update(deleted_at=None, imported=import_, source=source)


def undo_import(*, import_: Import, by: Any) -> bool:
    """Takes the import back as a whole. False while one of its questions is listed."""
    questions = Question.objects.of(by).filter(imported=import_)
    if import_.applied_at is None or import_.undone_at is not None or questions.listed().exists():
        return False
    questions.delete()
    Topic.objects.of(by).filter(key__startswith=f"import-{import_.pk}-", question=None).delete()
    source, import_.source = import_.source, None
    import_.undone_at = timezone.now()
    import_.save(update_fields=["source", "undone_at"])
    if source is not None:
        source.delete()
    return True
