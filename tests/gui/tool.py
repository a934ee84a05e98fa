"""The tool behind `make translations`, loaded from where it is: packaging is no package."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

ROOT = Path(__file__).parents[2]
_spec = spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
assert _spec is not None and _spec.loader is not None
translations = module_from_spec(_spec)
sys.modules["translations"] = translations
_spec.loader.exec_module(translations)
