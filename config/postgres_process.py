"""The embedded PostgreSQL's cluster and the process that serves it: made, found alive, launched, ended.

Callers hold the start lock of `config.postgres` around everything that changes something.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import IO

from config.postgres_programs import WAY_OUT, PostgresError, Programs, account_numbered, open_private

# For processes that live but cannot be reached: children of a killed server end by themselves, soon.
UNREACHABLE_LIMIT = 20.0
STOP_LIMIT = 120.0

SETTINGS = (
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "max_connections=100",
    "shared_buffers=64MB",
    "timezone=UTC",
    "log_timezone=UTC",
    "log_checkpoints=off",
    # A failed statement and its detail would carry somebody's notes into the log.
    "log_min_error_statement=panic",
    "log_error_verbosity=terse",
)
NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class Process:
    def __init__(self, programs: Programs, *, fsync: bool) -> None:
        self.programs = programs
        self.fsync = fsync
        self.socket = programs.socket_folder / ".s.PGSQL.5432"
        self.socket_lock = programs.socket_folder / ".s.PGSQL.5432.lock"
        self.log = programs.data / "postgres.log"

    def state(self) -> str:
        if not self.programs.socket_folder.exists():
            return "down"
        self.programs.refuse_foreign(self.programs.socket_folder)
        try:
            answer = self.programs.sql("show data_directory", timeout=20)
        except subprocess.TimeoutExpired:
            return "starting"
        if answer.returncode == 0:
            self._refuse_other(answer.stdout.strip())
            return "up"
        if re.search("too many clients|connection slots", answer.stderr):
            return "up"
        if re.search("starting up|shutting down|recovery|not yet accepting", answer.stderr):
            return "starting"
        if "FATAL" in answer.stderr:
            raise PostgresError(f"The database in {self.programs.data} refuses us: {answer.stderr.strip()}")
        return "down"

    def _refuse_other(self, cluster: str) -> None:
        if cluster != str(self.programs.cluster):
            raise PostgresError(
                f"In {self.programs.socket_folder} listens the server of {cluster}, not of "
                f"{self.programs.cluster}. Stop it first. {WAY_OUT}"
            )

    # What is alive

    def postmaster(self) -> int | None:
        """The number of the living server of this cluster. A number in a file alone proves nothing."""
        # The second file finds the server of a folder that was deleted under it.
        for path in (self._pid_file, self.socket_lock):
            number = _number_in(path)
            if number and self._is_server(number):
                return number
        return None

    @property
    def _pid_file(self) -> Path:
        return self.programs.cluster / "postmaster.pid"

    def _is_server(self, number: int) -> bool:
        try:
            name, _, rest = Path(f"/proc/{number}/stat").read_text().partition("(")[2].rpartition(")")
            folder = os.readlink(f"/proc/{number}/cwd").removesuffix(" (deleted)")
        except OSError:
            return False
        return name == "postgres" and rest.split()[0] not in "ZX" and folder == str(self.programs.cluster)

    def claim(self) -> IO[bytes] | None:
        """A lock that the server and its children hold as long as one of them lives; None while they do.

        Unlike process numbers it also tells of a server in another container on the same folder.
        """
        lock = open_private(self.programs.data / ".server")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            return None
        return lock

    def _wait_for_claim(self, deadline: float) -> IO[bytes]:
        while not (lock := self.claim()):
            self._pause(deadline)
        return lock

    def _pause(self, deadline: float) -> None:
        if time.monotonic() > deadline:
            raise PostgresError(
                f"Processes still use {self.programs.cluster}, in another container or at work on a long "
                f"statement; see {self.log}. {WAY_OUT}"
            )
        time.sleep(0.02)

    # Making the cluster

    def is_made(self) -> bool:
        return (self.programs.cluster / "PG_VERSION").exists()

    def make(self) -> None:
        self._refuse_older_data()
        # Made aside and renamed: one that was killed half way never looks finished.
        draft = self.programs.data / f".new-pg{self.programs.major}"
        with self._wait_for_claim(time.monotonic() + UNREACHABLE_LIMIT) as lock:
            shutil.rmtree(draft, ignore_errors=True)
            try:
                self.programs.own(draft)
                self._fill(draft, lock)
                draft.rename(self.programs.cluster)
            finally:
                shutil.rmtree(draft, ignore_errors=True)

    def _refuse_older_data(self) -> None:
        older = [folder for folder in self.programs.data.glob("pg[0-9]*") if (folder / "PG_VERSION").exists()]
        if older:
            raise PostgresError(
                f"{older[-1]} was made by another PostgreSQL than the installed {self.programs.major}. Run "
                "`manage.py database dump FILE` with the version of Turnabout that made it, then `manage.py "
                "database restore FILE` with this one and a new TURNABOUT_DATA."
            )

    def _fill(self, draft: Path, lock: IO[bytes]) -> None:
        text = (
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
        )
        who = ("--username=postgres", "--auth-local=peer", "--auth-host=reject")
        disk = ("--data-checksums",) if self.fsync else ("--data-checksums", "--no-sync")
        options = (f"--pgdata={draft}", *text, *who, *disk)
        # It holds the claim too: one that outlives its starter is waited for by the next.
        made = self.programs.run("initdb", *options, pass_fds=[lock.fileno()])
        if made.returncode:
            reason = made.stderr.strip() or made.stdout.strip()
            raise PostgresError(
                f"Could not make the database in {self.programs.data}: {reason[-600:]}\n{WAY_OUT}"
            )
        self.programs.write(draft / "pg_hba.conf", "local all all peer map=turnabout\n")
        self.programs.write(draft / "pg_ident.conf", "")

    def admit(self) -> bool:
        """Let our account and the server's sign in as the superuser and as the app. True if that was news."""
        path = self.programs.cluster / "pg_ident.conf"
        names = sorted({self.programs.account.name, account_numbered(os.geteuid()).name})
        wanted = [f'turnabout "{name}" {role}\n' for name in names for role in ("postgres", "turnabout")]
        known = path.read_text()
        missing = [line for line in wanted if line not in known]
        if missing:
            self.programs.write(path, known + "".join(missing))
        return bool(missing)

    # Launching and ending

    def bring_up(self) -> None:
        """Launch the server if none lives; wait for it as long as it lives, through crash recovery too."""
        try:
            self._launch_and_wait()
        finally:
            self._remove_empty_socket_folder()

    def _launch_and_wait(self) -> None:
        self.programs.own(self.programs.socket_folder)
        launched = False
        deadline = time.monotonic() + UNREACHABLE_LIMIT
        while self.state() != "up":
            if lock := self.claim():
                with lock:
                    if launched:
                        raise PostgresError(self._why_it_ended())
                    self._launch(lock)
                launched = True
            elif self.socket.exists() and self.postmaster():
                deadline = time.monotonic() + UNREACHABLE_LIMIT
            elif time.monotonic() > deadline and not launched:
                # If it is ours, its socket was swept away with other temporary files: start it anew.
                self.end()
                self.programs.own(self.programs.socket_folder)
            time.sleep(0.02)

    def _launch(self, lock: IO[bytes]) -> None:
        self._clear_stale()
        settings = SETTINGS if self.fsync else SETTINGS + NOT_DURABLE
        options = [part for setting in settings for part in ("-c", setting)]
        places = ["-D", str(self.programs.cluster), "-k", str(self.programs.socket_folder)]
        # Through a shell that leaves at once: the server is nobody's child, and leaves us no zombie.
        shell = ["/bin/sh", "-c", '"$@" &', "sh"]
        with open_private(self.log) as log:
            self.programs.as_account(
                [*shell, str(self.programs.binaries / "postgres"), *places, *options],
                stdout=log,
                stderr=log,
                pass_fds=[lock.fileno()],
                start_new_session=True,  # out of reach of the terminal's Ctrl-C
            )

    def _clear_stale(self) -> None:
        """Remove files that would make PostgreSQL refuse. For those who hold the claim: no server lives."""
        number = _number_in(self._pid_file)
        # Only a number that lives as somebody else; of the rest PostgreSQL itself judges better.
        if number and Path(f"/proc/{number}").exists() and not self._is_server(number):
            self._pid_file.unlink(missing_ok=True)
        self.socket.unlink(missing_ok=True)
        self.socket_lock.unlink(missing_ok=True)

    def _why_it_ended(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()[-6:]
        claim = f"PostgreSQL did not start on {self.programs.cluster}. {WAY_OUT} The end of {self.log}:"
        return "\n  ".join([claim, *lines])

    def end(self) -> bool:
        """Stop the server, and wait until it and its children are gone. False if there was none."""
        number = self.postmaster()
        if number:
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGINT)
        deadline = time.monotonic() + (STOP_LIMIT if number else UNREACHABLE_LIMIT)
        while number and self._is_server(number):
            self._pause(deadline)
        self._wait_for_claim(deadline).close()
        self._remove_empty_socket_folder()
        return number is not None

    def _remove_empty_socket_folder(self) -> None:
        with contextlib.suppress(OSError):
            self.programs.socket_folder.rmdir()


def _number_in(path: Path) -> int | None:
    try:
        return int(path.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None
