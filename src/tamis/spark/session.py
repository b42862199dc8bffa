"""A session of Spark for one command: started quietly, stopped at the end, its faults told in one line.

In: a master. Out: a SparkSession. What Java and Spark write on standard error goes to a file, for it is read by nobody unless
something fails. Must not know what is screened.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tamis.errors import BatchError
from tamis.spark.installed import check_java, load_spark, spark_faults

_MASTERS = re.compile(r"local(\[(\*|\d+)(,\s*\d+)?\])?|yarn|(spark|k8s|mesos)://\S+")
_HERE = "local[*,4]"  # every core; a task that fails is tried four times, as on a cluster
_OURS = re.compile(r"tamis\.errors\.\w+: ([^\n]+)")
_RECORDS = "spark.sql.execution.arrow.maxRecordsPerBatch"
_STANDARD_ERROR = 2


def check_master(master: str | None) -> None:
    """Refuse a machine without Spark, and a master that Spark does not know.

    Raises:
        MissingExtraError: pyspark or Java is not installed.
        BatchError: no such kind of master.
    """
    load_spark()
    check_java()
    if master is not None and not _MASTERS.fullmatch(master):
        raise BatchError(f"--master {master}: write local[4], yarn, spark://HOST:7077 or k8s://URL")


def is_local(spark: Any) -> bool:
    """Say whether a session's workers are on this machine."""
    return bool(spark.sparkContext.master.startswith("local"))


@contextlib.contextmanager
def opened_session(master: str | None) -> Iterator[Any]:
    """Give a session: the active one where there is one, else one that ends here.

    Raises:
        BatchError: it does not start.
    """
    sql = load_spark()
    active = sql.SparkSession.getActiveSession()
    if active is not None:
        yield active
        return
    log = tempfile.NamedTemporaryFile(prefix="tamis-spark-", suffix=".log", delete=False)  # noqa: SIM115  outlives this block
    try:
        with _quiet(log.fileno()):
            spark = _builder(sql, master).getOrCreate()
            spark.sparkContext.setLogLevel("ERROR")
    except spark_faults() as error:
        raise BatchError(f"Spark does not start ({_line(error)}); its own words are in {log.name}") from None
    try:
        yield spark
    finally:
        with _quiet(log.fileno()):
            spark.stop()
        log.close()
        Path(log.name).unlink(missing_ok=True)


def _builder(sql: Any, master: str | None) -> Any:
    """Return what makes the session; `spark-submit` and the user's own settings count where they say something."""
    from pyspark import SparkConf

    conf = SparkConf()
    if master is not None or not conf.contains("spark.master"):
        conf.setMaster(master or _HERE)
    if str(conf.get("spark.master")).startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else Spark takes the first python3 on the PATH
        os.environ.setdefault("PYSPARK_DRIVER_PYTHON", os.environ["PYSPARK_PYTHON"])
        conf.setIfMissing("spark.driver.host", "127.0.0.1")
        conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1")
        conf.setIfMissing("spark.ui.enabled", "false")
    conf.setIfMissing("spark.app.name", "tamis batch")
    conf.set("spark.ui.showConsoleProgress", "false")
    conf.set(_RECORDS, "1")  # a row is a chunk: none waits for the next
    return sql.SparkSession.builder.config(conf=conf)


@contextlib.contextmanager
def _quiet(log: int) -> Iterator[None]:
    """Send what is written on standard error to a file, also by processes that are started meanwhile."""
    sys.stderr.flush()
    kept = os.dup(_STANDARD_ERROR)
    os.dup2(log, _STANDARD_ERROR)
    try:
        yield
    finally:
        os.dup2(kept, _STANDARD_ERROR)
        os.close(kept)


def refusal(error: Exception) -> BatchError:
    """Return what Spark gave up for in one line: our own words where a worker raised them."""
    ours = _OURS.findall(str(error))
    why = ours[-1] if ours else _line(error)
    return BatchError(f"Spark gave up: {why}; what is done is kept: type the same with --resume to go on")


def _line(error: Exception) -> str:
    """Return the one line of an error of Spark that says most: that of its last cause."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    causes = [line for line in lines if line.startswith(("Caused by:", "org.apache.spark.SparkException:"))]
    text = (causes or lines or [type(error).__name__])[-1]
    return text if len(text) <= 300 else text[:297] + "..."
