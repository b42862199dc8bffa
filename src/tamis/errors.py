"""Every error that tamis raises on purpose.

```
TamisError
├── QueryError          what was asked cannot be screened: an empty name, an impossible date, a negative limit
├── RecordError         JSON that is not the twin of a record: unknown key, wrong type, missing field
├── SourceError         a list file that cannot be imported
│   ├── FormatError         it is not what it was given as: HTML, truncated XML, another publisher's file
│   ├── PublicationError    its date of publication is missing, impossible or contradicted
│   ├── FetchError          an address that did not give the list
│   └── GateError           it is the list, but not fit to take the place of the one in force
├── StoreError          the home folder: damaged, not writable, written by a newer tamis
│   ├── NoListsError        no list is loaded, so there is nothing to answer from
│   └── UnknownListError    a watchlist, snapshot or listing that is not there
├── DocumentError       a document that cannot be read
├── BatchError          a customer file that cannot be screened, or a run of one that cannot go on
├── PolicyError         a policy that does not exist or does not validate
├── SettingsError       tamis.toml or TAMIS_* holds a wrong value
└── MissingExtraError   an optional part of tamis is not installed
```

Messages are one line and say what, where and what to do. A shell prints the message and exits with status 2.
"""


class TamisError(Exception):
    """The root: catch this to catch every error that tamis raises on purpose."""


class QueryError(TamisError):
    """What was asked cannot be screened."""


class RecordError(TamisError):
    """JSON that is not the twin of a record; the message names the path inside the document."""


class SourceError(TamisError):
    """A list file that cannot be imported."""


class FormatError(SourceError):
    """A file that is not what it was given as."""


class PublicationError(SourceError):
    """A date of publication that is missing, impossible or contradicted by the file."""


class FetchError(SourceError):
    """An address that did not give the list; the message never holds the query of an address: it may be a secret."""


class GateError(SourceError):
    """A publication that is not fit to take the place of the one in force."""


class StoreError(TamisError):
    """The home folder is damaged, not writable, or was written by a newer tamis."""


class NoListsError(StoreError):
    """No list is loaded: there is nothing to answer from."""


class UnknownListError(StoreError):
    """A watchlist, snapshot or listing that is not there."""


class DocumentError(TamisError):
    """A document that cannot be read."""


class BatchError(TamisError):
    """A customer file that cannot be screened as it was asked, or a run of one that cannot go on."""


class PolicyError(TamisError):
    """A policy that does not exist or does not validate."""


class SettingsError(TamisError):
    """A setting in tamis.toml or the environment holds a wrong value."""


class MissingExtraError(TamisError):
    """An optional part of tamis is not installed."""
