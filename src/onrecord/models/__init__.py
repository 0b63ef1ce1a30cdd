"""Trained weights, their cards, and the code that runs them."""
