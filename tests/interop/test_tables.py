"""Tables that other programs read: plain types, every column described, the same through every reader."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from pyarrow.interchange import from_dataframe

from ceaseline.case import load
from ceaseline.interop import COLUMNS, tables, write_tables
from ceaseline.study import Sample, Study, run_study

#: Types that Arrow for R and polars read without an extension.
PLAIN = {"string", "int16", "int64", "double"}


@pytest.fixture(scope="module")
def study() -> Study:
    return run_study(load("korea-1953"), ["none", "all-promised"], Sample(64, 8, 1), threads=1, keep=False)


@pytest.fixture(scope="module")
def folder(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("tables")
    write_tables(study, place)
    return place


def test_every_column_is_described_and_no_other(study: Study) -> None:
    found = {name: set(frame.columns) for name, frame in tables(study).items()}
    assert found == {name: set(columns) for name, columns in COLUMNS.items()}
    assert all(meaning for columns in COLUMNS.values() for _, meaning in columns.values())


@pytest.mark.parametrize("name", COLUMNS)
def test_pandas_reads_back_the_same_from_both_forms(name: str, study: Study, folder: Path) -> None:
    frame = tables(study)[name]
    for read in (
        pd.read_parquet(folder / f"{name}.parquet"),
        pd.read_csv(folder / f"{name}.csv", keep_default_na=False, na_values=[""]),
    ):
        assert list(read.columns) == list(frame.columns)
        for column in frame.columns:
            if pd.api.types.is_numeric_dtype(frame[column]):
                np.testing.assert_allclose(
                    read[column].to_numpy(float), frame[column].to_numpy(float), rtol=1e-15
                )
            else:
                assert read[column].astype(str).tolist() == frame[column].astype(str).tolist()


@pytest.mark.parametrize("name", COLUMNS)
def test_types_are_plain_and_fields_say_what_they_are(name: str, folder: Path) -> None:
    table = pq.read_table(folder / f"{name}.parquet")
    assert {str(field.type) for field in table.schema} <= PLAIN
    for field in table.schema:
        unit, meaning = COLUMNS[name][field.name]
        assert field.metadata[b"unit"].decode() == unit
        assert field.metadata[b"meaning"].decode() == meaning
    assert json.loads(table.schema.metadata[b"ceaseline"])["case"] == "korea-1953"


def test_data_pass_through_the_interchange_protocol(folder: Path) -> None:
    """The way in which libraries without knowledge of each other, polars among them, hand tables over."""
    table = pq.read_table(folder / "ladder.parquet").combine_chunks()
    again = from_dataframe(table.__dataframe__())
    assert again.column("share").to_pylist() == table.column("share").to_pylist()
    assert again.column("rung").to_pylist() == table.column("rung").to_pylist()


def test_dictionary_stands_beside(folder: Path) -> None:
    told = pd.read_csv(folder / "columns.csv", keep_default_na=False)
    assert len(told) == sum(len(columns) for columns in COLUMNS.values())
    assert json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["case"] == "korea-1953"
