#!/usr/bin/env python3
"""Writes the licenses of all crates that are in the program, for those who get it built: notices.py OUTPUT

Cargo says which crates those are, on every platform together, so that one file goes with every build. What only builds
or tests the program is left out. Whether a license is one of those that may be used, a test says (tests/program).
Needs `cargo fetch --locked` before.
"""

import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEXTS = ("LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE")
# Of a crate whose package has no text, its authors chose one of these, and the text is beside the program.
OURS = ("Apache-2.0", "MIT")
ABOUT = """The program coach contains the crates below. Each is under the license that follows its name. It contains
parts of the standard library of Rust too: copyright the Rust Project contributors, used under Apache-2.0, whose text
is in the file LICENSE beside this one.
"""


def shipped():
    """The packages that are linked into the program, in the order of their names."""
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--offline"]
    said = json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
    needs = {
        node["id"]: [of["pkg"] for of in node["deps"] if any(kind["kind"] is None for kind in of["dep_kinds"])]
        for node in said["resolve"]["nodes"]
    }
    root = said["resolve"]["root"]
    found, left = {root}, [root]
    while left:
        for package in needs[left.pop()]:
            if package not in found:
                found.add(package)
                left.append(package)
    packages = [package for package in said["packages"] if package["id"] in found - {root}]
    return sorted(packages, key=lambda package: (package["name"], package["version"]))


def texts(package):
    """Every license text in a package; or, where it has none, what it says of itself."""
    folder = pathlib.Path(package["manifest_path"]).parent
    files = sorted(path for path in folder.iterdir() if path.name.upper().startswith(TEXTS) and path.is_file())
    if files:
        return [path.read_text(encoding="utf-8", errors="replace").strip() for path in files]
    license = package["license"]
    chosen = next((name for name in OURS if name in license.replace("/", " ").split()), None)
    if chosen is None:
        sys.exit(f"{package['name']} {package['version']}, under {license}, has no license text")
    by = ", ".join(package["authors"]) or package["repository"]
    return [f"Copyright {by}. Used under {chosen}, whose text is in the file LICENSE beside this one."]


def main(output):
    users = {}
    for package in shipped():
        for text in texts(package):
            # The same text, however its lines are broken, stands here once.
            users.setdefault(" ".join(text.split()), (text, []))[1].append(f"{package['name']} {package['version']}")
    parts = [ABOUT]
    parts += ["=" * 79 + "\n" + "\n".join(names) + "\n\n" + text + "\n" for text, names in users.values()]
    pathlib.Path(output).write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
