"""The weights of a name's alignment, in nats. Made by `bench/learn_names.py`; do not edit by hand.

Each row: a measure of `names.FEATURES`, where its step begins and ends, what the whole step adds for a person,
what for anything else. Source: a logistic fit, each weight held to its sign, on altered, held-out and
original-script names of one half of the UN (2026-02-27) and OFAC SDN (2021-07-07) lists against customers who
are on no list; docs/scoring.md says how well it does on the other half.
"""

BIAS = (-4.374, -5.767)
AT_THRESHOLD = 1.204
"""Nats at which the agreement is .7: there one ordinary customer in a thousand alerts on the UN list."""

STEPS = (
    ("share", 0.4, 0.5, 0.000, 0.394),
    ("share", 0.5, 0.55, 0.000, 0.032),
    ("share", 0.55, 0.6, 0.174, 0.000),
    ("share", 0.6, 0.65, 0.000, 0.531),
    ("share", 0.65, 0.7, 0.000, 0.996),
    ("share", 0.7, 0.75, 0.000, 0.006),
    ("share", 0.8, 0.85, 0.063, 0.000),
    ("share", 0.85, 0.9, 0.000, 0.526),
    ("share", 0.9, 0.95, 0.000, 1.012),
    ("share", 0.95, 1.0, 0.000, 0.459),
    ("covered", 2.0, 3.0, 0.000, 2.582),
    ("covered", 4.0, 5.0, 0.191, 0.000),
    ("covered", 5.0, 6.0, 0.674, 0.000),
    ("covered", 6.0, 7.0, 0.168, 0.000),
    ("covered", 7.0, 8.0, 0.871, 0.416),
    ("covered", 8.0, 10.0, 1.191, 1.297),
    ("covered", 10.0, 12.0, 1.698, 1.150),
    ("covered", 12.0, 14.0, 1.951, 1.983),
    ("covered", 14.0, 17.0, 1.083, 1.268),
    ("covered", 17.0, 20.0, 1.247, 1.293),
    ("covered", 20.0, 24.0, 0.284, 0.472),
    ("covered", 24.0, 30.0, 0.061, 0.115),
    ("query_over", 0.0, 0.8, -0.796, 0.000),
    ("query_over", 0.8, 2.0, -1.626, -0.703),
    ("query_over", 2.0, 3.0, 0.000, -1.317),
    ("query_over", 3.0, 4.0, 0.000, -0.188),
    ("query_over", 4.0, 6.0, -0.420, -0.247),
    ("query_over", 6.0, 9.0, 0.000, -0.148),
    ("query_over", 9.0, 14.0, -2.110, -1.418),
    ("name_over", 0.0, 0.8, -2.041, -0.884),
    ("name_over", 0.8, 2.0, 0.000, -1.274),
    ("name_over", 4.0, 6.0, -0.387, 0.000),
    ("name_over", 6.0, 9.0, -0.362, -0.481),
    ("name_over", 9.0, 14.0, -1.777, -0.756),
    ("name_over", 14.0, 20.0, -0.034, 0.000),
    ("name_over", 20.0, 30.0, 0.000, -0.459),
    ("least_alike", 0.6, 0.7, 1.416, 0.702),
    ("least_alike", 0.7, 0.78, 0.207, 1.018),
    ("least_alike", 0.78, 0.84, 0.172, 0.856),
    ("least_alike", 0.95, 1.0, 1.056, 0.000),
    ("full", 0.0, 1.0, 1.271, 0.528),
    ("full", 1.0, 2.0, 0.005, 1.423),
    ("full", 3.0, 4.0, 0.991, 0.000),
    ("syllables", 0.0, 0.5, 0.000, -1.496),
    ("syllables", 0.5, 1.0, -0.548, -0.747),
    ("exact", 0.0, 0.5, 1.020, 1.333),
    ("exact", 0.5, 0.8, 0.027, 0.000),
    ("exact", 0.8, 1.0, 0.425, 1.208),
)
