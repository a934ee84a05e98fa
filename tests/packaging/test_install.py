"""What a fresh machine installs: requirement files pinned by hash, and a wheel that carries all it needs."""

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
REQUIREMENT_FILES = sorted((ROOT / "packaging").glob("requirements*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PLATFORMS = {
    "Linux, Intel": {"sys_platform": "linux", "platform_machine": "x86_64"},
    "Linux, ARM": {"sys_platform": "linux", "platform_machine": "aarch64"},
    "macOS, ARM": {"sys_platform": "darwin", "platform_machine": "arm64"},
    "Windows": {"sys_platform": "win32", "platform_machine": "AMD64"},
}


def pinned(name: str) -> dict[str, tuple[Requirement, list[str]]]:
    """Each requirement of a file, by its normal name, with its hashes."""
    text = (ROOT / "packaging" / name).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    found = {}
    for line in lines:
        requirement = Requirement(line.split("--hash", 1)[0].strip())
        found[canonicalize_name(requirement.name)] = (requirement, re.findall(r"--hash=(\S+)", line))
    assert len(found) == len(lines), f"{name} names a package twice"
    return found


def wanted(requirements: list[str]) -> list[Requirement]:
    return [Requirement(text) for text in requirements]


@pytest.mark.parametrize("path", REQUIREMENT_FILES, ids=lambda path: path.name)
def test_every_requirement_is_pinned_to_one_version_by_sha256(path: Path) -> None:
    requirements = pinned(path.name)
    assert requirements
    for requirement, hashes in requirements.values():
        assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)), requirement
        assert hashes, requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in hashes), requirement


@pytest.mark.parametrize("path", REQUIREMENT_FILES, ids=lambda path: path.name)
def test_no_requirement_file_names_a_place_to_download_from(path: Path) -> None:
    text = path.read_text("utf-8")
    for option in ("://", "@", "--index-url", "--extra-index-url", "--find-links", "--trusted-host"):
        assert option not in text
    assert not re.search(r"^\s*-(?!-hash=)", text, re.MULTILINE), "only hashes are allowed as options"


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_dependency_of_the_project_is_pinned_within_its_range_on_every_platform(platform: str) -> None:
    project = PROJECT["project"]
    build = wanted(PROJECT["build-system"]["requires"])
    runtime = wanted(project["dependencies"])
    tools = wanted(project["optional-dependencies"]["dev"])
    for name, needs in {
        "requirements.txt": runtime,
        "requirements-build.txt": build,
        "requirements-dev.txt": [*runtime, *tools, *build],
    }.items():
        pins = pinned(name)
        for need in needs:
            if need.marker is not None and not need.marker.evaluate(PLATFORMS[platform]):
                continue
            assert canonicalize_name(need.name) in pins, f"{need} is not in {name}; run `make lock`"
            pin, _ = pins[canonicalize_name(need.name)]
            assert pin.marker is None or pin.marker.evaluate(PLATFORMS[platform])
            [exact] = pin.specifier
            assert need.specifier.contains(exact.version), f"{pin} does not fit {need}; run `make lock`"


def test_the_requirement_files_agree_on_every_version() -> None:
    development = pinned("requirements-dev.txt")
    for name in ("requirements.txt", "requirements-build.txt"):
        for package, (requirement, hashes) in pinned(name).items():
            there, there_hashes = development[package]
            assert (str(there.specifier), there_hashes) == (str(requirement.specifier), hashes)


def test_what_the_keyring_needs_is_pinned_for_the_platform_that_needs_it() -> None:
    pins = pinned("requirements.txt")
    for package, platform in (
        ("secretstorage", "Linux, Intel"),
        ("jeepney", "Linux, ARM"),
        ("pywin32-ctypes", "Windows"),
    ):
        marker = pins[package][0].marker
        assert marker is not None
        assert [name for name in PLATFORMS if marker.evaluate(PLATFORMS[name])] == [
            name for name in PLATFORMS if name.split(",")[0] == platform.split(",")[0]
        ]


def test_every_shipped_dependency_can_load_in_this_environment() -> None:
    for need in wanted(PROJECT["project"]["dependencies"]):
        try:
            assert need.specifier.contains(version(need.name)), need
        except PackageNotFoundError:
            pytest.fail(f"{need} is not installed; run `make test`, which installs it")


def test_the_wheel_carries_the_program_whole_with_its_resources(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "wheel"]
    offline = ["--no-index", "--no-build-isolation", "--no-deps"]
    subprocess.run([*pip, *offline, "--wheel-dir", str(tmp_path), str(ROOT)], check=True)
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
        metadata = "".join(
            archive.read(name).decode() for name in archive.namelist() if "entry_points" in name
        )

    expected = {
        f"revroute_desktop/{prefix}{path.relative_to(folder).as_posix()}"
        for folder, prefix in ((ROOT / "src" / "revroute_desktop", ""), (ROOT / "resources", "resources/"))
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert expected
    assert expected <= packed
    assert {name.split("/")[0] for name in packed} == {"revroute_desktop"}
    assert "revroute = revroute_desktop.__main__:main" in metadata
