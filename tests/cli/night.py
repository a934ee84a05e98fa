"""The books of one small night, and a desk that runs commands on them."""

import json

from revroute_desktop.cli.main import run
from revroute_desktop.resources import resource_path

NIGHT = """\
source,id,time,kind,amount,currency,payer,original,attribute.creator,attribute.treasury_share
cards,ch_1,2026-03-02T09:15:00Z,sale,49.00,EUR,mia@example.org,,neon-kitten,80
cards,ch_2,2026-03-02T11:40:00Z,subscription,9.99,EUR,noah@example.org,,paper-moth,90
cards,ch_3,2026-03-02T18:05:00Z,tip,5.00,EUR,mia@example.org,,neon-kitten,80
cards,ch_4,2026-03-03T08:30:00Z,sale,1200,JPY,ren@example.org,,paper-moth,90
cards,re_1,2026-03-04T10:00:00Z,refund,-20.00,EUR,mia@example.org,ch_1,neon-kitten,80
cards,re_2,2026-03-04T11:00:00Z,refund,-3.00,EUR,mia@example.org,ch_77,neon-kitten,80
cards,ch_5,2026-03-04T12:00:00Z,sale,"12,50",EUR,liv@example.org,,neon-kitten,80
"""
PLAN = str(resource_path("plans", "creator-network.yaml"))


class Desk:
    """Runs commands on one workspace and reads what they print."""

    def __init__(self, folder, capsys):
        self.folder, self.capsys = folder, capsys
        self.books = str(folder / "night.revroute")
        self.file = folder / "night.csv"
        self.file.write_text(NIGHT, "utf-8")

    def run(self, *words, code=0):
        """Return both streams of a command that must end with this exit code."""
        try:
            given = run(["--actor", "ada", *words])
        except SystemExit as left:  # how argparse ends
            given = left.code
        out, err = self.capsys.readouterr()
        assert given == code, (words, given, out, err)
        return out, err

    def json(self, *words, code=0):
        out, _ = self.run("-w", self.books, "--json", *words, code=code)
        assert out.count("\n") == 1, "one JSON object on one line"
        return json.loads(out)

    def said(self, *words, code=0):
        return self.run(*words, "-w", self.books, code=code)[0]

    def refused(self, *words):
        """Return the one sentence with which a command refuses."""
        out, err = self.run(*words, "-w", self.books, code=2)
        assert not out
        assert err.count("\n") == 1
        return err.strip()
