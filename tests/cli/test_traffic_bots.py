"""revroute traffic bots, revenue and try-format."""

from decimal import Decimal

AGENT = "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"
LOG = "".join(
    f'192.0.2.{n} - - [02/Mar/2026:09:{n:02}:00 +0000] "GET {target} HTTP/1.1" 200 9 "{referrer}" "{agent}"\n'
    for n, (target, referrer, agent) in enumerate(
        (
            ("/thanks?order_id=ch_1", "https://www.google.com/", AGENT),
            ("/", "https://www.bing.com/", AGENT),
            ("/robots.txt", "-", AGENT),
            ("/a", "-", "Googlebot/2.1"),
        ),
        start=1,
    )
)


def with_log(desk):
    log = desk.folder / "access.log"
    log.write_text(LOG)
    desk.run("traffic", "import", str(log), "-w", desk.books)
    return log


def test_bots_are_listed_with_their_reasons(desk):
    with_log(desk)
    found = desk.json("traffic", "bots")
    assert [(row["class"], row["name"], row["hits"], row["visits"]) for row in found["filtered"]] == [
        ("search engines", "Googlebot", 1, 1),
        ("bots by behaviour", "reads robots.txt", 1, 1),
    ]
    assert {bot["why"] for bot in found["bots"]} == {"matches Googlebot", "read robots.txt"}
    assert "2 requests filtered out, under 2 names." in desk.said("traffic", "bots")
    assert desk.json("traffic", "bots", "--to", "2026-03-01")["filtered"] == []
    assert [bot["name"] for bot in desk.json("traffic", "bots", "--name", "Googlebot")["bots"]] == [
        "Googlebot"
    ]


def test_a_decision_is_kept_told_and_taken_back(desk):
    with_log(desk)
    said = desk.said("traffic", "bots", "--count-as-people", "Googlebot", "--reason", "ours")
    assert "Googlebot counts as people from now on; 1 visit and 1 request read before were moved." in said
    found = desk.json("traffic", "bots", "--count-as-bot", "Firefox", "--as", "tool")
    assert [(rule["text"], rule["counts_as"], rule["actor"]) for rule in found["rules"]] == [
        ("Googlebot", "people", "ada"),
        ("Firefox", "libraries and tools", "ada"),
    ]
    assert len(desk.json("traffic", "bots", "--forget", "Firefox")["rules"]) == 1
    assert "no rule for 'Firefox'" in desk.refused("traffic", "bots", "--forget", "Firefox")


def test_revenue_is_told_by_where_buyers_came_from(imported):
    with_log(imported)
    found = imported.json("traffic", "revenue")
    rows = {(row["source"], row["currency"]): row for row in found["rows"]}
    # ch_1 less its refund is Google's by its id, 9.99 + 5.00 − 3.00 of the same day are divided by visits.
    assert rows["Google", "EUR"]["joined"] == "29.00"
    assert {row["currency"] for row in found["rows"]} == {"EUR", "JPY"}
    events = imported.json("events")["sums"]
    for code, total in events.items():
        assert sum(Decimal(row["total"]) for row in found["rows"] if row["currency"] == code) == Decimal(
            total
        )
    assert found["match_rate"] == "1/3"
    assert "2 of 6 events joined by a key (33.3%)" in imported.said("traffic", "revenue", "--by", "campaign")
    assert "later than" in imported.refused(
        "traffic", "revenue", "--from", "2026-03-09", "--to", "2026-03-01"
    )


def test_a_format_is_tried_on_a_file(desk):
    log = with_log(desk)
    found = desk.json("traffic", "try-format", str(log), "--lines", "1")
    assert (found["format"], found["guesses"][0]["score"]) == ("combined", "1")
    assert {field["column"]: field["text"] for field in found["lines"][0]["fields"]}[
        "query"
    ] == "order_id=ch_1"
    out, _ = desk.run(
        "traffic", "try-format", str(log), "--format", 'nginx: $remote_addr [$time_local] "$request"'
    )
    assert "Stops: at character" in out
    (desk.folder / "noise.log").write_text("nothing\nat all\n")
    assert (
        "no format known here" in desk.run("traffic", "try-format", str(desk.folder / "noise.log"), code=2)[1]
    )


def test_rules_are_printed_changed_and_hold_for_what_is_read_next(desk):
    text = desk.said("traffic", "rules")
    assert "keep_addresses_days: 0" in text
    file = desk.folder / "rules.yaml"
    file.write_text(text.replace("own_addresses: []", 'own_addresses: ["192.0.2.2"]'))
    assert desk.json("traffic", "rules", "--set", str(file))["own"] == ["192.0.2.2"]
    log = with_log(desk)
    classes = {row["class"] for row in desk.json("traffic", "bots")["filtered"]}
    assert "own addresses" in classes
    out, _ = desk.run("traffic", "report", str(log), "--rules", str(file), "--json")
    assert '"own addresses": 1' in out
    file.write_text("proxies: []")
    assert "'proxies' is no rule" in desk.refused("traffic", "rules", "--set", str(file))
