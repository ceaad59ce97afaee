"""The rules of this house that a machine can check."""

import re
import tomllib
from fnmatch import fnmatch
from itertools import chain
from pathlib import Path

import pytest
from django.db import connection
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

CHECKOUT = Path(__file__).resolve().parents[1]
TOP_LEVEL = {
    *(".ci", ".dockerignore", ".git", ".gitignore", "CHANGELOG.md", "DECISIONS.md", "Dockerfile", "LICENSE"),
    *("Makefile", "README.md", "compose.yaml", "manage.py", "pyproject.toml"),
    *("requirements.txt", "requirements-dev.txt"),
    *("config", "interviews", "questions", "static", "templates", "tests"),
}
LOCKS = ("requirements.txt", "requirements-dev.txt")
TEMPLATES = sorted((CHECKOUT / "templates").glob("**/*.html"))
FRAGMENTS = [path for path in TEMPLATES if path.name.startswith("_")]


def name_of(path):
    return str(path.relative_to(CHECKOUT))


def python_files(*folders):
    return [path for folder in folders for path in sorted((CHECKOUT / folder).glob("**/*.py"))]


def matches(paths, pattern):
    """Every place where the pattern stands, ready to be read in a failure."""
    return [
        f"{name_of(path)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if re.search(pattern, line)
    ]


def test_the_top_level_holds_what_it_is_fixed_to_hold():
    ignored = [line.strip("/") for line in (CHECKOUT / ".gitignore").read_text().split()]
    found = {path.name for path in CHECKOUT.iterdir()}
    assert {name for name in found - TOP_LEVEL if not any(fnmatch(name, rule) for rule in ignored)} == set()


# Python


def test_questions_never_imports_interviews():
    assert matches(python_files("questions"), r"^\s*(from|import) interviews\b") == []


def test_views_reach_rows_through_access_only():
    views = [*python_files("interviews/views"), CHECKOUT / "questions" / "views.py"]
    assert matches(views, r"\.objects\b|\.filter\(") == []


# Templates


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"<script(?![^>]*\ssrc=)", id="script"),
        pytest.param(r"<style\b", id="style"),
        pytest.param(r"\sstyle\s*=", id="style attribute"),
        pytest.param(r"""\son[a-z]+\s*=\s*["']""", id="handler"),
        pytest.param(r"javascript:", id="script address"),
        pytest.param(r"""<(?!a\b)\w[^>]*\s(?:src|href)=["'](?:https?:)?//""", id="third party"),
    ],
)
def test_templates_have_nothing_that_the_content_security_policy_forbids(pattern):
    pages = [path for path in TEMPLATES if "email" not in path.parts]
    assert matches(pages, pattern) == []


@pytest.mark.parametrize("path", FRAGMENTS, ids=name_of)
def test_a_fragment_begins_with_its_context(path):
    assert re.match(r"\{# Context: \S.* #\}\n", path.read_text())


# Dependencies


def project():
    return tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]


def asked_for(lock):
    """What pyproject.toml asks for, of which the lock holds the answer."""
    extra = project()["optional-dependencies"]["dev"] if lock == "requirements-dev.txt" else []
    return {
        canonicalize_name(Requirement(text).name): Requirement(text)
        for text in project()["dependencies"] + extra
    }


def pinned(lock):
    """name → version, and the names that pyproject.toml itself asked for."""
    text = (CHECKOUT / lock).read_text()
    versions = dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))
    blocks = re.findall(r"^([\w.-]+)==((?:.*\n)(?:    .*\n?)*)", text, re.MULTILINE)
    return versions, {name for name, block in blocks if "turnabout (pyproject.toml)" in block}


def test_every_dependency_says_what_it_is_for():
    text = (CHECKOUT / "pyproject.toml").read_text()
    dependencies = [*project()["dependencies"], *chain(*project()["optional-dependencies"].values())]
    silent = [one for one in dependencies if not re.search(rf'"{re.escape(one)}",\s+# \S+ \S+', text)]
    assert silent == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_what_pyproject_asks_for(lock):
    versions, direct = pinned(lock)
    asked = asked_for(lock)
    assert direct == set(asked)
    assert [name for name, one in asked.items() if Version(versions[name]) not in one.specifier] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_hashes_and_names_no_index(lock):
    text = (CHECKOUT / lock).read_text()
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted-host", text)
    assert len(re.findall(r"^[\w.-]+==.*\\\n    --hash=sha256:", text, re.MULTILINE)) == len(pinned(lock)[0])


def test_what_is_tested_is_what_runs():
    running, tested = (pinned(lock)[0] for lock in LOCKS)
    assert running.items() <= tested.items()


# The database


@pytest.mark.django_db
def test_a_function_with_its_owners_rights_names_its_schema_and_is_called_by_requests_alone():
    """Triggers are called by nobody."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT proname, proconfig, has_function_privilege('public', oid, 'EXECUTE')
              FROM pg_proc
             WHERE prosecdef AND pronamespace = 'public'::regnamespace AND prorettype <> 'trigger'::regtype
             ORDER BY proname
            """
        )
        assert cursor.fetchall() == [
            (name, ["search_path=public, pg_temp"], False) for name in ("open_share", "owner_of_feed")
        ]


@pytest.mark.django_db
def test_every_table_with_an_owner_shows_each_candidate_their_own_rows_only():
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.relname, c.relrowsecurity,
                   array(SELECT p.cmd || ' ' || p.qual || coalesce(' ' || p.with_check, '')
                           FROM pg_policies p
                          WHERE p.tablename = c.relname AND p.roles = '{turnabout_request}'
                       ORDER BY p.policyname DESC)
              FROM pg_class c
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'owner_id'
             WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
            """
        )
        tables = {name: (is_on, policies) for name, is_on, policies in cursor.fetchall()}
    own = re.compile(r"ALL (\(owner_id = .*app\.owner.*\)) \1")
    assert {"interviews_company", "interviews_answer", "questions_question"} <= set(tables)
    for name, (is_on, policies) in tables.items():
        assert is_on, name
        assert own.fullmatch(policies[0].replace("\n", "")), name
        assert policies[1:] in ([], ["SELECT (owner_id IS NULL)"]), name
        assert len(policies) == 1 or name.startswith("questions_"), name
