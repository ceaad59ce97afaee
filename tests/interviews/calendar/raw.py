"""The raw samples, and the smallest calendar around what a test is about."""

from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(__file__).parent / "samples"
PATHS = sorted(FOLDER.glob("*.ics"))
REFUSED = {"answer": "answer", "tasks-only": "no events", "vcalendar-1": "old"}
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
OWN = "candidate@example.org"


def sample(name):
    return (FOLDER / f"{name}.ics").read_bytes()


def calendar(
    *lines, start="DTSTART;TZID=Europe/Berlin:20260310T100000", uid="UID:one@example.org", around=()
):
    inside = [uid, start, *lines]
    event = ["BEGIN:VEVENT", *(line for line in inside if line), "END:VEVENT"]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *around, *event, "END:VCALENDAR", ""])
