"""Where the call takes place."""

import pytest

from interviews.calendar.links import LONGEST_LINK, channel, video_link

ZOOM = "https://us02web.zoom.us/j/99900011122?pwd=Example.1"
ROOM = "https://calls.example.org/room/12"


@pytest.mark.parametrize(
    ("conference", "url", "location", "description", "link"),
    [
        ([ZOOM], "", "", "", ZOOM),
        ([], "", ZOOM, "", ZOOM),
        ([], "", "Zoom", f"Join: {ZOOM}.", ZOOM),
        ([], "", "", f"<{ZOOM}>", ZOOM),
        ([], "", "", f"(see {ZOOM})", ZOOM),
        ([ROOM], "", "", ZOOM, ZOOM),
        ([ROOM], "", "https://maps.example.org", "", ROOM),
        ([], "", ROOM, "", ROOM),
        ([], "", f"Room 4, plan at {ROOM}", "", ""),
        ([], ROOM, "", ROOM, ""),
        ([], ZOOM, "", "", ZOOM),
        ([], "", "", "http://zoom.us/j/1", ""),
        ([], "", "", "https://zoom.us.example.org/j/1", ""),
        ([], "", "", "https://zoom.us@example.org/j/1", ""),
        ([], "", "https://[broken", "", ""),
        ([], "", "", "https://zoom.us/" + "j" * LONGEST_LINK, ""),
        ([], "", "", f"https://urldefense.com/v3/__{ZOOM}__;!!abc", ZOOM),
        (
            [],
            "",
            "",
            "https://eu1.safelinks.protection.outlook.com/?url=https%3A%2F%2Fzoom.us%2Fj%2F1&data=x",
            "https://zoom.us/j/1",
        ),
        ([], "", "", "https://eu1.safelinks.protection.outlook.com/?url=javascript%3Aalert(1)", ""),
    ],
)
def test_the_link(conference, url, location, description, link):
    assert video_link(conference, url, location, description) == link


@pytest.mark.parametrize(
    ("link", "location", "said"),
    [
        (ZOOM, "Room 4", "video"),
        ("", "Microsoft Teams Meeting", "video"),
        ("", "+49 30 555 0100", "phone"),
        ("", "Phone: we call you", "phone"),
        ("", "12 Orchard Row", "in person"),
        ("", "", ""),
    ],
)
def test_how_it_is_held(link, location, said):
    assert channel(link, location, "") == said
