"""Puts results into the page: what stands between <!-- measured: NAME --> and <!-- end --> is replaced."""
import re


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def significant(value, digits=3):
    """1234567 -> 1,230,000; 0.012345 -> 0.0123"""
    if value == 0:
        return "0"
    rounded = float(f"{value:.{digits}g}")
    return f"{rounded:,.0f}" if abs(rounded) >= 100 else f"{rounded:.{digits}g}"


def microseconds(seconds):
    return significant(seconds * 1e6)


def machine(results):
    m = results["machine"]
    return (f"Measured on {m['day']}: {m['cores']} cores of {m['processor']} ({m['machine']}), Linux {m['kernel']}, "
            f"{m['compiler']}, release build. Corpus: {results['engine']['articles']:,} articles, median "
            f"{significant(results['engine']['median_size'])} bytes. Other programs took {m['others']:.1f} cores meanwhile.")


def rate_row(name, seconds, engine, floor):
    return [name, significant(engine["bytes"] / seconds / 1e6), significant(engine["articles"] / seconds),
            significant(seconds / engine["articles"] * 1e6), f"{floor / seconds:.2f}"]


def engine(results):
    e, seconds = results["engine"], results["engine"]["seconds"]
    rows = [rate_row(name, seconds[key], e, seconds["floor"]) for name, key in (
        ("floor: words and phrases looked up", "floor"), ("the engine's own token and mention stages", "words"),
        ("**whole engine**", "engine"), ("request read, one frame (JSON)", "wire.one_frame"),
        ("request read, two frames", "wire.two_frames"), ("all messages of a result written", "wire.messages"))]
    whole = seconds["engine"]
    return "\n\n".join([
        table(["", "MB/s of text", "articles/s", "us an article", "ratio to the floor"], rows),
        table(["", "measured"], [
            ["whole engine, ratio to the floor, median of rounds", f"{e['floor_ratio']:.3f}"],
            ["instructions a byte of text, whole engine", results["instructions"] or "not counted"],
            ["heap allocations an article in steady state, engine", significant(e["allocations"])],
            ["lexicons read and compiled", f"{e['load'] * 1e3:.1f} ms"],
            ["ns a byte, whole engine", significant(whole / e["bytes"] * 1e9)]])])


def stages(results):
    seconds = results["engine"]["seconds"]
    found = {name[6:]: spent for name, spent in seconds.items() if name.startswith("stage.")}
    total, size = sum(found.values()), results["engine"]["bytes"]
    return table(["stage", "ns a byte", "share"], [
        [name, f"{spent / size * 1e9:.2f}", f"{spent / total:.1%}"] for name, spent in found.items()])


def growth(results):
    return "```\n" + results["engine"]["growth"].rstrip() + "\n```"


def peers(results):
    told = results["peers"]
    if "why" in told:
        return f"Not measured: {told['why']}."
    rows = [[name if name == "stanced" else f"npm `{name}`", significant(r["warm"] / 1e6), f"{r['warm_ratio']:.2f}",
             significant(r["whole"] / 1e6), f"{r['whole_ratio']:.2f}"] for name, r in told.items()]
    return table(["", "in memory, warm, MB/s", "stanced to it", "whole process, MB/s", "stanced to it"], rows)


def throughput(results):
    told = results["throughput"]
    rows = [[name, significant(r["rate"]), f"{r['ratio']:.2f}", microseconds(r["daemon"]), microseconds(r["sender"]),
             microseconds(r["subscribers"]), significant(r["lost"])]
            for name, r in told.items() if name not in ("echo", "engine")]
    head = ["", "articles/s", "of the engine's rate", "daemon, us", "sender, us", "subscribers, us", "lost"]
    return (table(head, rows) + f"\n\nThe engine alone in the same rounds: {significant(told['engine'])} articles/s on one "
            f"core. Bare echo of the same texts: {significant(told['echo'])} messages/s.")


def latency(results):
    rows = [[name, *(microseconds(r[key]) for key in ("p50", "p90", "p99", "max")), f"{r['p50_echo']:.1f}",
             f"{r['p99_echo']:.1f}", f"{r['p99_usual']:.1f}" if "p99_usual" in r else ""]
            for name, r in results["latency"].items()]
    return table(["", "p50, us", "p90, us", "p99, us", "max, us", "p50 to echo", "p99 to echo", "p99 to usual"], rows)


def process(results):
    start, memory = results["start"], results["memory"]
    return table(["", "measured"], [
        ["start to the first answer, no journal", f"{start['none'] * 1e3:.0f} ms"],
        ["start to the first answer, new journal", f"{start['journal'] * 1e3:.0f} ms"],
        ["resident after the start, 2 scorers", f"{memory['fresh'] / 1e6:.1f} MB"],
        [f"resident after {memory['articles']:,} articles, 2 scorers", f"{memory['after'] / 1e6:.1f} MB"],
        ["resident after the queue was full", f"{memory['queued'] / 1e6:.1f} MB"]])


def summary(results):
    e, told, late = results["engine"], results["throughput"], results["latency"]
    whole = e["seconds"]["engine"]
    one, with_journal = told["two frames, 1 subscriber"], told["two frames, 1 subscriber, journal"]
    rows = [["whole engine, one core", f"{significant(e['bytes'] / whole / 1e6)} MB/s, {significant(e['articles'] / whole)} "
             f"articles/s, {e['floor_ratio']:.2f} of the floor"],
            ["instructions a byte of text", results["instructions"] or "not counted"],
            ["heap allocations an article, engine", significant(e["allocations"])]]
    rows += [[f"engine to npm `{name}`", f"{r['warm_ratio']:.2g} times as fast"]
             for name, r in results["peers"].items() if name not in ("why", "stanced")]
    rows += [["daemon, one scorer, one subscriber", f"{significant(one['rate'])} articles/s, {one['ratio']:.2f} of the engine's"],
             ["the same with the journal", f"{significant(with_journal['rate'])} articles/s"]]
    rows += [[f"latency {name}, to the echo", f"p50 {r['p50_echo']:.1f} times, p99 {r['p99_echo']:.1f} times"]
             for name, r in ((name, late[f"{name}, daemon"]) for name in ("one at a time", "1,000 a second"))]
    rows += [["latency while lexicons reload, to the usual", f"p99 {late['100 a second, reloading']['p99_usual']:.1f} times"],
             [f"resident after {results['memory']['articles']:,} articles", f"{results['memory']['after'] / 1e6:.0f} MB"],
             ["start to the first answer", f"{results['start']['none'] * 1e3:.0f} ms"]]
    return table(["", "measured"], rows)


PARTS = {"machine": machine, "summary": summary, "engine": engine, "stages": stages, "growth": growth, "peers": peers,
         "throughput": throughput, "latency": latency, "process": process}


def fill(text, results):
    def part(match):
        return f"<!-- measured: {match.group(1)} -->\n{PARTS[match.group(1)](results)}\n<!-- end -->"
    return re.sub(r"<!-- measured: (\w+) -->\n.*?<!-- end -->", part, text, flags=re.DOTALL)
