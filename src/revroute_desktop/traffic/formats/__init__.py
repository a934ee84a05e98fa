"""Formats of access logs: how a block of decoded lines becomes `Hits`.

Every format is read by one kind of function, `Parse` of `parsed.py`:

    parse(lines: Sequence[str], numbers: Sequence[int], offsets: Sequence[int], state: str = "") -> Parsed

`lines` are decoded lines (UTF-8 with "replace") without their line ends, `numbers` their 1-based numbers
and `offsets` where each begins, in bytes of the decompressed file; they need not follow one another, so that
lines a faster reader refused can be handed over alone. `Parsed` has `hits`, `refused`, `skipped` (comments,
directives, blank lines) and `state`: what a format with directives (`#Fields`) must be given with the next
block of the same file, and what an import keeps to go on later. No line raises: it is a hit, refused with its
reason, or skipped.

- `registry.parser_for(name, zone="UTC") -> Parse`, `registry.FORMATS`: name is one of these, or a custom
  format that begins with `nginx:` or `goaccess:`
- `detect.detect(lines) -> tuple[Guess, ...]`: best first, with a score and the reason
- `apache.parse`: common, combined and vhost combined, the careful one; a broken quote loses nothing
- `forwarded.client(address, forwarded, trusted) -> str`
- `tester.try_format(name, lines) -> tuple[Trial, ...]`: field by field, and where a line stops matching
"""
