"""Asks exported tables of many districts a question in SQL: python ask.py ENGINE FOLDER QUERY.sql

ENGINE is duckdb or spark; the same SQL runs on both. FOLDER holds a folder for each district, made by
`coach export --to parquet FOLDER/DISTRICT`. What the query gives is printed as CSV.
"""

import csv
import sys
from pathlib import Path

TABLES = "districts periods schools relationships sessions contacts coverage levels standings".split()


def on_duckdb(folder):
    """A function that answers SQL with DuckDB: the names of the columns, and the rows."""
    import duckdb

    connection = duckdb.connect()
    for table in TABLES:
        files = str(folder / "*" / f"{table}.parquet").replace("'", "''")
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{files}')")

    def answer(sql):
        result = connection.execute(sql)
        return [column[0] for column in result.description], result.fetchall()

    return checked(answer)


def on_spark(folder):
    """The same with Spark, on this machine alone."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").appName("coach")
    builder = builder.config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "4")
    session = builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    for table in TABLES:
        files = str(folder / "*" / f"{table}.parquet")
        session.read.parquet(files).createOrReplaceTempView(table)

    def answer(sql):
        result = session.sql(sql)
        return result.columns, [tuple(row) for row in result.collect()]

    return checked(answer)


def checked(answer):
    """The same, where every district has one folder: two of one name would be added up as one."""
    _, twice = answer("SELECT district FROM districts GROUP BY district HAVING COUNT(*) > 1 ORDER BY district")
    if twice:
        names = ", ".join(name for (name,) in twice)
        sys.exit(f"two folders are of one district ({names}): take one away, or give one another name in coach.toml")
    return answer


ENGINES = {"duckdb": on_duckdb, "spark": on_spark}


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in ENGINES:
        sys.exit(__doc__)
    columns, rows = ENGINES[sys.argv[1]](Path(sys.argv[2]))(Path(sys.argv[3]).read_text())
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(columns)
    out.writerows(["" if cell is None else cell for cell in row] for row in rows)


if __name__ == "__main__":
    main()
