#!/usr/bin/env python3
"""Writes the checksums of a release and what package managers ask for: manifests.py RELEASE_FOLDER OWNER/REPOSITORY

The folder has the archives of archive.py, and may have wheels. SHA256SUMS and the filled-in templates come beside them. In
the templates, {{version}}, {{owner}}, {{repository}}, {{url TARGET}}, {{sha256 TARGET}}, {{folder TARGET}} and
{{newest TARGET}}, for a program that puts $version in its place, are filled in; anything else in braces stops the release.
"""

import hashlib
import pathlib
import re
import sys

import version

TEMPLATES = pathlib.Path(__file__).resolve().parent / "templates"


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main(folder, repository):
    folder = pathlib.Path(folder)
    released = version.of_cargo()
    packed = sorted(path for path in folder.iterdir() if path.suffix in (".gz", ".zip", ".whl"))
    sums = "".join(f"{sha256(path)}  {path.name}\n" for path in packed)
    (folder / "SHA256SUMS").write_text(sums, encoding="utf-8", newline="\n")

    def archive(target):
        found = [path for path in packed if path.name.startswith(f"coach-{released}-{target}.")]
        return found[0] if found else sys.exit(f"There is no archive for {target} in {folder}")

    def url(target, of=released):
        name = archive(target).name.replace(released, of)
        return f"https://github.com/{repository}/releases/download/v{of}/{name}"

    owner = repository.split("/")[0]
    known = {
        "version": lambda: released,
        "owner": lambda: owner,
        "repository": lambda: repository,
        "url": url,
        "newest": lambda target: url(target, "$version"),
        "sha256": lambda target: sha256(archive(target)),
        "folder": lambda target: f"coach-{released}-{target}",
    }

    def fill_in(match):
        word, *target = match[1].split()
        return known[word](*target) if word in known else sys.exit(f"Nothing is known of {match[0]}")

    for template in sorted(TEMPLATES.iterdir()):
        text = re.sub(r"\{\{([^}]*)\}\}", fill_in, template.read_text(encoding="utf-8"))
        (folder / template.name.replace("OWNER", owner)).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
