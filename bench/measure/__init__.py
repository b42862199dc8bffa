"""How tamis is measured: lists cut in halves, names altered by rules of their own, engines side by side, floors that hold.

Comes in: the folder of real files (`TAMIS_TEST_DATA`) and a Screener. Goes out: figures with intervals.
Must not know how tamis compares names: the alterations are written from what clerks, scanners and standards of
romanisation do, never from the matcher's rules, or the measurement would only see itself.
"""
