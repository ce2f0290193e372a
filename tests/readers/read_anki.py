"""Imports text files into a collection of Anki's, one after the other, as its window does, and
tells as JSON what became of them: what each import did, and the notes that are there at the end."""

import html
import json
import os
import re
import sys
import tempfile

from anki.collection import Collection, ImportCsvRequest


def plain(field):
    text = re.sub(r"<br>", "\n", field)
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def imported(collection, path):
    metadata = collection.get_csv_metadata(path=path, delimiter=None)
    log = collection.import_csv(ImportCsvRequest(path=path, metadata=metadata)).log
    kinds = ["new", "updated", "duplicate", "conflicting", "first_field_match",
             "missing_notetype", "missing_deck", "empty_first_field"]
    return {kind: len(getattr(log, kind)) for kind in kinds}


def note(collection, nid):
    note = collection.get_note(nid)
    cards = note.cards()
    return {
        "guid": note.guid,
        "notetype": note.note_type()["name"],
        "fields": note.fields,
        "plain": [plain(field) for field in note.fields],
        "tags": note.tags,
        "decks": [collection.decks.name(card.did) for card in cards],
        "questions": [plain(re.sub(r"<style>.*</style>", "", card.question(), flags=re.S))
                      for card in cards],
    }


with tempfile.TemporaryDirectory() as folder:
    collection = Collection(os.path.join(folder, "collection.anki2"))
    imports = [imported(collection, path) for path in sys.argv[1:]]
    notes = [note(collection, nid) for nid in collection.find_notes("")]
    collection.close()
json.dump({"imports": imports, "notes": notes}, sys.stdout)
