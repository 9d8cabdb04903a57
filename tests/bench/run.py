#!/usr/bin/env python3
"""Runs every measurement and writes the tables of docs/performance.md; scripts/bench builds first and calls this.

usage: run.py [--quick] [--articles N] BUILD

Rounds go in turns, so that a slow minute of the machine falls on all alike; of each figure the median counts. A quick run
writes build/performance.md instead: its few rounds are for a look. --articles: after how many memory is looked at.
"""
import argparse
import collections
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import page
import peers
import service

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

FULL = {"rounds": 5, "service_rounds": 3, "articles": 10_000, "at_a_time": 3_000, "at_100": 1_000, "at_1000": 5_000,
        "memory": 50_000, "echo": 100_000}
QUICK = {"rounds": 2, "service_rounds": 1, "articles": 3_000, "at_a_time": 500, "at_100": 200, "at_1000": 1_000,
         "memory": 5_000, "echo": 20_000}

# Name -> what throughput() is told.
THROUGHPUT = {
    "two frames, 1 subscriber": {},
    "two frames, no subscriber": {"subscribers": 0},
    "two frames, 8 subscribers": {"subscribers": 8},
    "two frames, 32 subscribers": {"subscribers": 32},
    "one frame, 1 subscriber": {"form": "one"},
    "two frames, 1 subscriber, 2 scorers": {"scorers": 2},
    "two frames, 1 subscriber, journal": {"journal": True},
    "two frames, 1 subscriber, journal, 2 scorers": {"journal": True, "scorers": 2},
}


def say(what):
    print(f"bench: {what}", file=sys.stderr, flush=True)


def median(values):
    return statistics.median(values)


def medians(dictionaries):
    """Of each key by itself."""
    return {key: median([d[key] for d in dictionaries]) for key in dictionaries[0]}


class Bench:
    def __init__(self, build, sizes):
        self.build, self.sizes = build, sizes
        self.bench, self.ctl = build / "tests/bench", build / "clients/stancectl"
        self.environment = dict(os.environ, STANCED_LEXICONS=str(ROOT / "lexicons"))
        self.programs = service.Programs(build, ROOT)
        self.corpus = self.make_corpus("corpus.jsonl", 2000)
        self.long_corpus = self.make_corpus("corpus-long.jsonl", sizes["articles"])

    def make_corpus(self, name, count):
        path = self.build / name
        subprocess.run([sys.executable, "-B", HERE / "corpus.py", "--count", str(count), path], check=True)
        return path

    def told(self, *arguments):
        return subprocess.run([*map(str, arguments)], check=True, stdout=subprocess.PIPE, text=True,
                              env=self.environment, timeout=900).stdout

    # ---- the engine ----
    def measures(self, *arguments):
        """Name -> list of (seconds, bytes, articles), one a round."""
        found = collections.defaultdict(list)
        for line in self.told(self.bench, *arguments).splitlines():
            name, _, seconds, size, articles = line.split("\t")
            found[name].append((float(seconds), int(size), int(articles)))
        return found

    def whole_process(self, *command):
        """Processor seconds of a command, its start included."""
        return peers.processor_time(command, self.environment)[0]

    def engine(self):
        say("the engine, its stages and its floor")
        found = self.measures("measure", self.corpus, self.sizes["rounds"])
        texts = [json.loads(line)["text"] for line in self.corpus.read_text(encoding="utf-8").splitlines()]
        return {
            "seconds": {name: median([seconds for seconds, *_ in rounds]) for name, rounds in found.items()},
            "bytes": found["engine"][0][1], "articles": found["engine"][0][2],
            "median_size": median([len(text.encode()) for text in texts]),
            "floor_ratio": median([f[0] / e[0] for f, e in zip(found["floor"], found["engine"])]),
            "allocations": float(self.told(self.bench, "allocations", self.corpus)),
            "load": median([seconds for seconds, *_ in self.measures("load", self.sizes["rounds"])["load"]]),
            "growth": self.told(self.bench, "growth"),
        }

    def instructions(self):
        """Counted anew, or None where valgrind is not installed."""
        if not shutil.which("valgrind"):
            return None
        say("instructions")
        told = subprocess.run([ROOT / "scripts/instructions"], stdout=subprocess.PIPE, text=True, check=False).stdout
        return float(re.search(r"([0-9.]+) a byte", told).group(1))

    # ---- peers ----
    def peers(self):
        say("peers")
        folder, why = peers.prepare(self.build)
        if why:
            return {"why": why}
        rounds = []
        for _ in range(self.sizes["service_rounds"]):
            warm = self.measures("engine", self.corpus, 1)["engine"][0]
            whole = self.whole_process(self.ctl, "score", "--json", self.corpus)
            found = {"stanced": {"warm": warm[1] / warm[0], "whole": warm[1] / whole}}
            for name, articles in peers.ARTICLES.items():
                found[name] = peers.measure(HERE, folder, self.corpus, name, articles)
            for told in found.values():
                told["warm_ratio"] = found["stanced"]["warm"] / told["warm"]
                told["whole_ratio"] = found["stanced"]["whole"] / told["whole"]
            rounds.append(found)
        return {name: medians([r[name] for r in rounds]) for name in rounds[0]}

    # ---- the daemon ----
    def rounds(self, wanted):
        """Name -> results, one a round, in turns."""
        found = collections.defaultdict(list)
        for number in range(self.sizes["service_rounds"]):
            for name, measure in wanted.items():
                say(f"round {number + 1}: {name}")
                found[name].append(measure())
        return found

    def throughput(self):
        count, run = self.sizes["articles"], service.throughput
        wanted = {name: lambda options=options: run(self.programs, self.long_corpus, count, **options)
                  for name, options in THROUGHPUT.items()}
        wanted["echo"] = lambda: service.echo_rate(self.programs, self.corpus, self.sizes["echo"])
        wanted["engine"] = lambda: self.engine_rate()
        found = self.rounds(wanted)
        result = {name: medians(found[name]) for name in THROUGHPUT}
        for name in THROUGHPUT:
            result[name]["ratio"] = median([r["rate"] / e for r, e in zip(found[name], found["engine"])])
        return result | {"echo": median(found["echo"]), "engine": median(found["engine"])}

    def engine_rate(self):
        """Articles a second of the engine alone, over what the daemon is sent."""
        seconds, _, articles = self.measures("engine", self.long_corpus, 1)["engine"][0]
        return articles / seconds

    def latency(self):
        wanted = {}
        for name, count, rate in (("one at a time", self.sizes["at_a_time"], 0), ("100 a second", self.sizes["at_100"], 100),
                                  ("1,000 a second", self.sizes["at_1000"], 1000)):
            arguments = (self.programs, self.corpus, count, rate)
            wanted[f"{name}, echo"] = lambda arguments=arguments: service.echo_latency(*arguments)
            wanted[f"{name}, daemon"] = lambda arguments=arguments: service.latency(*arguments)
            wanted[f"{name}, journal"] = lambda arguments=arguments: service.latency(*arguments, journal=True)
        hundred = (self.programs, self.corpus, self.sizes["at_100"], 100)
        wanted["100 a second, reloading"] = lambda: service.latency(*hundred, reload_=True)
        found = self.rounds(wanted)
        for name, results in found.items():
            base = found[name[:name.rindex(", ")] + ", echo"]
            for key in ("p50", "p99"):
                for result, echo in zip(results, base):
                    result[key + "_echo"] = result[key] / echo[key]
            if name.endswith("reloading"):
                for result, usual in zip(results, found["100 a second, daemon"]):
                    result["p99_usual"] = result["p99"] / usual["p99"]
        return {name: medians(results) for name, results in found.items()}

    def start(self):
        say("starts")
        return {name: median([service.start(self.programs, journal) for _ in range(9)])
                for name, journal in (("none", False), ("journal", True))}

    def memory(self, count):
        say(f"memory after {count} articles")
        return service.memory(self.programs, self.corpus, count)


class Others:
    """Cores that programs other than ours keep busy: what a reader should know of a machine that is shared."""

    def __init__(self):
        self.begun, self.busy, self.ours = self.look()

    def look(self):
        ticks = [int(cell) for cell in Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()[1:]]
        busy = sum(ticks[:3] + ticks[5:8]) / os.sysconf("SC_CLK_TCK")  # all but idle and waiting for disks
        return time.monotonic(), busy, sum(os.times()[:4])

    def cores(self):
        now, busy, ours = self.look()
        return max(0.0, busy - self.busy - (ours - self.ours)) / (now - self.begun)


def machine():
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    compiler = subprocess.run(["cc", "--version"], stdout=subprocess.PIPE, text=True, check=False).stdout.splitlines()
    return {"cores": os.cpu_count(), "kernel": os.uname().release.split("-")[0], "machine": os.uname().machine,
            "processor": model.group(1) if model else "unknown", "compiler": compiler[0] if compiler else "unknown",
            "day": time.strftime("%Y-%m-%d")}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--articles", type=int)
    parser.add_argument("build", type=Path)
    options = parser.parse_args()
    others = Others()
    bench = Bench(options.build.resolve(), QUICK if options.quick else FULL)
    results = {"machine": machine(), "quick": options.quick}
    results["engine"] = bench.engine()
    results["instructions"] = bench.instructions()
    results["peers"] = bench.peers()
    results["throughput"] = bench.throughput()
    results["latency"] = bench.latency()
    results["start"] = bench.start()
    results["memory"] = bench.memory(options.articles or bench.sizes["memory"])
    results["machine"]["others"] = others.cores()
    (bench.build / "results.json").write_text(json.dumps(results, indent=1))
    docs = ROOT / "docs/performance.md"
    target = bench.build / "performance.md" if options.quick else docs
    target.write_text(page.fill(docs.read_text(encoding="utf-8"), results), encoding="utf-8")
    say(f"written: {target}")


if __name__ == "__main__":
    main()
