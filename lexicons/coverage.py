#!/usr/bin/env python3
"""How well people.tsv covers heads of state and of government: for each country and decade, the share of days on which
somebody in such an office is known.

usage: lexicons/coverage.py [--gaps DAYS] [DIR]

Prints one line a country that lacks anything, worst first, then the sum of all countries, then every gap of DAYS days
or more (default 90). DIR is the lexicons' directory (default: this file's). A monarchy whose king alone is known counts
as covered: the table looks for holes, it does not count offices. Exit status 0.
"""
import argparse
import datetime
import os
import re

DECADES = [(1990, 1999), (2000, 2009), (2010, 2019), (2020, 2026)]
HEADS = re.compile(r"\b(president|prime minister|premier|chancellor|king|queen|emir|sultan|taoiseach|supreme leader|"
                   r"general secretary|paramount leader|chairman of the presidency|member of the presidency|head of state|"
                   r"head of government|leader|chief minister|grand duke|prince|pope|captain regent|chairman)\b", re.I)
NOT_HEADS = re.compile(r"\b(vice|deputy|opposition|party|former|assembly|senate|parliament|bank|committee|commission|"
                       r"speaker|first lady|crown)\b", re.I)


def day(cell, last):
    """Ordinal of a partial date; `last`: of its last day."""
    parts = [int(p) for p in cell.split("-")]
    if len(parts) == 3:
        return datetime.date(*parts).toordinal()
    if len(parts) == 2:
        year, month = parts
        if last:
            return datetime.date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
        return datetime.date(year, month, 1).toordinal()
    return datetime.date(parts[0], 12, 31).toordinal() if last else datetime.date(parts[0], 1, 1).toordinal()


def rows(path):
    with open(path, encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")]
    names = lines[0].split("\t")
    for line in lines[1:]:
        cells = [cell.strip() for cell in line.split("\t")]
        yield dict(zip(names, cells + [""] * (len(names) - len(cells))))


def holes(spans, first, last):
    """The parts of [first, last] that no span covers."""
    out, at = [], first
    for begin, end in sorted(spans):
        if begin > at:
            out.append((at, min(begin - 1, last)))
        at = max(at, end + 1)
        if at > last:
            break
    if at <= last:
        out.append((at, last))
    return [(a, b) for a, b in out if a <= b]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gaps", type=int, default=90)
    parser.add_argument("dir", nargs="?", default=os.path.dirname(os.path.abspath(__file__)))
    arguments = parser.parse_args()
    start, end = day("1990", False), day("2026-06", True)
    countries, spans = {}, {}
    for row in rows(os.path.join(arguments.dir, "countries.tsv")):
        if row.get("parent"):
            continue
        first = max(start, day(row["from"], False) if row.get("from") else start)
        last = min(end, day(row["to"], True) if row.get("to") else end)
        if first < last:
            countries[row["code"]] = (row["name"], first, last)
    for row in rows(os.path.join(arguments.dir, "people.tsv")):
        office = row.get("office", "")
        if HEADS.search(office) and not NOT_HEADS.search(office):
            span = (day(row["from"], False) if row.get("from") else 0, day(row["to"], True) if row.get("to") else end)
            spans.setdefault(row["actor"], []).append(span)
    table, gaps, total = [], [], [0, 0]
    for code, (name, first, last) in countries.items():
        missing = holes(spans.get(code, []), first, last)
        shares = []
        for low, high in DECADES:
            a, b = max(first, day(str(low), False)), min(last, day(str(high), True))
            days = max(0, b - a + 1)
            lost = sum(max(0, min(y, b) - max(x, a) + 1) for x, y in missing)
            shares.append(100.0 * (days - lost) / days if days else None)
        lost = sum(y - x + 1 for x, y in missing)
        total[0] += lost
        total[1] += last - first + 1
        table.append((lost, code, name, shares))
        gaps += [(y - x + 1, code, x, y) for x, y in missing if y - x + 1 >= arguments.gaps]
    print("%-4s %-28s %s" % ("code", "country", "".join("%9s" % ("%ds" % low) for low, _ in DECADES)))
    for lost, code, name, shares in sorted(table, reverse=True):
        if lost:
            print("%-4s %-28s %s" % (code, name[:28], "".join("%9s" % ("-" if s is None else "%.0f %%" % s) for s in shares)))
    whole = sum(1 for lost, *_ in table if not lost)
    print("%d of %d countries without a gap; %.1f %% of all days covered" %
          (whole, len(table), 100.0 * (total[1] - total[0]) / total[1]))
    for days, code, x, y in sorted(gaps, reverse=True):
        print("gap %s %s to %s (%d days)" % (code, datetime.date.fromordinal(x), datetime.date.fromordinal(y), days))


main()
