"""Where files of `resources/` and `docs/` are: beside the modules in a wheel, at the top of a checkout."""

from pathlib import Path

_INSTALLED = Path(__file__).parent / "resources"
_CHECKOUT = Path(__file__).parents[2] / "resources"


def resource_path(*parts: str) -> Path:
    """Return the path of one file or folder of `resources/`, for example `resource_path("plans",
    "shop.yaml")`.

    Raises FileNotFoundError when it is not there, which means a broken installation.
    """
    root = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    path = root.joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"resource {'/'.join(parts)} is missing from this installation")
    return path


def document_path(name: str) -> Path:
    """Return the path of one page of `docs/`. Raises FileNotFoundError when this installation lacks it."""
    path = _INSTALLED / "docs" / name if _INSTALLED.is_dir() else _CHECKOUT.parent / "docs" / name
    if not path.is_file():
        raise FileNotFoundError(f"page {name} is missing from this installation")
    return path
