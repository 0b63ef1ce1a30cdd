"""Reads news reports and writes down the diplomacy in them, every entry tied to the words that carried it."""

__version__ = "0.1.0"
