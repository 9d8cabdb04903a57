#!/usr/bin/python3
"""Is every country of ISO 3166-1 in the lexicon, under each of its names? usage: check_countries.py countries.tsv

The names come from Debian's iso-codes package; without it the check is skipped (exit status 77).
"""
import json
import re
import sys
import unicodedata

ISO = "/usr/share/iso-codes/json/iso_3166-1.json"
SKIPPED = 77

# Names that newspapers use for something else.
EXCEPTIONS = {
    ("COG", "Congo"),  # the greater one of the two
    ("REU", "Réunion"),  # diacritics are ignored, and a reunion is no island
}


def fold(name):
    """As the engine compares: no diacritics, marks are words, no article before the name."""
    name = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    name = name.replace("\u2019", "'").replace(",", " , ").lower()
    return re.sub(r"^the ", "", " ".join(name.split()))


def spellings(name):
    """A name as listed, and as it is written: "Korea, Republic of" is the Republic of Korea."""
    name = re.sub(r" \(.*\)$", "", name)
    yield fold(name)
    turned = re.fullmatch(r"([^,]+), ([^,]+)", name)
    if turned:
        yield fold(turned[2] + " " + turned[1])


def read_countries(path):
    """The codes, and code by name."""
    codes, names, header = set(), {}, None
    with open(path, encoding="utf-8") as stream:
        for line in stream:
            cells = line.rstrip("\r\n").split("\t")
            if line.startswith("#") or not line.strip():
                continue
            if header is None:
                header = cells
                continue
            row = dict(zip(header, cells))
            codes.add(row["code"])
            for name in [row["name"], *row.get("aliases", "").split("|")]:
                names.setdefault(fold(name), row["code"])
    return codes, names


def check(entry, codes, names):
    """What is wrong with one country."""
    code = entry["alpha_3"]
    if code not in codes:
        yield f"{code} ({entry['name']}) is missing"
        return
    for key in ("name", "common_name", "official_name"):
        name = entry.get(key)
        if not name or (code, name) in EXCEPTIONS:
            continue
        found = {names.get(spelling) for spelling in spellings(name)}
        if code not in found or found - {code, None}:
            others = ", ".join(sorted(found - {code, None}))
            yield f"{code} has no name \"{name}\"" + (f", it is one of {others}" if others else "")


def main():
    try:
        with open(ISO, encoding="utf-8") as stream:
            entries = json.load(stream)["3166-1"]
    except FileNotFoundError:
        print(f"skipped: {ISO} is not there; scripts/setup installs iso-codes")
        return SKIPPED
    codes, names = read_countries(sys.argv[1])
    wrong = [finding for entry in entries for finding in check(entry, codes, names)]
    print("\n".join(wrong + [f"{len(entries)} countries, {len(wrong)} findings"]))
    return 1 if wrong or not entries else 0


if __name__ == "__main__":
    sys.exit(main())
