"""A time stamp over a package (RFC 3161), by the openssl command."""
import datetime
import re


def timestamp(response, package, authorities, openssl):
    """The verdict over a stamp."""
    verified = openssl.run(
        "ts", "-verify", "-data", package, "-in", response, "-CAfile", authorities)
    text = openssl.run("ts", "-reply", "-in", response, "-text").stdout.decode("utf-8", "replace")
    at = re.search(r"^Time stamp: (.*) GMT$", text, re.M)
    if verified.returncode != 0 or not at:
        return "rejected: timestamp: no good stamp over this package"
    parsed = datetime.datetime.strptime(re.sub(r"\.\d+", "", at.group(1)), "%b %d %H:%M:%S %Y")
    return f"stamped: {parsed.isoformat()}Z"
