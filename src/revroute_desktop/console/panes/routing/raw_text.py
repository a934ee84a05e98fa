"""How a row that is kept as it came is shown."""

import json


def indented(raw: str) -> str:
    """Return a row that is kept as a JSON object with a line for each of its columns; other text as it is."""
    try:
        return "\n".join(json.dumps(json.loads(r), ensure_ascii=False, indent=2) for r in raw.split("\n"))
    except ValueError:
        return raw
