from zoneinfo import available_timezones


def time_zone_choices():
    return [
        ("UTC", "UTC"),
        *((name, name.replace("_", " ")) for name in sorted(available_timezones()) if "/" in name),
    ]
