"""The coded facts of four judgments, and whether a victim must be presumed: as judged, then each variant.

Written down here apart from the demo, so that a slip there is seen.
"""

W3B = {"EX02", "EX04", "VD01", "VD04"}
JUDGMENTS = {
    "court_w1": [
        (
            {"DR02", "DR03", "DR05", "EX01", "EX02", "EX04", "EX05", "CD01", "CD03", "CD04", "CD14", "VD02"},
            True,
        )
    ],
    "court_w2": [
        ({"DR02", "DR03", "RV02", "EX01", "EX02", "EX04", "EX05", "CD03", "CD04", "CD14", "VD05"}, True)
    ],
    "court_w3a": [({"EX01", "EX02", "EX04", "EX09", "VD01", "VD02", "VD04"}, True)],
    "court_w3b": [(W3B, False), (W3B | {"EX01"}, True), (W3B | {"EX05"}, True)],
}
