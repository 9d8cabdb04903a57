#!/usr/bin/python3
"""How well the engine reads: scores it on the annotated articles of this folder and prints a table.

usage: tests/accuracy/score.py [--cmd COMMAND] [--list] [--json] [--record | --check FLOOR] [FILE ...]
       tests/accuracy/score.py --lint [FILE ...]

COMMAND (default: build/clients/stancectl score --json) is given {"id","title","text","published"} one a line and prints
one result a line. The files' format is that of tests/cases/README.md. --list prints each miss for reading, --record
writes floor.json, --check fails (exit status 1) when a figure is more than two points worse than the floor. --lint
scores nothing: it looks whether the annotations themselves are in order.

What is counted, all in per cent:
  attributed, direct, mixed, indirect, narrated
            precision, recall and F1 of spans; a statement is found when a span overlaps it with Jaccard >= 0.7 (one to
            one; optional ends cost nothing). Recall counts by the annotated kind, precision by the kind that was given
  kind      found statements of the right kind
  speaker   found statements with a named speaker: the last word of the name agrees
  country   found statements whose speaker has a country: it agrees
  role      found statements with a role: it agrees
  invented  found attributed statements whose speaker has no country, and was given one (less is better)
  pair      precision, recall and F1 of ordered pairs with a leaning, right sign required
  sign      pairs with a leaning on both sides: the sign agrees
  reversed  predicted pairs with a leaning that only stand the other way round in the annotation (less is better)
"""
import argparse
import json
import os
import re
import shlex
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
KINDS = ("direct", "mixed", "indirect", "narrated")
ROLES = ("official", "former", "expert", "organisation", "media", "public")
LABELS = {"negative": -1, "neutral": 0, "positive": 1}
SIGNS = {"-": -1, "0": 0, "+": 1}
CODE = re.compile(r"^[A-Z][A-Z0-9_]{1,15}$")
FOUND = 0.7  # Jaccard from which two spans are the same statement
SLACK = 2.0  # points a figure may fall below the floor
LESS_IS_BETTER = ("invented", "reversed")


class Case:
    def __init__(self, file, line, name):
        self.file, self.line, self.name = file, line, name
        self.published = self.title = None
        self.text = b""
        self.lines = []  # (number, line)

    @property
    def id(self):
        return f"{os.path.basename(self.file)}: {self.name}"


def read_cases(path):
    """Cuts a file into cases; tests/case_file.c does the same."""
    with open(path, "rb") as stream:
        lines = stream.read().split(b"\n")
    cases, state, body = [], "outside", []
    for number, line in enumerate(lines, 1):
        if state in ("outside", "expect") and line.startswith(b"== "):
            cases.append(Case(path, number, line[3:].decode().strip()))
            state, body = "headers", []
        elif state == "headers":
            key, _, value = line.decode().partition(":")
            if line == b"--":
                state = "text"
            elif key in ("published", "title"):
                setattr(cases[-1], key, value.strip())
            else:
                raise SystemExit(f"{path}:{number}: expected published:, title: or --")
        elif state == "text":
            if line == b"--":
                cases[-1].text, state = b"\n".join(body), "expect"
            else:
                body.append(line)
        elif state == "expect" and line and not line.startswith(b"#"):
            cases[-1].lines.append((number, line.decode()))
        elif state == "outside" and line and not line.startswith(b"#"):
            raise SystemExit(f"{path}:{number}: expected == name of a case")
    if state in ("headers", "text"):
        raise SystemExit(f"{path}: the last case has no closing --")
    return cases


MARKS = "\\s.,;:!?\"'`()\\[\\]\\-\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb\u2039\u203a\u2013\u2014\u2026\u00a0\u2022"
HEAD, TAIL = re.compile(f"^[{MARKS}]+"), re.compile(f"[{MARKS}]+$")


def trim(words):
    return TAIL.sub("", HEAD.sub("", words))


def words_pattern(words):
    return r"\s+".join(re.escape(word) for word in words.split())


def piece_pattern(piece, text):
    """Words, or "first ... last"; the ellipsis is literal where the article has it."""
    piece = trim(piece)
    literal = words_pattern(piece)
    if " ... " not in piece or re.search(literal, text):
        return literal
    first, last = piece.split(" ... ", 1)
    return words_pattern(first) + r"[\s\S]*?" + words_pattern(last)


def find_span(text, pattern):
    """(outer start, start, end, outer end) in characters, or None. Braces hold optional ends."""
    cut = re.match(r"^(?:\{([^}]*)\})?(.*?)(?:\{([^}]*)\})?$", pattern, re.S)
    before, core, after = cut.groups()
    gap = f"[{MARKS}]*"
    expression = f"(?P<core>{piece_pattern(core, text)})"
    if before:
        expression = f"(?P<before>{piece_pattern(before, text)}){gap}{expression}"
    if after:
        expression += f"{gap}(?P<after>{piece_pattern(after, text)})"
    hit = re.search(expression, text)
    return hit and (hit.start(), hit.start("core"), hit.end("core"), hit.end())


def parse_pairs(text):
    """"CHN>JPN -, JPN>CHN +" -> {("CHN", "JPN"): -1, ...}"""
    pairs = {}
    for one in filter(None, (part.strip() for part in text.split(","))):
        arrow, mark = one.split()
        pairs[tuple(arrow.split(">"))] = SIGNS[mark]
    return pairs


class Statement:
    def __init__(self, case, line, optional):
        fields = line.split(" | ")
        kind, self.speaker, self.role, self.country, self.pattern = (field.strip() for field in fields[:5])
        self.kinds, self.optional = kind.split("/"), optional
        self.stances = {} if len(fields) < 6 or fields[5].strip() == "none" else parse_pairs(fields[5])
        self.span = find_span(case.plain, self.pattern)


class Gold:
    """A case's expectations as the accuracy table needs them."""

    def __init__(self, case, complain):
        case.plain = case.text.decode()
        self.statements, self.pairs, self.optional_pairs, self.absent = [], {}, set(), set()
        for number, line in case.lines:
            try:
                self.take(case, line)
            except (ValueError, KeyError) as error:
                complain(f"{case.file}:{number}: not an expectation: {line} ({error})")
                continue
            if " | " in line and self.statements[-1].span is None:
                complain(f"{case.file}:{number}: the article does not hold these words: {self.statements[-1].pattern}")

    def take(self, case, line):
        optional = line.startswith("? ")
        line = line[2:] if optional else line
        word, _, rest = line.partition(" ")
        if " | " in line:
            self.statements.append(Statement(case, line, optional))
        elif word == "pair":
            pairs = parse_pairs(rest)
            self.optional_pairs.update(pairs if optional else ())
            self.pairs.update({} if optional else pairs)
        elif word == "no":
            source, target = rest.split()[0].split(">")
            self.absent.add((source, target))
        elif word not in ("reason", "actor", "noactor", "notext", "only"):
            raise ValueError(word)

    def denied(self, pair):
        return any((pair[0], pair[1]) == absent or absent in (("*", pair[1]), (pair[0], "*"), ("*", "*"))
                   for absent in self.absent)


def lint(cases, whole):
    """whole: the annotation claims to be complete, so pairs and stances must agree with one another."""
    problems = []
    names = set()
    for case in cases:
        gold = Gold(case, problems.append)
        where = f"{case.file}:{case.line}:"
        if case.name in names:
            problems.append(f"{where} a second case of this name")
        names.add(case.name)
        supported = {}
        for statement in gold.statements:
            place = f"{where} {statement.pattern[:50]!r}"
            if set(statement.kinds) - set(KINDS):
                problems.append(f"{place}: unknown kind")
            if set(statement.role.split("/")) - set(ROLES) - {"-", "?"}:
                problems.append(f"{place}: unknown role {statement.role}")
            codes = [code for pair in statement.stances for code in pair] + statement.country.split("/")
            problems += [f"{place}: not a code: {code}" for code in codes if code not in "-?" and not CODE.match(code)]
            for pair, sign in statement.stances.items():
                supported.setdefault(pair, set()).add(sign)
        if not whole:
            continue
        known = set(gold.pairs) | gold.optional_pairs
        for pair, signs in supported.items():
            if signs - {0} and pair not in known and not gold.denied(pair):
                problems.append(f"{where} stance {'>'.join(pair)} without a pair")
        for pair, sign in gold.pairs.items():
            if sign not in supported.get(pair, ()):
                problems.append(f"{where} pair {'>'.join(pair)} without such a stance")
    for problem in problems:
        print(problem, file=sys.stderr)
    return problems


def run(command, cases):
    feed = []
    for case in cases:
        article = {"id": case.id, "title": case.title, "text": case.text.decode(), "published": case.published}
        feed.append(json.dumps({key: value for key, value in article.items() if value is not None}))
    lexicons = os.path.join(os.path.dirname(os.path.dirname(HERE)), "lexicons")
    done = subprocess.run(shlex.split(command), input="\n".join(feed) + "\n", capture_output=True, text=True,
                          encoding="utf-8", check=False, env={"STANCED_LEXICONS": lexicons, **os.environ})
    results = {}
    for line in filter(None, done.stdout.splitlines()):
        result = json.loads(line)
        results[result["id"]] = result
    missing = [case.id for case in cases if case.id not in results]
    if missing:
        sys.stderr.write(done.stderr)
        raise SystemExit(f"no result for {len(missing)} of {len(cases)} articles, the first: {missing[0]}")
    return results


def overlap(span, start, end):
    """Jaccard on characters; what lies in an optional end counts for neither side."""
    outer_start, inner_start, inner_end, outer_end = span
    wanted_start, wanted_end = min(max(start, outer_start), inner_start), max(min(end, outer_end), inner_end)
    common = min(end, wanted_end) - max(start, wanted_start)
    return max(0.0, common / (max(end, wanted_end) - min(start, wanted_start))) if end > start else 0.0


def last_word(name):
    words = re.findall(r"[\w'-]+", (name or "").lower())
    return words[-1] if words else ""


def one_of(choices, value):
    return any(choice == "?" or choice == (value or "-") for choice in choices.split("/"))


def sign(value):
    return (value > 0) - (value < 0)


class Table:
    def __init__(self, tell):
        self.spans = {kind: [0, 0, 0] for kind in ("attributed",) + KINDS}  # found, extra, missed
        self.shares = {name: [0, 0] for name in ("kind", "speaker", "country", "role", "invented", "sign", "reversed")}
        self.pairs = [0, 0, 0]
        self.tell = tell

    def share(self, name, hit):
        self.shares[name][0] += bool(hit)
        self.shares[name][1] += 1

    def span(self, kind, column):
        self.spans[kind][column] += 1
        if kind != "narrated":
            self.spans["attributed"][column] += 1

    def add(self, case, gold, result):
        match = self.match(case, gold, result)
        for i, statement in enumerate(gold.statements):
            if statement.optional:
                continue
            self.span(statement.kinds[0], 0 if i in match else 2)
            if i in match:
                self.attribution(case, statement, result["statements"][match[i]])
            else:
                self.tell(case, f"missed {statement.kinds[0]}: {statement.pattern[:100]} <- {statement.speaker}")
        taken = set(match.values())
        for j, statement in enumerate(result["statements"]):
            if j not in taken:
                self.span(statement["kind"], 1)
                self.tell(case, f"extra {statement['kind']}: {statement['text'][:100]}")
        self.add_pairs(case, gold, {(p["source"], p["target"]): LABELS[p["label"]] for p in result["pairs"]})

    @staticmethod
    def match(case, gold, result):
        """One to one, best overlap first: index of gold -> index of predicted."""
        data, candidates = case.text, []
        for j, statement in enumerate(result["statements"]):
            start = len(data[:statement["start"]].decode())
            end = start + len(data[statement["start"]:statement["end"]].decode())
            for i, wanted in enumerate(gold.statements):
                value = overlap(wanted.span, start, end) if wanted.span else 0.0
                if value >= FOUND:
                    candidates.append((-value, statement["kind"] not in wanted.kinds, i, j))
        match, taken = {}, set()
        for _, _, i, j in sorted(candidates):
            if i not in match and j not in taken:
                match[i] = j
                taken.add(j)
        return match

    def attribution(self, case, wanted, found):
        self.share("kind", found["kind"] in wanted.kinds)
        if found["kind"] == "narrated" and "narrated" in wanted.kinds:
            return
        speaker = found.get("speaker") or {}
        name, country, role = speaker.get("name"), speaker.get("country"), speaker.get("role")
        role = None if role == "none" else role
        if wanted.speaker not in ("-", "?"):
            right = last_word(name) in [last_word(choice) for choice in wanted.speaker.split("/")]
            self.share("speaker", right)
            if not right:
                self.tell(case, f"speaker {name}, not {wanted.speaker}: {found['text'][:80]}")
        if wanted.country == "-" and wanted.kinds[0] != "narrated":
            self.share("invented", country)
            if country:
                self.tell(case, f"invented {country} for {wanted.speaker}")
        elif wanted.country not in ("-", "?"):
            self.share("country", one_of(wanted.country, country))
            if not one_of(wanted.country, country):
                self.tell(case, f"country {country}, not {wanted.country}: {wanted.speaker}")
        if wanted.role not in ("-", "?"):
            self.share("role", one_of(wanted.role, role))
            if not one_of(wanted.role, role):
                self.tell(case, f"role {role}, not {wanted.role}: {wanted.speaker}")

    def add_pairs(self, case, gold, found):
        for pair in sorted(set(gold.pairs) | set(found)):
            wanted, given = gold.pairs.get(pair, 0), found.get(pair, 0)
            if pair in gold.optional_pairs or not (wanted or given):
                continue
            if wanted and given:
                self.share("sign", wanted == given)
            if given:
                self.share("reversed", pair not in gold.pairs and (pair[1], pair[0]) in gold.pairs)
            if wanted == given:
                self.pairs[0] += 1
                continue
            self.pairs[1] += bool(given)
            self.pairs[2] += bool(wanted)
            self.tell(case, f"pair {'>'.join(pair)} is {'-0+'[given + 1]}, not {'-0+'[wanted + 1]}")

    def figures(self):
        """name -> per cent"""
        out = {}
        for name, (hit, extra, missed) in list(self.spans.items()) + [("pair", self.pairs)]:
            if hit + extra + missed == 0:
                continue
            precision, recall = 100 * hit / max(1, hit + extra), 100 * hit / max(1, hit + missed)
            out[f"{name} P"], out[f"{name} R"] = precision, recall
            out[f"{name} F1"] = 2 * precision * recall / (precision + recall) if hit else 0.0
        for name, (hit, total) in self.shares.items():
            if total:
                out[name] = 100 * hit / total
        return {name: round(value, 1) for name, value in out.items()}

    def show(self, figures, articles):
        print(f"{articles} articles\n")
        print(f"{'':12}{'P':>7}{'R':>7}{'F1':>7}{'of':>7}")
        for name, (hit, _, missed) in list(self.spans.items()) + [("pair", self.pairs)]:
            if f"{name} F1" in figures:
                numbers = "".join(f"{figures[f'{name} {column}']:7.1f}" for column in ("P", "R", "F1"))
                print(f"{name:12}{numbers}{hit + missed:7}")
        print()
        for name, (_, total) in self.shares.items():
            if total:
                note = "  (less is better)" if name in LESS_IS_BETTER else ""
                print(f"{name:12}{figures[name]:7.1f}{'':14}{total:7}{note}")


def check(figures, path):
    with open(path, encoding="utf-8") as stream:
        floor = json.load(stream)
    fallen = []
    for name, least in floor.items():
        value = figures.get(name, 0.0)
        loss = value - least if name in LESS_IS_BETTER else least - value
        if loss > SLACK:
            fallen.append(f"{name} {value} (floor {least})")
    for line in fallen:
        print(f"worse than the floor by more than {SLACK:g} points: {line}", file=sys.stderr)
    return not fallen


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cmd", default="build/clients/stancectl score --json")
    parser.add_argument("--list", action="store_true", help="print each miss")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--record", action="store_true", help="write floor.json")
    parser.add_argument("--check", metavar="FLOOR", help="fail where a figure fell")
    parser.add_argument("--lint", action="store_true", help="check the annotations only")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    articles = os.path.join(HERE, "articles")
    files = options.files or sorted(os.path.join(articles, name) for name in os.listdir(articles)
                                    if name.endswith(".txt"))
    cases = [case for path in files for case in read_cases(path)]
    if options.lint:
        problems = lint(cases, whole=all(os.path.abspath(path).startswith(HERE) for path in files))
        print(f"{len(cases)} cases, {len(problems)} problems")
        return 1 if problems else 0
    results = run(options.cmd, cases)
    table = Table((lambda case, text: print(f"{case.id}: {text}")) if options.list else lambda case, text: None)
    for case in cases:
        table.add(case, Gold(case, lambda problem: print(problem, file=sys.stderr)), results[case.id])
    figures = table.figures()
    if options.json:
        print(json.dumps(figures))
    else:
        table.show(figures, len(cases))
    if options.record:
        with open(os.path.join(HERE, "floor.json"), "w", encoding="utf-8") as stream:
            stream.write(json.dumps(figures, indent=1) + "\n")
    return 0 if not options.check or check(figures, options.check) else 1


if __name__ == "__main__":
    sys.exit(main())
