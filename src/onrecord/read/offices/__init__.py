"""Offices: which title describes whom, whose office it is, since and until when, for which state
its holder acts."""
