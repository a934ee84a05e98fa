"""The process that walks: like the program it looks for no garbage while it imports.

`python -m tests.gui.walk.child --began SECONDS WORKSPACE …`, as `python -m tests.gui.walk` starts it.
"""

import gc
import sys

if __name__ == "__main__":
    gc.disable()
    from tests.gui.walk.__main__ import main

    sys.exit(main(sys.argv[1:]))
