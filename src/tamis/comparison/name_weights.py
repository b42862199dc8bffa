"""The weights of a name's alignment, in nats. Made by `bench/learn_names.py`; do not edit by hand.

Each row: a measure of `names.FEATURES`, where its step begins and ends, what the whole step adds for a person,
what for anything else. Source: a logistic fit, each weight held to its sign, on altered, held-out and
original-script names of one half of the UN (2026-02-27) and OFAC SDN (2021-07-07) lists against customers who
are on no list; docs/scoring.md says how well it does on the other half.
"""

BIAS = (-5.703, -7.068)
AT_THRESHOLD = 0.708
"""Nats at which the agreement is .7: there one ordinary customer in a thousand alerts on the UN list."""

STEPS = (
    ("share", 0.4, 0.5, 0.000, 0.331),
    ("share", 0.55, 0.6, 0.164, 0.026),
    ("share", 0.6, 0.65, 0.170, 0.000),
    ("share", 0.65, 0.7, 0.000, 0.558),
    ("share", 0.7, 0.75, 0.000, 0.004),
    ("share", 0.75, 0.8, 0.099, 0.000),
    ("share", 0.85, 0.9, 0.000, 0.371),
    ("share", 0.95, 1.0, 0.000, 1.407),
    ("covered", 2.0, 3.0, 0.149, 2.102),
    ("covered", 4.0, 5.0, 0.209, 0.000),
    ("covered", 5.0, 6.0, 0.443, 0.000),
    ("covered", 6.0, 7.0, 0.146, 0.131),
    ("covered", 7.0, 8.0, 0.979, 0.431),
    ("covered", 8.0, 10.0, 0.851, 1.423),
    ("covered", 10.0, 12.0, 1.800, 0.335),
    ("covered", 12.0, 14.0, 1.623, 0.691),
    ("covered", 14.0, 17.0, 0.506, 0.165),
    ("covered", 17.0, 20.0, 0.946, 0.593),
    ("covered", 20.0, 24.0, 0.086, 0.000),
    ("covered", 24.0, 30.0, 0.000, 0.217),
    ("query_over", 0.8, 2.0, -0.826, 0.000),
    ("query_over", 2.0, 3.0, 0.000, -0.951),
    ("query_over", 4.0, 6.0, -0.535, 0.000),
    ("query_over", 9.0, 14.0, -1.737, -0.565),
    ("name_over", 0.0, 0.8, -1.987, -0.573),
    ("name_over", 0.8, 2.0, 0.000, -1.404),
    ("name_over", 4.0, 6.0, -0.323, -0.155),
    ("name_over", 6.0, 9.0, -0.462, -0.582),
    ("name_over", 9.0, 14.0, -1.544, -0.344),
    ("name_over", 14.0, 20.0, -0.055, 0.000),
    ("name_over", 20.0, 30.0, 0.000, -0.271),
    ("least_alike", 0.6, 0.7, 0.984, 0.682),
    ("least_alike", 0.7, 0.78, 0.000, 0.954),
    ("least_alike", 0.78, 0.84, 0.000, 0.033),
    ("least_alike", 0.95, 1.0, 1.914, 0.406),
    ("full", 0.0, 1.0, 1.668, 0.885),
    ("full", 2.0, 3.0, 0.253, 0.000),
    ("full", 3.0, 4.0, 0.274, 0.000),
    ("syllables", 0.5, 1.0, -0.207, -0.878),
    ("exact", 0.0, 0.5, 0.000, 0.789),
    ("exact", 0.5, 0.8, 0.000, 0.096),
    ("exact", 0.8, 1.0, 0.000, 0.156),
    ("letters", 0.3, 0.4, 0.025, 0.321),
    ("letters", 0.4, 0.5, 0.443, 0.345),
    ("letters", 0.5, 0.6, 0.275, 0.720),
    ("letters", 0.6, 0.7, 0.120, 0.335),
    ("letters", 0.7, 0.75, 0.713, 0.260),
    ("letters", 0.8, 0.85, 0.334, 0.321),
    ("crossed", 0.0, 1.0, -2.091, -0.467),
)
