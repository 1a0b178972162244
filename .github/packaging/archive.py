#!/usr/bin/env python3
"""Puts the program into the archive that people download: archive.py PROGRAM TARGET NOTICES OUTPUT_FOLDER

The archive is coach-VERSION-TARGET.zip for Windows and .tar.gz for others. It has one folder of that name with the program,
README.md, LICENSE and the notices. The same files give the same bytes, so that whoever builds it again can compare.
"""

import gzip
import io
import pathlib
import stat
import sys
import tarfile
import zipfile

import version

# Archives keep no time of the build: the first day that a zip can have.
DAY = (1980, 1, 1, 0, 0, 0)


def tar(entries):
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content, mode in entries:
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(content), mode
            archive.addfile(entry, io.BytesIO(content))
    return gzip.compress(plain.getvalue(), mtime=0)


def zipped(entries):
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content, mode in entries:
            entry = zipfile.ZipInfo(name, DAY)
            entry.create_system, entry.external_attr = 3, (stat.S_IFREG | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return plain.getvalue()


def main(program, target, notices, output):
    program, output = pathlib.Path(program), pathlib.Path(output)
    name = f"coach-{version.of_cargo()}-{target}"
    files = [(program, program.name, 0o755)]
    files += [(version.ROOT / file, file, 0o644) for file in ("README.md", "LICENSE")]
    files += [(pathlib.Path(notices), "THIRD-PARTY.txt", 0o644)]
    entries = [(f"{name}/{called}", path.read_bytes(), mode) for path, called, mode in files]
    pack, ending = (zipped, "zip") if "windows" in target else (tar, "tar.gz")
    output.mkdir(parents=True, exist_ok=True)
    (output / f"{name}.{ending}").write_bytes(pack(entries))
    print(output / f"{name}.{ending}")


if __name__ == "__main__":
    main(*sys.argv[1:])
