"""Whether the SQL of examples/state gives exactly the numbers of `coach report`.

python compare.py ENGINES COACH EXPORTS DISTRICT... compares the answers of ENGINES (duckdb,spark) to the tables in
EXPORTS with the reports of the districts' folders, for each school and district, the whole period and each month. Says
how many numbers were compared; ends with 1 and the first that differ.
"""

import json
import subprocess
import sys
from pathlib import Path

SQL = Path(__file__).resolve().parents[2] / "examples" / "state"
sys.path.insert(0, str(SQL))

from ask import ENGINES  # noqa: E402


def report(coach, folder, days):
    """The report of the district in `folder` on each of `days`, by school."""
    periods = [option for from_to in days for option in ("--period", from_to)]
    command = [coach, "report", "-C", folder, "--by", "school", "--format", "json", *periods]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1, 3) or not done.stdout:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")
    return json.loads(done.stdout)


def reported(document, ids):
    """Every number of `document` that a query gives, by query, key and column."""
    district = document["district"]
    for period, name in zip(document["periods"], ids, strict=True):
        for profile in period["profiles"]:
            for group in [profile["total"], *profile["groups"]]:
                school = None if group is profile["total"] else group["id"]
                key = (district, school, profile["id"], name)
                yield from of_group(group, key)


def of_group(group, key):
    whole, members = group["whole"], group["members"]
    for column in ("relationships", "new_pairs", "educators", "coaches", "schools"):
        yield "reach", key, column, members[column]
    reach = whole.get("reach")
    yield "reach", key, "reach_of", reach and reach["n"]
    functions = [(None, group["coverage"])]
    functions += [(function["id"], function["coverage"]) for function in group["functions"]]
    for function, coverage in functions:
        for name, column in [
            ("in_place", "in_place"),
            ("observed", "observed"),
            ("reported", "reported"),
            ("complete", "completeness"),
        ]:
            yield "coverage", (*key, function), column, coverage[name]["k"]
            yield "coverage", (*key, function), f"{column}_of", coverage[name]["n"]
        for column in ("documented_only", "differs", "not_applicable", "expired"):
            yield "coverage", (*key, function), column, coverage[column]
    for part in [*group["functions"], *group.get("parts", [])]:
        of, at_a_level = part["with_applicable_items"], 0
        for level in part["levels"]:
            at_a_level += level["computed"] + level["judged"]
            for column in ("computed", "judged"):
                yield "levels", (*key, part["id"], level["id"]), column, level[column]
            if level["computed"] + level["judged"] > 0:
                yield "levels", (*key, part["id"], level["id"]), "of_relationships", of
        if of > at_a_level:
            yield "levels", (*key, part["id"], None), "without_level", of - at_a_level
            yield "levels", (*key, part["id"], None), "of_relationships", of
    dosage = whole["dosage"]
    for column in (
        "sessions",
        "contacts",
        "minutes",
        "sessions_without_minutes",
        "contacts_without_minutes",
    ):
        yield "dosage", key, column, dosage[column]
    for column in ("planned_sessions", "held_sessions"):
        yield "dosage", key, column, dosage["rhythm"][column]
    yield "dosage", key, "called_off", dosage["called_off"]["meetings"]
    timeliness = whole["timeliness"]
    for name, column in [("met", "answered_in_time"), ("nothing_agreed", "nothing_agreed")]:
        yield "timeliness", key, column, timeliness[name]["k"]
        yield "timeliness", key, f"{column}_of", timeliness[name]["n"]
    for name, column in [
        ("late", "answered_late"),
        ("unanswered", "unanswered"),
        ("open", "open_requests"),
    ]:
        yield "timeliness", key, column, timeliness[name]


KEYS = {"reach": 4, "coverage": 5, "levels": 6, "dosage": 4, "timeliness": 4}


def answers(answer):
    """The rows of every query, by key: all its columns."""
    rows = {}
    for query, keys in KEYS.items():
        names, found = answer((SQL / f"{query}.sql").read_text())
        for row in found:
            key = (query, *row[:keys])
            if key in rows:
                sys.exit(f"two rows of {key}")
            rows[key] = dict(zip(names[keys:], row[keys:], strict=True))
    return rows


def compare(engine, answer, documents):
    """The numbers that differ between the answers and `documents`, in words; says how many were compared."""
    rows = answers(answer)
    compared, not_zero, wrong, met = 0, 0, [], set()
    for document, ids in documents:
        for query, key, column, expected in reported(document, ids):
            # What has no row has nothing in it.
            met.add((query, *key))
            given = rows.get((query, *key), {}).get(column)
            compared += 1
            not_zero += bool(expected)
            if (given or 0) != (expected or 0):
                wrong.append(f"{query}: {key}: {column}: {given} instead of {expected}")
    extra = [key for key in rows if key not in met]
    if extra:
        wrong.append(f"{len(extra)} rows of which no report says anything, such as {extra[0]}")
    if not not_zero:
        wrong.append("there is no number")
    print(f"{engine}: {compared} numbers compared, {not_zero} of them not 0, {len(wrong)} differ")
    return wrong


def main():
    engines, coach, exports, *folders = sys.argv[1:]
    engines = {engine: ENGINES[engine](Path(exports)) for engine in engines.split(",")}
    _, periods = next(iter(engines.values()))("SELECT district, period, first_day, last_day FROM periods")
    documents = []
    for folder in folders:
        name = report(coach, folder, [])["district"]
        own = sorted(period[1:] for period in periods if period[0] == name)
        document = report(coach, folder, [f"{first}..{last}" for _, first, last in own])
        documents.append((document, [period[0] for period in own]))
    wrong = [line for engine in engines for line in compare(engine, engines[engine], documents)]
    print("\n".join(wrong[:20]))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
