"""How questions are found by words: the database's text search configurations and functions, as migrations
make them.

`library_words` keeps words as they are typed, without accents; `library_<language>` their stems. unaccent()
is not immutable, a text search configuration is: so the vector of a question can be a generated column.
"""

LANGUAGES = {
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}
WORDS = "public.library_words"
TOKENS = "asciihword, asciiword, hword, hword_asciipart, hword_part, word"


def stems(language: str) -> str:
    return f"public.library_{LANGUAGES[language]}"


def configuration(name: str, copied: str, dictionary: str) -> str:
    return f"""
        CREATE TEXT SEARCH CONFIGURATION {name} (COPY = pg_catalog.{copied});
        ALTER TEXT SEARCH CONFIGURATION {name}
            ALTER MAPPING FOR {TOKENS} WITH public.unaccent, pg_catalog.{dictionary};
    """


CONFIGURATIONS = configuration(WORDS, "simple", "simple") + "".join(
    configuration(stems(language), name, f"{name}_stem") for language, name in LANGUAGES.items()
)
DROP_CONFIGURATIONS = f"DROP TEXT SEARCH CONFIGURATION {WORDS};" + "".join(
    f"DROP TEXT SEARCH CONFIGURATION {stems(language)};" for language in LANGUAGES
)

STEMS_OF = "\n".join(
    f"        WHEN '{language}' THEN to_tsvector('{stems(language)}', words)" for language in LANGUAGES
)

# library_vector is declared immutable over array_to_string, which is only stable for types whose output
# depends on settings; text is not one of them. Names are qualified: a restore runs without a search path.
FUNCTIONS = f"""
CREATE FUNCTION public.library_lexemes(language text, words text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsvector('{WORDS}', words) || CASE split_part(lower(language), '-', 1)
{STEMS_OF}
        ELSE ''::tsvector
    END
$$;
CREATE FUNCTION public.library_vector(
    language text, question text, follow_ups text[], why text, listen_for text, beware_of text
) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT setweight(public.library_lexemes(language, question), 'A')
        || setweight(public.library_lexemes(language, array_to_string(follow_ups, ' ')), 'B')
        || setweight(public.library_lexemes(language, concat_ws(' ', why, listen_for, beware_of)), 'C')
$$;
"""
DROP_FUNCTIONS = """
DROP FUNCTION public.library_vector(text, text, text[], text, text, text);
DROP FUNCTION public.library_lexemes(text, text);
"""
