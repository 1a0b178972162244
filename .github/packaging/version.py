#!/usr/bin/env python3
"""Prints the version of this repository; with a tag, says whether it is the tag of that version: version.py [TAG]"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def of_cargo():
    """The version in Cargo.toml, which is the only place that says it."""
    found = re.search(r'^version = "([^"]+)"$', (ROOT / "Cargo.toml").read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else sys.exit("Cargo.toml has no version")


if __name__ == "__main__":
    version = of_cargo()
    if len(sys.argv) > 1 and sys.argv[1] != f"v{version}":
        sys.exit(f"The tag is {sys.argv[1]}, and Cargo.toml says {version}")
    print(version)
