"""Reads news reports and writes down the diplomacy in them, every entry tied to the words that
carried it."""

__version__ = "0.5.0"

# First of all: from here on a command that is stopped ends without a traceback
import onrecord.stopping

# isort: split
# A package is bound to its name in its parent when first imported; these two come first, so that
# the functions of their names stay bound.
import onrecord.export
import onrecord.read  # noqa: F401
from onrecord.api import (
    build,
    check,
    export,
    from_wikidata,
    mend,
    open,
    read,
    read_all,
    write_knowledge,
)
from onrecord.errors import (
    BusyRecord,
    DamagedRecord,
    InputError,
    NewerRecord,
    NoEntry,
    NoRecord,
    OnrecordError,
    RecordError,
)
from onrecord.record import (
    Actor,
    Claim,
    Difference,
    Event,
    Issue,
    Known,
    KnownOffice,
    MergedActor,
    MergedEvent,
    Phrase,
    Place,
    Position,
    Reading,
    Report,
    Statement,
    StoredReport,
    StoredStatement,
    Story,
    Time,
    Unread,
)
from onrecord.store import Store
from onrecord.store.mending import Fault, Mended
from onrecord.store.write import Built

__all__ = [
    "Actor",
    "Built",
    "BusyRecord",
    "Claim",
    "DamagedRecord",
    "Difference",
    "Event",
    "Fault",
    "InputError",
    "Issue",
    "Known",
    "KnownOffice",
    "Mended",
    "MergedActor",
    "MergedEvent",
    "NewerRecord",
    "NoEntry",
    "NoRecord",
    "OnrecordError",
    "Phrase",
    "Place",
    "Position",
    "Reading",
    "RecordError",
    "Report",
    "Statement",
    "Store",
    "StoredReport",
    "StoredStatement",
    "Story",
    "Time",
    "Unread",
    "__version__",
    "build",
    "check",
    "export",
    "from_wikidata",
    "mend",
    "open",
    "read",
    "read_all",
    "write_knowledge",
]
