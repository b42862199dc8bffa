"""Whether Spark is here: its Python package, and the Java that it runs on.

In: nothing. Out: the package, or one line that says what to install. Nothing of Spark is imported before it is asked for.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from tamis.errors import MissingExtraError


def load_spark() -> Any:
    """Return the module `pyspark.sql`.

    Raises:
        MissingExtraError: it is not installed, or what it needs for Arrow is not.
    """
    try:
        import pandas  # noqa: F401  Spark refuses functions over Arrow without it
        import pyarrow  # noqa: F401
        import pyspark.sql
    except ImportError as error:
        missing = (error.name or "pyspark").partition(".")[0]
        raise MissingExtraError(f"Spark needs {missing}: pip install 'tamis[spark]'") from None
    return pyspark.sql


def check_java() -> None:
    """Refuse a machine on which Spark cannot start.

    Raises:
        MissingExtraError: there is no Java.
    """
    home = os.environ.get("JAVA_HOME")
    found = shutil.which(str(Path(home, "bin", "java"))) if home else shutil.which("java")
    if found is None:
        where = f"JAVA_HOME={home} holds none" if home else "there is none on the PATH"
        raise MissingExtraError(
            f"Spark runs on Java 17 or newer, and {where}: install it (on Debian and Ubuntu: apt install "
            "openjdk-17-jre-headless), or say where it is with JAVA_HOME"
        )


def spark_faults() -> tuple[type[Exception], ...]:
    """Return what Spark raises when it fails, on the driver or anywhere else."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    return PySparkException, Py4JError
