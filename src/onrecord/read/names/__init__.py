"""Names and titles in a paragraph, and the actors that the names of a report are of."""
