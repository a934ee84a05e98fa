"""Counts as answers write them."""


def counted(count: int, one: str) -> str:
    """Return a number with its noun, for example `1 event`, `1,204 entries`."""
    if count == 1:
        return f"1 {one}"
    many = f"{one[:-1]}ies" if one.endswith("y") and one[-2:-1] not in "aeou" else f"{one}s"
    return f"{count:,} {many}"
