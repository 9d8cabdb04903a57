"""What the articles of the bench corpus draw from: the lexicons' names and words, and people who speak."""
import re

# A few states make most of the news: how steeply the others fall off.
STEEPNESS = 0.9


def rows(directory, name):
    """Rows of a lexicon as dictionaries by its columns."""
    columns = None
    for line in (directory / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if columns is None:
            columns = cells
        else:
            yield dict(zip(columns, cells + [""] * (len(columns) - len(cells))))


class World:
    """What all articles draw from."""

    def __init__(self, directory):
        self.states = [r for r in rows(directory, "countries") if r["adjective"] and r["capital"] and not r["to"]]
        for state in self.states:
            for name in ("adjective", "capital", "cities"):
                state[name] = state[name].split("|")
        self.people = {}
        for person in rows(directory, "people"):
            if person["office"]:
                self.people.setdefault(person["actor"], []).append(person)
        self.given = [(r["name"], r["gender"] or "m") for r in rows(directory, "given")]
        terms = [*rows(directory, "sentiment"), *rows(directory, "stances")]
        self.loaded = {pos: [r["term"] for r in terms if r["pos"] == pos and " " not in r["term"]]
                       for pos in ("noun", "adj")}
        self.offices = [r[next(iter(r))] for r in rows(directory, "offices")]
        self.institutions = [r["name"] for r in rows(directory, "institutions")]
        self.verbs = [(r["verb"], r["past"].split("|")[0]) for r in rows(directory, "verbs") if r["verb"].isalpha()]
        self.weights = [1.0 / (1 + i) ** STEEPNESS for i in range(len(self.states))]
        self.order = sorted(self.states, key=lambda r: -len(self.people.get(r["code"], ())))


def ing(verb):
    if verb.endswith("e") and not verb.endswith("ee"):
        verb = verb[:-1]
    elif re.fullmatch(r"[^aeiou]*[aeiou][bdgmnpt]", verb):
        verb += verb[-1]
    return verb + "ing"


def ed(verb):
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else verb + "ed"


def capital_first(text):
    return text[:1].upper() + text[1:]


class Speaker:
    def __init__(self, name, gender, title, state):
        self.name, self.gender, self.title, self.state = name, gender, title, state
        self.surname = name.split()[-1]
        self.met = False

    def mention(self, random_):
        if not self.met:
            self.met = True
            if self.state is None:
                return f"{self.name}, a {self.title},"
            adjective = self.state["adjective"][0]
            return random_.choice([f"{adjective} {self.title} {self.name}", f"{self.name}, the {adjective} "
                                   f"{self.title.lower()},", f"{self.state['name']}'s {self.title.lower()}, "
                                   f"{self.name},"])
        return random_.choice([self.surname, self.surname, "She" if self.gender == "f" else "He",
                               f"{'Ms' if self.gender == 'f' else 'Mr'} {self.surname}", self.name])
