"""The weights of a name's alignment, in nats. Made by `bench/learn_names.py`; do not edit by hand.

Each row: a measure of `names.FEATURES`, where its step begins and ends, what the whole step adds for a person,
what for anything else. Source: a logistic fit, each weight held to its sign, on altered, held-out and
original-script names of one half of the UN (2026-02-27) and OFAC SDN (2021-07-07) lists against customers who
are on no list; docs/scoring.md says how well it does on the other half.
"""

BIAS = (-6.026, -7.226)
AT_THRESHOLD = 0.867
"""Nats at which the agreement is .7: there one ordinary customer in a thousand alerts on the UN list."""

STEPS = (
    ("share", 0.4, 0.5, 0.000, 0.244),
    ("share", 0.55, 0.6, 0.156, 0.000),
    ("share", 0.6, 0.65, 0.155, 0.000),
    ("share", 0.65, 0.7, 0.000, 0.611),
    ("share", 0.75, 0.8, 0.128, 0.000),
    ("share", 0.85, 0.9, 0.000, 0.389),
    ("share", 0.95, 1.0, 0.067, 1.349),
    ("covered", 2.0, 3.0, 0.166, 2.094),
    ("covered", 4.0, 5.0, 0.226, 0.000),
    ("covered", 5.0, 6.0, 0.424, 0.000),
    ("covered", 6.0, 7.0, 0.098, 0.051),
    ("covered", 7.0, 8.0, 0.982, 0.521),
    ("covered", 8.0, 10.0, 0.911, 1.319),
    ("covered", 10.0, 12.0, 1.709, 0.307),
    ("covered", 12.0, 14.0, 1.598, 0.729),
    ("covered", 14.0, 17.0, 0.542, 0.124),
    ("covered", 17.0, 20.0, 0.936, 0.585),
    ("covered", 20.0, 24.0, 0.140, 0.000),
    ("covered", 24.0, 30.0, 0.000, 0.242),
    ("query_over", 0.8, 2.0, -0.682, 0.000),
    ("query_over", 2.0, 3.0, 0.000, -0.814),
    ("query_over", 4.0, 6.0, -0.516, 0.000),
    ("query_over", 9.0, 14.0, -1.651, -0.483),
    ("name_over", 0.0, 0.8, -1.956, -0.587),
    ("name_over", 0.8, 2.0, 0.000, -1.434),
    ("name_over", 4.0, 6.0, -0.335, -0.207),
    ("name_over", 6.0, 9.0, -0.444, -0.512),
    ("name_over", 9.0, 14.0, -1.486, -0.386),
    ("name_over", 14.0, 20.0, -0.082, 0.000),
    ("name_over", 20.0, 30.0, 0.000, -0.229),
    ("least_alike", 0.6, 0.7, 1.011, 0.642),
    ("least_alike", 0.7, 0.78, 0.000, 0.945),
    ("least_alike", 0.78, 0.84, 0.000, 0.026),
    ("least_alike", 0.95, 1.0, 1.872, 0.399),
    ("full", 0.0, 1.0, 1.760, 0.916),
    ("full", 2.0, 3.0, 0.283, 0.000),
    ("full", 3.0, 4.0, 0.115, 0.000),
    ("syllables", 0.5, 1.0, -0.082, -0.949),
    ("exact", 0.0, 0.5, 0.000, 0.820),
    ("exact", 0.5, 0.8, 0.000, 0.150),
    ("exact", 0.8, 1.0, 0.000, 0.109),
    ("letters", 0.3, 0.4, 0.000, 0.379),
    ("letters", 0.4, 0.5, 0.608, 0.370),
    ("letters", 0.5, 0.6, 0.274, 0.849),
    ("letters", 0.6, 0.7, 0.091, 0.421),
    ("letters", 0.7, 0.75, 0.828, 0.251),
    ("letters", 0.8, 0.85, 0.327, 0.367),
    ("crossed", 0.0, 1.0, -2.189, -0.444),
)
