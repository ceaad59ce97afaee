"""The library as its page shows it: three statements, whatever is searched and filtered."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator

from questions import access, search
from questions.forms import LibraryFilterForm
from questions.models import Topic

PAGE_LENGTH = 50


@dataclass
class LibraryPage:
    """`asked` is the query of the address."""

    user: Any
    asked: Any

    @cached_property
    def topics(self) -> list[Topic]:
        return list(access.topics_with_sources(self.user))

    @cached_property
    def form(self) -> LibraryFilterForm:
        form = LibraryFilterForm(self.asked, topics=self.topics, sources=access.sources_in(self.topics))
        form.is_valid()
        return form

    @cached_property
    def hits(self) -> list[search.Hit]:
        words = self.form.cleaned_data.get("q", "")
        found = search.find(self.user, words, access.languages_in(self.topics))
        archived = self.form.cleaned_data.get("archived", False)
        return [hit for hit in found if hit.is_archived == archived]

    @cached_property
    def page(self) -> Page:
        """Of questions in the order they were found in, with the counts beside the filters."""
        narrowing = self.form.narrowing()
        choices = {name: [value for value, _ in pairs] for name, pairs in self.form.choices.items()}
        self.form.show_counts(search.facets(self.hits, narrowing, self.user, choices))
        found = search.narrowed(self.hits, narrowing, self.user)
        page = Paginator(found, PAGE_LENGTH).get_page(self.asked.get("page"))
        page.object_list = access.questions_in_order(self.user, [hit.pk for hit in page.object_list])
        return page

    @property
    def is_narrowed(self) -> bool:
        return any(self.form.narrowing().values()) or bool(self.form.cleaned_data.get("archived"))

    @property
    def is_searched(self) -> bool:
        return bool(self.form.cleaned_data.get("q"))
