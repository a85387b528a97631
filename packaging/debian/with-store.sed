# Of packaging/partyline.toml, where nothing is set, makes the package's /etc/partyline/partyline.toml, which keeps what is said for 30
# days. debian/rules checks that each of these has found its line.
s|^# before it, and the # before the \[table\] above it\. .*|&\n#\n# Two keys are set, unlike their defaults: the lobby and registered rooms are kept for 30 days, in /var/lib/partyline. Put\n# a # before "path" to keep nothing; there are no accounts then. ADMINISTRATION.md has a text that tells people.|
s|^#\[store\]$|[store]|
s|^#path = ""$|path = "/var/lib/partyline/partyline.db"|
s|^#\[history\]$|[history]|
s|^#keep_days = 365$|keep_days = 30|
