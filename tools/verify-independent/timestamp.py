"""A time stamp over a package (RFC 3161), by the openssl command."""
import datetime
import re

from manifest import SECOND, instant
from openssl import instant_of


def timestamp(response, package, authorities, openssl):
    """The verdict over a stamp."""
    verified = openssl.run(
        "ts", "-verify", "-data", package, "-in", response, "-CAfile", authorities)
    text = openssl.run("ts", "-reply", "-in", response, "-text").stdout.decode("utf-8", "replace")
    at = re.search(r"^Time stamp: (.*) GMT$", text, re.M)
    if verified.returncode != 0 or not at:
        return "rejected: timestamp: no good stamp over this package"
    return "stamped: " + utc(instant_of(at.group(1)))


def utc(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def stamped_at(verdict):
    """Seconds since 1970; None for a stamp that is not sound."""
    return instant(verdict[len("stamped: "):]) // SECOND if verdict.startswith("stamped: ") else None
