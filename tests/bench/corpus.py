#!/usr/bin/env python3
"""Writes the bench corpus: news-like pages of our own making, the same for the same seed and lexicons.

usage: corpus.py [--count N] [--seed N] [--lexicons DIR] FILE

FILE gets one JSON object a line, as the ingest door takes it: id, published, title, text. What stands in an article is
made of the templates in corpus_words.py; names of states, towns and people come from the lexicons, as many are invented.
The sizes have a median of about 6,000 bytes and a long tail.
"""
import argparse
import json
import random
import re
from pathlib import Path

import corpus_words as words
from corpus_world import Speaker, World, capital_first, ed, ing

SLOT = re.compile(r"\{(\w+)\}")
MARKS = [("“", "”")] * 55 + [('"', '"')] * 40 + [("‘", "’")] * 5
# Of sentences: direct speech, speech in part, indirect speech, acts, and what nobody says.
KINDS = (24, 4, 16, 2, 54)
# Shares of words that come from the lexicons: what leans, offices and professions, verbs.
LOADED = 0.14
OFFICES = 0.07
VERBS = 0.35
ARTICLED = ("Netherlands", "Philippines", "Maldives", "Bahamas", "Gambia")


class Article:
    """One page. Methods without arguments are slots of the templates."""

    def __init__(self, world, seed):
        self.world, self.random = world, random.Random(seed)
        r = self.random
        self.states = r.choices(world.order, world.weights, k=r.choice([3, 3, 4, 5]))
        while self.states[0] is self.states[1]:
            self.states[1] = r.choice(world.order)
        self.open, self.close = r.choice(MARKS)
        self.cast = [self.speaker() for _ in range(r.randint(3, 7))]
        self.title = self.text("{head}")

    # ---- slots ----
    def choice(self, name):
        return self.random.choice(getattr(words, name))

    def text(self, template):
        """The template with all its slots filled, from the outside in."""
        while "{" in template:
            template = SLOT.sub(lambda match: self.slot(match.group(1)), template)
        return template

    def slot(self, name):
        if hasattr(self, name):
            return getattr(self, name)()
        if name.endswith("_c"):
            return capital_first(self.text(self.slot(name[:-2])))
        return self.choice(name).replace("-reporters", " reporters")

    def noun(self):
        way = self.random.random()
        if way < OFFICES:
            return self.random.choice(self.world.offices)
        return self.random.choice(self.world.loaded["noun"] if way < OFFICES + LOADED else words.noun)

    def adjective(self):
        return self.random.choice(self.world.loaded["adj"] if self.random.random() < LOADED else words.adjective)

    def verb_base(self):
        if self.random.random() < VERBS:
            return self.random.choice(self.world.verbs)[0]
        return self.choice("verb_base")

    def verb_past(self):
        if self.random.random() < VERBS:
            verb, past = self.random.choice(self.world.verbs)
            return past or ed(verb)
        return self.choice("verb_past")

    def institution(self):
        return self.random.choice(self.world.institutions)

    def state(self, index):
        name = self.states[index]["name"]
        return f"the {name}" if name.startswith("United") or name in ARTICLED else name

    def A(self):
        return self.state(0)

    def B(self):
        return self.state(1)

    def C(self):
        return self.state(-1)

    def A_adj(self):
        return self.states[0]["adjective"][0]

    def B_adj(self):
        return self.states[1]["adjective"][0]

    def C_adj(self):
        return self.states[-1]["adjective"][0]

    def capital(self):
        return self.random.choice(self.states)["capital"][0]

    def city(self):
        return self.random.choice(self.random.choice(self.states)["cities"]) or self.capital()

    def invented(self):
        r = self.random
        return capital_first("".join(r.choices(words.syllable, k=r.choice([1, 2, 2, 3]))) + r.choice(words.ending))

    def place(self):
        return self.city() if self.random.random() < 0.4 else self.invented()

    def given(self):
        return self.random.choice(self.world.given)[0]

    def person_new(self):
        return f"{self.given()} {self.invented()}"

    def company(self):
        return f"{self.invented()} {self.choice('company_kind')}"

    def verb_ing(self):
        return ing(self.verb_base())

    def number(self):
        r = self.random
        return r.choice([str(r.randint(11, 999)), f"{r.randint(1, 99)},{r.randint(0, 999):03}", f"{r.randint(2, 90)} "
                         "million", "a dozen"])

    def number_small(self):
        return str(self.random.randint(3, 29))

    def percent(self):
        return f"{self.random.randint(0, 9)}.{self.random.randint(1, 9)}"

    def money(self):
        return f"{self.random.randint(1, 900)}.{self.random.randint(0, 99):02}"

    def year(self):
        return str(self.random.randint(1958, 2024))

    def head(self):
        return capital_first(self.text(self.choice("headline")))

    # ---- speakers ----
    def speaker(self):
        r = self.random
        state = r.choice(self.states)
        name, gender = r.choice(self.world.given)
        if r.random() < 0.22:
            return Speaker(f"{name} {self.invented()}", gender, self.choice("job"), None)
        known = self.world.people.get(state["code"])
        if known and r.random() < 0.5:
            person = r.choice(known)
            return Speaker(person["name"], person["gender"] or "m", person["office"], state)
        return Speaker(f"{name} {self.invented()}", gender, self.choice("office"), state)

    # ---- sentences ----
    def direct(self):
        r, who = self.random, self.random.choice(self.cast)
        first = self.text(self.choice("quote"))
        second = self.text(self.choice("quote")) if r.random() < 0.5 else ""
        said = self.slot("say")
        form = r.random()
        if form < 0.55:
            tail = f" {self.open}{second}{self.close}" if second else ""
            mention = who.mention(r).rstrip(",")
            mention = mention.lower() if mention in ("He", "She") else mention
            order = f"{mention} {said}" if r.random() < 0.6 or " " in said else f"{said} {mention}"
            return f"{self.open}{first[:-1]},{self.close} {order}.{tail}"
        if form < 0.85:
            second = f" {second}" if second else ""
            return f"{capital_first(who.mention(r))} {said}: {self.open}{first}{second}{self.close}"
        return f"{self.open}{first} {second}".rstrip() + self.close

    def mixed(self):
        short = self.text(self.choice("short_quote"))
        return capital_first(self.text(f"{self.random.choice(self.cast).mention(self.random)} "
                                       f"{self.random.choice(['called', 'described'])} {{np}} "
                                       f"{self.open}{short}{self.close} {{when}}."))

    def indirect(self):
        who = self.random.choice(self.cast).mention(self.random)
        clause = self.text(self.choice("clause"))
        said = self.slot("say_of")
        that = self.random.choice([" that", ""])
        if self.random.random() < 0.15:
            return f"{capital_first(clause)}, according to {who.rstrip(',')}."
        more = self.text(", and that {clause}") if self.random.random() < 0.3 else ""
        return capital_first(self.text(f"{who} {said}{that} {clause}{more}{{maybe_when}}."))

    def maybe_when(self):
        return " {when}" if self.random.random() < 0.2 else ""

    def told(self):
        return self.text(self.choice("told"))

    def background(self):
        return self.text(self.choice("background"))

    def sentence(self):
        kinds = [self.direct, self.mixed, self.indirect, self.told, self.background]
        kind = self.random.choices(kinds, KINDS)[0]
        sentence = capital_first(kind())
        if kind in (self.told, self.background):
            return self.lengthen(sentence)
        return sentence

    def lengthen(self, sentence):
        r = self.random
        if r.random() < 0.2 and not sentence.startswith(self.open):
            name = sentence.split()[0] in (self.A(), self.B(), self.C())
            sentence = self.text(self.choice("link")) + " " + (sentence if name else sentence[0].lower() + sentence[1:])
        if r.random() < 0.45:
            more = self.text(self.choice("more"))
            sentence = sentence[:-1] + ("" if more.startswith(",") else " ") + more + "."
        return sentence

    # ---- the page ----
    def paragraph(self):
        return " ".join(self.sentence() for _ in range(self.random.choice([1, 2, 2, 3, 3, 4])))

    def ticker(self):
        names = self.random.sample(words.ticker, 4)
        return "\n".join(f"  • {name}\n\n    {self.random.choice('+-')}{self.money()} ({self.percent()}%)"
                         for name in names)

    def page(self, size):
        r = self.random
        parts = [self.choice("nav") for _ in range(r.randint(2, 8))] if r.random() < 0.25 else []
        if r.random() < 0.12:
            parts.append(self.ticker())
        parts.append(self.title)
        if r.random() < 0.5:
            parts.append(f"By {self.person_new()}")
        dateline = f"{self.capital().upper()} — " if r.random() < 0.5 else ""
        parts.append(dateline + self.paragraph())
        written = sum(map(len, parts))
        while written < size:
            part = self.text(self.choice("promo")) if r.random() < 0.07 else self.paragraph()
            parts.append(part)
            written += len(part) + 2
        if r.random() < 0.1:
            parts.append(r.choice(parts[1:]))
        parts += [self.text(line) for line in r.sample(words.tail, r.randint(0, 4))]
        return self.dress("\n\n".join(parts))

    def dress(self, text):
        """What happens to a page on its way: other apostrophes, wrapped lines, entities, wrong encodings."""
        way = self.random.random()
        text = re.sub(r"\b([Aa]) (?=[aeiou])", r"\1n ", text)
        if self.open == "“":
            text = text.replace("'", "’")
        if way < 0.05:
            return re.sub(r"(.{60,76}) ", r"\1\n", text)
        if way < 0.06:
            return text.replace("’", "&#39;").replace('"', "&quot;")
        if way < 0.07:
            return text.replace("’", "â€™")
        return text

    def foreign(self, size):
        r = self.random
        syllable = lambda: "".join(r.choices(words.syllable, k=r.choice([1, 2, 2, 3, 4])))
        return " ".join(syllable() for _ in range(size // 6)) + "."


def size_of(random_):
    """Log-normal with a median of 6,000 bytes: most pages between 2 and 18 kB."""
    return int(min(40000, max(500, random_.lognormvariate(8.68, 0.55))))


def articles(world, count, seed):
    random_ = random.Random(seed)
    for number in range(count):
        article = Article(world, seed * 1_000_003 + number)
        size = size_of(random_)
        text = article.foreign(size) if random_.random() < 0.01 else article.page(size)
        published = f"{random_.randint(2015, 2024)}-{random_.randint(1, 12):02}-{random_.randint(1, 28):02}"
        yield {"id": f"bench-{number}", "published": published, "title": article.title, "text": text}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lexicons", type=Path, default=Path(__file__).parents[2] / "lexicons")
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    world = World(options.lexicons)
    with options.file.open("w", encoding="utf-8") as out:
        for article in articles(world, options.count, options.seed):
            out.write(json.dumps(article, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
