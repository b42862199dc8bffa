"""The weights of a name's alignment, in nats. Made by `bench/learn_names.py`; do not edit by hand.

Each row: a measure of `names.FEATURES`, where its step begins and ends, what the whole step adds for a person,
what for anything else. Source: a logistic fit, each weight held to its sign, on altered, held-out and
original-script names of one half of the UN (2026-02-27) and OFAC SDN (2021-07-07) lists against customers who
are on no list; docs/scoring.md says how well it does on the other half.
"""

BIAS = (-4.776, -6.902)
AT_THRESHOLD = 1.321
"""Nats at which the agreement is .7: there one ordinary customer in a thousand alerts on the UN list."""

STEPS = (
    ("share", 0.4, 0.5, 0.000, 0.374),
    ("share", 0.5, 0.55, 0.000, 0.148),
    ("share", 0.55, 0.6, 0.314, 0.181),
    ("share", 0.6, 0.65, 0.000, 0.307),
    ("share", 0.65, 0.7, 0.000, 1.093),
    ("share", 0.7, 0.75, 0.000, 0.155),
    ("share", 0.75, 0.8, 0.024, 0.000),
    ("share", 0.8, 0.85, 0.051, 0.000),
    ("share", 0.85, 0.9, 0.000, 0.418),
    ("share", 0.9, 0.95, 0.000, 0.607),
    ("share", 0.95, 1.0, 0.000, 0.566),
    ("covered", 2.0, 3.0, 0.000, 3.163),
    ("covered", 4.0, 5.0, 0.161, 0.000),
    ("covered", 5.0, 6.0, 0.614, 0.000),
    ("covered", 6.0, 7.0, 0.149, 0.000),
    ("covered", 7.0, 8.0, 0.836, 0.112),
    ("covered", 8.0, 10.0, 1.218, 1.768),
    ("covered", 10.0, 12.0, 1.651, 0.824),
    ("covered", 12.0, 14.0, 1.924, 2.198),
    ("covered", 14.0, 17.0, 1.119, 1.169),
    ("covered", 17.0, 20.0, 1.307, 1.020),
    ("covered", 20.0, 24.0, 0.290, 0.700),
    ("covered", 24.0, 30.0, 0.058, 0.166),
    ("query_over", 0.0, 0.8, -0.637, 0.000),
    ("query_over", 0.8, 2.0, -1.564, -0.642),
    ("query_over", 2.0, 3.0, 0.000, -1.115),
    ("query_over", 3.0, 4.0, 0.000, -0.279),
    ("query_over", 4.0, 6.0, -0.437, -0.193),
    ("query_over", 6.0, 9.0, 0.000, -0.136),
    ("query_over", 9.0, 14.0, -2.083, -1.444),
    ("name_over", 0.0, 0.8, -1.985, -0.882),
    ("name_over", 0.8, 2.0, 0.000, -1.295),
    ("name_over", 4.0, 6.0, -0.348, 0.000),
    ("name_over", 6.0, 9.0, -0.425, -0.441),
    ("name_over", 9.0, 14.0, -1.773, -0.831),
    ("name_over", 14.0, 20.0, -0.083, 0.000),
    ("name_over", 20.0, 30.0, 0.000, -0.862),
    ("least_alike", 0.6, 0.7, 1.170, 0.571),
    ("least_alike", 0.7, 0.78, 0.128, 1.003),
    ("least_alike", 0.78, 0.84, 0.000, 0.615),
    ("least_alike", 0.95, 1.0, 2.098, 1.655),
    ("full", 0.0, 1.0, 2.014, 1.250),
    ("full", 1.0, 2.0, 0.231, 1.563),
    ("full", 3.0, 4.0, 1.020, 0.000),
    ("syllables", 0.0, 0.5, 0.000, -1.319),
    ("syllables", 0.5, 1.0, -0.542, -0.871),
    ("exact", 0.0, 0.5, 0.258, 0.726),
)
