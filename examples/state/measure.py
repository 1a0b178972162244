"""Times the queries of this folder on DuckDB: python measure.py FOLDER RECORDS...

FOLDER holds exports as for ask.py. For each number of RECORDS, all of them are copied under other districts' names as
often as that takes, and every query runs in a process of its own. Prints Markdown: seconds from start to end, and the
most memory that the process had.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ask import TABLES

HERE = Path(__file__).resolve().parent
QUERIES = ["reach", "coverage", "levels", "dosage", "timeliness"]


def multiply(exports, records, to):
    """Copies the tables below `exports` until there are `records`: how many districts and records that are."""
    import duckdb

    connection = duckdb.connect()
    source = str(exports / "*" / "{}.parquet").replace("'", "''")
    found = "SELECT COUNT(*), SUM(records_found - records_left_out) FROM read_parquet('{}')"
    districts, each = connection.execute(found.format(source.format("districts"))).fetchone()
    copies = max(1, round(records / each))
    for number in range(copies):
        place = to / str(number)
        place.mkdir()
        for table in TABLES:
            connection.execute(
                f"COPY (SELECT * REPLACE (district || ' {number}' AS district) "
                f"FROM read_parquet('{source.format(table)}')) TO '{place / table}.parquet'"
            )
    return copies * districts, copies * each


def timed(folder, query):
    """Seconds and MiB that the query takes."""
    command = [sys.executable, HERE / "ask.py", "duckdb", folder, HERE / f"{query}.sql"]
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{query} fails")
    # Linux gives KiB, macOS bytes.
    mebibytes = used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    return time.monotonic() - start, mebibytes


def main():
    if sys.argv[1:2] == ["--multiply"]:
        exports, records, to = sys.argv[2:]
        print(*multiply(Path(exports), int(records), Path(to)))
        return
    exports, *numbers = sys.argv[1:]
    if not numbers:
        sys.exit(__doc__)
    print("| records | districts | Parquet |", " | ".join(QUERIES), "|")
    print("|---:" * (3 + len(QUERIES)) + "|")
    for number in numbers:
        with tempfile.TemporaryDirectory() as folder:
            # In a process of its own: this one stays small, because a child's memory begins with its parent's.
            command = [sys.executable, __file__, "--multiply", exports, number, folder]
            made = subprocess.run(command, capture_output=True, text=True, check=True)
            districts, records = map(int, made.stdout.split())
            size = sum(file.stat().st_size for file in Path(folder).rglob("*.parquet")) / 1e6
            cells = [timed(folder, query) for query in QUERIES]
        cells = [f"{seconds:.1f} s, {mebibytes:.0f} MiB" for seconds, mebibytes in cells]
        print(f"| {records:,} | {districts:,} | {size:,.0f} MB |", " | ".join(cells), "|", flush=True)


if __name__ == "__main__":
    main()
