"""The errors that onrecord raises; each text says which, why and what to do.

OnrecordError
 ├─ InputError       an input could not be read; raised per report and shown as one line
 ├─ RecordError      a record could not be opened or written
 │   ├─ NoRecord     there is no record at that path
 │   ├─ NewerRecord  it was written by a newer onrecord
 │   ├─ DamagedRecord  a file of it is damaged or missing; `onrecord mend` makes anew what it can
 │   └─ BusyRecord   another build is writing it
 ├─ NoEntry          the record has no entry with that id
 └─ ModelMissing     a model file is missing from the installation
"""


class OnrecordError(Exception):
    """The root of all errors that a user may meet."""


class InputError(OnrecordError):
    """An input that could not be read: `path`, `why`, and the `advice` what to do."""

    def __init__(self, path: str, why: str, advice: str) -> None:
        super().__init__(f"{path}: {why}; {advice}")
        self.path, self.why, self.advice = path, why, advice


class RecordError(OnrecordError):
    """A record that could not be opened or written."""


class NoRecord(RecordError):
    """There is no record at the path given."""


class NewerRecord(RecordError):
    """The record was written by a newer onrecord than this."""


class DamagedRecord(RecordError):
    """A file of the record is damaged or missing."""


class BusyRecord(RecordError):
    """Another build is writing the record."""


class ModelMissing(OnrecordError):
    """A model file that belongs to onrecord is not there."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"the model file {name} is not in this installation; install onrecord anew: pip install --force-reinstall onrecord"
        )


class NoEntry(OnrecordError):
    """The record has no entry with the id given."""
