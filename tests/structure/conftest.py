"""A small package that each test of a module may damage."""

import shutil
from pathlib import Path

import pytest

from tests.helpers.builders import build_package

FERRY = {"entity_id": "ferry-union", "property_id": "founded", "passage_id": "p01"}


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("structure") / "package"
    figure = {"entity_id": "ferry-union", "measure_id": "ferries", "passage_id": "p01"}
    build_package(
        folder,
        dates=[
            {**FERRY, "date": "2013-02-01", "note": "As the bulletin has it, on the quay"},
            {**FERRY, "date": "2013"},
            {**FERRY, "date": "2013-02/.."},
        ],
        figures=[{**figure, "low": low} for low in ("7", "12", "31")],
        citations=[{"passage_id": "p01", "position": "1"}],
        comparisons=[{"passage_id": "p01", "left_claim_id": "p01.dates-03"}],
        findings=[{"claims": "p01.dates-01|p01.dates-02"}],
    )
    return folder


@pytest.fixture
def package(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "package"))


@pytest.fixture
def forbidden_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object) -> None:
        pytest.fail("the network was used")

    monkeypatch.setattr("socket.socket.connect", connect)
    monkeypatch.setattr("socket.getaddrinfo", connect)
