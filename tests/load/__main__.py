"""`make bench`: what the product costs beside a bare Django that does the like, on the same machine in turns.

Nothing here passes or fails on time: machines differ, and only the ratios of one run mean something.
"""

import argparse
import json
import os
import subprocess
import sys
from io import StringIO

from config.embedded import leave_when_told
from tests.load import servers, table
from tests.load.drive import TYPISTS, Site, in_turns, typists_at_once
from tests.load.signing_in import said_at_sign_in, session_of
from tests.load.sizes import TINY, Size
from tests.load.visits import decoded, visit

NAMES = ("turnabout_bench", "turnabout_bench_reference")
WORDS = "team"
WORKERS = 2
TURNS = 3  # of each site, while saves come as they come
MARKUP = 170  # bytes of a line of the reference, beside its text
PRINTED_OF_COMPARE = 60


def options():
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--rounds", type=int, default=80, help="how often each thing is asked of both (80)")
    parser.add_argument("--statements", action="store_true", help="print what each request asks the database")
    parser.add_argument("--check-app-only", action="store_true", help="two rounds in a tiny world")
    parser.add_argument(
        "--rate", type=float, default=200, help="saves a second that arrive by themselves (200)"
    )
    parser.add_argument("--seconds", type=float, default=10, help="how long they arrive, each turn (10)")
    return parser.parse_args()


def make_app_world(url, size):
    os.environ.update(servers.environment(url))
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections, transaction

    from config.management.commands.serve import collect_static_if_changed
    from tests.load.world import World

    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_library", stdout=StringIO())
    collect_static_if_changed()
    with transaction.atomic():
        world = World(size)
    servers.settle(url)
    connections.close_all()
    return world


def app_site(world, port):
    from django.urls import reverse

    return Site(
        port=port,
        session=session_of(world.candidate, said_at_sign_in(world.candidate)),
        comparing=session_of(world.comparing, said_at_sign_in(world.comparing)),
        pages={
            "list": reverse("interviews:company_list"),
            "company": reverse("interviews:company_detail", args=[world.companies[0].pk]),
            "search": f"{reverse('questions:question_list')}?q={WORDS}",
            "interview": reverse("interviews:capture", args=[world.interview.pk]),
            "compare": reverse("interviews:compare"),
        },
        save_path=reverse("interviews:answer_save"),
        headers={"X_Device_Key": world.candidate.profile.device_key},
        answers=world.answers_to_save(TYPISTS),
        accounts=[account_of(user, answer) for user, answer in world.answers_of_others.items()],
        places=world.free_places(),
    )


def account_of(user, answer):
    from tests.load.world import to_save

    return {
        "session": session_of(user, said_at_sign_in(user)),
        "headers": {"X-Device-Key": user.profile.device_key},
        "answer": to_save(answer),
    }


def rows_loaded(world):
    """How many rows each page of the app is made of: the reference loads as many."""
    from interviews.models import Answer, Company, ListedQuestion
    from questions.library_page import PAGE_LENGTH
    from questions.search import find

    own, compared = {"owner": world.candidate}, {"owner": world.comparing}
    return {
        "list": Company.objects.filter(**own).count(),
        "company": len(world.listed) + 8,
        "search": min(PAGE_LENGTH, len(find(world.candidate, WORDS))),
        "interview": world.size.agenda,
        "compare": ListedQuestion.objects.filter(**compared).count()
        + Answer.objects.filter(**compared).count(),
    }


def lines_of(html, count, printed):
    """The page cut into as many lines, so that both print and compress the same text."""
    length = max(1, len(html) // printed - MARKUP)
    texts = [html[place * len(html) // printed :][:length] for place in range(printed)]
    return [
        {"title": f"Line {n} of a {WORDS}", "value": n % 5, "text": texts[n] if n < printed else ""}
        for n in range(count)
    ]


def make_reference_world(url, world, app):
    pages = {}
    for name, count in rows_loaded(world).items():
        printed = min(count, PRINTED_OF_COMPARE) if name == "compare" else count
        pages[name] = lines_of(decoded(app.page(name)), count, printed)
    filled = subprocess.run(
        [sys.executable, "-m", "tests.load.reference"],
        input=json.dumps({"users": world.size.others + 1, "pages": pages, "saved": TYPISTS}),
        cwd=servers.CHECKOUT,
        env=servers.environment(url),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    servers.settle(url)
    return json.loads(filled.stdout)


def reference_site(filled, port, pages):
    return Site(
        port=port,
        session=filled["session"],
        comparing=filled["session"],
        pages={name: f"/{name}" + (f"?q={WORDS}" if name == "search" else "") for name in pages},
        save_path="/save",
        headers={},
        answers=[{"row": row, "base": 0} for row in filled["saved"]],
        accounts=[
            {"session": session, "headers": {}, "answer": {"row": row, "base": 0}}
            for session, row in filled["accounts"]
        ],
    )


def measure(app, reference, rounds, show_statements):
    names = [*app.pages, "save", "first save"]
    statements = {name: app.statements_of(name) for name in names}
    sizes = {name: [site.ask_for(name).bytes_on_the_wire for site in (app, reference)] for name in names}
    times = in_turns(names, app, reference, rounds, warm_up=min(rounds, 10))
    at_once = f"save, {TYPISTS} at once"
    statements[at_once], sizes[at_once] = statements["save"], sizes["save"]
    times[at_once] = typists_at_once(app, reference, turns=max(2, rounds // 5), saves=min(rounds, 10))
    if show_statements:
        for name in names:
            print(f"\n{name}", *statements[name], sep="\n  ")
    print(f"\n{table.requests_table(times, statements, sizes)}")
    print("Ratio: of the medians; in pairs: the median of the ratios of two requests next to each other.")
    print("Of its own: beside the session, the user and the opening statement; without BEGIN and COMMIT.")
    print(*table.oddities({name: statements[name] for name in names}), sep="\n")
    visits = {name: visit(app.browser_of(name), path) for name, path in app.pages.items()}
    print(f"\n{table.visits_table(visits)}")


def saves_as_they_come(app, reference, chosen):
    """By a process of its own, which is told everything and asks both sites in turns."""
    sites = {
        name: {"port": site.port, "path": site.save_path, "accounts": site.accounts}
        for name, site in (("app", app), ("bare", reference))
    }
    told = {"sites": sites, "rate": chosen.rate, "seconds": chosen.seconds, "turns": TURNS}
    driven = subprocess.run(
        [sys.executable, "-m", "tests.load.open_loop"],
        input=json.dumps(told),
        cwd=servers.CHECKOUT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    print(f"\n{table.arrivals_table(json.loads(driven.stdout), chosen.rate)}")
    print("Counted from when each was due, at random moments; driver: what driving takes of a core.")


def main():
    chosen = options()
    leave_when_told()
    size, rounds = Size(), chosen.rounds
    if chosen.check_app_only:
        size, rounds, chosen.rate, chosen.seconds = TINY, 2, 20, 1
    with servers.databases(*NAMES) as (app_url, reference_url):
        print(
            f"{rounds} rounds, {WORKERS} workers each, {size.others} other candidates in the database.",
            flush=True,
        )
        world = make_app_world(app_url, size)
        with servers.served("config.wsgi:application", app_url, WORKERS) as port:
            app = app_site(world, port)
            filled = make_reference_world(reference_url, world, app)
            with servers.served("tests.load.reference:application", reference_url, WORKERS) as port:
                reference = reference_site(filled, port, app.pages)
                measure(app, reference, rounds, chosen.statements)
                saves_as_they_come(app, reference, chosen)


if __name__ == "__main__":
    main()
