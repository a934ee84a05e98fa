"""`python -m revroute_desktop.console.screenshots OUTDIR WORKSPACE [LANGUAGE]` takes all pictures."""

import sys

from PySide6.QtWidgets import QApplication

from revroute_desktop.console.screenshots.whole import main

if __name__ == "__main__":
    code = main(sys.argv[1:])
    application = QApplication.instance()
    if application is not None:
        application.quit()
    sys.exit(code)
