"""Peers that run on node. Where node or the packages cannot be had, the reason stands in the table."""
import shutil
import subprocess

PACKAGES = ["sentiment@5.0.2", "vader-sentiment@1.1.3"]


def prepare(build):
    """Folder with the packages, and None; or None and why not."""
    if not shutil.which("node"):
        return None, "node is not installed"
    folder = build / "peers"
    if all((folder / "node_modules" / package.split("@")[0]).is_dir() for package in PACKAGES):
        return folder, None
    if not shutil.which("npm"):
        return None, "npm is not installed"
    folder.mkdir(exist_ok=True)
    done = subprocess.run(["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", *PACKAGES], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
    return (None, "npm could not install them") if done.returncode else (folder, None)


def measure(here, folder, corpus, articles):
    """Name -> (seconds of processor time, bytes)"""
    done = subprocess.run(["node", str(here / "peers.mjs"), str(folder), str(corpus), str(articles)], check=True, text=True,
                          stdout=subprocess.PIPE, timeout=600)
    told = {}
    for line in done.stdout.splitlines():
        name, seconds, size, _ = line.split("\t")
        told[name] = float(seconds), int(size)
    return told
