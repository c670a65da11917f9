"""How a verdict is worded that is not authentic."""


class Rejected(Exception):
    def __init__(self, fault, detail, fragment=None):
        where = "" if fragment is None else f" at fragment {fragment}"
        super().__init__(f"rejected: {fault}{where}: {detail}")
