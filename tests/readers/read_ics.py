"""Reads a calendar and tells as JSON what it says: its events, and on which days they fall within
five years."""

import datetime
import json
import sys

import icalendar
import recurring_ical_events

# NAME (RFC 7986) is text, but the library does not know it and would leave it escaped: it is read
# as another property that is text.
with open(sys.argv[1], "rb") as file:
    text = file.read().replace(b"\r\nNAME:", b"\r\nCOMMENT:", 1)
calendar = icalendar.Calendar.from_ical(text)


def event(one):
    return {
        "uid": str(one["UID"]),
        "summary": str(one["SUMMARY"]),
        "description": str(one["DESCRIPTION"]),
        "url": str(one.get("URL", "")),
        "categories": [str(category) for category in one["CATEGORIES"].cats],
        "start": one.decoded("DTSTART").isoformat(),
        "stamp": one.decoded("DTSTAMP").isoformat(),
        "days": [],
    }


events = {str(one["UID"]): event(one) for one in calendar.walk("VEVENT")}
found = recurring_ical_events.of(calendar)
for one in found.between(datetime.date(2026, 1, 1), datetime.date(2031, 1, 1)):
    events[str(one["UID"])]["days"].append(one.decoded("DTSTART").isoformat())
for one in events.values():
    one["days"].sort()
name = str(calendar["COMMENT"])
json.dump({"name": name, "events": list(events.values())}, sys.stdout)
