"""Whether the data package in FOLDER is one, by Frictionless: its description, and where Frictionless reads the form,
every row, type and key. python validate.py FOLDER
"""

import json
import sys
from pathlib import Path

from frictionless import Package, validate

folder = Path(sys.argv[1])
described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
missing = [it["path"] for it in described["resources"] if not (folder / it["path"]).is_file()]
if missing:
    sys.exit(f"not there: {missing}")
form = described["resources"][0]["format"]
if form == "parquet":
    # Frictionless reads Parquet only with pandas, so only the description is looked at.
    Package.from_descriptor(described, basepath=str(folder))
    sys.exit()
if form == "jsonl":
    # It stumbles over a file without a line, so tables without rows are left out.
    tables = [it for it in described["resources"] if (folder / it["path"]).stat().st_size > 0]
    described["resources"] = tables
report = validate(described, basepath=str(folder))
rows = sum(task.stats.get("rows", 0) for task in report.tasks)
print(f"{len(report.tasks)} tables, {rows} rows")
faults = [(task.name, error.message) for task in report.tasks for error in task.errors]
faults += [error.message for error in report.errors]
if not report.valid or rows == 0:
    sys.exit("\n".join(map(str, faults[:20])))
