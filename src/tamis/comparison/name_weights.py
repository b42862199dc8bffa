"""The weights of a name's alignment, in nats. Made by `bench/learn_names.py`; do not edit by hand.

Each row: a measure of `names.FEATURES`, where its step begins and ends, what the whole step adds for a person,
what for anything else. Source: a logistic fit, each weight held to its sign, on altered, held-out and
original-script names of one half of the UN (2026-02-27) and OFAC SDN (2021-07-07) lists against customers who
are on no list; docs/scoring.md says how well it does on the other half.
"""

BIAS = (-5.084, -6.080)
AT_THRESHOLD = 0.725
"""Nats at which the agreement is .7: there one ordinary customer in a thousand alerts on the UN list."""

STEPS = (
    ("share", 0.4, 0.5, 0.000, 0.055),
    ("share", 0.5, 0.55, 0.000, 0.124),
    ("share", 0.55, 0.6, 0.101, 0.125),
    ("share", 0.6, 0.65, 0.154, 0.000),
    ("share", 0.65, 0.7, 0.000, 0.564),
    ("share", 0.75, 0.8, 0.125, 0.000),
    ("share", 0.85, 0.9, 0.000, 0.567),
    ("share", 0.95, 1.0, 0.003, 2.074),
    ("covered", 2.0, 3.0, 0.344, 2.029),
    ("covered", 4.0, 5.0, 0.166, 0.000),
    ("covered", 5.0, 6.0, 0.454, 0.000),
    ("covered", 6.0, 7.0, 0.113, 0.158),
    ("covered", 7.0, 8.0, 0.981, 0.168),
    ("covered", 8.0, 10.0, 0.833, 1.593),
    ("covered", 10.0, 12.0, 1.800, 0.290),
    ("covered", 12.0, 14.0, 1.597, 0.796),
    ("covered", 14.0, 17.0, 0.526, 0.205),
    ("covered", 17.0, 20.0, 0.994, 0.546),
    ("covered", 20.0, 24.0, 0.113, 0.000),
    ("covered", 24.0, 30.0, 0.000, 0.341),
    ("query_over", 0.0, 0.8, -0.249, -0.103),
    ("query_over", 0.8, 2.0, -1.110, -0.394),
    ("query_over", 2.0, 3.0, 0.000, -0.528),
    ("query_over", 4.0, 6.0, -0.484, -0.240),
    ("query_over", 9.0, 14.0, -1.676, -0.564),
    ("name_over", 0.0, 0.8, -1.956, -0.144),
    ("name_over", 0.8, 2.0, 0.000, -1.469),
    ("name_over", 4.0, 6.0, -0.344, -0.095),
    ("name_over", 6.0, 9.0, -0.421, -0.659),
    ("name_over", 9.0, 14.0, -1.451, -0.250),
    ("name_over", 14.0, 20.0, -0.142, 0.000),
    ("name_over", 20.0, 30.0, 0.000, -0.345),
    ("least_alike", 0.6, 0.7, 0.800, 0.447),
    ("least_alike", 0.7, 0.78, 0.000, 0.860),
    ("least_alike", 0.95, 1.0, 1.823, 0.094),
    ("full", 0.0, 1.0, 1.515, 0.723),
    ("full", 2.0, 3.0, 0.217, 0.000),
    ("full", 3.0, 4.0, 0.369, 0.000),
    ("syllables", 0.0, 0.5, 0.000, -0.146),
    ("syllables", 0.5, 1.0, -0.203, -1.445),
    ("exact", 0.0, 0.5, 0.000, 0.684),
    ("exact", 0.5, 0.8, 0.000, 0.109),
    ("exact", 0.8, 1.0, 0.000, 0.136),
    ("letters", 0.5, 0.6, 0.335, 0.267),
    ("letters", 0.6, 0.7, 0.298, 0.544),
    ("letters", 0.7, 0.75, 0.304, 0.680),
    ("letters", 0.75, 0.8, 0.205, 0.000),
    ("letters", 0.8, 0.85, 0.459, 0.495),
    ("crossed", 0.0, 1.0, -2.067, -0.319),
)
