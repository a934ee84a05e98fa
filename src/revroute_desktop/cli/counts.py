"""Counts and sizes as answers write them."""


def counted(count: int, one: str) -> str:
    """Return a number with its noun, for example `1 event`, `1,204 entries`."""
    if count == 1:
        return f"1 {one}"
    many = f"{one[:-1]}ies" if one.endswith("y") and one[-2:-1] not in "aeou" else f"{one}s"
    return f"{count:,} {many}"


def sized(size: float) -> str:
    """Return bytes as people read them, for example `42.2 MiB`."""
    for unit, bytes_ in (("TiB", 2**40), ("GiB", 2**30), ("MiB", 2**20), ("KiB", 2**10)):
        if size >= bytes_:
            return f"{size / bytes_:,.1f} {unit}"
    return f"{size:,.0f} bytes"
