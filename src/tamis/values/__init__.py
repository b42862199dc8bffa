"""One value at a time, raw text to canonical form: pure functions and the lexicon they read."""
