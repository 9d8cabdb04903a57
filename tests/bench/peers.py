"""Peers that run on node. Where node or the packages cannot be had, the reason stands in the table."""
import os
import shutil
import subprocess

# The slow one is given a part of the corpus: its speed is the same on less.
ARTICLES = {"sentiment": 2000, "vader-sentiment": 200}
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


def processor_time(command, environment=None):
    """(processor seconds of the command with its start, what it printed)"""
    before = os.times()
    done = subprocess.run([*map(str, command)], check=True, text=True, stdout=subprocess.PIPE, env=environment, timeout=600)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return spent, done.stdout


def measure(here, folder, corpus, name, articles):
    """Bytes a second once warm, and of the whole process."""
    spent, told = processor_time(["node", here / "peers.mjs", folder, corpus, name, articles])
    seconds, size, in_all = told.split()
    return {"warm": int(size) / float(seconds), "whole": int(in_all) / spent}
