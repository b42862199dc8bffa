"""The weights of a name's alignment, in nats. Made by `bench/learn_names.py`; do not edit by hand.

Each row: a measure of `names.FEATURES`, where its step begins and ends, what the whole step adds for a person,
what for anything else. Source: a logistic fit, each weight held to its sign, on altered, held-out and
original-script names of one half of the UN (2026-02-27) and OFAC SDN (2021-07-07) lists against customers who
are on no list; docs/scoring.md says how well it does on the other half.
"""

BIAS = (-4.620, -5.517)
AT_THRESHOLD = 0.896
"""Nats at which the agreement is .7: there one ordinary customer in a thousand alerts on the UN list."""

STEPS = (
    ("share", 0.4, 0.5, 0.000, 0.567),
    ("share", 0.55, 0.6, 0.427, 0.027),
    ("share", 0.6, 0.65, 0.020, 0.000),
    ("share", 0.65, 0.7, 0.000, 0.392),
    ("share", 0.7, 0.75, 0.000, 0.131),
    ("share", 0.75, 0.8, 0.199, 0.000),
    ("share", 0.85, 0.9, 0.000, 0.332),
    ("share", 0.95, 1.0, 0.085, 1.127),
    ("covered", 2.0, 3.0, 0.028, 2.176),
    ("covered", 4.0, 5.0, 0.149, 0.000),
    ("covered", 5.0, 6.0, 0.591, 0.000),
    ("covered", 6.0, 7.0, 0.164, 0.095),
    ("covered", 7.0, 8.0, 0.839, 0.348),
    ("covered", 8.0, 10.0, 1.101, 1.681),
    ("covered", 10.0, 12.0, 1.676, 0.341),
    ("covered", 12.0, 14.0, 1.674, 0.712),
    ("covered", 14.0, 17.0, 0.710, 0.278),
    ("covered", 17.0, 20.0, 1.011, 0.696),
    ("covered", 20.0, 24.0, 0.168, 0.000),
    ("covered", 24.0, 30.0, 0.000, 0.426),
    ("query_over", 0.0, 0.8, -0.677, -0.838),
    ("query_over", 0.8, 2.0, -1.397, 0.000),
    ("query_over", 2.0, 3.0, 0.000, -1.281),
    ("query_over", 4.0, 6.0, -0.435, 0.000),
    ("query_over", 9.0, 14.0, -2.071, -1.197),
    ("name_over", 0.0, 0.8, -1.888, -0.543),
    ("name_over", 0.8, 2.0, 0.000, -1.491),
    ("name_over", 4.0, 6.0, -0.407, 0.000),
    ("name_over", 6.0, 9.0, -0.334, -0.488),
    ("name_over", 9.0, 14.0, -1.639, -0.397),
    ("name_over", 14.0, 20.0, -0.137, -0.072),
    ("name_over", 20.0, 30.0, 0.000, -0.249),
    ("least_alike", 0.6, 0.7, 1.143, 0.648),
    ("least_alike", 0.7, 0.78, 0.096, 0.944),
    ("least_alike", 0.78, 0.84, 0.000, 0.265),
    ("least_alike", 0.95, 1.0, 2.039, 0.626),
    ("full", 0.0, 1.0, 1.904, 0.924),
    ("full", 1.0, 2.0, 0.182, 0.304),
    ("full", 3.0, 4.0, 0.397, 0.000),
    ("syllables", 0.0, 0.5, 0.000, -0.129),
    ("syllables", 0.5, 1.0, -0.735, -1.080),
    ("exact", 0.0, 0.5, 0.000, 0.797),
    ("exact", 0.5, 0.8, 0.000, 0.159),
)
