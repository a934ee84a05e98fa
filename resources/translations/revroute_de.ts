<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Console</name>
    <message>
        <source> A report without your data is in {path}.</source>
        <translation> Ein Bericht ohne Ihre Daten liegt in {path}.</translation>
    </message>
    <message>
        <source> And {count} more.</source>
        <translation> Und {count} weitere.</translation>
    </message>
    <message>
        <source> Do not trust the books: keep this file, and restore a backup that verifies.</source>
        <translation> Verlassen Sie sich nicht auf diese Bücher: Bewahren Sie die Datei auf und stellen Sie eine Sicherung wieder her, die sich verifizieren lässt.</translation>
    </message>
    <message numerus="yes">
        <source> It is a group of {n} rows: a correction holds for each.</source>
        <translation>
            <numerusform> Es ist eine Gruppe von {n} Zeile: Eine Korrektur gilt für jede.</numerusform>
            <numerusform> Es ist eine Gruppe von {n} Zeilen: Eine Korrektur gilt für jede.</numerusform>
        </translation>
    </message>
    <message>
        <source> Nothing lies there any more.</source>
        <translation> Dort liegt nichts mehr.</translation>
    </message>
    <message>
        <source> The log now shows entry {entry}, which covers it.</source>
        <translation> Das Protokoll zeigt jetzt Eintrag {entry}, der sie abdeckt.</translation>
    </message>
    <message>
        <source> What it asks of a payer is left out: names of people stay in the books alone.</source>
        <translation> Was er nach Zahlern fragt, bleibt weg: Namen von Menschen bleiben allein in den Büchern.</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
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
        <translation>## In Tabellen und Listen

| Was | Tasten |
|---|---|
| bewegen | Pfeile, Bild auf, Bild ab, Pos1, Ende |
| Inspektor öffnen | Eingabe |
| Inspektor, Palette oder Meldungen schließen | Esc |
| auswählen | Leertaste |
| kopieren | Strg+C |
| nächstes Bedienelement | Tab, Umschalt+Tab |</translation>
    </message>
    <message>
        <source>, switched off</source>
        <translation>, ausgeschaltet</translation>
    </message>
    <message>
        <source>0.00 in {currencies}</source>
        <translation>0,00 in {currencies}</translation>
    </message>
    <message>
        <source>1 entry selected</source>
        <translation>1 Eintrag ausgewählt</translation>
    </message>
    <message>
        <source>1 log selected</source>
        <translation>1 Log ausgewählt</translation>
    </message>
    <message>
        <source>1 name selected</source>
        <translation>1 Name ausgewählt</translation>
    </message>
    <message>
        <source>1 selected</source>
        <translation>1 ausgewählt</translation>
    </message>
    <message>
        <source>1 selected,</source>
        <translation>1 ausgewählt,</translation>
    </message>
    <message>
        <source>1 to 4</source>
        <translation>1 bis 4</translation>
    </message>
    <message>
        <source>1 visit selected</source>
        <translation>1 Besuch ausgewählt</translation>
    </message>
    <message>
        <source>28 May 2026, 14:43</source>
        <translation>28. Sept. 2026, 14:43</translation>
    </message>
    <message>
        <source>28 May 2026, 14:43:42</source>
        <translation>28. Sept. 2026, 14:43:42</translation>
    </message>
    <message>
        <source>28 Oct 2026</source>
        <translation>28. Sept. 2026</translation>
    </message>
    <message>
        <source>28 Oct 2026, 14:43</source>
        <translation>28. Sept. 2026, 14:43</translation>
    </message>
    <message>
        <source>48211, 48215, or nothing</source>
        <translation>48211, 48215 oder nichts</translation>
    </message>
    <message>
        <source>5 minutes</source>
        <translation>5 Minuten</translation>
    </message>
    <message>
        <source>8 characters or more; nobody can find it again</source>
        <translation>mindestens 8 Zeichen; niemand kann sie wiederfinden</translation>
    </message>
    <message>
        <source>A .revroute file. It is checked before anything is shown.</source>
        <translation>Eine .revroute-Datei. Sie wird geprüft, bevor etwas angezeigt wird.</translation>
    </message>
    <message>
        <source>A checkpoint that was kept elsewhere shows whether the log was cut off or rewritten since.</source>
        <translation>Ein anderswo aufbewahrter Kontrollpunkt zeigt, ob das Protokoll seither gekürzt oder umgeschrieben wurde.</translation>
    </message>
    <message>
        <source>A code is segments joined by colons. The first segment gives the type where it is a known one.</source>
        <translation>Ein Kontocode besteht aus Teilen mit Doppelpunkten dazwischen. Ein bekannter erster Teil bestimmt die Kontoart.</translation>
    </message>
    <message>
        <source>A command of the program, as in a terminal, without revroute and -w. It waits for its turn.</source>
        <translation>Ein Befehl des Programms wie im Terminal, ohne revroute und -w. Er wartet, bis er an der Reihe ist.</translation>
    </message>
    <message>
        <source>A commit takes {value}, over {mark}: the disk is slow.</source>
        <translation>Ein Commit dauert {value}, über {mark}: Der Datenträger ist langsam.</translation>
    </message>
    <message>
        <source>A file that shows to somebody without the books that something stands in them, under a signature. A new checkpoint is signed where none covers it yet.</source>
        <translation>Eine Datei, die jemandem ohne die Bücher unter einer Signatur zeigt, dass etwas in ihnen steht. Deckt es noch kein Kontrollpunkt ab, wird ein neuer signiert.</translation>
    </message>
    <message>
        <source>A first plan from five examples</source>
        <translation>Ein erster Plan aus fünf Beispielen</translation>
    </message>
    <message>
        <source>A job is running. Wait for it or cancel it in the jobs tray, then try again.</source>
        <translation>Ein Auftrag läuft. Warten Sie, bis er endet, oder brechen Sie ihn in der Auftragsleiste ab; versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>A job runs on this workspace: leave -w out of its command.</source>
        <translation>Ein Auftrag läuft auf diesem Arbeitsbereich: Lassen Sie -w im Befehl weg.</translation>
    </message>
    <message>
        <source>A key file under a passphrase</source>
        <translation>Eine Schlüsseldatei mit Passphrase</translation>
    </message>
    <message>
        <source>A made-up creator network: payees, several currencies, 18 months, some bad rows.</source>
        <translation>Ein erdachtes Creator-Netzwerk: mehrere Währungen, 18 Monate, einige fehlerhafte Zeilen.</translation>
    </message>
    <message>
        <source>A new key is made, and the old one signs that it follows. What the old one signed stays signed. Tell the new verifier key to those who check your proofs.</source>
        <translation>Ein neuer Schlüssel entsteht, und der alte signiert seine Nachfolge. Was der alte signiert hat, bleibt signiert. Teilen Sie den neuen Prüfschlüssel allen mit, die Ihre Nachweise prüfen.</translation>
    </message>
    <message>
        <source>A plan is a YAML file that says who gets what of each event. Publish one to route what waits.</source>
        <translation>Ein Plan ist eine YAML-Datei, die sagt, wer was von jedem Ereignis erhält. Veröffentlichen Sie einen, um Wartendes zu verteilen.</translation>
    </message>
    <message>
        <source>A published version is frozen. It rules events from local midnight of its effective day on.</source>
        <translation>Eine veröffentlichte Version ist unveränderlich. Sie gilt für Ereignisse ab Mitternacht (Ortszeit) ihres Gültigkeitstags.</translation>
    </message>
    <message>
        <source>A quotation mark is left open in the command.</source>
        <translation>Im Befehl ist ein Anführungszeichen nicht geschlossen.</translation>
    </message>
    <message>
        <source>A row that can&apos;t be accepted stands here whole, with file, line and reason, until you decide.</source>
        <translation>Eine Zeile, die nicht angenommen werden kann, steht hier vollständig mit Datei, Zeilennummer und Grund, bis Sie entscheiden.</translation>
    </message>
    <message>
        <source>A row with the source and id of an event that is in the books, but other content, stands here.</source>
        <translation>Hier stehen Zeilen mit Quelle und ID eines gebuchten Ereignisses, aber anderem Inhalt.</translation>
    </message>
    <message>
        <source>A stop loses at most the chunk under way.</source>
        <translation>Beim Anhalten geht höchstens der laufende Abschnitt verloren.</translation>
    </message>
    <message>
        <source>A tamper-evident log from the first entry</source>
        <translation>Fälschungssicheres Protokoll von Anfang an</translation>
    </message>
    <message>
        <source>A transaction with its postings</source>
        <translation>Eine Buchung mit ihren Buchungszeilen</translation>
    </message>
    <message>
        <source>AI crawler</source>
        <translation>KI-Crawler</translation>
    </message>
    <message>
        <source>About 50,000 events to play with</source>
        <translation>Rund 50.000 Ereignisse zum Ausprobieren</translation>
    </message>
    <message>
        <source>Accept a rollback…</source>
        <translation>Rücksetzung anerkennen …</translation>
    </message>
    <message>
        <source>Accept the rollback</source>
        <translation>Rücksetzung anerkennen</translation>
    </message>
    <message>
        <source>Accept the rollback?</source>
        <translation>Rücksetzung anerkennen?</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Account that held it before the books began</source>
        <translation>Konto, auf dem es vor Beginn der Bücher lag</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>Achieved</source>
        <translation>Erreicht</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Actor</source>
        <translation>Akteur</translation>
    </message>
    <message>
        <source>Add a line</source>
        <translation>Zeile hinzufügen</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Advance to a payee</source>
        <translation>Vorschuss an Empfänger</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All currencies</source>
        <translation>Alle Währungen</translation>
    </message>
    <message>
        <source>All imports</source>
        <translation>Alle Importe</translation>
    </message>
    <message>
        <source>All logs</source>
        <translation>Alle Logs</translation>
    </message>
    <message>
        <source>All other rows</source>
        <translation>Alle anderen Zeilen</translation>
    </message>
    <message>
        <source>All requests of this period count as people&apos;s.</source>
        <translation>Alle Anfragen dieses Zeitraums zählen als die von Menschen.</translation>
    </message>
    <message>
        <source>All rows of one external id are one event, such as the lines of an invoice</source>
        <translation>Alle Zeilen einer externen ID sind ein Ereignis, etwa die Positionen einer Rechnung</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>Gesamter Zeitraum</translation>
    </message>
    <message>
        <source>All visits</source>
        <translation>Alle Besuche</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Amount, {code}</source>
        <translation>Betrag, {code}</translation>
    </message>
    <message>
        <source>Amounts: {what}</source>
        <translation>Beträge: {what}</translation>
    </message>
    <message>
        <source>An account in the period</source>
        <translation>Ein Konto im Zeitraum</translation>
    </message>
    <message>
        <source>An attribute of its file</source>
        <translation>Ein Attribut aus seiner Datei</translation>
    </message>
    <message>
        <source>An entry of the log</source>
        <translation>Ein Eintrag des Protokolls</translation>
    </message>
    <message>
        <source>An event</source>
        <translation>Ein Ereignis</translation>
    </message>
    <message>
        <source>An older copy opens read only</source>
        <translation>Eine ältere Kopie öffnet schreibgeschützt</translation>
    </message>
    <message>
        <source>Analytics</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>And more</source>
        <translation>Und mehr</translation>
    </message>
    <message>
        <source>Anomalies</source>
        <translation>Auffälligkeiten</translation>
    </message>
    <message>
        <source>Another program runs the queue of this workspace: process {pid}.</source>
        <translation>Ein anderes Programm führt die Warteschlange dieses Arbeitsbereichs aus: Prozess {pid}.</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Answers by status</source>
        <translation>Antworten nach Status</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>As it came</source>
        <translation>Wie sie kam</translation>
    </message>
    <message>
        <source>As it lies in the file.</source>
        <translation>So, wie es in der Datei liegt.</translation>
    </message>
    <message>
        <source>As it stands in the file</source>
        <translation>Wie sie in der Datei steht</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Verlangt</translation>
    </message>
    <message>
        <source>Asking the target…</source>
        <translation>Das Ziel wird gefragt …</translation>
    </message>
    <message>
        <source>Asset</source>
        <translation>Vermögen</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Attribute</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Audit does not hold, see why</source>
        <translation>Prüfung fehlgeschlagen, siehe Grund</translation>
    </message>
    <message>
        <source>Audit not verified yet</source>
        <translation>Noch nicht verifiziert</translation>
    </message>
    <message>
        <source>Audit verified to {size}, {when}</source>
        <translation>Verifiziert bis {size}, {when}</translation>
    </message>
    <message>
        <source>Auditor&apos;s bundle</source>
        <translation>Prüferpaket</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Verfügbar</translation>
    </message>
    <message>
        <source>Available: what is posted, less what is still held for it.</source>
        <translation>Verfügbar: was gebucht ist, abzüglich dessen, was noch einbehalten wird.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Saldo</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>Weil</translation>
    </message>
    <message>
        <source>Becomes a {kind} of {amount} from {source}, {external_id}, {when}.</source>
        <translation>Wird zu: {kind} über {amount} von {source}, {external_id}, {when}.</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Begann</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Between the two, slots follow what the machine bears; with Automatic off the most holds.</source>
        <translation>Dazwischen folgen die Plätze dem, was die Maschine verträgt; ist „Automatisch“ aus, gilt die Obergrenze.</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>Buchen</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>Gebucht</translation>
    </message>
    <message>
        <source>Booked on</source>
        <translation>Buchungstag</translation>
    </message>
    <message>
        <source>Booked transaction {transaction}.</source>
        <translation>Buchung {transaction} ist gebucht.</translation>
    </message>
    <message>
        <source>Books balanced</source>
        <translation>Bücher ausgeglichen</translation>
    </message>
    <message>
        <source>Books do not balance, see why</source>
        <translation>Bücher nicht ausgeglichen, siehe Grund</translation>
    </message>
    <message>
        <source>Bot</source>
        <translation>Bot</translation>
    </message>
    <message>
        <source>Bots</source>
        <translation>Bots</translation>
    </message>
    <message>
        <source>Bots and why</source>
        <translation>Bots und warum</translation>
    </message>
    <message>
        <source>Bots, filtered out</source>
        <translation>Bots, ausgefiltert</translation>
    </message>
    <message>
        <source>Bounds</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Bounds of slots</source>
        <translation>Grenzen der Plätze</translation>
    </message>
    <message>
        <source>Bounds…</source>
        <translation>Grenzen …</translation>
    </message>
    <message>
        <source>Bring in an export: CSV, JSON Lines or Parquet, plain or compressed.</source>
        <translation>Übernehmen Sie einen Export: CSV, JSON Lines oder Parquet, auch komprimiert.</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>Gebrochen</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>By campaign</source>
        <translation>Nach Kampagne</translation>
    </message>
    <message>
        <source>By landing page</source>
        <translation>Nach Einstiegsseite</translation>
    </message>
    <message>
        <source>By source</source>
        <translation>Nach Herkunft</translation>
    </message>
    <message>
        <source>By what</source>
        <translation>Wonach</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>CPU, %</source>
        <translation>CPU, %</translation>
    </message>
    <message>
        <source>CPU, last minutes</source>
        <translation>CPU, letzte Minuten</translation>
    </message>
    <message numerus="yes">
        <source>CPU, {count} cores</source>
        <extracomment>One: CPU, {count} core</extracomment>
        <translation>
            <numerusform>CPU, {count} Kern</numerusform>
            <numerusform>CPU, {count} Kerne</numerusform>
        </translation>
    </message>
    <message>
        <source>Came from</source>
        <translation>Kam von</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Kampagne</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel the job</source>
        <translation>Auftrag abbrechen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Change</source>
        <comment>a rule</comment>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Change shortcuts…</source>
        <translation>Tastenkürzel ändern …</translation>
    </message>
    <message>
        <source>Change the filter to see what is in quarantine.</source>
        <translation>Ändern Sie den Filter, um zu sehen, was in Quarantäne ist.</translation>
    </message>
    <message>
        <source>Change the filter, or choose another currency in the header.</source>
        <translation>Ändern Sie den Filter oder wählen Sie in der Kopfzeile eine andere Währung.</translation>
    </message>
    <message>
        <source>Change the filter, or choose another period or currency in the header.</source>
        <translation>Ändern Sie den Filter oder wählen Sie in der Kopfzeile einen anderen Zeitraum oder eine andere Währung.</translation>
    </message>
    <message>
        <source>Change the filter, or clear it.</source>
        <translation>Ändern oder leeren Sie den Filter.</translation>
    </message>
    <message>
        <source>Change them in the [settings](settings:shortcuts). Everything is also in the palette: **{keys}**.
</source>
        <translation>Ändern lassen sie sich in den [Einstellungen](settings:shortcuts). Alles steht auch in der Palette: **{keys}**.
</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Check a proof</source>
        <translation>Nachweis prüfen</translation>
    </message>
    <message>
        <source>Check a proof file</source>
        <translation>Nachweisdatei prüfen</translation>
    </message>
    <message>
        <source>Check a proof file…</source>
        <translation>Nachweisdatei prüfen …</translation>
    </message>
    <message>
        <source>Checked against accounts and published versions: no findings.</source>
        <translation>Gegen Konten und veröffentlichte Versionen geprüft: keine Befunde.</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>Kontrollpunkt</translation>
    </message>
    <message>
        <source>Checkpoint now</source>
        <translation>Kontrollpunkt setzen</translation>
    </message>
    <message numerus="yes">
        <source>Checkpoint {covered}, signed {signed}. Every entry below is covered; the {above} above are not yet.</source>
        <extracomment>One: Checkpoint {covered}, signed {signed}. Every entry below is covered; the one above is not yet.</extracomment>
        <translation>
            <numerusform>Kontrollpunkt {covered}, signiert {signed}. Alle Einträge darunter sind abgedeckt, der eine darüber noch nicht.</numerusform>
            <numerusform>Kontrollpunkt {covered}, signiert {signed}. Alle Einträge darunter sind abgedeckt, die {above} darüber noch nicht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Checkpoint {size} signed</source>
        <translation>Kontrollpunkt {size} signiert</translation>
    </message>
    <message>
        <source>Checkpoints (*.txt *.note);;All files (*)</source>
        <translation>Kontrollpunkte (*.txt *.note);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Wählen</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Choose a file: its columns and first rows are shown here.</source>
        <translation>Wählen Sie eine Datei: Ihre Spalten und ersten Zeilen erscheinen hier.</translation>
    </message>
    <message>
        <source>Choose a file: its first rows are shown here as the profile reads them.</source>
        <translation>Wählen Sie eine Datei: Ihre ersten Zeilen erscheinen hier, wie das Profil sie liest.</translation>
    </message>
    <message>
        <source>Choose a reason first.</source>
        <translation>Wählen Sie zuerst einen Grund.</translation>
    </message>
    <message>
        <source>Choose a scenario</source>
        <translation>Szenario wählen</translation>
    </message>
    <message>
        <source>Choose an action in the list.</source>
        <translation>Wählen Sie eine Aktion in der Liste.</translation>
    </message>
    <message>
        <source>Choose another period, or import the logs of this one.</source>
        <translation>Wählen Sie einen anderen Zeitraum oder importieren Sie die Logs dieses Zeitraums.</translation>
    </message>
    <message>
        <source>Choose another period, or import the revenue and the logs of this one.</source>
        <translation>Wählen Sie einen anderen Zeitraum oder importieren Sie Umsätze und Logs dieses Zeitraums.</translation>
    </message>
    <message>
        <source>Choose the days</source>
        <translation>Tage wählen</translation>
    </message>
    <message>
        <source>Choose the file to import.</source>
        <translation>Wählen Sie die Datei für den Import.</translation>
    </message>
    <message>
        <source>Choose the file whose columns are to be mapped.</source>
        <translation>Wählen Sie die Datei, deren Spalten zugeordnet werden sollen.</translation>
    </message>
    <message>
        <source>Choose the file with the checkpoint.</source>
        <translation>Wählen Sie die Datei mit dem Kontrollpunkt.</translation>
    </message>
    <message>
        <source>Choose the period</source>
        <translation>Zeitraum wählen</translation>
    </message>
    <message>
        <source>Choose the plan&apos;s file.</source>
        <translation>Wählen Sie die Datei des Plans.</translation>
    </message>
    <message>
        <source>Choose the proof file.</source>
        <translation>Wählen Sie die Nachweisdatei.</translation>
    </message>
    <message>
        <source>Chunk</source>
        <translation>Abschnitt</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Alle löschen</translation>
    </message>
    <message>
        <source>Clear list</source>
        <translation>Liste leeren</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Clear the filter: this acts on all rows of the reason, not only on those in sight.</source>
        <translation>Leeren Sie den Filter: Dies betrifft alle Zeilen mit diesem Grund, nicht nur die sichtbaren.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Close the jobs tray</source>
        <translation>Auftragsleiste schließen</translation>
    </message>
    <message>
        <source>Close the workspace</source>
        <translation>Arbeitsbereich schließen</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kontocode</translation>
    </message>
    <message>
        <source>Column of: {field}</source>
        <translation>Spalte für: {field}</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Columns as they were</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
    <message>
        <source>Columns stand apart by</source>
        <translation>Spalten sind getrennt durch</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Commits are quick again: {value}.</source>
        <translation>Commits sind wieder schnell: {value}.</translation>
    </message>
    <message>
        <source>Compact, 24 px</source>
        <translation>Kompakt, 24 px</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Compare two</source>
        <translation>Zwei vergleichen</translation>
    </message>
    <message>
        <source>Compare with a checkpoint</source>
        <translation>Mit Kontrollpunkt vergleichen</translation>
    </message>
    <message>
        <source>Compare with a checkpoint…</source>
        <translation>Mit Kontrollpunkt vergleichen …</translation>
    </message>
    <message>
        <source>Compare with {number}</source>
        <translation>Mit {number} vergleichen</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>Condition {name} {value}{off}</source>
        <translation>Bedingung {name} {value}{off}</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Konflikte</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>Konsole</translation>
    </message>
    <message>
        <source>Content hash</source>
        <translation>Inhalts-Hash</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Als CSV kopieren</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Als JSON kopieren</translation>
    </message>
    <message>
        <source>Copy the verifier key</source>
        <translation>Prüfschlüssel kopieren</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Count an agent as a bot</source>
        <translation>Einen Agenten als Bot zählen</translation>
    </message>
    <message>
        <source>Count as a bot</source>
        <translation>Als Bot zählen</translation>
    </message>
    <message>
        <source>Count as people</source>
        <translation>Als Menschen zählen</translation>
    </message>
    <message>
        <source>Count {name} as people?</source>
        <translation>{name} als Menschen zählen?</translation>
    </message>
    <message>
        <source>Counted from 0, newest first</source>
        <translation>Ab 0 gezählt, neueste zuerst</translation>
    </message>
    <message numerus="yes">
        <source>Counted {count} requests</source>
        <extracomment>One: Counted {count} request</extracomment>
        <translation>
            <numerusform>{count} Anfrage gezählt</numerusform>
            <numerusform>{count} Anfragen gezählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Country of the payer</source>
        <translation>Land des Zahlers</translation>
    </message>
    <message>
        <source>Counts as</source>
        <translation>Zählt als</translation>
    </message>
    <message>
        <source>Covered</source>
        <translation>Abgedeckt</translation>
    </message>
    <message>
        <source>Crashed</source>
        <translation>Abgestürzt</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>Haben</translation>
    </message>
    <message>
        <source>Credits of liabilities and income are shown as positive</source>
        <translation>Haben auf Verbindlichkeiten und Erträgen ist positiv dargestellt</translation>
    </message>
    <message>
        <source>Credits to destinations are shown as positive</source>
        <translation>Gutschriften an Ziele sind positiv dargestellt</translation>
    </message>
    <message>
        <source>Ctrl+J shows the jobs.</source>
        <translation>Strg+J zeigt die Aufträge.</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Days…</source>
        <translation>Tage …</translation>
    </message>
    <message>
        <source>Debit</source>
        <translation>Soll</translation>
    </message>
    <message>
        <source>Debits and credits are equal in every currency.</source>
        <translation>Soll und Haben sind in jeder Währung gleich.</translation>
    </message>
    <message>
        <source>Debits less credits, all accounts</source>
        <translation>Soll abzüglich Haben, alle Konten</translation>
    </message>
    <message>
        <source>Debits less credits: {amount}</source>
        <translation>Soll abzüglich Haben: {amount}</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Entschieden</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Destinations</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Datenträger</translation>
    </message>
    <message>
        <source>Disk, a commit</source>
        <translation>Datenträger, ein Commit</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Dismiss all</source>
        <translation>Alle verwerfen</translation>
    </message>
    <message>
        <source>Dismiss all rows refused for {reason}?</source>
        <translation>Alle wegen {reason} abgelehnten Zeilen verwerfen?</translation>
    </message>
    <message>
        <source>Dismiss the new row</source>
        <translation>Neue Zeile verwerfen</translation>
    </message>
    <message>
        <source>Dismiss this row?</source>
        <translation>Diese Zeile verwerfen?</translation>
    </message>
    <message>
        <source>Dismissed 1 row.</source>
        <translation>1 Zeile verworfen.</translation>
    </message>
    <message numerus="yes">
        <source>Dismissed {count} rows.</source>
        <extracomment>One: Dismissed {count} row.</extracomment>
        <translation>
            <numerusform>{count} Zeile verworfen.</numerusform>
            <numerusform>{count} Zeilen verworfen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Fertig.</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Draft of version {number}</source>
        <translation>Entwurf der Version {number}</translation>
    </message>
    <message>
        <source>Drop a workspace anywhere in this window</source>
        <translation>Legen Sie einen Arbeitsbereich irgendwo in diesem Fenster ab</translation>
    </message>
    <message>
        <source>Drop the file here as well</source>
        <translation>Die Datei lässt sich auch hier ablegen</translation>
    </message>
    <message>
        <source>Due on or before</source>
        <translation>Fällig bis einschließlich</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Edit a draft</source>
        <translation>Entwurf bearbeiten</translation>
    </message>
    <message>
        <source>Edit a draft of the plan and simulate it on real events: who would gain, who would lose.</source>
        <translation>Bearbeiten Sie einen Entwurf des Plans und simulieren Sie ihn mit echten Ereignissen: wer gewänne, wer verlöre.</translation>
    </message>
    <message>
        <source>Effective</source>
        <translation>Gültig ab</translation>
    </message>
    <message>
        <source>Effective from</source>
        <translation>Gültig ab</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Zeichenkodierung</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source> Balance before: {balance}.</source>
        <translation> Saldo zuvor: {balance}.</translation>
    </message>
    <message>
        <source> (“New account”, in Accounts)</source>
        <translation> („Neues Konto“, unter Konten)</translation>
    </message>
    <message>
        <source>1 job waits and the machine has room</source>
        <translation>1 Auftrag wartet, und die Maschine hat Luft</translation>
    </message>
    <message>
        <source>A campaign, a deploy, a holiday: what explains a figure later. It stands on every time axis.</source>
        <translation>Eine Kampagne, ein Deployment, ein Feiertag: was eine Zahl später erklärt. Es steht auf jeder Zeitachse.</translation>
    </message>
    <message>
        <source>A country needs a MaxMind file (.mmdb), which you bring: name it in the rules, after countries. Logs that are read from then on have countries; addresses stay on this machine.</source>
        <translation>Ein Land braucht eine MaxMind-Datei (.mmdb), die Sie mitbringen: Nennen Sie sie in den Regeln hinter countries. Logs, die von da an gelesen werden, haben Länder; Adressen bleiben auf dieser Maschine.</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Quittieren</translation>
    </message>
    <message numerus="yes">
        <source>Acknowledge {n} anomalies</source>
        <extracomment>One: Acknowledge the anomaly</extracomment>
        <translation>
            <numerusform>Die Auffälligkeit quittieren</numerusform>
            <numerusform>{n} Auffälligkeiten quittieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Quittiert</translation>
    </message>
    <message>
        <source>Acknowledge…</source>
        <translation>Quittieren…</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add a card</source>
        <translation>Karte hinzufügen</translation>
    </message>
    <message>
        <source>Add a card…</source>
        <translation>Karte hinzufügen …</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>Regel hinzufügen</translation>
    </message>
    <message>
        <source>Add card</source>
        <translation>Karte hinzufügen</translation>
    </message>
    <message>
        <source>After each import, routing and reading of logs the main figures are looked at. What is not as its season lets expect stands here.</source>
        <translation>Nach jedem Import, jeder Verteilung und jedem Einlesen von Protokollen werden die wichtigsten Zahlen angesehen. Was nicht so ist, wie es die Saison erwarten lässt, steht hier.</translation>
    </message>
    <message>
        <source>After so many seconds past its mark on end</source>
        <translation>Nach so vielen Sekunden jenseits der Schwelle am Stück</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>Gegenüber</translation>
    </message>
    <message>
        <source>Alert on</source>
        <translation>Alarm bei</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>All bytes</source>
        <translation>Alle Bytes</translation>
    </message>
    <message>
        <source>All requests</source>
        <translation>Alle Anfragen</translation>
    </message>
    <message>
        <source>All time, {period}. Choose a month in the header to compare.</source>
        <translation>Gesamte Zeit, {period}. Wählen Sie oben einen Monat, um zu vergleichen.</translation>
    </message>
    <message>
        <source>An alert begins when a reading is past its mark for some time, and is over past a second mark that lies apart: what moves between the two neither begins nor ends it.</source>
        <translation>Ein Alarm beginnt, wenn ein Messwert eine Zeit lang jenseits seiner Schwelle liegt, und endet jenseits einer zweiten, die davon entfernt ist: Was sich dazwischen bewegt, beginnt und beendet ihn nicht.</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>Arrangement</source>
        <translation>Anordnung</translation>
    </message>
    <message>
        <source>Arrangements</source>
        <translation>Anordnungen</translation>
    </message>
    <message>
        <source>As tables of the cloud</source>
        <translation>Als Tabellen in der Cloud</translation>
    </message>
    <message>
        <source>As usual</source>
        <translation>Wie üblich</translation>
    </message>
    <message>
        <source>Ask the source; undo the import that brought an event twice.</source>
        <translation>Bei der Quelle nachfragen; den Import rückgängig machen, der ein Ereignis doppelt brachte.</translation>
    </message>
    <message>
        <source>At most needed</source>
        <translation>Höchstens nötig</translation>
    </message>
    <message numerus="yes">
        <source>At the upper end of the forecast no limit is reached within {n} days.</source>
        <translation>
            <numerusform>Am oberen Rand der Vorhersage wird binnen {n} Tages keine Grenze erreicht.</numerusform>
            <numerusform>Am oberen Rand der Vorhersage wird binnen {n} Tagen keine Grenze erreicht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Average order</source>
        <translation>Durchschnittlicher Kauf</translation>
    </message>
    <message>
        <source>Backtest error, MASE</source>
        <translation>Fehler im Rücktest, MASE</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>Beginnt</translation>
    </message>
    <message>
        <source>Begins over so many</source>
        <translation>Beginnt über so vielen</translation>
    </message>
    <message>
        <source>Begins over, in %</source>
        <translation>Beginnt über, in %</translation>
    </message>
    <message>
        <source>Begins over, in ms</source>
        <translation>Beginnt über, in ms</translation>
    </message>
    <message>
        <source>Begins under, in MiB</source>
        <translation>Beginnt unter, in MiB</translation>
    </message>
    <message>
        <source>Being checked…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Beside it</source>
        <translation>Daneben</translation>
    </message>
    <message>
        <source>Bots filtered</source>
        <translation>Bots, herausgefiltert</translation>
    </message>
    <message>
        <source>Bounce rate</source>
        <translation>Absprungrate</translation>
    </message>
    <message>
        <source>Broken now</source>
        <translation>Jetzt verletzt</translation>
    </message>
    <message>
        <source>Broken where it</source>
        <translation>Verletzt, wenn es</translation>
    </message>
    <message>
        <source>Broken where nothing came for so many steps</source>
        <translation>Verletzt, wenn so viele Schritte lang nichts kam</translation>
    </message>
    <message>
        <source>By rule</source>
        <translation>Nach Regel</translation>
    </message>
    <message>
        <source>By {key}</source>
        <translation>Von {key}</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>CSV (*.csv);;JSON (*.json);;JSON Lines (*.jsonl);;Parquet (*.parquet)</source>
        <translation>CSV (*.csv);;JSON (*.json);;JSON Lines (*.jsonl);;Parquet (*.parquet)</translation>
    </message>
    <message>
        <source>Campaigns</source>
        <translation>Kampagnen</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Kapazität</translation>
    </message>
    <message>
        <source>Caps that bite</source>
        <translation>Grenzen, die greifen</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>Karten</translation>
    </message>
    <message>
        <source>Change card</source>
        <translation>Karte ändern</translation>
    </message>
    <message>
        <source>Change note</source>
        <translation>Notiz ändern</translation>
    </message>
    <message>
        <source>Change note…</source>
        <translation>Notiz ändern …</translation>
    </message>
    <message>
        <source>Change the card</source>
        <translation>Karte ändern</translation>
    </message>
    <message>
        <source>Change the card…</source>
        <translation>Karte ändern …</translation>
    </message>
    <message>
        <source>Change the note</source>
        <translation>Notiz ändern</translation>
    </message>
    <message>
        <source>Change the rule</source>
        <translation>Regel ändern</translation>
    </message>
    <message>
        <source>Chargeback rate</source>
        <translation>Rückbuchungsquote</translation>
    </message>
    <message>
        <source>Chargebacks</source>
        <translation>Rückbuchungen</translation>
    </message>
    <message>
        <source>Checks of the routing</source>
        <translation>Prüfungen der Verteilung</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Deutlich</translation>
    </message>
    <message>
        <source>Cohort</source>
        <translation>Kohorte</translation>
    </message>
    <message>
        <source>Cohorts</source>
        <translation>Kohorten</translation>
    </message>
    <message>
        <source>Compare with the contract; a new rate belongs into the plan.</source>
        <translation>Mit dem Vertrag vergleichen; ein neuer Satz gehört in den Plan.</translation>
    </message>
    <message>
        <source>Compared with {what}</source>
        <translation>Verglichen mit: {what}</translation>
    </message>
    <message>
        <source>Concentration (HHI)</source>
        <translation>Konzentration (HHI)</translation>
    </message>
    <message>
        <source>Conversion</source>
        <translation>Konversion</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Costs are given by the day and campaign; there are no rows behind them.</source>
        <translation>Kosten werden je Tag und Kampagne angegeben; dahinter stehen keine Zeilen.</translation>
    </message>
    <message>
        <source>Countries</source>
        <translation>Länder</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Strg+Eingabe</translation>
    </message>
    <message>
        <source>Currencies without rates</source>
        <translation>Währungen ohne Sätze</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Dismiss rows refused for {reason}</source>
        <translation>Wegen {reason} abgelehnte Zeilen verwerfen</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>Verteilung</translation>
    </message>
    <message>
        <source>Divided by</source>
        <translation>Geteilt durch</translation>
    </message>
    <message numerus="yes">
        <source>Each was tried on {n} stretches of the past.</source>
        <extracomment>One: Each was tried on {n} stretch of the past.</extracomment>
        <translation>
            <numerusform>Jedes wurde an {n} Abschnitt der Vergangenheit erprobt.</numerusform>
            <numerusform>Jedes wurde an {n} Abschnitten der Vergangenheit erprobt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter inserts a name</source>
        <translation>Eingabe fügt einen Namen ein</translation>
    </message>
    <message>
        <source>Enter takes one</source>
        <translation>Eingabe übernimmt eine</translation>
    </message>
    <message>
        <source>Entry {number}</source>
        <translation>Eintrag {number}</translation>
    </message>
    <message>
        <source>Equity</source>
        <translation>Eigenkapital</translation>
    </message>
    <message>
        <source>Error rate</source>
        <translation>Fehlerquote</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Event, gross</source>
        <translation>Ereignis, brutto</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Events an hour</source>
        <translation>Ereignisse je Stunde</translation>
    </message>
    <message numerus="yes">
        <source>Events now: {count} rows.</source>
        <extracomment>One: Events now: {count} row.</extracomment>
        <translation>
            <numerusform>Jetzt Ereignisse: {count} Zeile.</numerusform>
            <numerusform>Jetzt Ereignisse: {count} Zeilen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Events of</source>
        <translation>Ereignisse vom</translation>
    </message>
    <message>
        <source>Events that came of it</source>
        <translation>Ereignisse, die daraus wurden</translation>
    </message>
    <message>
        <source>Events that it could not decide</source>
        <translation>Ereignisse, die sie nicht entscheiden konnte</translation>
    </message>
    <message>
        <source>Events that look like duplicates</source>
        <translation>Ereignisse, die doppelt aussehen</translation>
    </message>
    <message>
        <source>Events that were tried</source>
        <translation>Erprobte Ereignisse</translation>
    </message>
    <message>
        <source>Events that would be split otherwise</source>
        <translation>Ereignisse, die anders geteilt würden</translation>
    </message>
    <message>
        <source>Every card follows. Esc lets go.</source>
        <translation>Jede Karte folgt. Esc lässt los.</translation>
    </message>
    <message>
        <source>Every hour the work of the next day is forecast; slots of the queue are raised ahead of it.</source>
        <translation>Jede Stunde wird die Arbeit des nächsten Tages vorhergesagt; die Plätze der Warteschlange werden rechtzeitig erhöht.</translation>
    </message>
    <message>
        <source>Everything from this file was reversed: {undone}</source>
        <translation>Alles aus dieser Datei wurde storniert: {undone}</translation>
    </message>
    <message>
        <source>Example: {name}</source>
        <translation>Beispiel: {name}</translation>
    </message>
    <message>
        <source>Exit page</source>
        <translation>Ausstiegsseite</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>Expected from</source>
        <translation>Erwartet von</translation>
    </message>
    <message>
        <source>Expected to</source>
        <translation>Erwartet bis</translation>
    </message>
    <message>
        <source>Expense</source>
        <translation>Aufwand</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export CSV</source>
        <translation>Als CSV ausgeben</translation>
    </message>
    <message>
        <source>Export the chart</source>
        <translation>Diagramm exportieren</translation>
    </message>
    <message>
        <source>Export the chart…</source>
        <translation>Diagramm exportieren …</translation>
    </message>
    <message>
        <source>Export the forecast</source>
        <translation>Vorhersage ausgeben</translation>
    </message>
    <message>
        <source>Export these rows</source>
        <translation>Diese Zeilen exportieren</translation>
    </message>
    <message>
        <source>Export these rows…</source>
        <translation>Diese Zeilen exportieren …</translation>
    </message>
    <message>
        <source>Export this run</source>
        <translation>Diesen Lauf exportieren</translation>
    </message>
    <message>
        <source>Export {table} to {name}</source>
        <translation>{table} nach {name} exportieren</translation>
    </message>
    <message>
        <source>Exports (*.csv *.jsonl *.ndjson *.parquet *.gz *.xz *.zst);;All files (*)</source>
        <translation>Exporte (*.csv *.jsonl *.ndjson *.parquet *.gz *.xz *.zst);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>External id</source>
        <translation>Externe ID</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Failure rate</source>
        <translation>Ausfallquote</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Fehlschläge</translation>
    </message>
    <message>
        <source>Fees</source>
        <translation>Gebühren</translation>
    </message>
    <message>
        <source>Fewer jobs fail again: {value}.</source>
        <translation>Wieder weniger Aufträge schlagen fehl: {value}.</translation>
    </message>
    <message>
        <source>Fewer jobs wait again: {value}.</source>
        <translation>Wieder weniger Aufträge warten: {value}.</translation>
    </message>
    <message>
        <source>Fewest slots</source>
        <translation>Mindestens Plätze</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Fields of the line</source>
        <translation>Felder der Zeile</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>File has moved</source>
        <translation>Datei verschoben</translation>
    </message>
    <message>
        <source>File with the signed note</source>
        <translation>Datei mit dem signierten Vermerk</translation>
    </message>
    <message>
        <source>File: CSV, JSON Lines or Parquet, plain or gz, xz, zst</source>
        <translation>Datei: CSV, JSON Lines oder Parquet, auch als gz, xz, zst</translation>
    </message>
    <message>
        <source>Files, folders or patterns; plain or compressed. What was counted before is passed over, whatever the file is called now.</source>
        <translation>Dateien, Ordner oder Muster, auch komprimiert. Was schon gezählt ist, wird übergangen, wie auch immer die Datei jetzt heißt.</translation>
    </message>
    <message>
        <source>Filter of the log</source>
        <translation>Filter des Protokolls</translation>
    </message>
    <message>
        <source>Filter the table</source>
        <translation>Tabelle filtern</translation>
    </message>
    <message>
        <source>Filter the {table}</source>
        <translation>{table} filtern</translation>
    </message>
    <message>
        <source>Filter, order, columns, period and currency are kept and stand in the rail under a name.</source>
        <translation>Filter, Reihenfolge, Spalten, Zeitraum und Währung werden gemerkt und stehen unter einem Namen in der Leiste.</translation>
    </message>
    <message>
        <source>Filtered out</source>
        <translation>Ausgefiltert</translation>
    </message>
    <message>
        <source>Find accounts, events, plans and pages, or run an action ({keys})</source>
        <translation>Konten, Ereignisse, Pläne und Seiten finden oder eine Aktion ausführen ({keys})</translation>
    </message>
    <message>
        <source>Find or run</source>
        <translation>Suchen, ausführen</translation>
    </message>
    <message>
        <source>Find or run in the header</source>
        <translation>„Suchen, ausführen“ in der Kopfzeile</translation>
    </message>
    <message>
        <source>Find or run: an action, account, event, plan, setting or help page</source>
        <translation>Suchen, ausführen: Aktion, Konto, Ereignis, Plan, Einstellung oder Hilfeseite</translation>
    </message>
    <message>
        <source>Find or run…</source>
        <translation>Suchen, ausführen …</translation>
    </message>
    <message>
        <source>Find out why before anything else: was an old copy put back? If it was on purpose, accept it; until then the workspace is only read.</source>
        <translation>Klären Sie zuerst den Grund: Wurde eine alte Kopie zurückgespielt? War es Absicht, erkennen Sie sie an; bis dahin wird der Arbeitsbereich nur gelesen.</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>First day of its events</source>
        <translation>Erster Tag ihrer Ereignisse</translation>
    </message>
    <message>
        <source>First entry</source>
        <translation>Erster Eintrag</translation>
    </message>
    <message>
        <source>First part of its code</source>
        <translation>Erster Teil des Kontocodes</translation>
    </message>
    <message>
        <source>First request</source>
        <translation>Erste Anfrage</translation>
    </message>
    <message>
        <source>First rows</source>
        <translation>Erste Zeilen</translation>
    </message>
    <message>
        <source>First rows under this profile</source>
        <translation>Erste Zeilen mit diesem Profil</translation>
    </message>
    <message>
        <source>First run</source>
        <translation>Erster Lauf</translation>
    </message>
    <message>
        <source>First version</source>
        <translation>Erste Version</translation>
    </message>
    <message>
        <source>Follow a log</source>
        <translation>Log verfolgen</translation>
    </message>
    <message>
        <source>Follow a log…</source>
        <translation>Einem Log folgen …</translation>
    </message>
    <message>
        <source>Follow {name}</source>
        <translation>{name} folgen</translation>
    </message>
    <message>
        <source>Follows the system while it runs, or stays.</source>
        <translation>Folgt dem System im laufenden Betrieb oder bleibt fest.</translation>
    </message>
    <message>
        <source>For all tables at once.</source>
        <translation>Gilt sofort für alle Tabellen.</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>Prognose</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Format, or one written as nginx:… or goaccess:…</source>
        <translation>Format, oder eines geschrieben als nginx:… oder goaccess:…</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Found in the line</source>
        <translation>In der Zeile gefunden</translation>
    </message>
    <message>
        <source>Found {when}: see above</source>
        <translation>Gefunden {when}: siehe oben</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Free disk of the workspace</source>
        <translation>Freier Platz beim Arbeitsbereich</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>From is after to. Exchange the two days.</source>
        <translation>„Von“ liegt nach „Bis“. Tauschen Sie die beiden Tage.</translation>
    </message>
    <message>
        <source>From visit to sale</source>
        <translation>Vom Besuch zum Verkauf</translation>
    </message>
    <message>
        <source>From when it rules</source>
        <translation>Ab wann er gilt</translation>
    </message>
    <message>
        <source>From {before} to {after}</source>
        <translation>Vorher: {before}, nachher: {after}</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Funnel</source>
        <translation>Trichter</translation>
    </message>
    <message>
        <source>Further columns that a plan may look at, as attr.NAME. Personal data does not belong here.</source>
        <translation>Weitere Spalten, die ein Plan als attr.NAME auswerten darf. Personenbezogene Daten gehören nicht hierher.</translation>
    </message>
    <message>
        <source>Gave up</source>
        <translation>Aufgegeben</translation>
    </message>
    <message>
        <source>Give the arrangement a name.</source>
        <translation>Geben Sie der Anordnung einen Namen.</translation>
    </message>
    <message>
        <source>Give the passphrase of the key file.</source>
        <translation>Geben Sie die Passphrase der Schlüsseldatei ein.</translation>
    </message>
    <message>
        <source>Give the plan a rule for what waits there, then restate.</source>
        <translation>Dem Plan eine Regel für das geben, was dort wartet, dann neu verteilen.</translation>
    </message>
    <message>
        <source>Give the question a name.</source>
        <translation>Geben Sie der Frage einen Namen.</translation>
    </message>
    <message>
        <source>Give the row another id</source>
        <translation>Zeile andere ID geben</translation>
    </message>
    <message>
        <source>Give the schedule a name.</source>
        <translation>Geben Sie dem Zeitplan einen Namen.</translation>
    </message>
    <message>
        <source>Give the view a name.</source>
        <translation>Geben Sie der Ansicht einen Namen.</translation>
    </message>
    <message>
        <source>Give the workspace a name.</source>
        <translation>Geben Sie dem Arbeitsbereich einen Namen.</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Gross revenue</source>
        <translation>Bruttoumsatz</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Einbehalten</translation>
    </message>
    <message>
        <source>Held for it</source>
        <translation>Einbehalten</translation>
    </message>
    <message>
        <source>Held in reserve</source>
        <translation>In Rückstellung</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Help on filters</source>
        <translation>Hilfe zu Filtern</translation>
    </message>
    <message>
        <source>Help pages</source>
        <translation>Hilfeseiten</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>High contrast on or off</source>
        <translation>Hoher Kontrast ein oder aus</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>History of the event in the log</source>
        <translation>Verlauf des Ereignisses im Protokoll</translation>
    </message>
    <message>
        <source>Hold back what comes next, or write an advance off.</source>
        <translation>Zurückhalten, was als Nächstes kommt, oder einen Vorschuss abschreiben.</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Hält</translation>
    </message>
    <message>
        <source>Holidays</source>
        <translation>Feiertage</translation>
    </message>
    <message>
        <source>Holidays of a country</source>
        <translation>Feiertage eines Landes</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>Hours of the week</source>
        <translation>Stunden der Woche</translation>
    </message>
    <message>
        <source>How far ahead</source>
        <translation>Wie weit voraus</translation>
    </message>
    <message>
        <source>How long, in seconds</source>
        <translation>Wie lange, in Sekunden</translation>
    </message>
    <message>
        <source>How many pages</source>
        <translation>Wie viele Seiten</translation>
    </message>
    <message>
        <source>How many routes it has</source>
        <translation>Wie viele Routen er hat</translation>
    </message>
    <message>
        <source>How numbers are written</source>
        <translation>Schreibweise der Zahlen</translation>
    </message>
    <message>
        <source>How times are written</source>
        <translation>Schreibweise der Zeiten</translation>
    </message>
    <message>
        <source>How {metric} is spread</source>
        <translation>Wie sich {metric} verteilt</translation>
    </message>
    <message>
        <source>Id of what it reverses</source>
        <translation>ID dessen, was es storniert</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Import a log</source>
        <translation>Log importieren</translation>
    </message>
    <message>
        <source>Import logs</source>
        <translation>Logs importieren</translation>
    </message>
    <message>
        <source>Import logs…</source>
        <translation>Logs importieren …</translation>
    </message>
    <message>
        <source>Import revenue</source>
        <translation>Umsätze importieren</translation>
    </message>
    <message>
        <source>Import revenue, or the access logs of your server: figures, charts and why they change stand here.</source>
        <translation>Importieren Sie Umsätze oder die Zugriffslogs Ihres Servers: Zahlen, Diagramme und warum sie sich ändern, stehen dann hier.</translation>
    </message>
    <message>
        <source>Import revenue…</source>
        <translation>Umsätze importieren …</translation>
    </message>
    <message>
        <source>Import the access logs of your server, or follow the one that it writes.</source>
        <translation>Importieren Sie die Zugriffslogs Ihres Servers oder folgen Sie dem, das er schreibt.</translation>
    </message>
    <message>
        <source>Import the access logs of your server, or follow the one that it writes: visits, bots and where revenue came from stand here then.</source>
        <translation>Importieren Sie die Zugriffslogs Ihres Servers oder folgen Sie dem, das er schreibt: Hier stehen dann Besuche, Bots und woher Umsatz kam.</translation>
    </message>
    <message>
        <source>Import {name}</source>
        <translation>Import {name}</translation>
    </message>
    <message numerus="yes">
        <source>Imported {count} events</source>
        <extracomment>One: Imported {count} event</extracomment>
        <translation>
            <numerusform>{count} Ereignis importiert</numerusform>
            <numerusform>{count} Ereignisse importiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>Importe</translation>
    </message>
    <message>
        <source>Imports, routing and checks show their progress here.</source>
        <translation>Importe, Verteilung und Prüfungen zeigen hier ihren Fortschritt.</translation>
    </message>
    <message>
        <source>In flight</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>In Kraft</translation>
    </message>
    <message>
        <source>In quarantine: {reason}.</source>
        <translation>In Quarantäne: {reason}.</translation>
    </message>
    <message>
        <source>In suspense</source>
        <translation>In Klärung</translation>
    </message>
    <message>
        <source>In the books</source>
        <translation>In den Büchern</translation>
    </message>
    <message>
        <source>In units of its currency</source>
        <translation>In Einheiten der Währung</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Income</source>
        <translation>Ertrag</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Inspector tabs</source>
        <translation>Reiter des Inspektors</translation>
    </message>
    <message>
        <source>Is</source>
        <translation>Ist</translation>
    </message>
    <message>
        <source>Is over</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>Is over from, in MiB</source>
        <translation>Endet über, in MiB</translation>
    </message>
    <message>
        <source>Is over under so many</source>
        <translation>Endet unter so vielen</translation>
    </message>
    <message>
        <source>Is over under, in %</source>
        <translation>Endet unter, in %</translation>
    </message>
    <message>
        <source>Is over under, in ms</source>
        <translation>Endet unter, in ms</translation>
    </message>
    <message>
        <source>It cannot be compared before its findings are mended.</source>
        <translation>Er lässt sich erst vergleichen, wenn seine Befunde behoben sind.</translation>
    </message>
    <message>
        <source>It cannot be published before its findings are mended.</source>
        <translation>Er lässt sich erst veröffentlichen, wenn seine Befunde behoben sind.</translation>
    </message>
    <message>
        <source>It goes on without the original that it names: the next route posts it by the plan&apos;s table for negative events, unless the original has come by then.</source>
        <translation>Es wird ohne das Original weitergeführt, das es nennt: Die nächste Verteilung bucht es nach der Tabelle des Plans für negative Ereignisse, falls das Original bis dahin nicht eingetroffen ist.</translation>
    </message>
    <message>
        <source>It has written nothing.</source>
        <translation>Er hat nichts geschrieben.</translation>
    </message>
    <message>
        <source>It holds: the log of {newer} entries begins with the {older} of the older one. {trust}</source>
        <translation>Es stimmt: Das Protokoll mit {newer} Einträgen beginnt mit den {older} des älteren. {trust}</translation>
    </message>
    <message>
        <source>It holds: {checked}. {trust}</source>
        <translation>Es stimmt: {checked}. {trust}</translation>
    </message>
    <message>
        <source>It is held against its profile and the books once more, as it is.</source>
        <translation>Sie wird unverändert noch einmal mit ihrem Profil und den Büchern abgeglichen.</translation>
    </message>
    <message>
        <source>It is not told again. Who says so and why goes into the log.</source>
        <translation>Es wird nicht noch einmal gemeldet. Wer das sagt und warum, steht im Protokoll.</translation>
    </message>
    <message>
        <source>It names places in the code, nothing of your books. It was sent nowhere and lies in {place}.</source>
        <translation>Er nennt Stellen im Programmcode, nichts aus Ihren Büchern. Er wurde nirgendwohin gesendet und liegt in {place}.</translation>
    </message>
    <message>
        <source>It stays with the workspace. One of the same name is replaced.</source>
        <translation>Sie bleibt beim Arbeitsbereich. Eine gleichen Namens wird ersetzt.</translation>
    </message>
    <message>
        <source>It waits again, and the next route decides it anew.</source>
        <translation>Es wartet wieder, und die nächste Verteilung entscheidet neu darüber.</translation>
    </message>
    <message>
        <source>It waits for the next routing run.</source>
        <translation>Es wartet auf die nächste Verteilung.</translation>
    </message>
    <message>
        <source>It waits: {reason}.</source>
        <translation>Es wartet: {reason}.</translation>
    </message>
    <message>
        <source>It was published already.</source>
        <translation>Er war bereits veröffentlicht.</translation>
    </message>
    <message>
        <source>It will not become an event. The row, your name and the reason stay in the books.</source>
        <translation>Sie wird kein Ereignis. Die Zeile, Ihr Name und der Grund bleiben in den Büchern.</translation>
    </message>
    <message>
        <source>Its address is one of your own</source>
        <translation>Seine Adresse ist eine Ihrer eigenen</translation>
    </message>
    <message>
        <source>Its address lies in a range on your list</source>
        <translation>Seine Adresse liegt in einem Bereich Ihrer Liste</translation>
    </message>
    <message>
        <source>Its agent matches {name}</source>
        <translation>Sein Agent passt zu {name}</translation>
    </message>
    <message>
        <source>Its campaign</source>
        <translation>Kampagne</translation>
    </message>
    <message>
        <source>Its cards, their order and size, and the key figures are kept with this workspace.</source>
        <translation>Ihre Karten, deren Reihenfolge und Größe und die Kennzahlen werden mit diesem Arbeitsbereich aufbewahrt.</translation>
    </message>
    <message>
        <source>Its code, or part of it</source>
        <translation>Kontocode oder ein Teil davon</translation>
    </message>
    <message>
        <source>Its content hash, or part of it</source>
        <translation>Inhalts-Hash oder ein Teil davon</translation>
    </message>
    <message>
        <source>Its currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Its figures are not there any more.</source>
        <translation>Seine Zahlen sind nicht mehr da.</translation>
    </message>
    <message>
        <source>Its id at the source</source>
        <translation>ID bei der Quelle</translation>
    </message>
    <message>
        <source>Its mirror is booked today. Both stay in the books, each naming the other.</source>
        <translation>Die Gegenbuchung erfolgt heute. Beide bleiben in den Büchern und verweisen aufeinander.</translation>
    </message>
    <message>
        <source>Its name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Its number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Its own postings</source>
        <translation>Eigene Buchungen</translation>
    </message>
    <message>
        <source>Its passphrase is asked for before anything is signed</source>
        <translation>Nach ihrer Passphrase wird gefragt, bevor etwas signiert wird</translation>
    </message>
    <message>
        <source>Its product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Its visits join those of people, those read before too, and what is read from now on is counted so. You can take this back.</source>
        <translation>Seine Besuche kommen zu denen von Menschen, auch die schon gelesenen; was von jetzt an gelesen wird, zählt ebenso. Sie können das zurücknehmen.</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Job {job}, {kind}, {span}</source>
        <translation>Auftrag {job}, {kind}, {span}</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Jobs that are queued again and again. Times are those of {zone}.</source>
        <translation>Aufträge, die immer wieder eingereiht werden. Die Zeiten gelten in {zone}.</translation>
    </message>
    <message>
        <source>Jobs that failed within the hour</source>
        <translation>Aufträge, die in der letzten Stunde scheiterten</translation>
    </message>
    <message>
        <source>Jobs that wait</source>
        <translation>Aufträge, die warten</translation>
    </message>
    <message>
        <source>Joined by key</source>
        <translation>Über Schlüssel</translation>
    </message>
    <message>
        <source>Joined: an order or session id stood in the log. Modelled: divided among the visits of the event&apos;s hour and campaign, an estimate. Unknown: nothing was logged then.</source>
        <translation>Über Schlüssel: Eine Bestell- oder Sitzungsnummer stand im Log. Modelliert: auf die Besuche derselben Stunde und Kampagne verteilt, eine Schätzung. Unbekannt: Damals wurde nichts geloggt.</translation>
    </message>
    <message>
        <source>Journal entry</source>
        <translation>Buchungssatz</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keep the question</source>
        <translation>Die Frage behalten</translation>
    </message>
    <message>
        <source>Keep the rule</source>
        <translation>Regel behalten</translation>
    </message>
    <message>
        <source>Keep these prices</source>
        <translation>Diese Preise behalten</translation>
    </message>
    <message>
        <source>Keep these rules</source>
        <translation>Diese Regeln behalten</translation>
    </message>
    <message>
        <source>Keep {column} as attr.{name}</source>
        <translation>{column} als attr.{name} behalten</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Eingehalten</translation>
    </message>
    <message>
        <source>Key figures</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Key file</source>
        <translation>Schlüsseldatei</translation>
    </message>
    <message>
        <source>Key file {name}</source>
        <translation>Schlüsseldatei {name}</translation>
    </message>
    <message>
        <source>Key file {name}, locked</source>
        <translation>Schlüsseldatei {name}, verschlossen</translation>
    </message>
    <message>
        <source>Key file, made when it is not there</source>
        <translation>Schlüsseldatei; wird angelegt, wenn sie fehlt</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Keyring {word}</source>
        <translation>Schlüsselbund {word}</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Keys</source>
        <comment>for signing</comment>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Keys of {title}</source>
        <translation>Tasten für {title}</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Kind of all other rows</source>
        <translation>Art aller anderen Zeilen</translation>
    </message>
    <message>
        <source>Kind of rule</source>
        <translation>Art der Regel</translation>
    </message>
    <message>
        <source>Kind of: {text}</source>
        <translation>Art von: {text}</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>Arten</translation>
    </message>
    <message>
        <source>Known before</source>
        <translation>Schon bekannt</translation>
    </message>
    <message>
        <source>Landing page</source>
        <translation>Einstiegsseite</translation>
    </message>
    <message>
        <source>Lane</source>
        <translation>Spur</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Largest balances</source>
        <translation>Größte Salden</translation>
    </message>
    <message>
        <source>Last checkpoint</source>
        <translation>Kontrollpunkt</translation>
    </message>
    <message>
        <source>Last day of its events</source>
        <translation>Letzter Tag ihrer Ereignisse</translation>
    </message>
    <message>
        <source>Last locked day</source>
        <translation>Letzter gesperrter Tag</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>Letzter Monat</translation>
    </message>
    <message>
        <source>Last opened</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Last quarter</source>
        <translation>Letztes Quartal</translation>
    </message>
    <message>
        <source>Last request</source>
        <translation>Letzte Anfrage</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Last seen state</source>
        <translation>Zuletzt gesehener Stand</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>Letztes Jahr</translation>
    </message>
    <message>
        <source>Last {count} days</source>
        <translation>Letzte {count} Tage</translation>
    </message>
    <message>
        <source>Latency from the intended send time, ms</source>
        <translation>Latenz ab der vorgesehenen Sendezeit, ms</translation>
    </message>
    <message>
        <source>Latency, 50th</source>
        <translation>Latenz, 50.</translation>
    </message>
    <message>
        <source>Latency, 90th</source>
        <translation>Latenz, 90.</translation>
    </message>
    <message>
        <source>Latency, 95th</source>
        <translation>Latenz, 95.</translation>
    </message>
    <message>
        <source>Latency, 95th percentile</source>
        <translation>Antwortzeit, 95. Perzentil</translation>
    </message>
    <message>
        <source>Latency, 99th</source>
        <translation>Latenz, 99.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Leaf hash</source>
        <translation>Blatt-Hash</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>Hauptbuch</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Gegangen</translation>
    </message>
    <message>
        <source>Left at</source>
        <translation>Ausstieg</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Length of a visit</source>
        <translation>Dauer eines Besuchs</translation>
    </message>
    <message>
        <source>Let them go</source>
        <translation>Fallen lassen</translation>
    </message>
    <message>
        <source>Liability</source>
        <translation>Verbindlichkeit</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzwerte</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Line in its file</source>
        <translation>Zeile in der Datei</translation>
    </message>
    <message>
        <source>Line {line}</source>
        <translation>Zeile {line}</translation>
    </message>
    <message>
        <source>Line {line}: {text}</source>
        <translation>Zeile {line}: {text}</translation>
    </message>
    <message>
        <source>Line: {period}.</source>
        <translation>Strich: {period}.</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Lines above the header</source>
        <translation>Zeilen über der Kopfzeile</translation>
    </message>
    <message>
        <source>Live books</source>
        <translation>Echte Bücher</translation>
    </message>
    <message>
        <source>Load on {target}</source>
        <translation>Last auf {target}</translation>
    </message>
    <message>
        <source>Load run</source>
        <translation>Lastlauf</translation>
    </message>
    <message>
        <source>Load run {number}</source>
        <translation>Lastlauf {number}</translation>
    </message>
    <message>
        <source>Load runs</source>
        <translation>Lastläufe</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Lock or unlock</source>
        <translation>Sperren, entsperren</translation>
    </message>
    <message>
        <source>Lock or unlock a period</source>
        <translation>Periode sperren oder entsperren</translation>
    </message>
    <message>
        <source>Lock up to a day</source>
        <translation>Bis zu einem Tag sperren</translation>
    </message>
    <message>
        <source>Locked everything to {day}.</source>
        <translation>Alles bis {day} ist gesperrt.</translation>
    </message>
    <message>
        <source>Log lines an hour</source>
        <translation>Protokollzeilen je Stunde</translation>
    </message>
    <message>
        <source>Logarithmic scale</source>
        <translation>Logarithmische Skala</translation>
    </message>
    <message>
        <source>Logged</source>
        <translation>Im Protokoll</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Logs</translation>
    </message>
    <message>
        <source>Longest turn of the window</source>
        <translation>Längste Runde des Fensters</translation>
    </message>
    <message>
        <source>Look every hour</source>
        <translation>Stündlich ansehen</translation>
    </message>
    <message>
        <source>Look for anomalies</source>
        <translation>Nach Auffälligem suchen</translation>
    </message>
    <message>
        <source>Look now</source>
        <translation>Jetzt ansehen</translation>
    </message>
    <message>
        <source>Looked at by</source>
        <translation>Betrachtet über</translation>
    </message>
    <message>
        <source>Looked at: {what}.</source>
        <translation>Angesehen: {what}.</translation>
    </message>
    <message>
        <source>MASE is a method&apos;s mean error when it was tried on the past, divided by the mean difference between a figure of the whole history and the one a season (without seasons: a step) before.</source>
        <translation>MASE ist der mittlere Fehler einer Methode, als sie an der Vergangenheit erprobt wurde, geteilt durch den mittleren Unterschied zwischen einer Zahl der ganzen Historie und der eine Saison (ohne Saisons: einen Schritt) früher.</translation>
    </message>
    <message>
        <source>Make a report…</source>
        <translation>Einen Bericht erstellen …</translation>
    </message>
    <message>
        <source>Make report</source>
        <translation>Bericht erstellen</translation>
    </message>
    <message>
        <source>Make up for all of them with one run</source>
        <translation>Alle mit einem Lauf nachholen</translation>
    </message>
    <message>
        <source>Make up for each of them</source>
        <translation>Jede einzeln nachholen</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Memory, MiB</source>
        <translation>Speicher, MiB</translation>
    </message>
    <message>
        <source>Mend line {line} of {file}</source>
        <translation>Zeile {line} von {file} korrigieren</translation>
    </message>
    <message>
        <source>Mend the scenario first.</source>
        <translation>Beheben Sie zuerst die Fehler im Szenario.</translation>
    </message>
    <message>
        <source>Menu of {card}</source>
        <translation>Menü von {card}</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Missing data</source>
        <translation>Fehlende Daten</translation>
    </message>
    <message>
        <source>Modelled</source>
        <translation>Modelliert</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>Monate</translation>
    </message>
    <message>
        <source>More pages in 3 min than a person reads</source>
        <translation>Mehr Seiten in 3 min, als ein Mensch liest</translation>
    </message>
    <message>
        <source>Most slots</source>
        <translation>Höchstens Plätze</translation>
    </message>
    <message>
        <source>Move before the one before</source>
        <translation>Vor die vorige schieben</translation>
    </message>
    <message>
        <source>Move behind the next one</source>
        <translation>Hinter die nächste schieben</translation>
    </message>
    <message>
        <source>Name the currency in the plan, so that its events can be routed.</source>
        <translation>Die Währung im Plan nennen, damit ihre Ereignisse verteilt werden können.</translation>
    </message>
    <message>
        <source>Name; one that is there already is changed</source>
        <translation>Name; einer, den es schon gibt, wird geändert</translation>
    </message>
    <message>
        <source>Narrower</source>
        <translation>Schmaler</translation>
    </message>
    <message>
        <source>Net revenue</source>
        <translation>Nettoumsatz</translation>
    </message>
    <message>
        <source>New data are looked at as they come; missing data show by the clock alone.</source>
        <translation>Neue Daten werden angesehen, sobald sie kommen; fehlende zeigt allein die Uhr.</translation>
    </message>
    <message>
        <source>New lines</source>
        <translation>Neue Zeilen</translation>
    </message>
    <message>
        <source>New load run</source>
        <translation>Neuer Lastlauf</translation>
    </message>
    <message>
        <source>New load run…</source>
        <translation>Neuer Lastlauf …</translation>
    </message>
    <message>
        <source>New payers</source>
        <translation>Neue Zahler</translation>
    </message>
    <message>
        <source>Newest lines</source>
        <translation>Neueste Zeilen</translation>
    </message>
    <message>
        <source>Newest visits</source>
        <translation>Neueste Besuche</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nächstes Mal</translation>
    </message>
    <message>
        <source>Next: {times}</source>
        <translation>Als Nächstes: {times}</translation>
    </message>
    <message>
        <source>Nine of ten answers were errors</source>
        <translation>Neun von zehn Antworten waren Fehler</translation>
    </message>
    <message>
        <source>No answer yet</source>
        <translation>Noch keine Antwort</translation>
    </message>
    <message>
        <source>No costs were given for these days: `revroute metrics costs import` reads a file of them.</source>
        <translation>Für diese Tage wurden keine Kosten angegeben: `revroute metrics costs import` liest sie aus einer Datei.</translation>
    </message>
    <message>
        <source>No hold is due on or before {day}.</source>
        <translation>Bis einschließlich {day} ist kein Einbehalt fällig.</translation>
    </message>
    <message>
        <source>No job ran in the last half hour.</source>
        <translation>In der letzten halben Stunde lief kein Auftrag.</translation>
    </message>
    <message>
        <source>No line holds this.</source>
        <translation>Keine Zeile enthält das.</translation>
    </message>
    <message>
        <source>No load was run yet</source>
        <translation>Noch kein Lastlauf</translation>
    </message>
    <message>
        <source>No log was read yet</source>
        <translation>Noch kein Log gelesen</translation>
    </message>
    <message>
        <source>No rate is known of it.</source>
        <translation>Von ihm ist keine Geschwindigkeit bekannt.</translation>
    </message>
    <message>
        <source>No revenue in this period</source>
        <translation>Kein Umsatz in diesem Zeitraum</translation>
    </message>
    <message>
        <source>No traffic was logged in this period.</source>
        <translation>In diesem Zeitraum wurde kein Verkehr geloggt.</translation>
    </message>
    <message>
        <source>No visit in this period</source>
        <translation>Kein Besuch in diesem Zeitraum</translation>
    </message>
    <message>
        <source>Nobody in this period has a country: these logs were read before the rules named the file of countries, or the file knows none of the addresses.</source>
        <translation>Niemand in diesem Zeitraum hat ein Land: Diese Logs wurden gelesen, bevor die Regeln die Länderdatei nannten, oder die Datei kennt keine der Adressen.</translation>
    </message>
    <message>
        <source>Not enough data: {metric} needs {least} rows and no {part} has as many. Choose a longer period.</source>
        <translation>Zu wenig Daten: {metric} braucht je {part} {least} Zeilen, und nirgends sind es so viele. Ein längerer Zeitraum hilft.</translation>
    </message>
    <message>
        <source>Not enough data: {metric} needs {least} rows and there are {count}. Choose a longer period.</source>
        <translation>Zu wenig Daten: {metric} braucht {least} Zeilen, es sind {count}. Ein längerer Zeitraum hilft.</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>Nicht gemessen</translation>
    </message>
    <message>
        <source>Not over yet</source>
        <translation>Noch nicht vorbei</translation>
    </message>
    <message>
        <source>Notes on the time axis</source>
        <translation>Notizen auf der Zeitachse</translation>
    </message>
    <message>
        <source>Notes on the time axis…</source>
        <translation>Notizen auf der Zeitachse …</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Nothing had to be changed yet.</source>
        <translation>Bisher musste nichts geändert werden.</translation>
    </message>
    <message>
        <source>Nothing happened in this period.</source>
        <translation>In diesem Zeitraum ist nichts geschehen.</translation>
    </message>
    <message>
        <source>Nothing is compared: choose a period in the header, and what to compare it with.</source>
        <translation>Verglichen wird nichts: Wählen Sie im Kopf einen Zeitraum, und womit er verglichen wird.</translation>
    </message>
    <message>
        <source>Nothing looks wrong</source>
        <translation>Nichts sieht falsch aus</translation>
    </message>
    <message>
        <source>Nothing new looks wrong.</source>
        <translation>Nichts Neues fällt auf.</translation>
    </message>
    <message numerus="yes">
        <source>Nothing new: {count} lines were counted before.</source>
        <translation>
            <numerusform>Nichts Neues: {count} Zeile war schon gezählt.</numerusform>
            <numerusform>Nichts Neues: {count} Zeilen waren schon gezählt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to check yet</source>
        <translation>Noch nichts zu prüfen</translation>
    </message>
    <message>
        <source>Nothing was filtered out</source>
        <translation>Nichts wurde ausgefiltert</translation>
    </message>
    <message>
        <source>Nothing was looked at yet</source>
        <translation>Noch wurde nichts angesehen</translation>
    </message>
    <message>
        <source>Nothing: there are no payouts yet.</source>
        <translation>Nichts: Es gibt noch keine Auszahlungen.</translation>
    </message>
    <message>
        <source>Of the first</source>
        <translation>Anteil am Anfang</translation>
    </message>
    <message>
        <source>Of what there is</source>
        <translation>Von dem, was da ist</translation>
    </message>
    <message>
        <source>Of {size}</source>
        <translation>Von {size}</translation>
    </message>
    <message>
        <source>Off</source>
        <comment>an alert</comment>
        <translation>Aus</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Auf</translation>
    </message>
    <message>
        <source>Once revenue is imported and routed, what looks unfair or leaks is listed here.</source>
        <translation>Sobald Umsatz eingelesen und verteilt ist, steht hier, was ungerecht aussieht oder verloren geht.</translation>
    </message>
    <message>
        <source>One log is followed at a time; import the others.</source>
        <translation>Einem Log wird zugleich gefolgt; importieren Sie die anderen.</translation>
    </message>
    <message>
        <source>Only a service of your own is put under load: this machine, or a target that has proved it, before the run and every minute during it.</source>
        <translation>Unter Last gesetzt wird nur ein eigener Dienst: diese Maschine oder ein Ziel, das es nachgewiesen hat, vor dem Lauf und jede Minute währenddessen.</translation>
    </message>
    <message>
        <source>Only {value} are free on the disk of the workspace, under {mark}.</source>
        <translation>Auf dem Datenträger des Arbeitsbereichs sind nur {value} frei, unter {mark}.</translation>
    </message>
    <message>
        <source>Open</source>
        <comment>an alert</comment>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>Own CPU</source>
        <translation>Eigene CPU</translation>
    </message>
    <message>
        <source>Own load</source>
        <translation>Eigene Last</translation>
    </message>
    <message>
        <source>Own load, kept apart</source>
        <translation>Eigene Last, getrennt geführt</translation>
    </message>
    <message>
        <source>Ownership proved by DNS record, at {address}</source>
        <translation>Besitz durch DNS-Eintrag nachgewiesen, unter {address}</translation>
    </message>
    <message>
        <source>Ownership proved by DNS records of name and address, at {address}</source>
        <translation>Besitz durch DNS-Einträge von Name und Adresse nachgewiesen, unter {address}</translation>
    </message>
    <message>
        <source>Ownership proved by token file, at {address}</source>
        <translation>Besitz durch Token-Datei nachgewiesen, unter {address}</translation>
    </message>
    <message>
        <source>PDF (*.pdf);;HTML (*.html);;JSON (*.json);;CSV (*.csv)</source>
        <translation>PDF (*.pdf);;HTML (*.html);;JSON (*.json);;CSV (*.csv)</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Pages a visit</source>
        <translation>Seiten je Besuch</translation>
    </message>
    <message>
        <source>Pages, but not one image, style or script</source>
        <translation>Seiten, aber kein Bild, Stil oder Skript</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Bestanden</translation>
    </message>
    <message>
        <source>Passed on</source>
        <translation>Überschritten am</translation>
    </message>
    <message>
        <source>Past</source>
        <translation>Vergangen</translation>
    </message>
    <message>
        <source>Past it for</source>
        <translation>So lange</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Payees</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Payees below zero</source>
        <translation>Empfänger unter null</translation>
    </message>
    <message>
        <source>Payees whose rate drifts</source>
        <translation>Empfänger, deren Satz sich verschiebt</translation>
    </message>
    <message>
        <source>Payers</source>
        <translation>Zahler</translation>
    </message>
    <message>
        <source>Payers by their first purchase</source>
        <translation>Zahler nach ihrem ersten Kauf</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Menschen</translation>
    </message>
    <message>
        <source>People, or which class of bot</source>
        <translation>Menschen, oder welche Klasse von Bot</translation>
    </message>
    <message>
        <source>Plans, imports, load runs and restatements stand there by themselves, from the audit log.</source>
        <translation>Pläne, Importe, Lastläufe und Neuverbuchungen stehen dort von selbst, aus dem Protokoll.</translation>
    </message>
    <message>
        <source>Platform&apos;s take</source>
        <translation>Anteil der Plattform</translation>
    </message>
    <message>
        <source>Price of</source>
        <translation>Preis vom</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>Preise</translation>
    </message>
    <message>
        <source>Prices change: each says where it is from and of which day. This workspace keeps its own.</source>
        <translation>Preise ändern sich: Jeder sagt, woher und von welchem Tag er ist. Dieser Arbeitsbereich behält seine eigenen.</translation>
    </message>
    <message>
        <source>Prices of cloud tables</source>
        <translation>Preise von Tabellen in der Cloud</translation>
    </message>
    <message>
        <source>Prices…</source>
        <translation>Preise…</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Vorrang</translation>
    </message>
    <message>
        <source>Priority, the higher goes first</source>
        <translation>Vorrang, der höhere kommt zuerst</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>Process or job</source>
        <translation>Prozess oder Auftrag</translation>
    </message>
    <message>
        <source>Process {pid}</source>
        <translation>Prozess {pid}</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Prozesse</translation>
    </message>
    <message>
        <source>Processes and jobs</source>
        <translation>Prozesse und Aufträge</translation>
    </message>
    <message>
        <source>Processors</source>
        <translation>Prozessoren</translation>
    </message>
    <message>
        <source>Processors are {value} busy, over {mark}.</source>
        <translation>Die Prozessoren sind zu {value} ausgelastet, über {mark}.</translation>
    </message>
    <message>
        <source>Processors have room again: {value} busy.</source>
        <translation>Die Prozessoren haben wieder Luft: {value} ausgelastet.</translation>
    </message>
    <message>
        <source>Publish the file {path}</source>
        <translation>Veröffentlichen Sie die Datei {path}</translation>
    </message>
    <message>
        <source>Publish {plan} from {day}</source>
        <translation>{plan} ab {day} veröffentlichen</translation>
    </message>
    <message>
        <source>Put a service of your own under load: it proves that it is yours before and during the run.</source>
        <translation>Setzen Sie einen eigenen Dienst unter Last: Vor und während des Laufs wird nachgewiesen, dass er Ihnen gehört.</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Questions that are kept</source>
        <translation>Behaltene Fragen</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Eingereiht</translation>
    </message>
    <message>
        <source>Raise the cap in the next version of the plan, or leave it: the rest flows on.</source>
        <translation>Die Grenze in der nächsten Fassung des Plans erhöhen oder sie lassen: Der Rest fließt weiter.</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Spanne</translation>
    </message>
    <message>
        <source>Ranked bars</source>
        <translation>Balken nach Rang</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Verhältnis</translation>
    </message>
    <message>
        <source>Raw lines</source>
        <translation>Rohe Zeilen</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Read whole</source>
        <translation>Ganz gelesen</translation>
    </message>
    <message>
        <source>Read, KiB/s</source>
        <translation>Gelesen, KiB/s</translation>
    </message>
    <message>
        <source>Reading the lines back from the log…</source>
        <translation>Die Zeilen werden aus dem Log zurückgelesen …</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Erhalten</translation>
    </message>
    <message>
        <source>Referrer</source>
        <translation>Verweis</translation>
    </message>
    <message>
        <source>Refund rate</source>
        <translation>Erstattungsquote</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>Erstattungen</translation>
    </message>
    <message>
        <source>Refunds after payout</source>
        <translation>Erstattungen nach Auszahlung</translation>
    </message>
    <message>
        <source>Refunds and chargebacks by product</source>
        <translation>Erstattungen und Rückbuchungen je Produkt</translation>
    </message>
    <message>
        <source>Refused lines</source>
        <translation>Abgelehnte Zeilen</translation>
    </message>
    <message>
        <source>Release holds due on {day}</source>
        <translation>Bis {day} fällige Einbehalte freigeben</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove note</source>
        <translation>Notiz entfernen</translation>
    </message>
    <message>
        <source>Remove the card</source>
        <translation>Karte entfernen</translation>
    </message>
    <message>
        <source>Remove the question</source>
        <translation>Die Frage entfernen</translation>
    </message>
    <message>
        <source>Remove the rule</source>
        <translation>Regel entfernen</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>Repeat rate</source>
        <translation>Wiederkaufsquote</translation>
    </message>
    <message>
        <source>Replaced in entry {entry}</source>
        <translation>Ersetzt in Eintrag {entry}</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Requests a second</source>
        <translation>Anfragen je Sekunde</translation>
    </message>
    <message>
        <source>Requests are kept as counts. Their lines stand in the logs of Traffic, Sources.</source>
        <translation>Anfragen werden als Anzahlen aufbewahrt. Ihre Zeilen stehen in den Protokollen unter Verkehr, Quellen.</translation>
    </message>
    <message>
        <source>Requests over time</source>
        <translation>Anfragen im Zeitverlauf</translation>
    </message>
    <message>
        <source>Requests whose user agent holds these words are kept apart from now on.</source>
        <translation>Anfragen, deren User-Agent diese Wörter enthält, werden von jetzt an getrennt geführt.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Retry rows refused for {reason}</source>
        <translation>Wegen {reason} abgelehnte Zeilen erneut versuchen</translation>
    </message>
    <message>
        <source>Retrying</source>
        <translation>Neuer Versuch</translation>
    </message>
    <message>
        <source>Returning payers</source>
        <translation>Wiederkehrende Zahler</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>Umsatz</translation>
    </message>
    <message>
        <source>Revenue a thousand visits</source>
        <translation>Umsatz je tausend Besuche</translation>
    </message>
    <message>
        <source>Revenue a visit</source>
        <translation>Umsatz je Besuch</translation>
    </message>
    <message>
        <source>Revenue and traffic</source>
        <translation>Umsatz und Traffic</translation>
    </message>
    <message>
        <source>Revenue by day</source>
        <translation>Einnahmen je Tag</translation>
    </message>
    <message>
        <source>Revenue by origin</source>
        <translation>Umsatz nach Herkunft</translation>
    </message>
    <message>
        <source>Revenue events</source>
        <translation>Umsatzereignisse</translation>
    </message>
    <message>
        <source>Revenue per visit</source>
        <translation>Umsatz je Besuch</translation>
    </message>
    <message>
        <source>Revenue, joined</source>
        <translation>Umsatz, zugeordnet</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <source>Row as it came</source>
        <translation>Zeile im Original</translation>
    </message>
    <message>
        <source>Rows at most</source>
        <translation>Höchstens so viele Zeilen</translation>
    </message>
    <message>
        <source>Rows that are still refused</source>
        <translation>Zeilen, die noch abgelehnt sind</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Rules by hand</source>
        <translation>Eigene Regeln</translation>
    </message>
    <message>
        <source>Rules of traffic</source>
        <translation>Regeln des Verkehrs</translation>
    </message>
    <message>
        <source>Run a job</source>
        <translation>Auftrag ausführen</translation>
    </message>
    <message>
        <source>Run it</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Run job</source>
        <translation>Auftrag ausführen</translation>
    </message>
    <message>
        <source>Run {number} {state}.</source>
        <translation>Lauf {number} {state}.</translation>
    </message>
    <message>
        <source>Running {reached} of {planned}</source>
        <translation>Läuft, {reached} von {planned}</translation>
    </message>
    <message>
        <source>Runs in</source>
        <translation>Läuft in</translation>
    </message>
    <message>
        <source>Runs the queue of this workspace.</source>
        <translation>Führt die Warteschlange dieses Arbeitsbereichs aus.</translation>
    </message>
    <message>
        <source>Runs {first} and {second}</source>
        <translation>Läufe {first} und {second}</translation>
    </message>
    <message>
        <source>SELECT … over the views at the right; Ctrl+Enter runs it</source>
        <translation>SELECT … über die Sichten rechts; Strg+Eingabe führt es aus</translation>
    </message>
    <message>
        <source>SEO crawler</source>
        <translation>SEO-Crawler</translation>
    </message>
    <message>
        <source>SQL</source>
        <translation>SQL</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Verkäufe</translation>
    </message>
    <message>
        <source>Save and go on</source>
        <translation>Speichern und weiter</translation>
    </message>
    <message>
        <source>Save arrangement</source>
        <translation>Anordnung speichern</translation>
    </message>
    <message>
        <source>Save the arrangement</source>
        <translation>Anordnung speichern</translation>
    </message>
    <message>
        <source>Save the arrangement of cards…</source>
        <translation>Anordnung der Karten speichern …</translation>
    </message>
    <message>
        <source>Save the arrangement…</source>
        <translation>Anordnung speichern …</translation>
    </message>
    <message>
        <source>Save the schedule</source>
        <translation>Zeitplan speichern</translation>
    </message>
    <message>
        <source>Say the figure from which on the rule is broken.</source>
        <translation>Die Zahl nennen, ab der die Regel verletzt ist.</translation>
    </message>
    <message>
        <source>Say which log.</source>
        <translation>Nennen Sie das Log.</translation>
    </message>
    <message>
        <source>Say which words its user agent holds.</source>
        <translation>Nennen Sie Wörter seines User-Agents.</translation>
    </message>
    <message>
        <source>Says nothing of itself, but reads robots.txt</source>
        <translation>Sagt nichts von sich, liest aber robots.txt</translation>
    </message>
    <message>
        <source>Scatter</source>
        <translation>Punktwolke</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Scenario, as text</source>
        <translation>Szenario als Text</translation>
    </message>
    <message>
        <source>Scenarios (*.yaml *.yml)</source>
        <translation>Szenarien (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>Schedules</source>
        <translation>Zeitpläne</translation>
    </message>
    <message>
        <source>Second run</source>
        <translation>Zweiter Lauf</translation>
    </message>
    <message>
        <source>Seen last</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Select one above: its course and what was expected stand here.</source>
        <translation>Oben eine wählen: Ihr Verlauf und was erwartet wurde, stehen hier.</translation>
    </message>
    <message>
        <source>Selected: {what}. Press to let go.</source>
        <translation>Ausgewählt: {what}. Drücken lässt los.</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Send lag, 99th</source>
        <translation>Sendeverzug, 99.</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Set the alert</source>
        <translation>Alarm setzen</translation>
    </message>
    <message>
        <source>Set the bounds</source>
        <translation>Grenzen setzen</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Severe</source>
        <translation>Schwer</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Share of bots</source>
        <translation>Anteil der Bots</translation>
    </message>
    <message>
        <source>Shorter</source>
        <translation>Niedriger</translation>
    </message>
    <message>
        <source>Show all of it</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Simulate {plan}, {first} to {last}</source>
        <translation>{plan} simulieren, {first} bis {last}</translation>
    </message>
    <message>
        <source>Single bots</source>
        <translation>Einzelne Bots</translation>
    </message>
    <message>
        <source>Slight</source>
        <translation>Leicht</translation>
    </message>
    <message>
        <source>Slots</source>
        <translation>Plätze</translation>
    </message>
    <message>
        <source>Slots and chunks stay as you set them.</source>
        <translation>Plätze und Abschnitte bleiben, wie Sie sie gesetzt haben.</translation>
    </message>
    <message>
        <source>Slots in use of allowed</source>
        <translation>Belegte von erlaubten Plätzen</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Span of the charts</source>
        <translation>Zeitraum der Diagramme</translation>
    </message>
    <message>
        <source>Stacked areas</source>
        <translation>Gestapelte Flächen</translation>
    </message>
    <message>
        <source>Steer the queue by it</source>
        <translation>Warteschlange danach steuern</translation>
    </message>
    <message>
        <source>Steps ahead</source>
        <translation>Schritte voraus</translation>
    </message>
    <message>
        <source>Steps of forecast</source>
        <translation>Schritte der Prognose</translation>
    </message>
    <message>
        <source>Still refused</source>
        <translation>Noch abgelehnt</translation>
    </message>
    <message>
        <source>Stop following</source>
        <translation>Nicht mehr folgen</translation>
    </message>
    <message>
        <source>Stop following logs</source>
        <translation>Logs nicht mehr folgen</translation>
    </message>
    <message>
        <source>Stop following {name}</source>
        <translation>{name} nicht mehr folgen</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Hält an</translation>
    </message>
    <message>
        <source>Sum {total}</source>
        <translation>Summe {total}</translation>
    </message>
    <message>
        <source>Suspense that grows</source>
        <translation>Klärungskonten, die wachsen</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Table of the cloud</source>
        <translation>Tabelle in der Cloud</translation>
    </message>
    <message>
        <source>Tables of the cloud</source>
        <translation>Tabellen in der Cloud</translation>
    </message>
    <message>
        <source>Tagged by the run that caused it</source>
        <translation>Vom verursachenden Lauf markiert</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Take rate</source>
        <translation>Plattformquote</translation>
    </message>
    <message>
        <source>Taller</source>
        <translation>Höher</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>That is</source>
        <translation>Das ist</translation>
    </message>
    <message>
        <source>The books are locked to {day}. What was routed there stays as it is; what comes late for those days goes by this version, booked on the first open day.</source>
        <translation>Die Bücher sind bis {day} gesperrt. Was dort verteilt wurde, bleibt, wie es ist; was für diese Tage verspätet kommt, geht nach dieser Version und wird am ersten offenen Tag gebucht.</translation>
    </message>
    <message>
        <source>The disk has room again: {value} free.</source>
        <translation>Der Datenträger hat wieder Platz: {value} frei.</translation>
    </message>
    <message>
        <source>The fewest are more than the most.</source>
        <translation>Die Untergrenze liegt über der Obergrenze.</translation>
    </message>
    <message>
        <source>The higher goes first.</source>
        <translation>Der höhere kommt zuerst.</translation>
    </message>
    <message>
        <source>The history is too short to compare methods: the plainest that fits is used.</source>
        <translation>Die Vergangenheit ist zu kurz, um Verfahren zu vergleichen: Das schlichteste passende wird verwendet.</translation>
    </message>
    <message>
        <source>The key file {name} is locked: give its passphrase under Signing key, or choose the keyring there.</source>
        <translation>Die Schlüsseldatei {name} ist gesperrt: Geben Sie unter Signaturschlüssel ihre Passphrase an oder wählen Sie dort den Schlüsselbund.</translation>
    </message>
    <message>
        <source>The ledger keeps this as sums. Postings stand in the statements of Routing, Accounts.</source>
        <translation>Das Hauptbuch führt dies als Summen. Buchungen stehen in den Auszügen unter Verteilung, Konten.</translation>
    </message>
    <message>
        <source>The line</source>
        <translation>Die Zeile</translation>
    </message>
    <message>
        <source>The lock stands at {day} now.</source>
        <translation>Die Sperre steht jetzt bei {day}.</translation>
    </message>
    <message>
        <source>The new key is {key}, announced in entry {entry}.</source>
        <translation>Der neue Schlüssel ist {key}, angekündigt in Eintrag {entry}.</translation>
    </message>
    <message>
        <source>The prices are kept.</source>
        <translation>Die Preise sind gespeichert.</translation>
    </message>
    <message>
        <source>The program&apos;s own prices</source>
        <translation>Die Preise des Programms</translation>
    </message>
    <message>
        <source>The route that it took last</source>
        <translation>Die Route, die es zuletzt genommen hat</translation>
    </message>
    <message>
        <source>The rule is kept.</source>
        <translation>Die Regel ist gespeichert.</translation>
    </message>
    <message>
        <source>The rule is kept; data that are missing are looked for every hour.</source>
        <translation>Die Regel ist gespeichert; nach fehlenden Daten wird jede Stunde gesehen.</translation>
    </message>
    <message>
        <source>The rules hold for logs read from now on.</source>
        <translation>Die Regeln gelten für Logs, die von jetzt an gelesen werden.</translation>
    </message>
    <message>
        <source>The same path again and again, never a referrer</source>
        <translation>Immer wieder derselbe Pfad, nie ein Referrer</translation>
    </message>
    <message>
        <source>The strongest method that the history is long enough for is in use, unless the error of another is smaller by more than a fifth.</source>
        <translation>In Gebrauch ist die stärkste Methode, für die die Historie lang genug ist, außer der Fehler einer anderen ist um mehr als ein Fünftel kleiner.</translation>
    </message>
    <message>
        <source>The whole</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>The window answers at once again: {value}.</source>
        <translation>Das Fenster antwortet wieder sofort: {value}.</translation>
    </message>
    <message>
        <source>The window was held up for {value}, over {mark}.</source>
        <translation>Das Fenster war {value} lang aufgehalten, über {mark}.</translation>
    </message>
    <message>
        <source>There are no logs of these days. Traffic imports those of your server, or follows them.</source>
        <translation>Von diesen Tagen gibt es keine Protokolle. Unter Verkehr werden die des Servers eingelesen oder verfolgt.</translation>
    </message>
    <message>
        <source>There are none of these</source>
        <translation>Davon gibt es keine</translation>
    </message>
    <message>
        <source>There is</source>
        <translation>Vorhanden</translation>
    </message>
    <message>
        <source>There is memory again: {value} used.</source>
        <translation>Es ist wieder Speicher da: {value} belegt.</translation>
    </message>
    <message>
        <source>There is no folder {folder}.</source>
        <translation>Es gibt keinen Ordner {folder}.</translation>
    </message>
    <message>
        <source>There is no log.</source>
        <translation>Es gibt kein Log.</translation>
    </message>
    <message>
        <source>There is no report yet</source>
        <translation>Es gibt noch keinen Bericht</translation>
    </message>
    <message>
        <source>There is nothing to measure yet</source>
        <translation>Es gibt noch nichts zu messen</translation>
    </message>
    <message>
        <source>They hold for logs read from now on. Raw addresses are kept only where keep_addresses_days is above zero, and deleted after so many days.</source>
        <translation>Sie gelten für Logs, die von jetzt an gelesen werden. Rohe Adressen werden nur behalten, wo keep_addresses_days über null ist, und nach so vielen Tagen gelöscht.</translation>
    </message>
    <message>
        <source>This machine itself, at {address}</source>
        <translation>Diese Maschine selbst, unter {address}</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>Schwellen</translation>
    </message>
    <message>
        <source>Time at most</source>
        <translation>Höchstens so viel Zeit</translation>
    </message>
    <message>
        <source>Time of a commit</source>
        <translation>Dauer eines Commits</translation>
    </message>
    <message>
        <source>Time or reason</source>
        <translation>Zeit oder Grund</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Times are those of {zone}; addresses are not stored</source>
        <translation>Zeiten in {zone}; Adressen werden nicht gespeichert</translation>
    </message>
    <message>
        <source>Times that passed while the program was closed or the machine slept</source>
        <translation>Zeiten, die vergingen, während das Programm zu war oder die Maschine schlief</translation>
    </message>
    <message>
        <source>Times: minute, hour, day, month, weekday</source>
        <translation>Zeiten: Minute, Stunde, Tag, Monat, Wochentag</translation>
    </message>
    <message>
        <source>Title, if another</source>
        <translation>Titel, falls ein anderer</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Told</source>
        <translation>Gemeldet</translation>
    </message>
    <message>
        <source>Told apart by</source>
        <translation>Unterschieden nach</translation>
    </message>
    <message>
        <source>Top ten payees</source>
        <translation>Zehn größte Empfänger</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Treemap</source>
        <translation>Kacheln</translation>
    </message>
    <message>
        <source>Tries after a failure</source>
        <translation>Versuche nach einem Fehlschlag</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>Auslöser</translation>
    </message>
    <message>
        <source>Two runs side by side</source>
        <translation>Zwei Läufe nebeneinander</translation>
    </message>
    <message>
        <source>Undo an import</source>
        <translation>Import zurücknehmen</translation>
    </message>
    <message>
        <source>Undo the import of {file}</source>
        <translation>Import von {file} rückgängig machen</translation>
    </message>
    <message>
        <source>Undo the import of {file}?</source>
        <translation>Import von {file} rückgängig machen?</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>Units a second</source>
        <translation>Einheiten je Sekunde</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>User agent</source>
        <translation>User-Agent</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>Besuch</translation>
    </message>
    <message>
        <source>Visit {number}</source>
        <translation>Besuch {number}</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>Besuche</translation>
    </message>
    <message>
        <source>Visits now</source>
        <translation>Besuche jetzt</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Woche</translation>
    </message>
    <message>
        <source>Weeks</source>
        <translation>Wochen</translation>
    </message>
    <message>
        <source>Went on</source>
        <translation>Weitergegangen</translation>
    </message>
    <message>
        <source>What an account got by kind</source>
        <translation>Was ein Konto erhielt, nach Art</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Was daraus wurde</translation>
    </message>
    <message>
        <source>What comes together</source>
        <translation>Was zusammenkommt</translation>
    </message>
    <message>
        <source>What each came to, and by how much the second differs.</source>
        <translation>Was jeder ergab und um wie viel der zweite abweicht.</translation>
    </message>
    <message>
        <source>What is in the log and what is appended is counted until you stop it. Nothing counts twice.</source>
        <translation>Was im Log steht und was dazukommt, wird gezählt, bis Sie es beenden. Nichts zählt doppelt.</translation>
    </message>
    <message>
        <source>What it measures, how that is drawn, and what it is told apart by.</source>
        <translation>Was sie misst, wie das gezeichnet wird und wonach es unterschieden wird.</translation>
    </message>
    <message>
        <source>What looks wrong</source>
        <translation>Was auffällt</translation>
    </message>
    <message>
        <source>What stands below</source>
        <translation>Was unten steht</translation>
    </message>
    <message>
        <source>What the controller did</source>
        <translation>Was der Regler tat</translation>
    </message>
    <message>
        <source>What the table shows</source>
        <translation>Was die Tabelle zeigt</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>What was acknowledged and what is past stand under the other words above.</source>
        <translation>Was quittiert und was vergangen ist, steht oben unter den anderen Wörtern.</translation>
    </message>
    <message>
        <source>What was done in the books</source>
        <translation>Was in den Büchern getan wurde</translation>
    </message>
    <message>
        <source>What you decided</source>
        <translation>Was Sie entschieden haben</translation>
    </message>
    <message>
        <source>When it was seen last</source>
        <translation>Wann er zuletzt gesehen wurde</translation>
    </message>
    <message>
        <source>Whenever it is broken, that is told once: in the list, as a notice, and in the log.</source>
        <translation>Wird sie verletzt, wird das einmal gemeldet: in der Liste, als Hinweis und im Protokoll.</translation>
    </message>
    <message>
        <source>Where from</source>
        <translation>Woher</translation>
    </message>
    <message>
        <source>Where visits come from</source>
        <translation>Woher Besuche kommen</translation>
    </message>
    <message>
        <source>Which ones</source>
        <translation>Welche</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Why did it change?</source>
        <translation>Warum hat es sich geändert?</translation>
    </message>
    <message>
        <source>Why it is no request</source>
        <translation>Warum sie keine Anfrage ist</translation>
    </message>
    <message>
        <source>Why {amount}?</source>
        <translation>Warum {amount}?</translation>
    </message>
    <message>
        <source>Wider</source>
        <translation>Breiter</translation>
    </message>
    <message>
        <source>Window, longest turn</source>
        <translation>Fenster, längste Runde</translation>
    </message>
    <message>
        <source>Words of the user agent</source>
        <translation>Wörter des User-Agents</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Arbeiter</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Arbeiter</translation>
    </message>
    <message>
        <source>Workers, last 30 minutes</source>
        <translation>Arbeiter, letzte 30 Minuten</translation>
    </message>
    <message>
        <source>Workspace file</source>
        <translation>Datei des Arbeitsbereichs</translation>
    </message>
    <message>
        <source>Write a note…</source>
        <translation>Notiz schreiben …</translation>
    </message>
    <message>
        <source>Write a question first.</source>
        <translation>Schreiben Sie zuerst eine Frage.</translation>
    </message>
    <message>
        <source>Write a question, or take one from the right, and run it.</source>
        <translation>Schreiben Sie eine Frage oder nehmen Sie eine von rechts und führen Sie sie aus.</translation>
    </message>
    <message>
        <source>Write a word or two.</source>
        <translation>Schreiben Sie ein Wort oder zwei.</translation>
    </message>
    <message>
        <source>Write note</source>
        <translation>Notiz schreiben</translation>
    </message>
    <message>
        <source>Write on the time axis</source>
        <translation>Auf die Zeitachse schreiben</translation>
    </message>
    <message>
        <source>Write on the time axis…</source>
        <translation>Auf die Zeitachse schreiben …</translation>
    </message>
    <message>
        <source>Write the command that the job runs, such as route.</source>
        <translation>Schreiben Sie den Befehl, den der Auftrag ausführt, etwa route.</translation>
    </message>
    <message>
        <source>Write, KiB/s</source>
        <translation>Geschrieben, KiB/s</translation>
    </message>
    <message>
        <source>Wrote {name}.</source>
        <translation>{name} geschrieben.</translation>
    </message>
    <message>
        <source>Zone of times without an offset</source>
        <translation>Zone von Zeiten ohne Angabe</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>a chunk took {value}, over {mark}</source>
        <translation>ein Abschnitt dauerte {value}, über {mark}</translation>
    </message>
    <message>
        <source>a chunk took {value}, so that a larger one is bearable</source>
        <translation>ein Abschnitt dauerte {value}, ein größerer ist also erträglich</translation>
    </message>
    <message>
        <source>a commit takes {value}, over {mark}</source>
        <translation>ein Commit dauert {value}, über {mark}</translation>
    </message>
    <message>
        <source>a day</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>a month</source>
        <translation>Monate</translation>
    </message>
    <message>
        <source>a plan</source>
        <translation>einem Plan</translation>
    </message>
    <message>
        <source>a turn of the window took {value}, over {mark}</source>
        <translation>eine Runde des Fensters dauerte {value}, über {mark}</translation>
    </message>
    <message>
        <source>a week</source>
        <translation>Wochen</translation>
    </message>
    <message>
        <source>achieved</source>
        <translation>erreicht</translation>
    </message>
    <message>
        <source>address on your list</source>
        <translation>Adresse Ihrer Liste</translation>
    </message>
    <message>
        <source>addresses are not stored</source>
        <translation>Adressen werden nicht gespeichert</translation>
    </message>
    <message>
        <source>adds up exactly</source>
        <translation>geht genau auf</translation>
    </message>
    <message>
        <source>against {period}</source>
        <translation>gegenüber {period}</translation>
    </message>
    <message>
        <source>alert over {mark} for {seconds} s</source>
        <translation>Alarm über {mark} für {seconds} s</translation>
    </message>
    <message>
        <source>alert under {mark}</source>
        <translation>Alarm unter {mark}</translation>
    </message>
    <message>
        <source>all events: gross − refunds − chargebacks + won chargebacks − fees + adjustments</source>
        <translation>alle Ereignisse: Bruttoumsatz − Erstattungen − Rückbuchungen + gewonnene Rückbuchungen − Gebühren + Korrekturen</translation>
    </message>
    <message>
        <source>all others</source>
        <translation>alle anderen</translation>
    </message>
    <message>
        <source>all steps together, {level} between {low} and {high}</source>
        <translation>alle Schritte zusammen, {level} zwischen {low} und {high}</translation>
    </message>
    <message>
        <source>an hour</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>analytics alerts rules checks wrong</source>
        <translation>auswertung meldungen regeln prüfungen falsch</translation>
    </message>
    <message>
        <source>analytics annotation note mark campaign deploy</source>
        <translation>Analyse Anmerkung Notiz Marke Kampagne</translation>
    </message>
    <message>
        <source>analytics capacity future prediction</source>
        <translation>auswertung kapazität zukunft vorhersage</translation>
    </message>
    <message>
        <source>analytics chart metric dashboard</source>
        <translation>Analyse Diagramm Kennzahl Dashboard</translation>
    </message>
    <message>
        <source>analytics contributions reason cause</source>
        <translation>Analyse Beiträge Grund Ursache</translation>
    </message>
    <message>
        <source>analytics dashboard layout keep</source>
        <translation>Analyse Dashboard Anordnung behalten</translation>
    </message>
    <message>
        <source>analytics pdf html summary period</source>
        <translation>Analyse PDF HTML Zusammenfassung Zeitraum</translation>
    </message>
    <message>
        <source>analytics query question views</source>
        <translation>Analyse Abfrage Frage Sichten</translation>
    </message>
    <message>
        <source>analytics statements payees schedules</source>
        <translation>Analyse Abrechnungen Empfänger Zeitpläne</translation>
    </message>
    <message>
        <source>and more of them: narrow it down</source>
        <translation>und weitere: Grenzen Sie ein</translation>
    </message>
    <message>
        <source>and {count} of own addresses</source>
        <translation>und {count} von eigenen Adressen</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>verlangt</translation>
    </message>
    <message>
        <source>at</source>
        <translation>um</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>sofort</translation>
    </message>
    <message>
        <source>at the forecast&apos;s upper edge</source>
        <translation>am oberen Rand der Vorhersage</translation>
    </message>
    <message>
        <source>at {time}</source>
        <translation>um {time}</translation>
    </message>
    <message>
        <source>balance of the accounts under reserve at the end of the period</source>
        <translation>Saldo der Konten unter reserve am Ende des Zeitraums</translation>
    </message>
    <message>
        <source>balance of the accounts under suspense at the end of the period</source>
        <translation>Saldo der Konten unter suspense am Ende des Zeitraums</translation>
    </message>
    <message>
        <source>better</source>
        <translation>besser</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>von Hand</translation>
    </message>
    <message>
        <source>by the day</source>
        <translation>je Tag</translation>
    </message>
    <message>
        <source>by the hour</source>
        <translation>je Stunde</translation>
    </message>
    <message>
        <source>by the month</source>
        <translation>je Monat</translation>
    </message>
    <message>
        <source>by the same hour of the newest days</source>
        <translation>nach derselben Stunde der letzten Tage</translation>
    </message>
    <message>
        <source>by the same month of earlier years</source>
        <translation>nach demselben Monat früherer Jahre</translation>
    </message>
    <message>
        <source>by the same week of earlier years</source>
        <translation>nach derselben Woche früherer Jahre</translation>
    </message>
    <message>
        <source>by the same weekday of the newest weeks</source>
        <translation>nach demselben Wochentag der letzten Wochen</translation>
    </message>
    <message>
        <source>by the week</source>
        <translation>je Woche</translation>
    </message>
    <message>
        <source>bytes sent to people</source>
        <translation>an Menschen gesendete Bytes</translation>
    </message>
    <message>
        <source>bytes sent to people and bots</source>
        <translation>an Menschen und Bots gesendete Bytes</translation>
    </message>
    <message>
        <source>chargebacks ÷ earning events, by number</source>
        <translation>Rückbuchungen ÷ Ertragsereignisse, nach Anzahl</translation>
    </message>
    <message>
        <source>checked again in {length}</source>
        <translation>nächste Prüfung in {length}</translation>
    </message>
    <message>
        <source>chunk 10,000 → 5,000</source>
        <translation>Abschnitt 10.000 → 5.000</translation>
    </message>
    <message>
        <source>chunk {before} → {after}</source>
        <translation>Abschnitt {before} → {after}</translation>
    </message>
    <message>
        <source>cost ÷ people&apos;s visits of the campaigns of which a cost is given</source>
        <translation>Kosten ÷ Besuche von Menschen der Kampagnen, deren Kosten angegeben sind</translation>
    </message>
    <message>
        <source>counted by whole hours</source>
        <translation>nach ganzen Stunden gezählt</translation>
    </message>
    <message>
        <source>credits − debits of every account but clearing, from events; together they are what was booked</source>
        <translation>Haben − Soll aller Konten außer Verrechnung, aus Ereignissen; zusammen das, was gebucht wurde</translation>
    </message>
    <message>
        <source>credits − debits of income accounts, from events</source>
        <translation>Haben − Soll der Ertragskonten, aus Ereignissen</translation>
    </message>
    <message>
        <source>day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>entry {number} of the log</source>
        <translation>Eintrag {number} des Protokolls</translation>
    </message>
    <message>
        <source>entry {number} stands in the log</source>
        <translation>Eintrag {number} steht im Protokoll</translation>
    </message>
    <message>
        <source>errors ÷ people&apos;s requests</source>
        <translation>Fehler ÷ Anfragen von Menschen</translation>
    </message>
    <message>
        <source>every verdict can be overruled</source>
        <translation>jedes Urteil lässt sich aufheben</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>a load run</comment>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>feed reader</source>
        <translation>Feedreader</translation>
    </message>
    <message>
        <source>following {names}</source>
        <translation>folgt {names}</translation>
    </message>
    <message>
        <source>following {names}, newest line {ago} ago</source>
        <translation>folgt {names}, neueste Zeile vor {ago}</translation>
    </message>
    <message>
        <source>for {beneficiary}, due {day}</source>
        <translation>für {beneficiary}, fällig {day}</translation>
    </message>
    <message>
        <source>for {time}</source>
        <translation>seit {time}</translation>
    </message>
    <message>
        <source>forecast</source>
        <translation>Prognose</translation>
    </message>
    <message>
        <source>gross ÷ number of earning events</source>
        <translation>Bruttoumsatz ÷ Anzahl der Ertragsereignisse</translation>
    </message>
    <message>
        <source>holds for all workspaces</source>
        <translation>gilt für alle Arbeitsbereiche</translation>
    </message>
    <message>
        <source>holds for what is read from now on</source>
        <translation>gilt für alles, was von jetzt an gelesen wird</translation>
    </message>
    <message>
        <source>hour</source>
        <translation>Stunde</translation>
    </message>
    <message>
        <source>import of {name}</source>
        <translation>Import von {name}</translation>
    </message>
    <message>
        <source>in quotes after ==: capitals count, and a star is a star</source>
        <translation>in Anführungszeichen nach ==: Großbuchstaben zählen, und ein Stern ist ein Stern</translation>
    </message>
    <message>
        <source>in the last step, {level} between {low} and {high}</source>
        <translation>im letzten Schritt, {level} zwischen {low} und {high}</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>verwendet</translation>
    </message>
    <message>
        <source>in use of allowed</source>
        <translation>belegt von erlaubt</translation>
    </message>
    <message>
        <source>is above</source>
        <translation>darüber liegt</translation>
    </message>
    <message>
        <source>is below</source>
        <translation>darunter liegt</translation>
    </message>
    <message>
        <source>is it fair, and does money leak</source>
        <translation>ist es gerecht, und geht Geld verloren</translation>
    </message>
    <message>
        <source>last season</source>
        <translation>letzte Saison</translation>
    </message>
    <message>
        <source>last value</source>
        <translation>letzter Wert</translation>
    </message>
    <message>
        <source>latency from the intended send time</source>
        <translation>Latenz ab der vorgesehenen Sendezeit</translation>
    </message>
    <message>
        <source>library or tool</source>
        <translation>Bibliothek oder Werkzeug</translation>
    </message>
    <message>
        <source>limit for p95</source>
        <translation>Grenze für p95</translation>
    </message>
    <message>
        <source>link preview</source>
        <translation>Linkvorschau</translation>
    </message>
    <message>
        <source>load run {number}</source>
        <translation>Lastlauf {number}</translation>
    </message>
    <message>
        <source>logs imported</source>
        <translation>Logs importiert</translation>
    </message>
    <message numerus="yes">
        <source>logs read</source>
        <extracomment>One: log read</extracomment>
        <translation>
            <numerusform>Log gelesen</numerusform>
            <numerusform>Logs gelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>logs {span}</source>
        <translation>Logs {span}</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>wird gesucht …</translation>
    </message>
    <message>
        <source>main</source>
        <comment>process</comment>
        <translation>Hauptprozess</translation>
    </message>
    <message>
        <source>median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>monitoring</source>
        <translation>Überwachung</translation>
    </message>
    <message>
        <source>month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>neither</source>
        <translation>weder noch</translation>
    </message>
    <message>
        <source>net revenue by where its buyers came from: by a key or attribute, else by the hour&apos;s visits</source>
        <translation>Nettoumsatz danach, woher die Käufer kamen: über Schlüssel oder Attribut, sonst nach den Besuchen der Stunde</translation>
    </message>
    <message>
        <source>net revenue × 1,000 ÷ people&apos;s visits</source>
        <translation>Nettoumsatz × 1.000 ÷ Besuche von Menschen</translation>
    </message>
    <message>
        <source>net revenue ÷ people&apos;s visits</source>
        <translation>Nettoumsatz ÷ Besuche von Menschen</translation>
    </message>
    <message>
        <source>never over {mark}</source>
        <translation>nie über {mark}</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>no campaign</source>
        <translation>keine Kampagne</translation>
    </message>
    <message>
        <source>no costs were given</source>
        <translation>keine Kosten angegeben</translation>
    </message>
    <message>
        <source>no logs of these days</source>
        <translation>keine Protokolle dieser Tage</translation>
    </message>
    <message>
        <source>no page seen</source>
        <translation>keine Seite gesehen</translation>
    </message>
    <message>
        <source>no revenue in this period</source>
        <translation>kein Umsatz in diesem Zeitraum</translation>
    </message>
    <message>
        <source>none of whose order id stood in it</source>
        <translation>keiner, dessen Bestellnummer darin stand</translation>
    </message>
    <message>
        <source>none set</source>
        <translation>keine gesetzt</translation>
    </message>
    <message>
        <source>not attributed</source>
        <translation>nicht zugeordnet</translation>
    </message>
    <message>
        <source>not by {what}</source>
        <translation>nicht nach {what}</translation>
    </message>
    <message>
        <source>not enough data</source>
        <translation>zu wenige Daten</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>nothing is open</source>
        <translation>nichts ist offen</translation>
    </message>
    <message>
        <source>number of earning events</source>
        <translation>Anzahl der Ertragsereignisse</translation>
    </message>
    <message>
        <source>number of earning events ÷ people&apos;s visits</source>
        <translation>Anzahl der Ertragsereignisse ÷ Besuche von Menschen</translation>
    </message>
    <message>
        <source>number of events of every kind</source>
        <translation>Anzahl der Ereignisse aller Arten</translation>
    </message>
    <message>
        <source>of people</source>
        <translation>von Menschen</translation>
    </message>
    <message>
        <source>of the newest 28 days, not of all time; the header chooses others</source>
        <translation>der neuesten 28 Tage, nicht der ganzen Zeit; der Kopf wählt andere</translation>
    </message>
    <message>
        <source>of your own load and addresses, kept apart</source>
        <translation>von eigener Last und eigenen Adressen, getrennt geführt</translation>
    </message>
    <message>
        <source>of {events} events joined by a key, {rate}</source>
        <translation>von {events} Ereignissen über einen Schlüssel zugeordnet, {rate}</translation>
    </message>
    <message>
        <source>on now</source>
        <translation>jetzt an</translation>
    </message>
    <message>
        <source>only lines that hold this</source>
        <translation>nur Zeilen, die das enthalten</translation>
    </message>
    <message>
        <source>or at {name} the TXT record</source>
        <translation>oder unter {name} den TXT-Eintrag</translation>
    </message>
    <message>
        <source>other bot</source>
        <translation>anderer Bot</translation>
    </message>
    <message>
        <source>others</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>over {mark}</source>
        <translation>über {mark}</translation>
    </message>
    <message>
        <source>own address</source>
        <translation>eigene Adresse</translation>
    </message>
    <message>
        <source>own load run</source>
        <translation>eigener Lastlauf</translation>
    </message>
    <message>
        <source>pages of visits ÷ visits</source>
        <translation>Seiten der Besuche ÷ Besuche</translation>
    </message>
    <message>
        <source>passed</source>
        <comment>a load run</comment>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>payers that had an earning event before</source>
        <translation>Zahler, die schon vorher ein Ertragsereignis hatten</translation>
    </message>
    <message>
        <source>payers whose first earning event of all falls into the period</source>
        <translation>Zahler, deren allererstes Ertragsereignis in den Zeitraum fällt</translation>
    </message>
    <message>
        <source>payers with an earning event</source>
        <translation>Zahler mit einem Ertragsereignis</translation>
    </message>
    <message>
        <source>payers with two earning events or more ÷ payers</source>
        <translation>Zahler mit zwei oder mehr Ertragsereignissen ÷ Zahler</translation>
    </message>
    <message>
        <source>people</source>
        <translation>Menschen</translation>
    </message>
    <message>
        <source>people&apos;s requests</source>
        <translation>Anfragen von Menschen</translation>
    </message>
    <message>
        <source>people&apos;s requests answered with 400 and more</source>
        <translation>Anfragen von Menschen, die mit 400 oder höher beantwortet wurden</translation>
    </message>
    <message>
        <source>people&apos;s requests answered with 500 and more ÷ people&apos;s requests</source>
        <translation>Anfragen von Menschen, die mit 500 oder höher beantwortet wurden ÷ Anfragen von Menschen</translation>
    </message>
    <message>
        <source>people&apos;s requests of pages</source>
        <translation>Anfragen von Menschen nach Seiten</translation>
    </message>
    <message>
        <source>people&apos;s visits that ended in the period</source>
        <translation>Besuche von Menschen, die im Zeitraum endeten</translation>
    </message>
    <message>
        <source>plan version {version}</source>
        <translation>Plan, Version {version}</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>vorausgesehen</translation>
    </message>
    <message>
        <source>processors are {value} busy, over {mark}</source>
        <translation>Prozessoren sind zu {value} ausgelastet, über {mark}</translation>
    </message>
    <message>
        <source>processors {numbers}</source>
        <translation>Prozessoren {numbers}</translation>
    </message>
    <message>
        <source>reactive</source>
        <translation>reagiert</translation>
    </message>
    <message>
        <source>reads the views, writes nothing</source>
        <translation>liest die Sichten, schreibt nichts</translation>
    </message>
    <message>
        <source>refunds ÷ gross, by amount</source>
        <translation>Erstattungen ÷ Bruttoumsatz, nach Betrag</translation>
    </message>
    <message>
        <source>regression</source>
        <translation>Regression</translation>
    </message>
    <message>
        <source>regression with holidays</source>
        <translation>Regression mit Feiertagen</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>requests a day</source>
        <translation>Anfragen am Tag</translation>
    </message>
    <message>
        <source>requests a minute</source>
        <translation>Anfragen je Minute</translation>
    </message>
    <message>
        <source>requests a second</source>
        <translation>Anfragen je Sekunde</translation>
    </message>
    <message>
        <source>requests an hour</source>
        <translation>Anfragen je Stunde</translation>
    </message>
    <message>
        <source>requests filtered out, under {names} names</source>
        <translation>Anfragen ausgefiltert, unter {names} Namen</translation>
    </message>
    <message>
        <source>requests in 10 minutes</source>
        <translation>Anfragen in 10 Minuten</translation>
    </message>
    <message>
        <source>requests of bots of every class</source>
        <translation>Anfragen von Bots aller Klassen</translation>
    </message>
    <message>
        <source>requests of bots ÷ all requests</source>
        <translation>Anfragen von Bots ÷ alle Anfragen</translation>
    </message>
    <message>
        <source>requests of people and bots, not the operator&apos;s own</source>
        <translation>Anfragen von Menschen und Bots, ohne die eigenen des Betreibers</translation>
    </message>
    <message>
        <source>requests of the operator&apos;s load runs and addresses, counted nowhere else</source>
        <translation>Anfragen aus Lastläufen und von Adressen des Betreibers; sie zählen sonst nirgends</translation>
    </message>
    <message>
        <source>restated</source>
        <translation>neu verbucht</translation>
    </message>
    <message>
        <source>revenue of the campaigns of which a cost is given, in its currency ÷ their cost</source>
        <translation>Umsatz der Kampagnen, deren Kosten angegeben sind, in der Währung der Kosten ÷ deren Kosten</translation>
    </message>
    <message>
        <source>schedule {name} at {time}</source>
        <translation>Zeitplan {name} um {time}</translation>
    </message>
    <message>
        <source>search engine</source>
        <translation>Suchmaschine</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>set here</source>
        <translation>hier gesetzt</translation>
    </message>
    <message>
        <source>slots {before} → {after}</source>
        <translation>Plätze {before} → {after}</translation>
    </message>
    <message>
        <source>steps ahead</source>
        <translation>Schritte voraus</translation>
    </message>
    <message>
        <source>stopped</source>
        <comment>a load run</comment>
        <translation>beendet</translation>
    </message>
    <message>
        <source>such as Verify every night</source>
        <translation>etwa „Jede Nacht verifizieren“</translation>
    </message>
    <message>
        <source>sum of chargebacks, as positive; won ones are not taken off</source>
        <translation>Summe der Rückbuchungen, als positive Zahl; gewonnene sind nicht abgezogen</translation>
    </message>
    <message>
        <source>sum of refunds, as positive</source>
        <translation>Summe der Erstattungen, als positive Zahl</translation>
    </message>
    <message>
        <source>sum of sales, subscriptions, ads, affiliates and tips</source>
        <translation>Summe von Verkäufen, Abonnements, Werbung, Partnererlösen und Trinkgeldern</translation>
    </message>
    <message>
        <source>sum of the costs that were given</source>
        <translation>Summe der angegebenen Kosten</translation>
    </message>
    <message>
        <source>sum of the squares of the payees&apos; shares: 1 is one payee, 1/n are n equal ones</source>
        <translation>Summe der quadrierten Anteile der Empfänger: 1 ist ein einziger, 1/n sind n gleich große</translation>
    </message>
    <message>
        <source>tagged by its runs</source>
        <translation>von ihren Läufen markiert</translation>
    </message>
    <message>
        <source>take ÷ booked</source>
        <translation>Anteil der Plattform ÷ Gebucht</translation>
    </message>
    <message>
        <source>the first {count} rows, there are more; {took} s</source>
        <translation>die ersten {count} Zeilen, es gibt mehr; {took} s</translation>
    </message>
    <message>
        <source>the logs have no times</source>
        <translation>die Logs haben keine Zeiten</translation>
    </message>
    <message>
        <source>the period before</source>
        <translation>Zeitraum davor</translation>
    </message>
    <message>
        <source>the period is not over</source>
        <translation>der Zeitraum läuft noch</translation>
    </message>
    <message>
        <source>the rule</source>
        <translation>die Regel</translation>
    </message>
    <message>
        <source>the same days last year</source>
        <translation>dieselben Tage im Vorjahr</translation>
    </message>
    <message>
        <source>the simulation of {plan}</source>
        <translation>Simulation von {plan}</translation>
    </message>
    <message>
        <source>the time within which 50 % of people&apos;s requests were answered</source>
        <translation>die Zeit, in der 50 % der Anfragen von Menschen beantwortet wurden</translation>
    </message>
    <message>
        <source>the time within which 90 % of people&apos;s requests were answered</source>
        <translation>die Zeit, in der 90 % der Anfragen von Menschen beantwortet wurden</translation>
    </message>
    <message>
        <source>the time within which 95 % of people&apos;s requests were answered</source>
        <translation>die Zeit, in der 95 % der Anfragen von Menschen beantwortet wurden</translation>
    </message>
    <message>
        <source>the time within which 99 % of people&apos;s requests were answered</source>
        <translation>die Zeit, in der 99 % der Anfragen von Menschen beantwortet wurden</translation>
    </message>
    <message>
        <source>time from first to last request ÷ visits</source>
        <translation>Zeit von der ersten bis zur letzten Anfrage ÷ Besuche</translation>
    </message>
    <message>
        <source>to the hour</source>
        <translation>auf die Stunde</translation>
    </message>
    <message>
        <source>told from the first lines</source>
        <translation>aus den ersten Zeilen erkannt</translation>
    </message>
    <message>
        <source>traffic access log visits</source>
        <translation>verkehr zugriff log besuche</translation>
    </message>
    <message>
        <source>traffic live</source>
        <translation>verkehr live</translation>
    </message>
    <message>
        <source>traffic live tail</source>
        <translation>verkehr live tail</translation>
    </message>
    <message>
        <source>traffic test stress scenario</source>
        <translation>verkehr test stress szenario</translation>
    </message>
    <message>
        <source>try 2 of 5 in 0:24</source>
        <translation>Versuch 2 von 5 in 0:24</translation>
    </message>
    <message>
        <source>try {number} of {most} in {time}</source>
        <translation>Versuch {number} von {most} in {time}</translation>
    </message>
    <message>
        <source>under {mark}</source>
        <translation>unter {mark}</translation>
    </message>
    <message>
        <source>under {plan}</source>
        <translation>nach {plan}</translation>
    </message>
    <message>
        <source>units a second</source>
        <translation>Einheiten je Sekunde</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>unnamed</source>
        <translation>namenlos</translation>
    </message>
    <message>
        <source>usual</source>
        <translation>üblich</translation>
    </message>
    <message>
        <source>usual season</source>
        <translation>übliche Saison</translation>
    </message>
    <message numerus="yes">
        <source>visits</source>
        <extracomment>One: visit</extracomment>
        <translation>
            <numerusform>Besuch</numerusform>
            <numerusform>Besuche</numerusform>
        </translation>
    </message>
    <message>
        <source>visits</source>
        <comment>a table</comment>
        <translation>Besuche</translation>
    </message>
    <message>
        <source>visits of one page ÷ visits</source>
        <translation>Besuche mit nur einer Seite ÷ Besuche</translation>
    </message>
    <message>
        <source>vs the period before</source>
        <translation>zum Zeitraum davor</translation>
    </message>
    <message>
        <source>vs {period}</source>
        <translation>zu {period}</translation>
    </message>
    <message>
        <source>waits for its turn</source>
        <translation>wartet, bis er dran ist</translation>
    </message>
    <message>
        <source>week</source>
        <translation>Woche</translation>
    </message>
    <message>
        <source>what came in through clearing accounts less what went back</source>
        <translation>was über Verrechnungskonten einging, abzüglich dessen, was zurückging</translation>
    </message>
    <message numerus="yes">
        <source>what the events of {n} days would take</source>
        <translation>
            <numerusform>was die Ereignisse von {n} Tag kosten würden</numerusform>
            <numerusform>was die Ereignisse von {n} Tagen kosten würden</numerusform>
        </translation>
    </message>
    <message>
        <source>what the ten largest payees received ÷ what all received</source>
        <translation>was die zehn größten Empfänger erhielten ÷ was alle erhielten</translation>
    </message>
    <message>
        <source>which holds {text}</source>
        <translation>mit dem Inhalt {text}</translation>
    </message>
    <message>
        <source>why, for the audit log</source>
        <translation>warum, für das Protokoll</translation>
    </message>
    <message>
        <source>why, for whoever reads it later</source>
        <translation>warum, für alle, die es später lesen</translation>
    </message>
    <message>
        <source>within your bounds</source>
        <translation>in Ihren Grenzen</translation>
    </message>
    <message>
        <source>worker 12</source>
        <translation>Arbeiter 12</translation>
    </message>
    <message>
        <source>worse</source>
        <translation>schlechter</translation>
    </message>
    <message>
        <source>{amount} by its own figure</source>
        <translation>{amount} durch den eigenen Wert</translation>
    </message>
    <message>
        <source>{amount} by its weight</source>
        <translation>{amount} durch das Gewicht</translation>
    </message>
    <message>
        <source>{amount} by the amount of each</source>
        <translation>{amount} durch die Höhe der einzelnen</translation>
    </message>
    <message>
        <source>{amount} by their number</source>
        <translation>{amount} durch die Anzahl</translation>
    </message>
    <message>
        <source>{attempt}, no earlier try</source>
        <translation>{attempt}, kein früherer Versuch</translation>
    </message>
    <message>
        <source>{begin} to {end}</source>
        <translation>{begin} bis {end}</translation>
    </message>
    <message>
        <source>{code} alone</source>
        <translation>nur {code}</translation>
    </message>
    <message>
        <source>{command} does not run as a job: run it in a terminal.</source>
        <translation>{command} läuft nicht als Auftrag: Führen Sie es in einem Terminal aus.</translation>
    </message>
    <message numerus="yes">
        <source>{count} jobs since its start</source>
        <extracomment>One: 1 job since its start</extracomment>
        <translation>
            <numerusform>{count} Auftrag seit seinem Start</numerusform>
            <numerusform>{count} Aufträge seit seinem Start</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} kept</source>
        <translation>{count} aufbewahrt</translation>
    </message>
    <message numerus="yes">
        <source>{count} lines</source>
        <extracomment>One: {count} line</extracomment>
        <translation>
            <numerusform>{count} Zeile</numerusform>
            <numerusform>{count} Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} lines refused</source>
        <extracomment>One: {count} line refused</extracomment>
        <translation>
            <numerusform>{count} Zeile abgelehnt</numerusform>
            <numerusform>{count} Zeilen abgelehnt</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} logs</source>
        <translation>{count} Logs</translation>
    </message>
    <message numerus="yes">
        <source>{count} new visits</source>
        <translation>
            <numerusform>{count} neuer Besuch</numerusform>
            <numerusform>{count} neue Besuche</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} of {most} tries</source>
        <translation>{count} von {most} Versuchen</translation>
    </message>
    <message numerus="yes">
        <source>{count} open</source>
        <translation>
            <numerusform>{count} offen</numerusform>
            <numerusform>{count} offen</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} paused</source>
        <translation>{count} angehalten</translation>
    </message>
    <message>
        <source>{count} retrying</source>
        <translation>{count} im neuen Versuch</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>{count} Zeilen</translation>
    </message>
    <message numerus="yes">
        <source>{count} rows behind</source>
        <extracomment>One: {count} row behind</extracomment>
        <translation>
            <numerusform>{count} Zeile dahinter</numerusform>
            <numerusform>{count} Zeilen dahinter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} rows behind it</source>
        <extracomment>One: {count} row behind it</extracomment>
        <translation>
            <numerusform>{count} Zeile dahinter</numerusform>
            <numerusform>{count} Zeilen dahinter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} rows; {took} s</source>
        <extracomment>One: {count} row; {took} s</extracomment>
        <translation>
            <numerusform>{count} Zeile; {took} s</numerusform>
            <numerusform>{count} Zeilen; {took} s</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count} s</translation>
    </message>
    <message numerus="yes">
        <source>{count} values are not so and will be refused: {shown}</source>
        <extracomment>One: {count} value is not so and will be refused: {shown}</extracomment>
        <translation>
            <numerusform>{count} Wert ist nicht so und wird abgelehnt: {shown}</numerusform>
            <numerusform>{count} Werte sind nicht so und werden abgelehnt: {shown}</numerusform>
        </translation>
    </message>
    <message>
        <source>{day}, {begin} to {end}</source>
        <translation>{day}, {begin} bis {end}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{events} events will be undone; the postings of {routed} that are routed are reversed on the first open day; refused rows that close: {refused}. Nothing is deleted, and the same file can be imported again.</source>
        <translation>{events} Ereignisse werden zurückgenommen; die Buchungen von {routed} verteilten werden am ersten offenen Tag storniert; abgelehnte Zeilen, die geschlossen werden: {refused}. Nichts wird gelöscht, und dieselbe Datei kann erneut importiert werden.</translation>
    </message>
    <message>
        <source>{format}. A line stops: {why}.</source>
        <translation>{format}. Eine Zeile passt nicht: {why}.</translation>
    </message>
    <message numerus="yes">
        <source>{format}: {fits} of the first {lines} lines are requests in it.</source>
        <extracomment>One: {format}: the first line is a request in it.</extracomment>
        <translation>
            <numerusform>{format}: Die erste Zeile ist eine Anfrage darin.</numerusform>
            <numerusform>{format}: {fits} der ersten {lines} Zeilen sind Anfragen darin.</numerusform>
        </translation>
    </message>
    <message>
        <source>{key} changed it by {amount}</source>
        <translation>{key} ändert den Wert um {amount}</translation>
    </message>
    <message>
        <source>{key} lowered it by {amount}</source>
        <translation>{key} senkt den Wert um {amount}</translation>
    </message>
    <message>
        <source>{key} raised it by {amount}</source>
        <translation>{key} erhöht den Wert um {amount}</translation>
    </message>
    <message>
        <source>{key}, fewer</source>
        <translation>{key}, weniger davon</translation>
    </message>
    <message>
        <source>{key}, its own rate</source>
        <translation>{key}, eigene Quote</translation>
    </message>
    <message>
        <source>{key}, its weight</source>
        <translation>{key}, Gewicht</translation>
    </message>
    <message>
        <source>{key}, more of them</source>
        <translation>{key}, mehr davon</translation>
    </message>
    <message>
        <source>{key}, size of each</source>
        <translation>{key}, Höhe je Stück</translation>
    </message>
    <message>
        <source>{least} to {most}</source>
        <translation>{least} bis {most}</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} bis {high}</translation>
    </message>
    <message>
        <source>{metric} and {other} by {dimension}</source>
        <translation>{metric} und {other} nach {dimension}</translation>
    </message>
    <message>
        <source>{metric} breaks a rule, {when}: {rule}</source>
        <translation>{metric} verletzt eine Regel, {when}: {rule}</translation>
    </message>
    <message>
        <source>{metric} by day</source>
        <translation>{metric} nach Tag</translation>
    </message>
    <message>
        <source>{metric} by hour</source>
        <translation>{metric} nach Stunde</translation>
    </message>
    <message>
        <source>{metric} by month</source>
        <translation>{metric} nach Monat</translation>
    </message>
    <message>
        <source>{metric} by week</source>
        <translation>{metric} nach Woche</translation>
    </message>
    <message>
        <source>{metric} by {dimension}</source>
        <translation>{metric} nach {dimension}</translation>
    </message>
    <message>
        <source>{metric} is no sum of parts, so that nothing can be said of its parts.</source>
        <translation>{metric} ist keine Summe von Teilen, darum lässt sich über seine Teile nichts sagen.</translation>
    </message>
    <message>
        <source>{metric}: {value} at worst, {when}. The rule is: {rule}.</source>
        <translation>{metric}: schlimmstenfalls {value}, {when}. Die Regel ist: {rule}.</translation>
    </message>
    <message>
        <source>{metric}: {value} at worst, {when}. {range} was to be expected {how}.</source>
        <translation>{metric}: schlimmstenfalls {value}, {when}. {range} war zu erwarten {how}.</translation>
    </message>
    <message>
        <source>{metric}: {value}, {when}; {range} was to be expected.</source>
        <translation>{metric}: {value}, {when}; {range} war zu erwarten.</translation>
    </message>
    <message>
        <source>{name} comes with the program; choose another name.</source>
        <translation>{name} gehört zum Programm; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>{name} counts as {what} from now on; {visits} visits and {requests} requests were moved.</source>
        <translation>{name} zählt von jetzt an als {what}; {visits} Besuche und {requests} Anfragen wurden verschoben.</translation>
    </message>
    <message>
        <source>{name} from</source>
        <translation>{name} von</translation>
    </message>
    <message>
        <source>{name} is told by the program again, from the next log on.</source>
        <translation>{name} wird wieder vom Programm beurteilt, vom nächsten Log an.</translation>
    </message>
    <message>
        <source>{name} is written.</source>
        <translation>{name} ist geschrieben.</translation>
    </message>
    <message>
        <source>{name} to</source>
        <translation>{name} bis</translation>
    </message>
    <message>
        <source>{name}: a chart ends in .png, .svg, .csv or .json.</source>
        <translation>{name}: Ein Diagramm endet auf .png, .svg, .csv oder .json.</translation>
    </message>
    <message>
        <source>{name}: an export ends in .csv, .json, .jsonl or .parquet.</source>
        <translation>{name}: Ein Export endet auf .csv, .json, .jsonl oder .parquet.</translation>
    </message>
    <message>
        <source>{name}: {length} long, {journeys} journeys, {thresholds} thresholds.</source>
        <translation>{name}: {length} lang, {journeys} Wege, {thresholds} Schwellen.</translation>
    </message>
    <message numerus="yes">
        <source>{n} anomalies are acknowledged.</source>
        <extracomment>One: The anomaly is acknowledged.</extracomment>
        <translation>
            <numerusform>Die Auffälligkeit ist quittiert.</numerusform>
            <numerusform>{n} Auffälligkeiten sind quittiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} anomalies are new.</source>
        <extracomment>One: {n} anomaly is new.</extracomment>
        <translation>
            <numerusform>{n} Auffälligkeit ist neu.</numerusform>
            <numerusform>{n} Auffälligkeiten sind neu.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} contributions; together exactly the change, with nothing left over.</source>
        <translation>
            <numerusform>{n} Beitrag: genau die Änderung, ohne Rest.</numerusform>
            <numerusform>{n} Beiträge: zusammen genau die Änderung, ohne Rest.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} days</source>
        <translation>
            <numerusform>{n} Tag</numerusform>
            <numerusform>{n} Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} days ahead</source>
        <extracomment>One: {n} day ahead</extracomment>
        <translation>
            <numerusform>{n} Tag voraus</numerusform>
            <numerusform>{n} Tage voraus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} fields differ. The new row is line {line} of {file}; the books keep what they hold.</source>
        <extracomment>One: {n} field differs. The new row is line {line} of {file}; the books keep what they hold.</extracomment>
        <translation>
            <numerusform>{n} Feld ist verschieden. Die neue Zeile ist Zeile {line} von {file}; die Bücher behalten ihren Stand.</numerusform>
            <numerusform>{n} Felder sind verschieden. Die neue Zeile ist Zeile {line} von {file}; die Bücher behalten ihren Stand.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} findings. It cannot be published until they are mended.</source>
        <extracomment>One: {n} finding. It cannot be published until it is mended.</extracomment>
        <translation>
            <numerusform>{n} Befund. Veröffentlicht werden kann erst, wenn er behoben ist.</numerusform>
            <numerusform>{n} Befunde. Veröffentlicht werden kann erst, wenn sie behoben sind.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} gaps were filled.</source>
        <extracomment>One: {n} gap was filled.</extracomment>
        <translation>
            <numerusform>{n} Lücke wurde gefüllt.</numerusform>
            <numerusform>{n} Lücken wurden gefüllt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} hours ahead</source>
        <extracomment>One: {n} hour ahead</extracomment>
        <translation>
            <numerusform>{n} Stunde voraus</numerusform>
            <numerusform>{n} Stunden voraus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} imports</source>
        <extracomment>One: {n} import</extracomment>
        <translation>
            <numerusform>{n} Import</numerusform>
            <numerusform>{n} Importe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} months ahead</source>
        <extracomment>One: {n} month ahead</extracomment>
        <translation>
            <numerusform>{n} Monat voraus</numerusform>
            <numerusform>{n} Monate voraus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} more</source>
        <translation>
            <numerusform>{n} weiterer</numerusform>
            <numerusform>{n} weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} new anomalies.</source>
        <extracomment>One: {n} new anomaly.</extracomment>
        <translation>
            <numerusform>{n} neue Auffälligkeit.</numerusform>
            <numerusform>{n} neue Auffälligkeiten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} outliers were drawn in.</source>
        <extracomment>One: {n} outlier was drawn in.</extracomment>
        <translation>
            <numerusform>{n} Ausreißer wurde eingezogen.</numerusform>
            <numerusform>{n} Ausreißer wurden eingezogen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} rows. Arrows go through them, T shows them as a table.</source>
        <extracomment>One: {n} row. Arrows go through it, T shows it as a table.</extracomment>
        <translation>
            <numerusform>{n} Zeile. Pfeiltasten gehen sie durch, T zeigt sie als Tabelle.</numerusform>
            <numerusform>{n} Zeilen. Pfeiltasten gehen sie durch, T zeigt sie als Tabelle.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} to look at</source>
        <extracomment>One: {n} to look at</extracomment>
        <translation>
            <numerusform>{n} anzusehen</numerusform>
            <numerusform>{n} anzusehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} weeks ahead</source>
        <extracomment>One: {n} week ahead</extracomment>
        <translation>
            <numerusform>{n} Woche voraus</numerusform>
            <numerusform>{n} Wochen voraus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} without a share: zero, below it, or unknown.</source>
        <translation>
            <numerusform>{n} ohne Anteil: null, darunter oder unbekannt.</numerusform>
            <numerusform>{n} ohne Anteil: null, darunter oder unbekannt.</numerusform>
        </translation>
    </message>
    <message>
        <source>{path} can&apos;t be written: {fault}.</source>
        <translation>{path} lässt sich nicht schreiben: {fault}.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {error}</source>
        <translation>{path} kann nicht gelesen werden: {error}</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>{percent} % of a processor</source>
        <translation>{percent} % eines Prozessors</translation>
    </message>
    <message numerus="yes">
        <source>{pid} in worker {number}, {count} jobs since its start</source>
        <extracomment>One: {pid} in worker {number}, its first job</extracomment>
        <translation>
            <numerusform>{pid} in Arbeiter {number}, sein erster Auftrag</numerusform>
            <numerusform>{pid} in Arbeiter {number}, {count} Aufträge seit seinem Start</numerusform>
        </translation>
    </message>
    <message>
        <source>{plan}, simulated on {first} to {last}</source>
        <translation>{plan}, simuliert vom {first} bis {last}</translation>
    </message>
    <message>
        <source>{points} percentage points</source>
        <translation>{points} Prozentpunkte</translation>
    </message>
    <message>
        <source>{points} points</source>
        <translation>{points} Punkte</translation>
    </message>
    <message>
        <source>{rate} /s</source>
        <translation>{rate} /s</translation>
    </message>
    <message>
        <source>{rate} joined by key, the rest modelled</source>
        <translation>{rate} über Schlüssel, der Rest modelliert</translation>
    </message>
    <message>
        <source>{read} KiB/s read, {written} KiB/s written</source>
        <translation>{read} KiB/s gelesen, {written} KiB/s geschrieben</translation>
    </message>
    <message>
        <source>{reason}, from {before} to {now}</source>
        <translation>{reason}, von {before} auf {now}</translation>
    </message>
    <message>
        <source>{rule}, until {day}</source>
        <translation>{rule}, bis {day}</translation>
    </message>
    <message>
        <source>{scenario}, {target}</source>
        <translation>{scenario}, {target}</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{seconds} s of CPU time</source>
        <translation>{seconds} s CPU-Zeit</translation>
    </message>
    <message>
        <source>{share} against the change</source>
        <translation>{share} gegen die Änderung</translation>
    </message>
    <message>
        <source>{share} of people&apos;s, {count} the server&apos;s</source>
        <translation>{share} der von Menschen, {count} vom Server</translation>
    </message>
    <message>
        <source>{share} of the change</source>
        <translation>{share} der Änderung</translation>
    </message>
    <message>
        <source>{share} of {count} requests</source>
        <translation>{share} von {count} Anfragen</translation>
    </message>
    <message>
        <source>{share} went on</source>
        <translation>{share} gingen weiter</translation>
    </message>
    <message>
        <source>{span}, forecast</source>
        <translation>{span}, Prognose</translation>
    </message>
    <message>
        <source>{span}, not over yet</source>
        <translation>{span}, noch nicht vorbei</translation>
    </message>
    <message>
        <source>{target} ({address}) may be put under load: proved by {proof}.</source>
        <translation>{target} ({address}) darf unter Last gesetzt werden: nachgewiesen durch {proof}.</translation>
    </message>
    <message>
        <source>{times} times as far off as is borne</source>
        <translation>{times}-mal so weit daneben wie erträglich</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
    <message>
        <source>{used} of {slots}</source>
        <translation>{used} von {slots}</translation>
    </message>
    <message>
        <source>{used} of {total} GiB</source>
        <translation>{used} von {total} GiB</translation>
    </message>
    <message>
        <source>{value} jobs wait and the machine has room</source>
        <translation>{value} Aufträge warten, und die Maschine hat Luft</translation>
    </message>
    <message>
        <source>{value} jobs wait, over {mark}.</source>
        <translation>{value} Aufträge warten, über {mark}.</translation>
    </message>
    <message>
        <source>{value} ms</source>
        <translation>{value} ms</translation>
    </message>
    <message>
        <source>{value} of memory is used, over {mark}</source>
        <translation>{value} des Speichers sind belegt, über {mark}</translation>
    </message>
    <message>
        <source>{value} of the memory is used, over {mark}.</source>
        <translation>{value} des Speichers sind belegt, über {mark}.</translation>
    </message>
    <message>
        <source>{visits} visits, {pages} pages each</source>
        <translation>{visits} Besuche mit je {pages} Seiten</translation>
    </message>
    <message>
        <source>{what}, looked at {when}</source>
        <translation>{what}, angesehen {when}</translation>
    </message>
    <message>
        <source>{when} by {person}</source>
        <translation>{when} von {person}</translation>
    </message>
    <message>
        <source>Locked to {day}, this day included</source>
        <translation>Gesperrt bis einschließlich {day}</translation>
    </message>
    <message>
        <source>95th percentile; {size} GiB free</source>
        <translation>95. Perzentil; {size} GiB frei</translation>
    </message>
    <message>
        <source>A report can be made by itself, every day, week or month, into a folder.</source>
        <translation>Ein Bericht kann täglich, wöchentlich oder monatlich von selbst in einen Ordner erstellt werden.</translation>
    </message>
    <message>
        <source>A rule sets a threshold, a ratio, or how long data may be missing. Add says which.</source>
        <translation>Eine Regel setzt eine Schwelle, ein Verhältnis oder wie lange Daten fehlen dürfen. Hinzufügen legt sie an.</translation>
    </message>
    <message>
        <source>AWS application load balancer</source>
        <translation>AWS Application Load Balancer</translation>
    </message>
    <message>
        <source>AWS classic load balancer</source>
        <translation>AWS Classic Load Balancer</translation>
    </message>
    <message>
        <source>Add to {list}</source>
        <translation>Zu {list} hinzufügen</translation>
    </message>
    <message>
        <source>Address, a line each</source>
        <translation>Anschrift, je Zeile eine</translation>
    </message>
    <message>
        <source>Altered</source>
        <translation>Verändert</translation>
    </message>
    <message>
        <source>Amazon S3 server access</source>
        <translation>Amazon S3 Server Access</translation>
    </message>
    <message>
        <source>Analytics: {name}</source>
        <translation>Analyse: {name}</translation>
    </message>
    <message>
        <source>Arrivals</source>
        <translation>Ankünfte</translation>
    </message>
    <message>
        <source>At least one worker is needed; pause jobs to hold them back.</source>
        <translation>Mindestens ein Arbeiter wird gebraucht; halten Sie Aufträge an, um sie zurückzuhalten.</translation>
    </message>
    <message>
        <source>By route, country and more</source>
        <translation>Nach Route, Land und mehr</translation>
    </message>
    <message>
        <source>Change the folder</source>
        <translation>Den Ordner ändern</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Close the jobs tray ({keys})</source>
        <translation>Auftragsleiste schließen ({keys})</translation>
    </message>
    <message>
        <source>Closing words</source>
        <translation>Schlussworte</translation>
    </message>
    <message>
        <source>CloudFront standard</source>
        <translation>CloudFront Standard</translation>
    </message>
    <message>
        <source>Combined (Apache, nginx)</source>
        <translation>Combined (Apache, nginx)</translation>
    </message>
    <message>
        <source>Combined with virtual host</source>
        <translation>Combined mit virtuellem Host</translation>
    </message>
    <message>
        <source>Common (Apache, nginx)</source>
        <translation>Common (Apache, nginx)</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Copy the figures</source>
        <translation>Zahlen kopieren</translation>
    </message>
    <message>
        <source>Cost a visit</source>
        <translation>Kosten je Besuch</translation>
    </message>
    <message>
        <source>Cost of campaigns</source>
        <translation>Kosten der Kampagnen</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>Ableiten</translation>
    </message>
    <message>
        <source>Draw from traffic</source>
        <translation>Aus dem Verkehr ableiten</translation>
    </message>
    <message>
        <source>Draw from traffic…</source>
        <translation>Aus dem Verkehr ableiten …</translation>
    </message>
    <message>
        <source>Drawn from traffic</source>
        <translation>Aus dem Verkehr abgeleitet</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Edit the template</source>
        <translation>Die Vorlage bearbeiten</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten …</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Every day at 06:00</source>
        <translation>Täglich um 06:00</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Figures, bots and visits are of this part. Esc lets go of it.</source>
        <translation>Zahlen, Bots und Besuche sind die dieses Teils. Esc lässt ihn los.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folder of reports</source>
        <translation>Ordner der Berichte</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>From height</source>
        <translation>Von Höhe</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>How a report looks</source>
        <translation>Wie ein Bericht aussieht</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Wie viele</translation>
    </message>
    <message>
        <source>Into</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>It is made while the program runs. No file is written over.</source>
        <translation>Er entsteht, während das Programm läuft. Keine Datei wird überschrieben.</translation>
    </message>
    <message>
        <source>Its country</source>
        <translation>Sein Land</translation>
    </message>
    <message>
        <source>JSON lines (Caddy)</source>
        <translation>JSON-Zeilen (Caddy)</translation>
    </message>
    <message>
        <source>JSON lines (nginx)</source>
        <translation>JSON-Zeilen (nginx)</translation>
    </message>
    <message>
        <source>Keep the template</source>
        <translation>Die Vorlage behalten</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>Letzte Woche</translation>
    </message>
    <message>
        <source>Limit: {what}</source>
        <translation>Grenze: {what}</translation>
    </message>
    <message>
        <source>Load model</source>
        <translation>Lastmodell</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logo</translation>
    </message>
    <message>
        <source>Looked up when a checkpoint is signed</source>
        <translation>Wird beim Signieren eines Kontrollpunkts abgefragt</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Made-up books to try the program with: nothing in them is real.</source>
        <translation>Erdachte Bücher zum Ausprobieren: Nichts darin ist echt.</translation>
    </message>
    <message>
        <source>Make a report again and again</source>
        <translation>Einen Bericht immer wieder erstellen</translation>
    </message>
    <message>
        <source>Make an auditor&apos;s bundle</source>
        <translation>Prüferpaket erstellen</translation>
    </message>
    <message>
        <source>Make an auditor&apos;s bundle…</source>
        <translation>Prüferpaket erstellen …</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>Erstellen</translation>
    </message>
    <message>
        <source>Make it an event</source>
        <translation>Als Ereignis übernehmen</translation>
    </message>
    <message>
        <source>Make the bundle</source>
        <translation>Paket erstellen</translation>
    </message>
    <message>
        <source>Make the report</source>
        <translation>Den Bericht erstellen</translation>
    </message>
    <message>
        <source>Make {name}</source>
        <translation>{name} erstellen</translation>
    </message>
    <message>
        <source>Making the demo workspace, {percent} %</source>
        <translation>Der Demo-Arbeitsbereich entsteht, {percent} %</translation>
    </message>
    <message>
        <source>Map columns</source>
        <translation>Spalten zuordnen</translation>
    </message>
    <message>
        <source>Map the columns of a file</source>
        <translation>Spalten einer Datei zuordnen</translation>
    </message>
    <message>
        <source>Map the columns of a file…</source>
        <translation>Spalten einer Datei zuordnen …</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>Buchungstext</translation>
    </message>
    <message>
        <source>Mend</source>
        <translation>Korrigieren</translation>
    </message>
    <message>
        <source>Mended: the row is an event now and waits for the next route.</source>
        <translation>Korrigiert: Die Zeile ist jetzt ein Ereignis und wartet auf die nächste Verteilung.</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Mondays at 07:00</source>
        <translation>Montags um 07:00</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More conditions</source>
        <translation>Weitere Bedingungen</translation>
    </message>
    <message>
        <source>Move the lock back to a day</source>
        <translation>Sperre auf einen Tag zurücksetzen</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Verschoben</translation>
    </message>
    <message>
        <source>Multiplied by</source>
        <translation>Multipliziert mit</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name a file that ends in .yaml for the profile.</source>
        <translation>Nennen Sie für das Profil eine Datei, die auf .yaml endet.</translation>
    </message>
    <message>
        <source>Name and time zone</source>
        <translation>Name und Zeitzone</translation>
    </message>
    <message>
        <source>Name of the plan, or part of it</source>
        <translation>Name des Plans oder ein Teil davon</translation>
    </message>
    <message>
        <source>Name of the profile</source>
        <translation>Name des Profils</translation>
    </message>
    <message>
        <source>Name of the profile: small letters, digits, hyphens</source>
        <translation>Name des Profils: Kleinbuchstaben, Ziffern, Bindestriche</translation>
    </message>
    <message>
        <source>Name the account whose statement is wanted.</source>
        <translation>Nennen Sie das Konto, dessen Abrechnung gewünscht ist.</translation>
    </message>
    <message>
        <source>Name the key file.</source>
        <translation>Nennen Sie die Schlüsseldatei.</translation>
    </message>
    <message>
        <source>Name the payee.</source>
        <translation>Nennen Sie den Empfänger.</translation>
    </message>
    <message>
        <source>New entry</source>
        <translation>Neue Buchung</translation>
    </message>
    <message>
        <source>New report</source>
        <translation>Neuer Bericht</translation>
    </message>
    <message>
        <source>New row</source>
        <translation>Neue Zeile</translation>
    </message>
    <message>
        <source>New schedule</source>
        <translation>Neuer Zeitplan</translation>
    </message>
    <message>
        <source>New workspace</source>
        <translation>Neuer Arbeitsbereich</translation>
    </message>
    <message>
        <source>New workspace…</source>
        <translation>Neuer Arbeitsbereich …</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>Neu …</translation>
    </message>
    <message>
        <source>Next region</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>No accounts match</source>
        <translation>Keine passenden Konten</translation>
    </message>
    <message>
        <source>No checkpoint yet</source>
        <translation>Noch kein Kontrollpunkt</translation>
    </message>
    <message>
        <source>No column says the kind: all rows are of one.</source>
        <translation>Keine Spalte nennt die Art: Alle Zeilen sind von derselben.</translation>
    </message>
    <message>
        <source>No day is locked</source>
        <translation>Kein Tag ist gesperrt</translation>
    </message>
    <message>
        <source>No event waits.</source>
        <translation>Kein Ereignis wartet.</translation>
    </message>
    <message>
        <source>No events match</source>
        <translation>Keine passenden Ereignisse</translation>
    </message>
    <message>
        <source>No events yet</source>
        <translation>Noch keine Ereignisse</translation>
    </message>
    <message>
        <source>No job has run since this window opened</source>
        <translation>Seit dieses Fenster offen ist, lief kein Auftrag</translation>
    </message>
    <message>
        <source>No jobs running</source>
        <translation>Keine laufenden Aufträge</translation>
    </message>
    <message numerus="yes">
        <source>No more than the {n} steps that are known are looked ahead.</source>
        <translation>
            <numerusform>Nicht weiter als der {n} bekannte Schritt wird vorausgesehen.</numerusform>
            <numerusform>Nicht weiter als die {n} bekannten Schritte wird vorausgesehen.</numerusform>
        </translation>
    </message>
    <message>
        <source>No plan is published yet</source>
        <translation>Noch kein Plan veröffentlicht</translation>
    </message>
    <message>
        <source>No profile knows the columns of this file: map them.</source>
        <translation>Kein Profil kennt die Spalten dieser Datei: Ordnen Sie sie zu.</translation>
    </message>
    <message>
        <source>No report of a fault is kept on this machine.</source>
        <translation>Auf diesem Rechner liegt kein Fehlerbericht.</translation>
    </message>
    <message>
        <source>No rule yet</source>
        <translation>Noch keine Regel</translation>
    </message>
    <message>
        <source>No samples</source>
        <translation>Keine Beispiele</translation>
    </message>
    <message>
        <source>No schedule yet</source>
        <translation>Noch kein Zeitplan</translation>
    </message>
    <message>
        <source>No workspace open</source>
        <translation>Kein Arbeitsbereich geöffnet</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
    <message>
        <source>None yet: the first checkpoint makes one.</source>
        <translation>Noch keiner: Der erste Kontrollpunkt legt einen an.</translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation>Noch nicht abgefragt</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>Not covered yet</source>
        <translation>Noch nicht abgedeckt</translation>
    </message>
    <message>
        <source>Not here</source>
        <translation>Nicht hier</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>Nicht verifiziert</translation>
    </message>
    <message>
        <source>Not verified yet</source>
        <translation>Noch nicht verifiziert</translation>
    </message>
    <message>
        <source>Not what this machine remembers: only read</source>
        <translation>Nicht das, was dieser Rechner kennt: nur lesbar</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Nothing altered</source>
        <translation>Nichts verändert</translation>
    </message>
    <message>
        <source>Nothing altered: {entries} entries, {postings} postings.</source>
        <translation>Nichts verändert: {entries} Einträge, {postings} Buchungszeilen.</translation>
    </message>
    <message>
        <source>Nothing can be proved to others</source>
        <translation>Anderen lässt sich nichts nachweisen</translation>
    </message>
    <message>
        <source>Nothing conflicts</source>
        <translation>Keine Konflikte</translation>
    </message>
    <message>
        <source>Nothing in the books is ever changed: a wrong entry is reversed by another.</source>
        <translation>In den Büchern wird nie etwas geändert: Eine falsche Buchung wird durch eine weitere storniert.</translation>
    </message>
    <message>
        <source>Nothing is booked for this event yet.</source>
        <translation>Für dieses Ereignis ist noch nichts gebucht.</translation>
    </message>
    <message>
        <source>Nothing is booked yet</source>
        <translation>Noch nichts gebucht</translation>
    </message>
    <message>
        <source>Nothing is called that. Try an action, an account, an event&apos;s id, a plan or a help page.</source>
        <translation>Nichts heißt so. Versuchen Sie eine Aktion, ein Konto, die ID eines Ereignisses, einen Plan oder eine Hilfeseite.</translation>
    </message>
    <message>
        <source>Nothing is in quarantine</source>
        <translation>Nichts in Quarantäne</translation>
    </message>
    <message>
        <source>Nothing is locked any more.</source>
        <translation>Nichts ist mehr gesperrt.</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Nichts passt</translation>
    </message>
    <message numerus="yes">
        <source>Nothing new: {count} events were here already.</source>
        <translation>
            <numerusform>Nichts Neues: {count} Ereignis war schon vorhanden.</numerusform>
            <numerusform>Nichts Neues: {count} Ereignisse waren schon vorhanden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was imported yet</source>
        <translation>Noch nichts importiert</translation>
    </message>
    <message>
        <source>Nothing was simulated yet</source>
        <translation>Noch nichts simuliert</translation>
    </message>
    <message>
        <source>Nothing yet. Ends of jobs and faults are said here.</source>
        <translation>Noch nichts. Hier stehen beendete Aufträge und Fehler.</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Notices ({keys})</source>
        <translation>Meldungen ({keys})</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Number of the entry</source>
        <translation>Nummer des Eintrags</translation>
    </message>
    <message>
        <source>Occurred</source>
        <translation>Zeitpunkt</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Offline, nothing unsent</source>
        <translation>Offline, nichts ausstehend</translation>
    </message>
    <message>
        <source>On or before a locked day nothing is booked; what comes late goes to the first open day.</source>
        <translation>Bis einschließlich eines gesperrten Tages wird nichts gebucht; Verspätetes geht auf den ersten offenen Tag.</translation>
    </message>
    <message>
        <source>On the first of a month at 07:00</source>
        <translation>Am Ersten eines Monats um 07:00</translation>
    </message>
    <message>
        <source>On the first of a quarter at 07:00</source>
        <translation>Am Ersten eines Quartals um 07:00</translation>
    </message>
    <message>
        <source>On what</source>
        <translation>Worauf</translation>
    </message>
    <message>
        <source>One file holds your books. Its days and months are counted in a zone that stays.</source>
        <translation>Eine Datei enthält Ihre Bücher. Ihre Tage und Monate zählen in einer festen Zeitzone.</translation>
    </message>
    <message>
        <source>One file on this computer holds your books. Nothing is sent anywhere.</source>
        <translation>Eine Datei auf diesem Rechner enthält Ihre Bücher. Nichts wird irgendwohin gesendet.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open a workspace</source>
        <translation>Arbeitsbereich öffnen</translation>
    </message>
    <message>
        <source>Open a workspace first: an export is imported into one.</source>
        <translation>Öffnen Sie zuerst einen Arbeitsbereich: Ein Export wird in einen solchen importiert.</translation>
    </message>
    <message>
        <source>Open a workspace…</source>
        <translation>Arbeitsbereich öffnen …</translation>
    </message>
    <message>
        <source>Open account</source>
        <translation>Konto eröffnen</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Opened account {code}.</source>
        <translation>Konto {code} ist eröffnet.</translation>
    </message>
    <message>
        <source>Opening balance</source>
        <translation>Eröffnungssaldo</translation>
    </message>
    <message>
        <source>Opening {name}</source>
        <translation>{name} wird geöffnet</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Sonstige</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>Im Verlauf</translation>
    </message>
    <message>
        <source>Owed to creators</source>
        <translation>Creatorn geschuldet</translation>
    </message>
    <message>
        <source>Owed to partners</source>
        <translation>Partnern geschuldet</translation>
    </message>
    <message>
        <source>Owed to payees</source>
        <translation>Empfängern geschuldet</translation>
    </message>
    <message>
        <source>Own</source>
        <translation>Eigen</translation>
    </message>
    <message>
        <source>Own postings</source>
        <translation>Eigene Buchungen</translation>
    </message>
    <message>
        <source>Own profile</source>
        <translation>Eigenes Profil</translation>
    </message>
    <message>
        <source>Paid from</source>
        <translation>Gezahlt von</translation>
    </message>
    <message>
        <source>Panes</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Papier</translation>
    </message>
    <message>
        <source>Paper of PDFs</source>
        <translation>Papier der PDFs</translation>
    </message>
    <message>
        <source>Passed over</source>
        <translation>Übergangen</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Payee</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Payee, such as payee:neon-kitten</source>
        <translation>Empfänger, etwa payee:neon-kitten</translation>
    </message>
    <message>
        <source>Payees, holds, approvals, payouts and reconciliation will stand here.</source>
        <translation>Hier werden Empfänger, Einbehalte, Freigaben, Auszahlungen und Abstimmung stehen.</translation>
    </message>
    <message>
        <source>Payer</source>
        <translation>Zahler</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzdaten</translation>
    </message>
    <message>
        <source>Payload tabs</source>
        <translation>Reiter der Nutzdaten</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>Personenbezogene Daten</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg)</source>
        <translation>Bilder (*.png *.svg)</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Plan file, YAML</source>
        <translation>Plandatei, YAML</translation>
    </message>
    <message>
        <source>Plan text</source>
        <translation>Text des Plans</translation>
    </message>
    <message>
        <source>Plan versions</source>
        <translation>Planversionen</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>Plans</source>
        <translation>Pläne</translation>
    </message>
    <message>
        <source>Plans (*.yaml *.yml)</source>
        <translation>Pläne (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>Plans in force</source>
        <translation>Geltende Pläne</translation>
    </message>
    <message>
        <source>Posted</source>
        <translation>Gebucht</translation>
    </message>
    <message>
        <source>Postings</source>
        <translation>Buchungszeilen</translation>
    </message>
    <message>
        <source>Posts what is left of every hold that is due on or before a day to the one it is held for.</source>
        <translation>Bucht den Rest jedes bis zu einem Tag fälligen Einbehalts an den, für den er einbehalten wird.</translation>
    </message>
    <message>
        <source>Previous region</source>
        <translation>Voriger Bereich</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Profile file</source>
        <translation>Profildatei</translation>
    </message>
    <message>
        <source>Profile: how its columns are read</source>
        <translation>Profil: wie ihre Spalten gelesen werden</translation>
    </message>
    <message>
        <source>Profiles (*.yaml *.yml)</source>
        <translation>Profile (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Proof file</source>
        <translation>Nachweisdatei</translation>
    </message>
    <message>
        <source>Proofs (*.json);;All files (*)</source>
        <translation>Nachweise (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Prove</source>
        <translation>Nachweisen</translation>
    </message>
    <message>
        <source>Prove each transaction of this account too: {period}</source>
        <translation>Auch jede Buchung dieses Kontos nachweisen: {period}</translation>
    </message>
    <message>
        <source>Prove these transactions too</source>
        <translation>Auch diese Buchungen nachweisen</translation>
    </message>
    <message>
        <source>Prove this entry</source>
        <translation>Diesen Eintrag nachweisen</translation>
    </message>
    <message>
        <source>Prove {account}</source>
        <translation>{account} nachweisen</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichen</translation>
    </message>
    <message>
        <source>Publish a plan</source>
        <translation>Plan veröffentlichen</translation>
    </message>
    <message>
        <source>Publish a plan and route what waits: balances appear with the first batch.</source>
        <translation>Veröffentlichen Sie einen Plan und verteilen Sie Wartendes: Salden erscheinen mit dem ersten Lauf.</translation>
    </message>
    <message>
        <source>Publish a plan first: it says who gets what.</source>
        <translation>Veröffentlichen Sie zuerst einen Plan: Er sagt, wer was erhält.</translation>
    </message>
    <message>
        <source>Publish a plan…</source>
        <translation>Plan veröffentlichen …</translation>
    </message>
    <message>
        <source>Publish {name}</source>
        <translation>{name} veröffentlichen</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>Published {name}, in force from {day}.</source>
        <translation>{name} ist veröffentlicht und gilt ab {day}.</translation>
    </message>
    <message>
        <source>Published {name}.</source>
        <translation>{name} ist veröffentlicht.</translation>
    </message>
    <message>
        <source>Quarantine</source>
        <translation>Quarantäne</translation>
    </message>
    <message>
        <source>Quarantined</source>
        <translation>In Quarantäne</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Q{quarter} {year}</source>
        <translation>{quarter}. Quartal {year}</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Roh</translation>
    </message>
    <message>
        <source>Raw row</source>
        <translation>Rohzeile</translation>
    </message>
    <message>
        <source>Read by the profile {profile}. The row as it came stays in the books.{rows}</source>
        <translation>Mit dem Profil {profile} gelesen. Die Zeile, wie sie kam, bleibt in den Büchern.{rows}</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>Schreibgeschützt</translation>
    </message>
    <message>
        <source>Readable</source>
        <translation>Lesbar</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Recent workspaces</source>
        <translation>Zuletzt geöffnete Arbeitsbereiche</translation>
    </message>
    <message>
        <source>Recomputes everything from the log</source>
        <translation>Berechnet alles aus dem Protokoll neu</translation>
    </message>
    <message>
        <source>Refunds and chargebacks whose payments were not imported yet. Routing decides them then.</source>
        <translation>Erstattungen und Rückbuchungen, deren Zahlungen noch nicht importiert sind. Danach entscheidet die Verteilung über sie.</translation>
    </message>
    <message>
        <source>Refunds, caps, holds, chargebacks</source>
        <translation>Erstattungen, Einbehalte, Rückbuchungen</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message numerus="yes">
        <source>Refused again: {count} rows.</source>
        <extracomment>One: Refused again: {count} row.</extracomment>
        <translation>
            <numerusform>Erneut abgelehnt: {count} Zeile.</numerusform>
            <numerusform>Erneut abgelehnt: {count} Zeilen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Refused for</source>
        <translation>Abgelehnt wegen</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Release holds</source>
        <translation>Einbehalte freigeben</translation>
    </message>
    <message>
        <source>Release {name}?</source>
        <translation>{name} freigeben?</translation>
    </message>
    <message numerus="yes">
        <source>Released {count} holds, {amounts}.</source>
        <extracomment>One: Released {count} hold, {amounts}.</extracomment>
        <translation>
            <numerusform>{count} Einbehalt freigegeben, {amounts}.</numerusform>
            <numerusform>{count} Einbehalte freigegeben, {amounts}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove keys</source>
        <translation>Tasten entfernen</translation>
    </message>
    <message>
        <source>Remove the schedule</source>
        <translation>Den Zeitplan entfernen</translation>
    </message>
    <message>
        <source>Remove the view {name}</source>
        <translation>Ansicht {name} entfernen</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Replace the key</source>
        <translation>Schlüssel ersetzen</translation>
    </message>
    <message>
        <source>Replace the key…</source>
        <translation>Schlüssel ersetzen …</translation>
    </message>
    <message>
        <source>Replace the signing key?</source>
        <translation>Signaturschlüssel ersetzen?</translation>
    </message>
    <message>
        <source>Replace the signing key…</source>
        <translation>Signaturschlüssel ersetzen …</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Report of a fault</source>
        <translation>Fehlerbericht</translation>
    </message>
    <message>
        <source>Reports of faults</source>
        <translation>Fehlerberichte</translation>
    </message>
    <message>
        <source>Reports that were made</source>
        <translation>Erstellte Berichte</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Restated</source>
        <translation>Neu berechnet</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Retry all</source>
        <translation>Alle erneut versuchen</translation>
    </message>
    <message>
        <source>Retry all rows refused for {reason}?</source>
        <translation>Alle wegen {reason} abgelehnten Zeilen erneut versuchen?</translation>
    </message>
    <message>
        <source>Retry this row?</source>
        <translation>Diese Zeile erneut versuchen?</translation>
    </message>
    <message numerus="yes">
        <source>Retry {count} events?</source>
        <extracomment>One: Retry {count} event?</extracomment>
        <translation>
            <numerusform>{count} Ereignis erneut versuchen?</numerusform>
            <numerusform>{count} Ereignisse erneut versuchen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Retry {name}?</source>
        <translation>{name} erneut versuchen?</translation>
    </message>
    <message>
        <source>Return on spend</source>
        <translation>Ertrag je Ausgabe</translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation>Stornieren</translation>
    </message>
    <message>
        <source>Reverse this transaction</source>
        <translation>Diese Buchung stornieren</translation>
    </message>
    <message>
        <source>Reverse transaction {transaction}?</source>
        <translation>Buchung {transaction} stornieren?</translation>
    </message>
    <message>
        <source>Reversed</source>
        <translation>Storniert</translation>
    </message>
    <message>
        <source>Reverses</source>
        <translation>Storniert</translation>
    </message>
    <message>
        <source>Rolled back, see why</source>
        <translation>Zurückgesetzt, warum?</translation>
    </message>
    <message>
        <source>Roomy, 34 px</source>
        <translation>Geräumig, 34 px</translation>
    </message>
    <message>
        <source>Rounded by</source>
        <translation>Gerundet um</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>Verteilen</translation>
    </message>
    <message>
        <source>Route</source>
        <comment>of a plan</comment>
        <translation>Route</translation>
    </message>
    <message>
        <source>Route what waits</source>
        <translation>Wartendes verteilen</translation>
    </message>
    <message>
        <source>Route {waiting} waiting</source>
        <translation>{waiting} wartende verteilen</translation>
    </message>
    <message>
        <source>Routed</source>
        <translation>Verteilt</translation>
    </message>
    <message numerus="yes">
        <source>Routed {count} events</source>
        <extracomment>One: Routed {count} event</extracomment>
        <translation>
            <numerusform>{count} Ereignis verteilt</numerusform>
            <numerusform>{count} Ereignisse verteilt</numerusform>
        </translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>Routen</translation>
    </message>
    <message>
        <source>Routes the real events of these days under another plan. Nothing is written.</source>
        <translation>Verteilt die echten Ereignisse dieser Tage nach einem anderen Plan. Nichts wird geschrieben.</translation>
    </message>
    <message>
        <source>Routes the real events of these days under the draft. Nothing is written to the books.</source>
        <translation>Verteilt die echten Ereignisse dieser Tage nach dem Entwurf. Nichts wird in die Bücher geschrieben.</translation>
    </message>
    <message>
        <source>Routing</source>
        <translation>Verteilung</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Rows of tables</source>
        <translation>Tabellenzeilen</translation>
    </message>
    <message>
        <source>Rows that can&apos;t be accepted go to quarantine whole. The same file twice changes nothing.</source>
        <translation>Zeilen, die nicht angenommen werden können, kommen vollständig in Quarantäne. Dieselbe Datei zweimal ändert nichts.</translation>
    </message>
    <message>
        <source>Rows that were read</source>
        <translation>Gelesene Zeilen</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>SHA-256 of the file, or part of it</source>
        <translation>SHA-256 der Datei oder ein Teil davon</translation>
    </message>
    <message>
        <source>Samples: {texts}</source>
        <translation>Beispiele: {texts}</translation>
    </message>
    <message>
        <source>Save this view of {table}</source>
        <translation>Diese Ansicht speichern: {table}</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>Ansicht speichern</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Saved {at}</source>
        <translation>Gespeichert {at}</translation>
    </message>
    <message>
        <source>Say into which folder, from the root on.</source>
        <translation>Nennen Sie den Ordner, von der Wurzel an.</translation>
    </message>
    <message>
        <source>Say once which column is what; the profile reads every later export of the same form.</source>
        <translation>Legen Sie einmal fest, welche Spalte was ist; das Profil liest jeden späteren Export derselben Form.</translation>
    </message>
    <message>
        <source>Say where to write it.</source>
        <translation>Sagen Sie, wohin geschrieben werden soll.</translation>
    </message>
    <message>
        <source>Say which account.</source>
        <translation>Nennen Sie das Konto.</translation>
    </message>
    <message>
        <source>Say which entry.</source>
        <translation>Nennen Sie den Eintrag.</translation>
    </message>
    <message>
        <source>Say which event.</source>
        <translation>Nennen Sie das Ereignis.</translation>
    </message>
    <message>
        <source>Say which transaction.</source>
        <translation>Nennen Sie die Buchung.</translation>
    </message>
    <message>
        <source>Say why: the reason goes into the log.</source>
        <translation>Nennen Sie den Grund: Er kommt ins Protokoll.</translation>
    </message>
    <message>
        <source>Say why: unlocking needs a reason, it stands in the log.</source>
        <translation>Nennen Sie den Grund: Entsperren braucht einen, und er steht im Protokoll.</translation>
    </message>
    <message>
        <source>Says what the file proves, and under whose signature. Drop a file here, or choose it.</source>
        <translation>Sagt, was die Datei nachweist und unter wessen Signatur. Legen Sie eine Datei hier ab oder wählen Sie sie.</translation>
    </message>
    <message>
        <source>Scenario as form or text</source>
        <translation>Szenario als Formular oder Text</translation>
    </message>
    <message>
        <source>Schedules of reports</source>
        <translation>Zeitpläne der Berichte</translation>
    </message>
    <message>
        <source>Schema, log tail and checkpoint</source>
        <translation>Schema, Protokollende und Kontrollpunkt</translation>
    </message>
    <message>
        <source>Sections of a period&apos;s report</source>
        <translation>Abschnitte des Berichts eines Zeitraums</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Setzen</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Show as a table</source>
        <translation>Als Tabelle anzeigen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Show new rows</source>
        <translation>Neue Zeilen anzeigen</translation>
    </message>
    <message>
        <source>Show the report</source>
        <translation>Bericht anzeigen</translation>
    </message>
    <message>
        <source>Show the rows</source>
        <translation>Zeilen anzeigen</translation>
    </message>
    <message>
        <source>Show what waits</source>
        <translation>Wartendes anzeigen</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Sign a checkpoint</source>
        <translation>Kontrollpunkt signieren</translation>
    </message>
    <message>
        <source>Sign between columns</source>
        <translation>Zeichen zwischen Spalten</translation>
    </message>
    <message>
        <source>Sign of amounts</source>
        <translation>Vorzeichen der Beträge</translation>
    </message>
    <message>
        <source>Sign with the key in</source>
        <translation>Signieren mit dem Schlüssel in</translation>
    </message>
    <message numerus="yes">
        <source>Signed a checkpoint over {size} entries.</source>
        <translation>
            <numerusform>Kontrollpunkt über {size} Eintrag signiert.</numerusform>
            <numerusform>Kontrollpunkt über {size} Einträge signiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Signed by the key in the file itself: give the company&apos;s key to know who signed.</source>
        <translation>Signiert mit dem Schlüssel in der Datei selbst: Geben Sie den Schlüssel des Unternehmens an, um zu wissen, wer signiert hat.</translation>
    </message>
    <message>
        <source>Signed by the key that you trust.</source>
        <translation>Signiert mit dem Schlüssel, dem Sie vertrauen.</translation>
    </message>
    <message>
        <source>Signed {when}</source>
        <translation>Signiert {when}</translation>
    </message>
    <message>
        <source>Signing key</source>
        <translation>Signaturschlüssel</translation>
    </message>
    <message>
        <source>Signing key…</source>
        <translation>Signaturschlüssel …</translation>
    </message>
    <message>
        <source>Simulate</source>
        <translation>Simulieren</translation>
    </message>
    <message>
        <source>Simulate a plan</source>
        <translation>Plan simulieren</translation>
    </message>
    <message>
        <source>Simulate a plan…</source>
        <translation>Plan simulieren …</translation>
    </message>
    <message>
        <source>Simulate the draft of {draft}, {first} to {last}</source>
        <translation>Entwurf von {draft} simulieren, {first} bis {last}</translation>
    </message>
    <message>
        <source>Simulate the draft of {name}</source>
        <translation>Entwurf von {name} simulieren</translation>
    </message>
    <message>
        <source>Simulation</source>
        <translation>Simulation</translation>
    </message>
    <message>
        <source>Simulations</source>
        <translation>Simulationen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Something does not hold</source>
        <translation>Etwas stimmt nicht</translation>
    </message>
    <message>
        <source>Something does not hold: {what} ({where}).</source>
        <translation>Etwas stimmt nicht: {what} ({where}).</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Source of all its rows</source>
        <translation>Quelle aller Zeilen</translation>
    </message>
    <message>
        <source>Source, or what is wrong</source>
        <translation>Quelle oder was nicht stimmt</translation>
    </message>
    <message>
        <source>Split income by agreed rules, to the cent. Explain every amount.
Prove afterwards that nothing was altered.</source>
        <translation>Einnahmen nach vereinbarten Regeln teilen, auf den Cent. Jeden Betrag
erklären. Später nachweisen, dass nichts verändert wurde.</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation>Demo starten</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Kontoauszug</translation>
    </message>
    <message>
        <source>Statement of a payee</source>
        <translation>Abrechnung eines Empfängers</translation>
    </message>
    <message>
        <source>Statement of {account}</source>
        <translation>Abrechnung von {account}</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Status expected</source>
        <translation>Erwarteter Status</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Steps of the profile</source>
        <translation>Schritte des Profils</translation>
    </message>
    <message>
        <source>Still refused.</source>
        <translation>Weiterhin abgelehnt.</translation>
    </message>
    <message>
        <source>Still refused: {detail}</source>
        <translation>Weiterhin abgelehnt: {detail}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop after the chunk and close</source>
        <translation>Nach dem Abschnitt anhalten und schließen</translation>
    </message>
    <message>
        <source>Stop making the demo</source>
        <translation>Anlegen der Demo anhalten</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Stopped. What was committed before stays; the same act goes on from there.</source>
        <translation>Angehalten. Was zuvor festgeschrieben wurde, bleibt; derselbe Vorgang setzt dort fort.</translation>
    </message>
    <message>
        <source>Stronger inks and lines, and a wider ring around what has focus.</source>
        <translation>Kräftigere Farben und Linien und ein breiterer Ring um das Element mit Fokus.</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Gegenstand</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Sum, {code}</source>
        <translation>Summe, {code}</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>Superseded</source>
        <translation>Abgelöst</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>T shows the figures as a table, Ctrl+C copies them.</source>
        <translation>T zeigt die Zahlen als Tabelle, Strg+C kopiert sie.</translation>
    </message>
    <message>
        <source>Tabs</source>
        <translation>Reiter</translation>
    </message>
    <message>
        <source>Take it away</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Take row {number} from {list}</source>
        <translation>Zeile {number} aus {list} entfernen</translation>
    </message>
    <message>
        <source>Takes back</source>
        <translation>Nimmt zurück</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Template of reports</source>
        <translation>Vorlage der Berichte</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Text expected</source>
        <translation>Erwarteter Text</translation>
    </message>
    <message>
        <source>That is no verifier key: {fault}. Copy it whole.</source>
        <translation>Das ist kein Prüfschlüssel: {fault}. Kopieren Sie ihn vollständig.</translation>
    </message>
    <message>
        <source>The 7 days before</source>
        <translation>Die 7 Tage davor</translation>
    </message>
    <message>
        <source>The address was copied: this program opens no pages of the web.</source>
        <translation>Die Adresse wurde kopiert: Dieses Programm öffnet keine Webseiten.</translation>
    </message>
    <message>
        <source>The books hold {conflict} with other content.</source>
        <translation>Die Bücher enthalten {conflict} mit anderem Inhalt.</translation>
    </message>
    <message>
        <source>The books keep what was mapped from the row, not the row itself. It stands in the file of this hash.</source>
        <translation>Die Bücher bewahren, was aus der Zeile übernommen wurde, nicht die Zeile selbst. Sie steht in der Datei mit diesem Hash.</translation>
    </message>
    <message>
        <source>The day takes, in minutes</source>
        <translation>Der Tag dauert, in Minuten</translation>
    </message>
    <message>
        <source>The demo is {percent} % made</source>
        <translation>Die Demo ist zu {percent} % angelegt</translation>
    </message>
    <message>
        <source>The demo workspace could not be made.</source>
        <translation>Der Demo-Arbeitsbereich ließ sich nicht anlegen.</translation>
    </message>
    <message>
        <source>The demo workspace could not be made: the program did not start.</source>
        <translation>Der Demo-Arbeitsbereich ließ sich nicht anlegen: Das Programm startete nicht.</translation>
    </message>
    <message>
        <source>The demo workspace is ready.</source>
        <translation>Der Demo-Arbeitsbereich ist bereit.</translation>
    </message>
    <message>
        <source>The event of the books beside the new row</source>
        <translation>Das gebuchte Ereignis neben der neuen Zeile</translation>
    </message>
    <message>
        <source>The export was stopped; no file was written.</source>
        <translation>Der Export wurde angehalten; keine Datei wurde geschrieben.</translation>
    </message>
    <message>
        <source>The fault concerns no single row: it is in the whole file or a sum.</source>
        <translation>Der Fehler betrifft keine einzelne Zeile: Er liegt in der ganzen Datei oder in einer Summe.</translation>
    </message>
    <message>
        <source>The file it came in</source>
        <translation>Die Datei, mit der es kam</translation>
    </message>
    <message>
        <source>The file&apos;s name ends in .revroute.</source>
        <translation>Der Dateiname endet auf .revroute.</translation>
    </message>
    <message>
        <source>The file&apos;s name, or part of it</source>
        <translation>Name der Datei oder ein Teil davon</translation>
    </message>
    <message>
        <source>The first line holds data, not the columns&apos; names</source>
        <translation>Die erste Zeile enthält Daten, nicht die Spaltennamen</translation>
    </message>
    <message>
        <source>The first thing that does not hold: {fault}. What comes after it was not looked at.</source>
        <translation>Das Erste, was nicht stimmt: {fault}. Was danach kommt, wurde nicht geprüft.</translation>
    </message>
    <message>
        <source>The first {most} of {count}</source>
        <translation>Die ersten {most} von {count}</translation>
    </message>
    <message>
        <source>The form is off: mend the text first. Nothing of it is lost.</source>
        <translation>Das Formular ist aus: Beheben Sie zuerst die Fehler im Text. Nichts davon geht verloren.</translation>
    </message>
    <message>
        <source>The form is off: this scenario has {what}, which it has no field for. Edit the text; nothing of it is lost.</source>
        <translation>Das Formular ist aus: Dieses Szenario enthält {what}; dafür hat das Formular kein Feld. Bearbeiten Sie den Text; nichts davon geht verloren.</translation>
    </message>
    <message>
        <source>The id that both have</source>
        <translation>Die ID, die beide haben</translation>
    </message>
    <message numerus="yes">
        <source>The last {n} entries, {first} to {last}</source>
        <translation>
            <numerusform>Der letzte {n} Eintrag, {first} bis {last}</numerusform>
            <numerusform>Die letzten {n} Einträge, {first} bis {last}</numerusform>
        </translation>
    </message>
    <message>
        <source>The load follows the busiest day of the imported logs: when its visitors came, and which pages they asked for. Bots are left out.</source>
        <translation>Die Last folgt dem stärksten Tag der importierten Logs: wann seine Besucher kamen und welche Seiten sie abriefen. Bots bleiben außen vor.</translation>
    </message>
    <message>
        <source>The log, its checkpoints and keys, every plan version, the journal, a page of explanation, and a script that checks all of it with Python alone.</source>
        <translation>Das Protokoll, seine Kontrollpunkte und Schlüssel, jede Planversion, das Journal, eine Seite Erläuterung und ein Skript, das alles allein mit Python prüft.</translation>
    </message>
    <message>
        <source>The new row cannot be read under its profile any more.</source>
        <translation>Die neue Zeile lässt sich mit ihrem Profil nicht mehr lesen.</translation>
    </message>
    <message>
        <source>The newest {shown} of {counted}</source>
        <translation>Die neuesten {shown} von {counted}</translation>
    </message>
    <message>
        <source>The period holds for the whole console. Days begin at midnight in {zone}.</source>
        <translation>Der Zeitraum gilt für das ganze Programm. Tage beginnen um Mitternacht in {zone}.</translation>
    </message>
    <message>
        <source>The place is {place}.{nothing}{entry}</source>
        <translation>Die Stelle ist {place}.{nothing}{entry}</translation>
    </message>
    <message>
        <source>The profile passes over rows like this one.</source>
        <translation>Das Profil übergeht Zeilen wie diese.</translation>
    </message>
    <message>
        <source>The profile that read it</source>
        <translation>Das Profil, das sie gelesen hat</translation>
    </message>
    <message>
        <source>The program met a fault of its own the last time. A report without your data is kept here.</source>
        <translation>Beim letzten Mal trat ein Fehler im Programm auf. Ein Bericht ohne Ihre Daten liegt hier.</translation>
    </message>
    <message>
        <source>The program met a fault of its own; your books are not touched by it.{where}</source>
        <translation>Im Programm trat ein Fehler auf; Ihre Bücher sind davon nicht betroffen.{where}</translation>
    </message>
    <message>
        <source>The report is in {file}.</source>
        <translation>Der Bericht liegt in {file}.</translation>
    </message>
    <message>
        <source>The rollback is accepted and stands in the log; the workspace can be written again.</source>
        <translation>Die Rücksetzung ist anerkannt und steht im Protokoll; in den Arbeitsbereich kann wieder geschrieben werden.</translation>
    </message>
    <message>
        <source>The row as it came</source>
        <translation>Die Zeile, wie sie kam</translation>
    </message>
    <message>
        <source>The row is an event now and waits for the next route.</source>
        <translation>Die Zeile ist jetzt ein Ereignis und wartet auf die nächste Verteilung.</translation>
    </message>
    <message>
        <source>The row is still refused. Correct the fields that are marked.</source>
        <translation>Die Zeile wird weiterhin abgelehnt. Korrigieren Sie die markierten Felder.</translation>
    </message>
    <message>
        <source>The system&apos;s keyring</source>
        <translation>Der Schlüsselbund des Systems</translation>
    </message>
    <message>
        <source>The window closes when the jobs have ended.</source>
        <translation>Das Fenster schließt sich, wenn die Aufträge beendet sind.</translation>
    </message>
    <message>
        <source>The {shown} most frequent texts of {column}; the others are as all other rows.</source>
        <translation>Die {shown} häufigsten Texte von {column}; die übrigen gelten wie alle anderen Zeilen.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Theme, contrast and row height</source>
        <translation>Farbschema, Kontrast und Zeilenhöhe</translation>
    </message>
    <message>
        <source>There is a view {name} already; remove it first, or choose another name.</source>
        <translation>Es gibt bereits eine Ansicht {name}; entfernen Sie sie zuerst oder wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>There is no file {path}. Choose another.</source>
        <translation>Es gibt keine Datei {path}. Wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>These are events of the books: retry them, or undo their import.</source>
        <translation>Dies sind Ereignisse der Bücher: Versuchen Sie sie erneut oder machen Sie ihren Import rückgängig.</translation>
    </message>
    <message>
        <source>These books are read-only.</source>
        <translation>Diese Bücher sind schreibgeschützt.</translation>
    </message>
    <message>
        <source>These books are read-only: nothing can be imported into them.</source>
        <translation>Diese Bücher sind schreibgeschützt: Es lässt sich nichts importieren.</translation>
    </message>
    <message>
        <source>These books can be looked at, but not written.</source>
        <translation>Diese Bücher lassen sich ansehen, aber nicht ändern.</translation>
    </message>
    <message>
        <source>These books can only be read; `revroute report` makes reports of them.</source>
        <translation>Diese Bücher können nur gelesen werden; `revroute report` erstellt Berichte aus ihnen.</translation>
    </message>
    <message>
        <source>These imports</source>
        <translation>Diese Importe</translation>
    </message>
    <message>
        <source>They come from files: import an export of a shop, a payment provider or an ad network.</source>
        <translation>Sie kommen aus Dateien: Importieren Sie den Export eines Shops, eines Zahlungsanbieters oder eines Werbenetzwerks.</translation>
    </message>
    <message>
        <source>They wait again, and the next route decides each anew.</source>
        <translation>Sie warten wieder, und die nächste Verteilung entscheidet über jedes neu.</translation>
    </message>
    <message>
        <source>This entry is newer than the last checkpoint. Sign a new one to prove it to others.</source>
        <translation>Dieser Eintrag ist neuer als der letzte Kontrollpunkt. Signieren Sie einen neuen, um ihn anderen nachzuweisen.</translation>
    </message>
    <message>
        <source>This event came in, but its route refused it.</source>
        <translation>Dieses Ereignis wurde angenommen, aber seine Route hat es abgelehnt.</translation>
    </message>
    <message>
        <source>This event is not routed yet, so there is nothing to explain.</source>
        <translation>Dieses Ereignis ist noch nicht verteilt, daher gibt es nichts zu erklären.</translation>
    </message>
    <message>
        <source>This event&apos;s amount is zero, so nothing was given to anybody.</source>
        <translation>Der Betrag dieses Ereignisses ist null, daher hat niemand etwas erhalten.</translation>
    </message>
    <message>
        <source>This file is not what this machine remembers.</source>
        <translation>Diese Datei ist nicht die, an die sich dieser Rechner erinnert.</translation>
    </message>
    <message>
        <source>This import was interrupted. Import the same file again to go on.</source>
        <translation>Dieser Import wurde unterbrochen. Importieren Sie dieselbe Datei erneut, um fortzufahren.</translation>
    </message>
    <message>
        <source>This is a group: choose one of its accounts to see its statement.</source>
        <translation>Dies ist eine Gruppe: Wählen Sie eines ihrer Konten, um den Kontoauszug zu sehen.</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Dieser Monat</translation>
    </message>
    <message>
        <source>This quarter</source>
        <translation>Dieses Quartal</translation>
    </message>
    <message>
        <source>This version sends nothing anywhere.</source>
        <translation>Diese Version sendet nichts.</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>Dieses Jahr</translation>
    </message>
    <message>
        <source>Thrown away when you like</source>
        <translation>Jederzeit wieder löschbar</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>Time of day, apart</source>
        <translation>Uhrzeit, getrennt</translation>
    </message>
    <message>
        <source>Time zone of the books</source>
        <translation>Zeitzone der Bücher</translation>
    </message>
    <message>
        <source>Time zone of the file&apos;s clock</source>
        <translation>Zeitzone der Uhr der Datei</translation>
    </message>
    <message>
        <source>Times the rates of the traffic</source>
        <translation>Faktor auf die Raten des Verkehrs</translation>
    </message>
    <message>
        <source>To come from sources</source>
        <translation>Von Quellen erwartet</translation>
    </message>
    <message>
        <source>To height</source>
        <translation>Bis Höhe</translation>
    </message>
    <message>
        <source>To payee</source>
        <translation>An Empfänger</translation>
    </message>
    <message>
        <source>To what</source>
        <translation>Woran</translation>
    </message>
    <message>
        <source>To, this day included</source>
        <translation>Bis einschließlich</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>Summen</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Verkehr</translation>
    </message>
    <message>
        <source>Transaction {transaction}. Debits and credits are equal.</source>
        <translation>Buchung {transaction}. Soll und Haben sind gleich.</translation>
    </message>
    <message>
        <source>Treasury</source>
        <translation>Treasury</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>Demo ausprobieren</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Kontoart</translation>
    </message>
    <message>
        <source>Unaltered</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>Unentschieden</translation>
    </message>
    <message>
        <source>Under this plan</source>
        <translation>Nach diesem Plan</translation>
    </message>
    <message>
        <source>Undo this import</source>
        <translation>Import rückgängig machen</translation>
    </message>
    <message>
        <source>Undo {events} events</source>
        <translation>{events} Ereignisse rückgängig machen</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undone: {events}, {transactions}.</source>
        <translation>Rückgängig gemacht: {events}, {transactions}.</translation>
    </message>
    <message>
        <source>Unfinished</source>
        <translation>Unvollständig</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Unlock everything</source>
        <translation>Alles entsperren</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Use {example}</source>
        <translation>{example} verwenden</translation>
    </message>
    <message>
        <source>Usual keys</source>
        <translation>Übliche Tasten</translation>
    </message>
    <message>
        <source>Usual, 27 px</source>
        <translation>Üblich, 27 px</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Value {at}</source>
        <translation>Wert {at}</translation>
    </message>
    <message>
        <source>Verified to {size}</source>
        <translation>Verifiziert bis {size}</translation>
    </message>
    <message>
        <source>Verifier key</source>
        <translation>Prüfschlüssel</translation>
    </message>
    <message>
        <source>Verifier key that you trust</source>
        <translation>Prüfschlüssel, dem Sie vertrauen</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Verifizieren</translation>
    </message>
    <message>
        <source>Verify again</source>
        <translation>Erneut verifizieren</translation>
    </message>
    <message>
        <source>Verify recomputes everything.</source>
        <translation>„Verifizieren“ berechnet alles neu.</translation>
    </message>
    <message>
        <source>Verify with replay</source>
        <translation>Verifizieren mit Nachrechnung</translation>
    </message>
    <message>
        <source>Verifying{percent}</source>
        <translation>Wird verifiziert{percent}</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>Version {number}</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>View {name}</source>
        <translation>Ansicht {name}</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>W3C extended (IIS)</source>
        <translation>W3C extended (IIS)</translation>
    </message>
    <message>
        <source>Wait, then close</source>
        <translation>Warten, dann schließen</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>What all reports and statements of this workspace share.</source>
        <translation>Was alle Berichte und Abrechnungen dieses Arbeitsbereichs gemeinsam haben.</translation>
    </message>
    <message>
        <source>What can be filtered by</source>
        <translation>Wonach gefiltert werden kann</translation>
    </message>
    <message>
        <source>What can be typed next</source>
        <translation>Was als Nächstes eingegeben werden kann</translation>
    </message>
    <message>
        <source>What changes against {before}</source>
        <translation>Was sich gegenüber {before} ändert</translation>
    </message>
    <message>
        <source>What could be paid out</source>
        <translation>Was ausgezahlt werden könnte</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>Was verschieden ist</translation>
    </message>
    <message>
        <source>What differs, in words.</source>
        <translation>Die Unterschiede in Worten.</translation>
    </message>
    <message>
        <source>What is booked here counts.</source>
        <translation>Was hier gebucht wird, zählt.</translation>
    </message>
    <message>
        <source>What is checked</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>What is held for it</source>
        <translation>Was dafür einbehalten ist</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
    <message>
        <source>What it is in the books</source>
        <translation>Was es in den Büchern ist</translation>
    </message>
    <message>
        <source>What it is of</source>
        <translation>Wovon er handelt</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>Was er besagt</translation>
    </message>
    <message>
        <source>What lies at the fault</source>
        <translation>Was an der Fehlerstelle liegt</translation>
    </message>
    <message>
        <source>What stands in its text</source>
        <translation>Was im Text steht</translation>
    </message>
    <message>
        <source>What the checkpoint covers</source>
        <translation>Was der Kontrollpunkt abdeckt</translation>
    </message>
    <message>
        <source>What the texts of {column} stand for.</source>
        <translation>Wofür die Texte von {column} stehen.</translation>
    </message>
    <message>
        <source>What this machine remembers beyond this file is given up, and the workspace can be written again. Your name and the reason stand in the log.</source>
        <translation>Was dieser Rechner über diese Datei hinaus weiß, wird aufgegeben, und in den Arbeitsbereich kann wieder geschrieben werden. Ihr Name und der Grund stehen im Protokoll.</translation>
    </message>
    <message>
        <source>What to prove</source>
        <translation>Was nachzuweisen ist</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Was getan wurde</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>When it began</source>
        <translation>Wann er begann</translation>
    </message>
    <message>
        <source>When it occurred</source>
        <translation>Wann es geschah</translation>
    </message>
    <message>
        <source>When it was published, or a draft saved</source>
        <translation>Wann er veröffentlicht oder ein Entwurf gespeichert wurde</translation>
    </message>
    <message>
        <source>When it was run</source>
        <translation>Wann sie lief</translation>
    </message>
    <message>
        <source>When it was written</source>
        <translation>Wann er geschrieben wurde</translation>
    </message>
    <message>
        <source>When the event of the books occurred</source>
        <translation>Wann das gebuchte Ereignis geschah</translation>
    </message>
    <message>
        <source>When, in the zone of the books</source>
        <translation>Wann, in der Zeitzone der Bücher</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Where both come from</source>
        <translation>Woher beide kommen</translation>
    </message>
    <message>
        <source>Where it began</source>
        <translation>Wo er begann</translation>
    </message>
    <message>
        <source>Where it came from</source>
        <translation>Woher er kam</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>Woher es kommt</translation>
    </message>
    <message>
        <source>Where it ended</source>
        <translation>Wo er endete</translation>
    </message>
    <message>
        <source>Where it stands</source>
        <translation>In welchem Status es ist</translation>
    </message>
    <message>
        <source>Where the amount went</source>
        <translation>Wohin der Betrag ging</translation>
    </message>
    <message>
        <source>Where the profile is kept</source>
        <translation>Wo das Profil liegt</translation>
    </message>
    <message>
        <source>Which days</source>
        <translation>Welche Tage</translation>
    </message>
    <message>
        <source>Which one</source>
        <translation>Welches</translation>
    </message>
    <message>
        <source>Who did it</source>
        <translation>Wer es tat</translation>
    </message>
    <message>
        <source>Who imported it</source>
        <translation>Wer importiert hat</translation>
    </message>
    <message>
        <source>Who paid, unless erased</source>
        <translation>Wer gezahlt hat, wenn nicht gelöscht</translation>
    </message>
    <message>
        <source>Who published it</source>
        <translation>Wer veröffentlicht hat</translation>
    </message>
    <message>
        <source>Whole business</source>
        <translation>Das ganze Geschäft</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Why it changed</source>
        <translation>Warum es sich änderte</translation>
    </message>
    <message>
        <source>Why it waits</source>
        <translation>Warum es wartet</translation>
    </message>
    <message>
        <source>Why, as a code</source>
        <translation>Warum, als Code</translation>
    </message>
    <message>
        <source>Why, in words</source>
        <translation>Warum, in Worten</translation>
    </message>
    <message>
        <source>With replay</source>
        <translation>Mit Nachrechnung</translation>
    </message>
    <message>
        <source>Without a signature nothing can be proved to others.</source>
        <translation>Ohne Signatur lässt sich anderen nichts nachweisen.</translation>
    </message>
    <message>
        <source>Words, numbers and dates; from the next start on.</source>
        <translation>Texte, Zahlen und Daten; ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Arbeit</translation>
    </message>
    <message>
        <source>Worker {number}</source>
        <translation>Arbeiter {number}</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Workspaces (*.revroute)</source>
        <translation>Arbeitsbereiche (*.revroute)</translation>
    </message>
    <message>
        <source>Would change</source>
        <translation>Anders</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Write a proof</source>
        <translation>Nachweis schreiben</translation>
    </message>
    <message>
        <source>Write a proof…</source>
        <translation>Nachweis schreiben …</translation>
    </message>
    <message>
        <source>Write the account&apos;s code.</source>
        <translation>Geben Sie den Kontocode ein.</translation>
    </message>
    <message>
        <source>Write the day as 2026-12-01.</source>
        <translation>Schreiben Sie den Tag als 2026-12-01.</translation>
    </message>
    <message>
        <source>Write the factor as a number above 0, such as 3 or 0.5.</source>
        <translation>Schreiben Sie den Faktor als Zahl über 0, etwa 3 oder 0,5.</translation>
    </message>
    <message>
        <source>Write to (an account: a new folder, or a name that ends in .zip)</source>
        <translation>Schreiben nach (bei einem Konto: ein neuer Ordner oder ein Name auf .zip)</translation>
    </message>
    <message>
        <source>Write to: a new folder, or a name that ends in .zip</source>
        <translation>Schreiben nach: ein neuer Ordner oder ein Name auf .zip</translation>
    </message>
    <message numerus="yes">
        <source>Wrote {count} rows to {name}.</source>
        <extracomment>One: Wrote {count} row to {name}.</extracomment>
        <translation>
            <numerusform>{count} Zeile in {name} geschrieben.</numerusform>
            <numerusform>{count} Zeilen in {name} geschrieben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Wrote {output}. Whoever has it checks it without your books.</source>
        <translation>{output} ist geschrieben. Wer es hat, prüft es ohne Ihre Bücher.</translation>
    </message>
    <message>
        <source>Wrote {output}: {entries} entries, {proofs}. It checks itself: python3 verify_bundle.py.</source>
        <translation>{output} ist geschrieben: {entries} Einträge, {proofs}. Es prüft sich selbst: python3 verify_bundle.py.</translation>
    </message>
    <message>
        <source>Wrote {proofs} to {output}.</source>
        <translation>{proofs} in {output} geschrieben.</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>a PNG or SVG of at most 256 KiB</source>
        <translation>ein PNG oder SVG von höchstens 256 KiB</translation>
    </message>
    <message>
        <source>a star stands for any letters</source>
        <translation>ein Stern steht für beliebige Zeichen</translation>
    </message>
    <message>
        <source>a year, quarter, month, week or day in the zone of the books</source>
        <translation>Jahr, Quartal, Monat, Woche oder Tag in der Zeitzone der Bücher</translation>
    </message>
    <message>
        <source>absent</source>
        <comment>the keyring</comment>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>account, such as payee:neon-kitten</source>
        <translation>Konto, zum Beispiel payee:neon-kitten</translation>
    </message>
    <message>
        <source>accounts</source>
        <comment>a table</comment>
        <translation>Konten</translation>
    </message>
    <message numerus="yes">
        <source>accounts in</source>
        <extracomment>One: account in</extracomment>
        <translation>
            <numerusform>Konto in</numerusform>
            <numerusform>Konten in</numerusform>
        </translation>
    </message>
    <message>
        <source>all time</source>
        <translation>gesamter Zeitraum</translation>
    </message>
    <message>
        <source>all workers</source>
        <translation>alle Arbeiter</translation>
    </message>
    <message>
        <source>an authority of its own</source>
        <translation>eine eigene Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>analytics arrangement cards dashboard</source>
        <translation>Analyse Anordnung Karten Dashboard</translation>
    </message>
    <message numerus="yes">
        <source>and {n} more currencies</source>
        <extracomment>One: and {n} more currency</extracomment>
        <translation>
            <numerusform>und {n} weitere Währung</numerusform>
            <numerusform>und {n} weitere Währungen</numerusform>
        </translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>any of several values</source>
        <translation>einer von mehreren Werten</translation>
    </message>
    <message>
        <source>any reason</source>
        <translation>jeder Grund</translation>
    </message>
    <message>
        <source>as all other rows</source>
        <translation>wie alle anderen Zeilen</translation>
    </message>
    <message>
        <source>as before</source>
        <translation>wie zuvor</translation>
    </message>
    <message>
        <source>as the first segment says</source>
        <translation>wie der erste Teil sagt</translation>
    </message>
    <message>
        <source>asks for one path again and again</source>
        <translation>fragt immer wieder denselben Pfad ab</translation>
    </message>
    <message>
        <source>at random</source>
        <translation>zufällig</translation>
    </message>
    <message>
        <source>audit note rollback</source>
        <translation>prüfung vermerk rücksetzung</translation>
    </message>
    <message>
        <source>audit transaction event payee</source>
        <translation>prüfung buchung ereignis empfänger beweis</translation>
    </message>
    <message>
        <source>audit verify</source>
        <translation>prüfung verifizieren</translation>
    </message>
    <message>
        <source>back from its part</source>
        <translation>zurück von seinem Anteil</translation>
    </message>
    <message>
        <source>bar</source>
        <translation>Strich</translation>
    </message>
    <message>
        <source>bell notifications</source>
        <translation>glocke benachrichtigungen</translation>
    </message>
    <message>
        <source>bodies of requests</source>
        <translation>Inhalte von Anfragen</translation>
    </message>
    <message>
        <source>by the tier reached so far</source>
        <translation>nach der bisher erreichten Stufe</translation>
    </message>
    <message>
        <source>by tiers, each band at its rate</source>
        <translation>nach Stufen, jedes Band zu seinem Satz</translation>
    </message>
    <message>
        <source>by weights</source>
        <translation>nach Gewichten</translation>
    </message>
    <message>
        <source>check audit log</source>
        <translation>prüfen protokoll kontrolle</translation>
    </message>
    <message>
        <source>check recompute</source>
        <translation>prüfen neu berechnen</translation>
    </message>
    <message>
        <source>checks of more than status and text</source>
        <translation>Prüfungen von mehr als Status und Text</translation>
    </message>
    <message>
        <source>closed: users who wait</source>
        <translation>geschlossen: Nutzer, die warten</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>Komma</translation>
    </message>
    <message>
        <source>command palette search</source>
        <translation>befehl palette suche</translation>
    </message>
    <message>
        <source>comments between its lines</source>
        <translation>Kommentare zwischen den Zeilen</translation>
    </message>
    <message>
        <source>compare amounts, numbers and dates, or give a range</source>
        <translation>Beträge, Zahlen und Daten vergleichen oder einen Bereich angeben</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>vollständig</translation>
    </message>
    <message>
        <source>conflicts</source>
        <comment>a table</comment>
        <translation>Konflikte</translation>
    </message>
    <message>
        <source>counts cents</source>
        <translation>zählt Cent</translation>
    </message>
    <message>
        <source>crash bug folder</source>
        <translation>absturz fehler ordner</translation>
    </message>
    <message>
        <source>create file</source>
        <translation>anlegen datei erstellen</translation>
    </message>
    <message>
        <source>csv file upload</source>
        <translation>csv datei hochladen einlesen</translation>
    </message>
    <message>
        <source>data from a file</source>
        <translation>Daten aus einer Datei</translation>
    </message>
    <message>
        <source>density dark light</source>
        <translation>dichte dunkel hell sprache</translation>
    </message>
    <message>
        <source>desktop</source>
        <translation>Desktop</translation>
    </message>
    <message>
        <source>direct</source>
        <translation>direkt</translation>
    </message>
    <message>
        <source>dispute won, or lost if negative</source>
        <translation>Einspruch gewonnen, oder verloren, wenn negativ</translation>
    </message>
    <message numerus="yes">
        <source>entries</source>
        <extracomment>One: entry</extracomment>
        <translation>
            <numerusform>Eintrag</numerusform>
            <numerusform>Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>erased</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>erased; every proof still holds</source>
        <translation>gelöscht; jeder Nachweis gilt weiterhin</translation>
    </message>
    <message>
        <source>erased; its commitment is kept</source>
        <translation>gelöscht; die Festlegung bleibt erhalten</translation>
    </message>
    <message>
        <source>evenly</source>
        <translation>gleichmäßig</translation>
    </message>
    <message numerus="yes">
        <source>events</source>
        <extracomment>One: event</extracomment>
        <translation>
            <numerusform>Ereignis</numerusform>
            <numerusform>Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>events</source>
        <comment>a table</comment>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>exit</source>
        <translation>ende schließen</translation>
    </message>
    <message>
        <source>export them</source>
        <translation>exportieren Sie sie</translation>
    </message>
    <message>
        <source>export zip proofs</source>
        <translation>export zip nachweise</translation>
    </message>
    <message>
        <source>file load</source>
        <translation>datei laden</translation>
    </message>
    <message numerus="yes">
        <source>files imported</source>
        <extracomment>One: file imported</extracomment>
        <translation>
            <numerusform>Datei importiert</numerusform>
            <numerusform>Dateien importiert</numerusform>
        </translation>
    </message>
    <message>
        <source>focus</source>
        <translation>fokus</translation>
    </message>
    <message>
        <source>frozen since it was published</source>
        <translation>unveränderlich seit der Veröffentlichung</translation>
    </message>
    <message>
        <source>headers of requests</source>
        <translation>Header von Anfragen</translation>
    </message>
    <message>
        <source>help {headings}</source>
        <translation>hilfe {headings}</translation>
    </message>
    <message>
        <source>imports</source>
        <comment>a table</comment>
        <translation>Importe</translation>
    </message>
    <message>
        <source>insecure</source>
        <comment>the keyring</comment>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>internal</source>
        <translation>intern</translation>
    </message>
    <message>
        <source>iso, unix, or %d.%m.%Y %H:%M</source>
        <translation>iso, unix oder %d.%m.%Y %H:%M</translation>
    </message>
    <message>
        <source>its external id, ch_3Qm7TzKcd9</source>
        <translation>seine externe ID, ch_3Qm7TzKcd9</translation>
    </message>
    <message>
        <source>its form, its sign</source>
        <translation>ihre Form, ihr Vorzeichen</translation>
    </message>
    <message>
        <source>its form, its zone</source>
        <translation>ihre Form, ihre Zeitzone</translation>
    </message>
    <message>
        <source>its number, 1048</source>
        <translation>seine Nummer, 1048</translation>
    </message>
    <message>
        <source>its number, 48211</source>
        <translation>ihre Nummer, 48211</translation>
    </message>
    <message>
        <source>journeys of several requests</source>
        <translation>Wege aus mehreren Anfragen</translation>
    </message>
    <message>
        <source>kept as a file</source>
        <translation>als Datei</translation>
    </message>
    <message>
        <source>kept for this person on this machine</source>
        <translation>für diese Person auf diesem Rechner gespeichert</translation>
    </message>
    <message>
        <source>kept in this workspace</source>
        <translation>im Arbeitsbereich</translation>
    </message>
    <message>
        <source>keyring passphrase file</source>
        <translation>schlüsselbund passphrase datei</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>tasten tastatur</translation>
    </message>
    <message>
        <source>keys keyboard bind</source>
        <translation>tasten tastatur belegen</translation>
    </message>
    <message>
        <source>keys keyboard change</source>
        <translation>tasten tastatur ändern</translation>
    </message>
    <message>
        <source>loads no images or styles</source>
        <translation>lädt keine Bilder oder Stile</translation>
    </message>
    <message>
        <source>locked</source>
        <comment>the keyring</comment>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>log</source>
        <comment>a table</comment>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>manual documentation</source>
        <translation>handbuch anleitung dokumentation</translation>
    </message>
    <message>
        <source>month days range date</source>
        <translation>monat tage bereich datum</translation>
    </message>
    <message>
        <source>more rows than a form can show</source>
        <translation>mehr Zeilen, als ein Formular zeigen kann</translation>
    </message>
    <message>
        <source>mostly errors</source>
        <translation>meist Fehler</translation>
    </message>
    <message>
        <source>name+id+base64, had from the company by another way</source>
        <translation>name+id+base64, auf anderem Weg vom Unternehmen erhalten</translation>
    </message>
    <message>
        <source>named in each row</source>
        <translation>in jeder Zeile genannt</translation>
    </message>
    <message>
        <source>names of requests</source>
        <translation>Namen von Anfragen</translation>
    </message>
    <message>
        <source>nginx main: combined with X-Forwarded-For</source>
        <translation>nginx main: Combined mit X-Forwarded-For</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>no currency</source>
        <translation>keiner Währung</translation>
    </message>
    <message>
        <source>no route could take it</source>
        <translation>keine Route konnte es übernehmen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message numerus="yes">
        <source>none of {size} entries is covered yet</source>
        <translation>
            <numerusform>der {size} Eintrag ist noch nicht abgedeckt</numerusform>
            <numerusform>keiner von {size} Einträgen ist bisher abgedeckt</numerusform>
        </translation>
    </message>
    <message>
        <source>none running</source>
        <translation>keiner läuft</translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation>noch nicht abgefragt</translation>
    </message>
    <message>
        <source>not in the file</source>
        <translation>nicht in der Datei</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <source>not {value}</source>
        <translation>nicht {value}</translation>
    </message>
    <message>
        <source>not; a minus before any condition</source>
        <translation>nicht; ein Minus vor jeder Bedingung</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>nothing that matters for money differs</source>
        <translation>nichts, was Geld betrifft, ist verschieden</translation>
    </message>
    <message>
        <source>of all reports</source>
        <translation>aller Berichte</translation>
    </message>
    <message>
        <source>of an event, where several sources have that id</source>
        <translation>eines Ereignisses, wenn mehrere Quellen diese ID haben</translation>
    </message>
    <message>
        <source>of {days}</source>
        <translation>für {days}</translation>
    </message>
    <message>
        <source>of {days}, not over yet</source>
        <translation>für {days}, noch nicht vorbei</translation>
    </message>
    <message>
        <source>one for all, such as EUR</source>
        <translation>eine für alle, etwa EUR</translation>
    </message>
    <message>
        <source>one for all, such as stripe</source>
        <translation>eine für alle, etwa stripe</translation>
    </message>
    <message>
        <source>only if the profile does not name one</source>
        <translation>nur wenn das Profil keine nennt</translation>
    </message>
    <message>
        <source>only if this log does not know the key: name+id+base64</source>
        <translation>nur wenn dieses Protokoll den Schlüssel nicht kennt: name+id+base64</translation>
    </message>
    <message>
        <source>open recent</source>
        <translation>öffnen zuletzt</translation>
    </message>
    <message>
        <source>open: visits a second</source>
        <translation>offen: Besuche pro Sekunde</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>Bediener</translation>
    </message>
    <message numerus="yes">
        <source>over {size} entries</source>
        <translation>
            <numerusform>über {size} Eintrag</numerusform>
            <numerusform>über {size} Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>pane</source>
        <translation>bereich</translation>
    </message>
    <message>
        <source>pane events</source>
        <translation>bereich ereignisse routing</translation>
    </message>
    <message>
        <source>pane log</source>
        <translation>bereich protokoll audit</translation>
    </message>
    <message>
        <source>passed over</source>
        <translation>übergangen</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>payee:neon-kitten, or nothing</source>
        <translation>payee:neon-kitten oder nichts</translation>
    </message>
    <message>
        <source>phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>plans</source>
        <comment>a table</comment>
        <translation>Pläne</translation>
    </message>
    <message>
        <source>preferences options</source>
        <translation>optionen sprache vorlieben</translation>
    </message>
    <message>
        <source>profile wizard csv layout new</source>
        <translation>profil assistent csv aufbau neu</translation>
    </message>
    <message numerus="yes">
        <source>published versions</source>
        <extracomment>One: published version</extracomment>
        <translation>
            <numerusform>veröffentlichte Version</numerusform>
            <numerusform>veröffentlichte Versionen</numerusform>
        </translation>
    </message>
    <message>
        <source>quarantine</source>
        <comment>a table</comment>
        <translation>Quarantäne</translation>
    </message>
    <message>
        <source>raise the factor, or give it more minutes</source>
        <translation>erhöhen Sie den Faktor oder geben Sie mehr Minuten</translation>
    </message>
    <message>
        <source>read robots.txt</source>
        <translation>las robots.txt</translation>
    </message>
    <message>
        <source>reads robots.txt</source>
        <translation>liest robots.txt</translation>
    </message>
    <message>
        <source>ready</source>
        <comment>the keyring</comment>
        <translation>bereit</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>replay identical</source>
        <translation>Nachrechnung identisch</translation>
    </message>
    <message>
        <source>restore older</source>
        <translation>wiederherstellen älter</translation>
    </message>
    <message>
        <source>rotate</source>
        <translation>wechseln rotieren</translation>
    </message>
    <message>
        <source>round to cents</source>
        <translation>auf Cent runden</translation>
    </message>
    <message numerus="yes">
        <source>rows conflict with the books</source>
        <extracomment>One: row conflicts with the books</extracomment>
        <translation>
            <numerusform>Zeile steht im Konflikt mit den Büchern</numerusform>
            <numerusform>Zeilen stehen im Konflikt mit den Büchern</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>rows wait for a person</source>
        <extracomment>One: row waits for a person</extracomment>
        <translation>
            <numerusform>Zeile wartet auf eine Person</numerusform>
            <numerusform>Zeilen warten auf eine Person</numerusform>
        </translation>
    </message>
    <message>
        <source>run split</source>
        <translation>ausführen aufteilen routing</translation>
    </message>
    <message>
        <source>sale, or refund if negative</source>
        <translation>Verkauf, oder Erstattung, wenn negativ</translation>
    </message>
    <message>
        <source>sample example</source>
        <translation>muster beispiel</translation>
    </message>
    <message>
        <source>seal</source>
        <translation>siegel signatur</translation>
    </message>
    <message>
        <source>search</source>
        <translation>suchen</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>Semikolon</translation>
    </message>
    <message>
        <source>sign as in the file</source>
        <translation>Vorzeichen wie in der Datei</translation>
    </message>
    <message>
        <source>sign by the kind</source>
        <translation>Vorzeichen nach der Art</translation>
    </message>
    <message>
        <source>sign turned round</source>
        <translation>Vorzeichen umgekehrt</translation>
    </message>
    <message>
        <source>simulated revenue</source>
        <translation>simulierten Umsatz</translation>
    </message>
    <message>
        <source>simulations</source>
        <comment>a table</comment>
        <translation>Simulationen</translation>
    </message>
    <message numerus="yes">
        <source>simulations kept, newest first</source>
        <extracomment>One: simulation kept</extracomment>
        <translation>
            <numerusform>Simulation aufbewahrt, neueste zuerst</numerusform>
            <numerusform>Simulationen aufbewahrt, neueste zuerst</numerusform>
        </translation>
    </message>
    <message>
        <source>starting</source>
        <translation>beginnt</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>Schritt {step}</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>hält an</translation>
    </message>
    <message>
        <source>stopping after this chunk</source>
        <translation>hält nach diesem Abschnitt an</translation>
    </message>
    <message>
        <source>such as Month to the board</source>
        <translation>etwa Monat an den Vorstand</translation>
    </message>
    <message>
        <source>such as {commands}</source>
        <translation>etwa {commands}</translation>
    </message>
    <message>
        <source>switched off, but kept: a click on a condition does the same</source>
        <translation>ausgeschaltet, aber behalten: Ein Klick auf eine Bedingung bewirkt dasselbe</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>tablet</source>
        <translation>Tablet</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>text without a field is looked for in ids and words</source>
        <translation>Text ohne Feld wird in IDs und Wörtern gesucht</translation>
    </message>
    <message>
        <source>the draft</source>
        <translation>der Entwurf</translation>
    </message>
    <message>
        <source>the logo as it is</source>
        <translation>das Logo, wie es ist</translation>
    </message>
    <message>
        <source>the plan</source>
        <translation>der Plan</translation>
    </message>
    <message>
        <source>the whole business; or an account for its statement</source>
        <translation>das ganze Geschäft; oder ein Konto für dessen Abrechnung</translation>
    </message>
    <message>
        <source>theme</source>
        <translation>farbschema</translation>
    </message>
    <message>
        <source>theme accessibility</source>
        <translation>farbschema barrierefreiheit</translation>
    </message>
    <message>
        <source>theme bright</source>
        <translation>farbschema hell</translation>
    </message>
    <message>
        <source>theme night</source>
        <translation>farbschema nacht</translation>
    </message>
    <message>
        <source>think times</source>
        <translation>Denkzeiten</translation>
    </message>
    <message>
        <source>this row of {table} stands in the books</source>
        <translation>diese Zeile von {table} steht in den Büchern</translation>
    </message>
    <message>
        <source>timeouts</source>
        <translation>Zeitlimits</translation>
    </message>
    <message>
        <source>too fast for a person</source>
        <translation>zu schnell für einen Menschen</translation>
    </message>
    <message>
        <source>transaction {id} stands in the books with these postings</source>
        <translation>Buchung {id} steht mit diesen Buchungszeilen in den Büchern</translation>
    </message>
    <message>
        <source>tray</source>
        <translation>leiste</translation>
    </message>
    <message>
        <source>under {value}</source>
        <translation>unter {value}</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>rückgängig gemachte</translation>
    </message>
    <message>
        <source>values kept from answers</source>
        <translation>aus Antworten übernommene Werte</translation>
    </message>
    <message>
        <source>version {number}</source>
        <translation>Version {number}</translation>
    </message>
    <message>
        <source>view {filter}</source>
        <translation>ansicht {filter}</translation>
    </message>
    <message>
        <source>waiting for its turn</source>
        <translation>wartet auf die Reihe</translation>
    </message>
    <message>
        <source>what if try</source>
        <translation>was wäre wenn versuchen</translation>
    </message>
    <message>
        <source>what this is, in the statement</source>
        <translation>was es ist, im Kontoauszug</translation>
    </message>
    <message>
        <source>why, for the log</source>
        <translation>warum, für das Protokoll</translation>
    </message>
    <message>
        <source>without</source>
        <translation>ohne</translation>
    </message>
    <message>
        <source>without replay</source>
        <translation>ohne Nachrechnung</translation>
    </message>
    <message>
        <source>worker {number}</source>
        <translation>Arbeiter {number}</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>schreibt</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>{account} gets all of {whole}.</source>
        <translation>{account} erhält alles von {whole}.</translation>
    </message>
    <message numerus="yes">
        <source>{account} gets what {n} other parts leave of {whole}.</source>
        <extracomment>One: {account} gets what one other part leaves of {whole}.</extracomment>
        <translation>
            <numerusform>{account} erhält, was ein anderer Anteil von {whole} übrig lässt.</numerusform>
            <numerusform>{account} erhält, was {n} andere Anteile von {whole} übrig lassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>{alert}; {rate} MiB/s written</source>
        <translation>{alert}; {rate} MiB/s geschrieben</translation>
    </message>
    <message>
        <source>{before} and {after}</source>
        <translation>{before} und {after}</translation>
    </message>
    <message numerus="yes">
        <source>{changed} of {events} events would change.</source>
        <translation>
            <numerusform>{changed} von {events} Ereignis würde sich ändern.</numerusform>
            <numerusform>{changed} von {events} Ereignissen würden sich ändern.</numerusform>
        </translation>
    </message>
    <message>
        <source>{changed} of {events} events would give other amounts or to others; {undecided} would wait or be quarantined. Nothing was written.</source>
        <translation>{changed} von {events} Ereignissen ergäben andere Beträge oder gingen an andere; {undecided} würden warten oder in Quarantäne kommen. Nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>{code}: debits {debit}, credits {credit}</source>
        <translation>{code}: Soll {debit}, Haben {credit}</translation>
    </message>
    <message numerus="yes">
        <source>{count} conflicts</source>
        <extracomment>One: {count} conflict</extracomment>
        <translation>
            <numerusform>{count} Konflikt</numerusform>
            <numerusform>{count} Konflikte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} dismissed</source>
        <translation>
            <numerusform>{count} verworfen</numerusform>
            <numerusform>{count} verworfen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} entries</source>
        <translation>
            <numerusform>{count} Eintrag</numerusform>
            <numerusform>{count} Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} events</source>
        <extracomment>One: {count} event</extracomment>
        <translation>
            <numerusform>{count} Ereignis</numerusform>
            <numerusform>{count} Ereignisse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} events wait for the next route.</source>
        <extracomment>One: {count} event waits for the next route.</extracomment>
        <translation>
            <numerusform>{count} Ereignis wartet auf die nächste Verteilung.</numerusform>
            <numerusform>{count} Ereignisse warten auf die nächste Verteilung.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} holds</source>
        <extracomment>One: {count} hold</extracomment>
        <translation>
            <numerusform>{count} Einbehalt</numerusform>
            <numerusform>{count} Einbehalte</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} in the log</source>
        <translation>{count} im Protokoll</translation>
    </message>
    <message numerus="yes">
        <source>{count} mended</source>
        <translation>
            <numerusform>{count} korrigiert</numerusform>
            <numerusform>{count} korrigiert</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>{count} weitere</translation>
    </message>
    <message>
        <source>{count} new, show</source>
        <translation>{count} neu, anzeigen</translation>
    </message>
    <message>
        <source>{count} of {least} rows needed</source>
        <translation>{count} von {least} nötigen Zeilen</translation>
    </message>
    <message numerus="yes">
        <source>{count} postings</source>
        <extracomment>One: {count} posting</extracomment>
        <translation>
            <numerusform>{count} Buchungszeile</numerusform>
            <numerusform>{count} Buchungszeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} proofs</source>
        <extracomment>One: {count} proof</extracomment>
        <translation>
            <numerusform>{count} Nachweis</numerusform>
            <numerusform>{count} Nachweise</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} quarantined</source>
        <translation>
            <numerusform>{count} in Quarantäne</numerusform>
            <numerusform>{count} in Quarantäne</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} refused</source>
        <translation>
            <numerusform>{count} abgelehnt</numerusform>
            <numerusform>{count} abgelehnt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} requests before that count as a person&apos;s</source>
        <translation>
            <numerusform>{count} Anfrage davor zählt als die eines Menschen</numerusform>
            <numerusform>{count} Anfragen davor zählen als die eines Menschen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} requests in 3 min</source>
        <extracomment>One: {count} request in 3 min</extracomment>
        <translation>
            <numerusform>{count} Anfrage in 3 min</numerusform>
            <numerusform>{count} Anfragen in 3 min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} routed</source>
        <translation>
            <numerusform>{count} verteilt</numerusform>
            <numerusform>{count} verteilt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} rows are each held against its profile and the books once more, as it is.</source>
        <extracomment>One: {count} row is held against its profile and the books once more, as it is.</extracomment>
        <translation>
            <numerusform>{count} Zeile wird unverändert noch einmal mit ihrem Profil und den Büchern abgeglichen.</numerusform>
            <numerusform>{count} Zeilen werden unverändert noch einmal mit ihrem Profil und den Büchern abgeglichen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} rows are each settled without becoming an event; row, name and reason stay.</source>
        <extracomment>One: {count} row is settled without becoming an event; row, name and reason stay.</extracomment>
        <translation>
            <numerusform>{count} Zeile wird erledigt, ohne ein Ereignis zu werden; Zeile, Name und Grund bleiben.</numerusform>
            <numerusform>{count} Zeilen werden erledigt, ohne Ereignisse zu werden; Zeile, Name und Grund bleiben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} rows covered</source>
        <translation>
            <numerusform>{count} Zeile abgedeckt</numerusform>
            <numerusform>{count} Zeilen abgedeckt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} rows refused</source>
        <extracomment>One: {count} row refused</extracomment>
        <translation>
            <numerusform>{count} Zeile abgelehnt</numerusform>
            <numerusform>{count} Zeilen abgelehnt</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} running</source>
        <translation>{count} laufen</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>{count} ausgewählt</translation>
    </message>
    <message>
        <source>{count} selected, too many to copy:</source>
        <translation>{count} ausgewählt, zu viele zum Kopieren:</translation>
    </message>
    <message numerus="yes">
        <source>{count} still wait</source>
        <translation>
            <numerusform>{count} wartet noch</numerusform>
            <numerusform>{count} warten noch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} transactions</source>
        <extracomment>One: {count} transaction</extracomment>
        <translation>
            <numerusform>{count} Buchung</numerusform>
            <numerusform>{count} Buchungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} transactions reversed</source>
        <extracomment>One: {count} transaction reversed</extracomment>
        <translation>
            <numerusform>{count} Buchung storniert</numerusform>
            <numerusform>{count} Buchungen storniert</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} unread</source>
        <translation>{count} ungelesen</translation>
    </message>
    <message>
        <source>{count} values: see Raw</source>
        <translation>{count} Werte: siehe „Roh“</translation>
    </message>
    <message numerus="yes">
        <source>{count} waiting</source>
        <translation>
            <numerusform>{count} wartet</numerusform>
            <numerusform>{count} warten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{covered} covered, {since} entries since</source>
        <extracomment>One: {covered} covered, {since} entry since</extracomment>
        <translation>
            <numerusform>{covered} abgedeckt, seither {since} Eintrag</numerusform>
            <numerusform>{covered} abgedeckt, seither {since} Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{covered} of {n} entries are covered</source>
        <translation>
            <numerusform>{covered} von {n} Eintrag ist abgedeckt</numerusform>
            <numerusform>{covered} von {n} Einträgen sind abgedeckt</numerusform>
        </translation>
    </message>
    <message>
        <source>{curve}, shown</source>
        <translation>{curve}, angezeigt</translation>
    </message>
    <message>
        <source>{day}</source>
        <comment>a day of the month before another: 19 to 28 Oct 2026</comment>
        <translation>{day}.</translation>
    </message>
    <message>
        <source>{day} {month}</source>
        <translation>{day}. {month}</translation>
    </message>
    <message>
        <source>{day} {month} {year}</source>
        <translation>{day}. {month} {year}</translation>
    </message>
    <message>
        <source>{day}, entry {entry}</source>
        <translation>{day}, Eintrag {entry}</translation>
    </message>
    <message>
        <source>{done} of {total} </source>
        <translation>{done} von {total} </translation>
    </message>
    <message>
        <source>{events} of {count} become events</source>
        <translation>{events} von {count} werden Ereignisse</translation>
    </message>
    <message>
        <source>{field} of every row</source>
        <translation>{field} jeder Zeile</translation>
    </message>
    <message>
        <source>{field}: {what}</source>
        <translation>{field}: {what}</translation>
    </message>
    <message>
        <source>{file} is read as {format}; {rows} were looked at.</source>
        <translation>{file} wird als {format} gelesen; {rows} wurden angesehen.</translation>
    </message>
    <message>
        <source>{file} is there already. Choose another name, or open it.</source>
        <translation>{file} gibt es bereits. Wählen Sie einen anderen Namen oder öffnen Sie die Datei.</translation>
    </message>
    <message>
        <source>{file}, line {line}</source>
        <translation>{file}, Zeile {line}</translation>
    </message>
    <message>
        <source>{file}, until the window closes</source>
        <translation>{file}, bis das Fenster schließt</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} bis {last}</translation>
    </message>
    <message>
        <source>{folder} can&apos;t be made: {fault}.</source>
        <translation>{folder} lässt sich nicht anlegen: {fault}.</translation>
    </message>
    <message>
        <source>{keys} belongs to “{title}”. If you set it here, that has no keys.</source>
        <translation>{keys} gehört zu „{title}“. Wenn Sie es hier setzen, hat jene Aktion keine Tasten.</translation>
    </message>
    <message>
        <source>{key} (announced in entry {entry}, kept in the {place})</source>
        <translation>{key} (angekündigt in Eintrag {entry}, abgelegt in: {place})</translation>
    </message>
    <message>
        <source>{kind} from {source}, {when} {zone}.</source>
        <translation>{kind} von {source}, {when} {zone}.</translation>
    </message>
    <message>
        <source>{left} left</source>
        <translation>noch {left}</translation>
    </message>
    <message>
        <source>{list}, row {number}: {field}</source>
        <translation>{list}, Zeile {number}: {field}</translation>
    </message>
    <message>
        <source>{metric} and {dimension}</source>
        <translation>{metric} und {dimension}</translation>
    </message>
    <message>
        <source>{metric} by hour and weekday</source>
        <translation>{metric} nach Stunde und Wochentag</translation>
    </message>
    <message>
        <source>{metric}, mean by hour and weekday</source>
        <translation>{metric}, Mittel nach Stunde und Wochentag</translation>
    </message>
    <message>
        <source>{metric}: why did it change?</source>
        <translation>{metric}: warum geändert?</translation>
    </message>
    <message>
        <source>{name} (kept here)</source>
        <translation>{name} (hier gespeichert)</translation>
    </message>
    <message>
        <source>{name} goes on with the next route.</source>
        <translation>{name} läuft mit der nächsten Verteilung weiter.</translation>
    </message>
    <message>
        <source>{name} is not a number. Write it as {example}.</source>
        <translation>{name} ist keine Nummer. Schreiben Sie sie wie {example}.</translation>
    </message>
    <message>
        <source>{name} is not there any more.</source>
        <translation>{name} ist nicht mehr vorhanden.</translation>
    </message>
    <message>
        <source>{name} is open in another window, which has come to the front.</source>
        <translation>{name} ist in einem anderen Fenster geöffnet, das jetzt vorn ist.</translation>
    </message>
    <message>
        <source>{name} reports</source>
        <translation>{name} Berichte</translation>
    </message>
    <message>
        <source>{name} was published already from {day}; nothing was written.</source>
        <translation>{name} war bereits ab {day} veröffentlicht; nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>{name} – RevRoute Desktop</source>
        <translation>{name} – RevRoute Desktop</translation>
    </message>
    <message>
        <source>{name}, read as {field}</source>
        <translation>{name}, gelesen als {field}</translation>
    </message>
    <message>
        <source>{name}, version {number}</source>
        <translation>{name}, Version {number}</translation>
    </message>
    <message numerus="yes">
        <source>{n} accounts</source>
        <extracomment>One: {n} account</extracomment>
        <translation>
            <numerusform>{n} Konto</numerusform>
            <numerusform>{n} Konten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} are passed over</source>
        <extracomment>One: {n} is passed over</extracomment>
        <translation>
            <numerusform>{n} wird übergangen</numerusform>
            <numerusform>{n} werden übergangen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} changes</source>
        <extracomment>One: {n} change</extracomment>
        <translation>
            <numerusform>{n} Änderung</numerusform>
            <numerusform>{n} Änderungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} go to quarantine</source>
        <extracomment>One: {n} goes to quarantine</extracomment>
        <translation>
            <numerusform>{n} kommt in Quarantäne</numerusform>
            <numerusform>{n} kommen in Quarantäne</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} jobs are running</source>
        <extracomment>One: A job is running</extracomment>
        <translation>
            <numerusform>Ein Auftrag läuft</numerusform>
            <numerusform>{n} Aufträge laufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} rows</source>
        <extracomment>One: {n} row</extracomment>
        <translation>
            <numerusform>{n} Zeile</numerusform>
            <numerusform>{n} Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>{part} is not the number of a transaction. Write them as 48211, 48215.</source>
        <translation>{part} ist keine Buchungsnummer. Schreiben Sie sie wie 48211, 48215.</translation>
    </message>
    <message>
        <source>{path} is there already. Name another one.</source>
        <translation>{path} gibt es bereits. Nennen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>{payload}
… {rest} characters more: Copy takes all of it.</source>
        <translation>{payload}
… noch {rest} Zeichen: „Kopieren“ nimmt alles.</translation>
    </message>
    <message>
        <source>{percent} %, {what}</source>
        <translation>{percent} %, {what}</translation>
    </message>
    <message>
        <source>{plan} on real events</source>
        <translation>{plan} mit echten Ereignissen</translation>
    </message>
    <message>
        <source>{rate} of gross{plus}</source>
        <translation>{rate} vom Brutto{plus}</translation>
    </message>
    <message>
        <source>{rate} of {base}{plus}</source>
        <translation>{rate} von {base}{plus}</translation>
    </message>
    <message>
        <source>{rate}, pays back an advance</source>
        <translation>{rate}, tilgt einen Vorschuss</translation>
    </message>
    <message>
        <source>{route}, first that matched</source>
        <translation>{route}, die erste passende</translation>
    </message>
    <message>
        <source>{route}, plan {plan}</source>
        <translation>{route}, Plan {plan}</translation>
    </message>
    <message>
        <source>{rule}, cut by cap</source>
        <translation>{rule}, durch Obergrenze gekürzt</translation>
    </message>
    <message>
        <source>{shown} of {count} columns are offered here; a profile in a file may name others.</source>
        <translation>{shown} von {count} Spalten stehen hier zur Wahl; ein Profil in einer Datei kann weitere nennen.</translation>
    </message>
    <message numerus="yes">
        <source>{size} entries, {how}, {when}</source>
        <translation>
            <numerusform>{size} Eintrag, {how}, {when}</numerusform>
            <numerusform>{size} Einträge, {how}, {when}</numerusform>
        </translation>
    </message>
    <message>
        <source>{start} to {end}</source>
        <translation>{start} bis {end}</translation>
    </message>
    <message>
        <source>{step} asked for {asked}. The cap of {limit} for {period} had {left} left: counter {before} before, {after} after.</source>
        <translation>{step} verlangte {asked}. Von der Obergrenze {limit} für {period} waren {left} übrig: Zähler vorher {before}, nachher {after}.</translation>
    </message>
    <message>
        <source>{sums}. They are equal.</source>
        <translation>{sums}. Sie sind gleich.</translation>
    </message>
    <message>
        <source>{text}
Click or Space: off. Enter: edit. Delete: remove.</source>
        <translation>{text}
Klick oder Leertaste: aus. Eingabe: bearbeiten. Entf: entfernen.</translation>
    </message>
    <message>
        <source>{text}
Click or Space: on. Enter: edit. Delete: remove.</source>
        <translation>{text}
Klick oder Leertaste: ein. Eingabe: bearbeiten. Entf: entfernen.</translation>
    </message>
    <message>
        <source>{titles}. What is stopped keeps what it has committed, and is offered to go on when these books are opened again.</source>
        <translation>{titles}. Was angehalten wird, behält, was es festgeschrieben hat, und wird zum Fortsetzen angeboten, wenn diese Bücher wieder geöffnet werden.</translation>
    </message>
    <message>
        <source>{title} is not in this version yet</source>
        <translation>{title} gibt es in dieser Version noch nicht</translation>
    </message>
    <message>
        <source>{title} tabs</source>
        <translation>Reiter: {title}</translation>
    </message>
    <message>
        <source>{title}: stopped when the window was closed.</source>
        <translation>{title}: angehalten, als das Fenster geschlossen wurde.</translation>
    </message>
    <message>
        <source>{value} M</source>
        <translation>{value} Mio.</translation>
    </message>
    <message>
        <source>{value} before</source>
        <translation>davor {value}</translation>
    </message>
    <message>
        <source>{value} bn</source>
        <translation>{value} Mrd.</translation>
    </message>
    <message>
        <source>{value} jobs failed within the hour, over {mark}.</source>
        <translation>{value} Aufträge scheiterten in der letzten Stunde, über {mark}.</translation>
    </message>
    <message>
        <source>{value} k</source>
        <translation>{value} Tsd.</translation>
    </message>
    <message>
        <source>{value} tn</source>
        <translation>{value} Bio.</translation>
    </message>
    <message>
        <source>{what}: a click lets go of it</source>
        <translation>{what}: ein Klick lässt los</translation>
    </message>
    <message>
        <source>{what}: what is there may be passed on {day}.</source>
        <translation>{what}: Was da ist, kann am {day} überschritten werden.</translation>
    </message>
    <message>
        <source>{when}, took {time}</source>
        <translation>{when}, dauerte {time}</translation>
    </message>
    <message numerus="yes">
        <source>{whole} is taken back from {n} accounts; {account} bears the most.</source>
        <translation>
            <numerusform>{whole} wird von {n} Konto zurückgenommen; {account} trägt am meisten.</numerusform>
            <numerusform>{whole} wird von {n} Konten zurückgenommen; {account} trägt am meisten.</numerusform>
        </translation>
    </message>
    <message>
        <source>{written} wait for their originals</source>
        <translation>{written} warten auf ihre Originale</translation>
    </message>
    <message>
        <source>× {times}</source>
        <translation>× {times}</translation>
    </message>
    <message>
        <source>“Make report” writes one of the header&apos;s days, and the log keeps its fingerprint.</source>
        <translation>„Bericht erstellen“ schreibt einen über die Tage des Kopfes, und das Protokoll bewahrt seinen Fingerabdruck.</translation>
    </message>
    <message>
        <source>“{action}”</source>
        <translation>„{action}“</translation>
    </message>
</context>
</TS>
