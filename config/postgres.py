"""The embedded PostgreSQL: a private server of this checkout, for when DATABASE_URL is unset.

Whether it is up is answered by connecting, never by a process number. It listens on a socket in a folder of
our own, never on the network, and knows people by their account on this machine: there is no password.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO
from urllib.parse import quote

from config.postgres_process import Process
from config.postgres_programs import PostgresError, Programs, in_sentences, open_private

__all__ = ["PostgresError", "Server"]

# Every step can follow one that was killed half way. The app signs in as `turnabout`, which owns the tables;
# requests run as `turnabout_request`, which row-level security binds.
PROVISION = """
set client_min_messages = warning;
select 'create role turnabout login createdb nosuperuser nobypassrls'
 where not exists (select from pg_roles where rolname = 'turnabout') \\gexec
select 'create role turnabout_request nologin nosuperuser nobypassrls'
 where not exists (select from pg_roles where rolname = 'turnabout_request') \\gexec
grant turnabout_request to turnabout with set true, inherit false;
select 'create database turnabout owner turnabout'
 where not exists (select from pg_database where datname = 'turnabout') \\gexec
"""

DROP_LEFTOVERS = """
set client_min_messages = warning;
drop database if exists turnabout_restored with (force);
drop database if exists turnabout_replaced with (force);
"""

# Both names change in one transaction; whoever connects meanwhile waits for it.
SWAP = """
begin;
select pg_terminate_backend(pid) from pg_stat_activity where datname = 'turnabout';
alter database turnabout rename to turnabout_replaced;
alter database turnabout_restored rename to turnabout;
commit;
"""


class Server:
    """The server whose cluster, log and locks live in the folder `data`."""

    def __init__(self, data: Path, *, fsync: bool = True) -> None:
        self.data = Path(data).expanduser().resolve()
        self._programs = Programs(self.data)
        self._process = Process(self._programs, fsync=fsync)
        # While this file is there, the server stays up when its last user leaves.
        self._stays = self.data / ".stays"

    def url(self, database: str = "turnabout") -> str:
        # The folder goes into the query: as a percent-encoded host, django-environ would not decode it.
        folder = quote(str(self._programs.socket_folder), safe="")
        return f"postgresql://turnabout@/{quote(database, safe='')}?host={folder}"

    def state(self) -> str:
        """'up', 'starting' or 'down'."""
        with self._in_sentences():
            return self._process.state()

    def start(self) -> None:
        """Start it, to stay until `stop`, whoever uses it meanwhile."""
        with self._in_sentences():
            self._make_folder()
            with self._start_lock():
                self._start()
                open_private(self._stays).close()

    def stop(self) -> bool:
        """Stop it, used or not. False if it was not running."""
        if not self.data.exists():
            return False
        with self._in_sentences(), self._start_lock():
            self._stays.unlink(missing_ok=True)
            return self._process.end()

    @contextlib.contextmanager
    def use(self) -> Iterator[None]:
        """Have it up inside the block; it is left to whoever still uses it; the last to leave stops it."""
        user = os.getpid()
        with self._enter() as users:
            try:
                yield
            finally:
                # A forked child that unwinds through here was never the user: its parent is.
                if os.getpid() == user:
                    self._leave(users)

    def dump(self, path: Path) -> None:
        """Write everything to `path`, readable by its owner only."""
        draft = Path(f"{path}.part")
        arguments = ("--format=custom", *self._programs.address("turnabout", "turnabout"))
        with self.use(), in_sentences(f"{path} cannot be written", advice=""):
            try:
                draft.unlink(missing_ok=True)
                with open_private(draft, "xb") as file:
                    dumped = self._programs.run("pg_dump", *arguments, stdout=file)
                    if dumped.returncode:
                        raise PostgresError(f"Nothing was dumped: {dumped.stderr.strip()[-600:]}")
                    os.fsync(file.fileno())
                # Only a whole dump takes the place of an earlier one.
                draft.replace(path)
            finally:
                draft.unlink(missing_ok=True)

    def restore(self, path: Path) -> None:
        """Put what `dump` wrote in the place of everything there is, or change nothing."""
        with in_sentences(f"{path} cannot be read", advice=""), open(path, "rb") as file, self.use():
            self._sql(DROP_LEFTOVERS)
            self._sql("create database turnabout_restored owner turnabout")
            try:
                self._fill_restored(file)
                self._sql(SWAP, tries=10)
            finally:
                self._sql(DROP_LEFTOVERS)

    def _fill_restored(self, file: IO[bytes]) -> None:
        address = self._programs.address("turnabout", "turnabout_restored")
        restored = self._programs.run(
            "pg_restore", "--no-owner", "--single-transaction", *address, stdin=file
        )
        if restored.returncode:
            raise PostgresError(f"Nothing was restored, nothing changed: {restored.stderr.strip()[-600:]}")

    @contextlib.contextmanager
    def _enter(self) -> Iterator[IO[bytes]]:
        with self._in_sentences():
            self._make_folder()
            with self._start_lock():
                self._start()
                users = open_private(self.data / ".users")
                fcntl.flock(users, fcntl.LOCK_SH)
        with users:
            yield users

    def _leave(self, users: IO[bytes]) -> None:
        with self._in_sentences(), self._start_lock():
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            if not self._stays.exists():
                self._process.end()

    def _start(self) -> None:
        process = self._process
        if not process.is_made():
            self._programs.refuse_closed_folders()
            # A server may still be up on a folder that was deleted under it.
            process.end()
            process.make()
        is_up = process.state() == "up"
        is_new_here = process.admit()
        if not is_up:
            self._programs.refuse_closed_folders()
            process.bring_up()
        elif is_new_here:
            self._sql("select pg_reload_conf()")
        # What a starter that was killed asked for may still be at work, in the way of the same here.
        self._sql(PROVISION, tries=40)

    def _sql(self, script: str, *, tries: int = 1) -> None:
        for left in range(tries - 1, -1, -1):
            answer = self._programs.sql(script)
            if answer.returncode == 0:
                return
            if not left:
                raise PostgresError(f"The database in {self.data} answered: {answer.stderr.strip()[-600:]}")
            time.sleep(0.1)

    def _make_folder(self) -> None:
        missing = [folder for folder in (self.data, *self.data.parents) if not folder.exists()]
        self.data.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            # Whatever root's umask: the account that runs the server has to pass through what we make.
            for folder in missing:
                folder.chmod(0o711)

    @contextlib.contextmanager
    def _start_lock(self) -> Iterator[None]:
        """Starting, stopping, entering and leaving happen one at a time, over all processes."""
        with open_private(self.data / ".lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _in_sentences(self) -> AbstractContextManager[None]:
        return in_sentences(f"The database's folder {self.data} cannot be used")
