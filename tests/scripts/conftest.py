"""What the tests of the scripts share: releases and sites are built once for all workers."""

import fcntl
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.site.building import build_site
from scripts.site.writing import write_site
from tests.helpers.hostile_package import hostile_package
from tests.helpers.releasable_packages import HERE, build
from tests.helpers.sites import Site


def built_once(factory: pytest.TempPathFactory, name: str, build: Callable[[Path], object]) -> Path:
    """A folder that `build` fills for the first worker that asks; the others wait for it."""
    root = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    folder, done = root / name, root / f"{name}.done"
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            build(folder)
            done.touch()
    return folder


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this checkout with its release in `dist` and its site in `site`."""
    return built_once(tmp_path_factory, "checkout", lambda folder: build(folder, HERE))


@pytest.fixture(scope="session")
def dist(checkout: Path) -> Path:
    """The files of the release of this package."""
    return checkout / "dist"


@pytest.fixture(scope="session")
def archive(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the release, unpacked."""
    folder = tmp_path_factory.mktemp("archive")
    (file,) = dist.glob("*[0-9].zip")
    with zipfile.ZipFile(file) as opened:
        opened.extractall(folder)
    return folder


@pytest.fixture(scope="session")
def own_site(checkout: Path) -> Site:
    """The site of this package, with the files of its release."""
    return Site(checkout / "site")


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of a package whose cells try to be markup."""

    def build_hostile(folder: Path) -> None:
        write_site(build_site(hostile_package(folder / "package")), folder / "site")

    return Site(built_once(tmp_path_factory, "hostile", build_hostile) / "site")


@pytest.fixture(scope="session", params=["own", "hostile"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each of both sites."""
    found: Site = request.getfixturevalue(f"{request.param}_site")
    return found
