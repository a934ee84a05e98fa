"""The base of every room's declared tables; columns have exactly the types of a STRICT table."""

from typing import Any, ClassVar

from sqlalchemy import Integer, LargeBinary, Text
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    """Tables are declared for queries; `migrations/` alone makes them."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {int: Integer, str: Text, bytes: LargeBinary}
