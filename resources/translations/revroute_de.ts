<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Console</name>
    <message>
        <source> A report without your data is in {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Balance before: {opening}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Do not trust the books: keep this file, and restore a backup that verifies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source> It is a group of {n} rows: a correction holds for each.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source> Nothing lies there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> The log now shows entry {entry}, which covers it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>## In tables and lists

| Act | Keys |
|---|---|
| move | arrows, Page Up, Page Down, Home, End |
| open the inspector | Enter |
| close inspector, palette or notices | Esc |
| select | Space |
| copy | Ctrl+C |
| next control | Tab, Shift+Tab |</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, switched off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0.00 in {currencies}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 entry selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 selected,</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>48211, 48215, or nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>8 characters or more; nobody can find it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A .revroute file. It is checked before anything is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A checkpoint that was kept elsewhere shows whether the log was cut off or rewritten since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A code is segments joined by colons. The first segment gives the type where it is a known one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file that shows to somebody without the books that something stands in them, under a signature. A new checkpoint is signed where none covers it yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A first plan from five examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A job is running. Wait for it or cancel it in the jobs tray, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key file under a passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A made-up creator network: payees, several currencies, 18 months, some bad rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new key is made, and the old one signs that it follows. What the old one signed stays signed. Tell the new verifier key to those who check your proofs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A plan is a YAML file that says who gets what of each event. Publish one to route what waits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A published version is frozen. It rules events from local midnight of its effective day on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A row that can&apos;t be accepted stands here whole, with file, line and reason, until you decide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A row with the source and id of an event that is in the books, but other content, stands here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tamper-evident log from the first entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A transaction with its postings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About 50,000 events to play with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept a rollback…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept the rollback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept the rollback?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account that held it before the books began</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advance to a payee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All currencies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All imports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All other rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All rows of one external id are one event, such as the lines of an invoice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount, {code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An account in the period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An entry of the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An older copy opens read only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analytics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it lies in the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit does not hold, see why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit not verified yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit verified to {size}, {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auditor&apos;s bundle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Available</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Available: what is posted, less what is still held for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Becomes a {kind} of {amount} from {source}, {external_id}, {when}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Booked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Booked on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Booked transaction {transaction}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Books balanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Books do not balance, see why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring in an export: CSV, JSON Lines or Parquet, plain or compressed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By {key_name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (*.csv);;JSON Lines (*.jsonl);;Parquet (*.parquet)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change shortcuts…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the filter to see what is in quarantine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the filter, or choose another currency in the header.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the filter, or choose another period or currency in the header.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change them in the [settings](settings:shortcuts). Everything is also in the palette: **{keys}**.
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check a proof</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check a proof file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check a proof file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checked against accounts and published versions: no findings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint now</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Checkpoint {covered}, signed {signed}. Every entry below is covered; the {above} above are not yet.</source>
        <extracomment>One: Checkpoint {covered}, signed {signed}. Every entry below is covered; the one above is not yet.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Checkpoint {size} signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoints (*.txt *.note);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file: its columns and first rows are shown here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file: its first rows are shown here as the profile reads them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a reason first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an action in the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the file to import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the file whose columns are to be mapped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the file with the checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the plan&apos;s file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the proof file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filter: this acts on all rows of the reason, not only on those in sight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the jobs tray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column of: {field}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns as they were</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns stand apart by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compact, 24 px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with a checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with a checkpoint…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Condition {name} {value}{off}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Content hash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the verifier key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted from 0, newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Country</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Covered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crashed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Credit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Credits of liabilities and income are shown as positive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Credits to destinations are shown as positive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+J shows the jobs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debits and credits are equal in every currency.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debits less credits, all accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debits less credits: {amount}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Destination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Destinations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss all rows refused for {reason}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss rows refused for {reason_code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss the new row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss this row?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismissed 1 row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Dismissed {count} rows.</source>
        <extracomment>One: Dismissed {count} row.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft of version {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a workspace anywhere in this window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop the file here as well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due on or before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit a draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit a draft of the plan and simulate it on real events: who would gain, who would lose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Effective</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Effective from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry {seq}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event, gross</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Events now: {count} rows.</source>
        <extracomment>One: Events now: {count} row.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Events of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything from this file was reversed: {undone}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export these rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export these rows…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export {table} to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exports (*.csv *.jsonl *.ndjson *.parquet *.gz *.xz *.zst);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>External id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File has moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File with the signed note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File: CSV, JSON Lines or Parquet, plain or gz, xz, zst</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the {table}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter, order, columns, period and currency are kept and stand in the rail under a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find accounts, events, plans and pages, or run an action ({keys})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find or run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find or run in the header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find or run: an action, account, event, plan, setting or help page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find or run…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find out why before anything else: was an old copy put back? If it was on purpose, accept it; until then the workspace is only read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First rows under this profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follows the system while it runs, or stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For all tables at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found {when}: see above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From is after to. Exchange the two days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {before} to {after}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further columns that a plan may look at, as attr.NAME. Personal data does not belong here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the passphrase of the key file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the row another id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the view a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the workspace a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held in reserve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help on filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History of the event in the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How numbers are written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How times are written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import revenue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import revenue…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Imported {count} events</source>
        <extracomment>One: Imported {count} event</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Imports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imports, routing and checks show their progress here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In quarantine: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In suspense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the books</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Income</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspector tabs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be compared before its findings are mended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be published before its findings are mended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes on without the original that it names: the next route posts it by the plan&apos;s table for negative events, unless the original has come by then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It holds: the log of {newer} entries begins with the {older} of the older one. {trust}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It holds: {checked}. {trust}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is held against its profile and the books once more, as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It names places in the code, nothing of your books. It was sent nowhere and lies in {place}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It waits again, and the next route decides it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It waits for the next routing run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It waits: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was published already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It will not become an event. The row, your name and the reason stay in the books.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its mirror is booked today. Both stay in the books, each naming the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Journal entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep {column} as attr.{name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key file {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key file, made when it is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyring {word}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys of {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of all other rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last locked day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last quarter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last seen state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last {count} days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaf hash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Liability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines above the header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live books</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock or unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock or unlock a period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock up to a day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked everything to {isoformat}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked to {day}, this day included</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looked up when a checkpoint is signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made-up books to try the program with: nothing in them is real.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make an auditor&apos;s bundle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make an auditor&apos;s bundle…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it an event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the bundle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the demo workspace, about a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map the columns of a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend line {line} of {file_name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mended: the row is an event now and waits for the next route.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More conditions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the lock back to a day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a file that ends in .yaml for the profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name and time zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the profile: small letters, digits, hyphens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the key file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the payee.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New workspace…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No accounts match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No checkpoint yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No column says the kind: all rows are of one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No day is locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No event waits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No events match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No events yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No hold is due on or before {as_of}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No job has run since this window opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No jobs running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No plan is published yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No profile knows the columns of this file: map them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No report of a fault is kept on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No workspace open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None yet: the first checkpoint makes one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not covered yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not verified yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing altered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing altered: {entries} entries, {postings} postings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be proved to others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing conflicts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in the books is ever changed: a wrong entry is reversed by another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is booked for this event yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is booked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is called that. Try an action, an account, an event&apos;s id, a plan or a help page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is in quarantine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is locked any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Nothing new: {count} events were here already.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was imported yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was simulated yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing yet. Ends of jobs and faults are said here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Occurred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline, nothing unsent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On or before a locked day nothing is booked; what comes late goes to the first open day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One file holds your books. Its days and months are counted in a zone that stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One file on this computer holds your books. Nothing is sent anywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a workspace first: an export is imported into one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a workspace…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened account {code}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owed to creators</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owed to partners</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owed to payees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own postings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paid from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passed over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payee, such as payee:neon-kitten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payees, holds, approvals, payouts and reconciliation will stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payload tabs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan file, YAML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plans (*.yaml *.yml)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Posted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Postings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Posts what is left of every hold that is due on or before a day to the one it is held for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processes, schedules, people and settings will stand here. Jobs are in the tray: Ctrl+J.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile: how its columns are read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profiles (*.yaml *.yml)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proof file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proofs (*.json);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prove each transaction of this account too: {period}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prove these transactions too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prove this entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prove {account}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish a plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish a plan and route what waits: balances appear with the first batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish a plan first: it says who gets what.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish a plan…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish {stem} from {effective}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Published {name}, in force from {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Published {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quarantine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quarantined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Q{quarter} {year}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read by the profile {profile}. The row as it came stays in the books.{rows}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Readable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent workspaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recomputes everything from the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refunds and chargebacks whose payments were not imported yet. Routing decides them then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refunds, caps, holds, chargebacks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Refused again: {count} rows.</source>
        <extracomment>One: Refused again: {count} row.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Refused for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release holds due on {as_of}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Released {count} holds, {amounts}.</source>
        <extracomment>One: Released {count} hold, {amounts}.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Remove keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the view {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace the key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace the signing key?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace the signing key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replaced in entry {retired}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report of a fault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports of faults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry all rows refused for {reason}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry rows refused for {reason_code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry this row?</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Retry {count} events?</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Retry {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revenue, campaigns, forecasts and reports will stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reverse this transaction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reverse transaction {transaction}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reversed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reverses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roomy, 34 px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rounded by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Route</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Route what waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Route {waiting} waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Route {written} waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routed</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Routed {count} events</source>
        <extracomment>One: Routed {count} event</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Routes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routes the real events of these days under another plan. Nothing is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routes the real events of these days under the draft. Nothing is written to the books.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows of tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows that can&apos;t be accepted go to quarantine whole. The same file twice changes nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples: {texts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save and import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this view of {table}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved {at}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say once which column is what; the profile reads every later export of the same form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say where to write it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say which account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say which entry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say which event.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say which transaction.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say why: the reason goes into the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say why: unlocking needs a reason, it stands in the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Says what the file proves, and under whose signature. Drop a file here, or choose it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schema, log tail and checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show new rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign a checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign between columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign of amounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign with the key in</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Signed a checkpoint over {size} entries.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Signed by the key in the file itself: give the company&apos;s key to know who signed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed by the key that you trust.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulate a plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulate a plan…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulate the draft of {draft}, {first} to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulate the draft of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulate {stem}, {first} to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something does not hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something does not hold: {what} ({where}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source, or what is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split income by agreed rules, to the cent. Explain every amount.
Prove afterwards that nothing was altered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps of the profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still refused: {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still refused: {refused}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. What was committed before stays; the same act goes on from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stronger inks and lines, and a wider ring around what has focus.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum, {code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Superseded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tabs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is no verifier key: {fault}. Copy it whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address was copied: this program opens no pages of the web.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The books hold {conflict} with other content.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The books keep what was mapped from the row, not the row itself. It stands in the file of this hash.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo workspace could not be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The event of the books beside the new row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The export was stopped; no file was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fault concerns no single row: it is in the whole file or a sum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file&apos;s name ends in .revroute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first line holds data, not the columns&apos; names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first thing that does not hold: {fault}. What comes after it was not looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first {most} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The last {n} entries, {first} to {last}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The lock stands at {isoformat} now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log, its checkpoints and keys, every plan version, the journal, a page of explanation, and a script that checks all of it with Python alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new key is {vkey}, announced in entry {announced}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new row cannot be read under its profile any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The newest {shown} of {counted}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The period holds for the whole console. Days begin at midnight in {zone}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The place is {place}.{nothing}{entry}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile passes over rows like this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program met a fault of its own the last time. A report without your data is kept here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program met a fault of its own; your books are not touched by it.{where}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rollback is accepted and stands in the log; the workspace can be written again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row as it came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row is an event now and waits for the next route.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row is still refused. Correct the fields that are marked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system&apos;s keyring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {shown} most frequent texts of {column}; the others are as all other rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme, contrast and row height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a view {name} already; remove it first, or choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file {path}. Choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no folder {parent}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These are events of the books: retry them, or undo their import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These books are read-only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These books are read-only: nothing can be imported into them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These books can be looked at, but not written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They come from files: import an export of a shop, a payment provider or an ad network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They wait again, and the next route decides each anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This entry is newer than the last checkpoint. Sign a new one to prove it to others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This event came in, but its route refused it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This event is not routed yet, so there is nothing to explain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This event&apos;s amount is zero, so nothing was given to anybody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is not what this machine remembers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This import was interrupted. Import the same file again to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a group: choose one of its accounts to see its statement.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This quarter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This version sends nothing anywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thrown away when you like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time zone of the books</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time zone of the file&apos;s clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To come from sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To payee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To, this day included</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Totals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transaction {transaction}. Debits and credits are equal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Treasury</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Under this plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the import of {file_name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the import of {file_name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo this import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo {events} events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone: {events}, {transactions}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unfinished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use {example}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual, 27 px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value {at}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified to {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verifier key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verifier key that you trust</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify recomputes everything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify with replay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verifying{percent}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Visits, bots, sources and load runs against your own services will stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What can be filtered by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What can be typed next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What changes against {before}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What differs, in words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is booked here counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What lies at the fault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the checkpoint covers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the texts of {column} stand for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this machine remembers beyond this file is given up, and the workspace can be written again. Your name and the reason stand in the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to prove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the amount went</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the profile is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why {amount_text}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With replay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a signature nothing can be proved to others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words, numbers and dates; from the next start on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workspaces (*.revroute)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Would change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a proof</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a proof…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the account&apos;s code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the day as 2026-12-01.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write to (an account: a new folder, or a name that ends in .zip)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write to: a new folder, or a name that ends in .zip</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Wrote {count} rows to {name}.</source>
        <extracomment>One: Wrote {count} row to {name}.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Wrote {output}. Whoever has it checks it without your books.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrote {output}: {entries} entries, {proofs}. It checks itself: python3 verify_bundle.py.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrote {proofs} to {output}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a star stands for any letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a year, quarter, month, week or day in the zone of the books</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>accounts in</source>
        <extracomment>One: account in</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>all time</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and {n} more currencies</source>
        <extracomment>One: and {n} more currency</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>any of several values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as all other rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the first segment says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>audit note rollback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>audit transaction event payee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>audit verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>back from its part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bell notifications</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by the tier reached so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by tiers, each band at its rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check audit log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check recompute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>comma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>command palette search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compare amounts, numbers and dates, or give a range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counts cents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>crash bug folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>create file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>csv file upload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>density dark light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dispute won, or lost if negative</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>entries</source>
        <extracomment>One: entry</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>entry {seq} stands in the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>erased</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>erased; every proof still holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>erased; its commitment is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>events</source>
        <extracomment>One: event</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>exit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>export them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>export zip proofs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>file load</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>files imported</source>
        <extracomment>One: file imported</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>focus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for {beneficiary}, due {due_day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>frozen since it was published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>help {headings}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>holds for all workspaces, at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>iso, unix, or %d.%m.%Y %H:%M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its external id, ch_3Qm7TzKcd9</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its number, 1048</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its number, 48211</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept as a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept for this person on this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept in this workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keyring passphrase file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keys keyboard bind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keys keyboard change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>manual documentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>month days range date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name+id+base64, had from the company by another way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>named in each row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no route could take it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>none of {size} entries is covered yet</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>none running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not; a minus before any condition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing that matters for money differs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of an event, where several sources have that id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one for all, such as EUR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one for all, such as stripe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only if the profile does not name one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only if this log does not know the key: name+id+base64</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>over {size} entries</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pane events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pane log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>passed over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>payee:neon-kitten, or nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>preferences options</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>published versions</source>
        <extracomment>One: published version</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>replay identical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restore older</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rotate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>round to cents</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>rows conflict with the books</source>
        <extracomment>One: row conflicts with the books</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>rows wait for a person</source>
        <extracomment>One: row waits for a person</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>run split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sale, or refund if negative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sample example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sign as in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sign by the kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sign turned round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>simulations kept, newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopping after this chunk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>switched off, but kept: a click on a condition does the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text without a field is looked for in ids and words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>theme accessibility</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>theme bright</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>theme night</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this row of {table} stands in the books</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>transaction {id} stands in the books with these postings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>version {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>view {filter}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what if try</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what this is, in the statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>why, for the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without replay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>written as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>written as, in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{account} gets all of {whole}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{account} gets what {n} other parts leave of {whole}.</source>
        <extracomment>One: {account} gets what one other part leaves of {whole}.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{before} and {after}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{booked_day}, entry {entry}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{capitalize} from {source}, {occurred_at} {key}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{changed} of {events} events would change.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{changed} of {events} events would give other amounts or to others; {undecided} would wait or be quarantined. Nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{code}: debits {debit}, credits {credit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count} conflicts</source>
        <extracomment>One: {count} conflict</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} entries</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} events</source>
        <extracomment>One: {count} event</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} events wait for the next route.</source>
        <extracomment>One: {count} event waits for the next route.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{count} new, show</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count} postings</source>
        <extracomment>One: {count} posting</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} proofs</source>
        <extracomment>One: {count} proof</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} quarantined</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} rows are each held against its profile and the books once more, as it is.</source>
        <extracomment>One: {count} row is held against its profile and the books once more, as it is.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} rows are each settled without becoming an event; row, name and reason stay.</source>
        <extracomment>One: {count} row is settled without becoming an event; row, name and reason stay.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} rows covered</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} rows refused</source>
        <extracomment>One: {count} row refused</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{count} running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} selected, too many to copy:</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count} still wait</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} transactions reversed</source>
        <extracomment>One: {count} transaction reversed</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{count} unread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} values: see Raw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count}. It cannot be published until they are mended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{covered} covered, {since} entries since</source>
        <extracomment>One: {covered} covered, {since} entry since</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{covered} of {n} entries are covered</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{day}</source>
        <comment>a day of the month before another: 19 to 28 Oct 2026</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day} {month}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day} {month} {year}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total} </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{events} events will be undone; the postings of {routed} that are routed are reversed on the first open day; and {refused} refused rows close. Nothing is deleted, and the same file can be imported again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{events} of {count} become events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} of every row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file_name}, line {line}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is read as {format}; {rows} were looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is there already. Choose another name, or open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, until the window closes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hidden} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{id} asked for {limited}. The cap of {limit} for {period} had {limit_2} left: counter {before} before, {after} after.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{keys} belongs to “{title}”. If you set it here, that has no keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{left} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (kept here)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} goes on with the next route.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a number. Write it as {example}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is open in another window, which has come to the front.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was published already from {day}; nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} – RevRoute Desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, read as {field}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, version {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: an export ends in .csv, .jsonl or .parquet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} accounts</source>
        <extracomment>One: {n} account</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} changes</source>
        <extracomment>One: {n} change</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} fields differ. The new row is line {line} of {file_name}; the books keep what they hold.</source>
        <extracomment>One: {n} field differs. The new row is line {line} of {file_name}; the books keep what they hold.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} findings</source>
        <extracomment>One: {n} finding</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} rows</source>
        <extracomment>One: {n} row</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{part} is not the number of a transaction. Write them as 48211, 48215.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{passed} are passed over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} can&apos;t be written: {strerror}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is there already. Name another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{payload}
… {rest} characters more: Copy takes all of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{plan} on real events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{published_at} by {published_by}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rate} of gross{plus}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rate} of {base}{plus}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rate}, pays back an advance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{refused} go to quarantine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{route}, first that matched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{route}, plan {plan}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rule}, cut by cap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rule}, until {due_day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{running} running</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{size} entries, {how}, {when}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{start} to {end}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sums}. They are equal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text}
Click or Space: off. Enter: edit. Delete: remove.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text}
Click or Space: on. Enter: edit. Delete: remove.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} is not in this version yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} tabs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{vkey} (announced in entry {announced}, kept in the {value})</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{whole} is taken back from {n} accounts; {account} bears the most.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{written} wait for their originals</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
