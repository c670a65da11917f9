#!/usr/bin/env python3
"""Verifies evidence packages and custody records, written from cloud-broker-config/EVIDENCE.md alone.

Python's standard library and the openssl command are all it takes; it shares no code with the other
verifier. Steps are numbered as in the format's description.
"""
import argparse
import base64
import binascii
import hashlib
import json
import os
import struct
import sys
import tempfile

sys.dont_write_bytecode = True  # nothing is left beside the program

from boxes import layout, times  # noqa: E402
from commitments import b64url, commitments  # noqa: E402
from custody import custody  # noqa: E402
from fragments import hashes  # noqa: E402
from manifest import SECOND, Manifest, digest, need, read_json  # noqa: E402
from openssl import OpenSsl  # noqa: E402
from package import Package  # noqa: E402
from rejected import Rejected  # noqa: E402
from timestamp import stamped_at, timestamp  # noqa: E402


def b64(text):
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


def is_signed(openssl, package, key):
    """Step 4."""
    try:
        header, payload, signature = package.jws.decode("ascii").split(".")
        if payload or json.loads(b64url(header)).get("alg") != openssl.scheme(key):
            return False
        body = base64.urlsafe_b64encode(package.manifest).rstrip(b"=")
        return openssl.signed(key, header.encode() + b"." + body, b64url(signature))
    except (ValueError, AttributeError):
        return False


def heads(openssl, manifest, keys):
    """Step 5."""
    if not manifest.segments:
        raise Rejected("segment", "the clip is of no segment")
    before, found = None, []
    for segment in manifest.segments:
        text = segment.head_text.encode("utf-8")
        known = 0 <= segment.key < len(keys)
        if not known or not openssl.signed(keys[segment.key], text, b64(segment.signature)):
            raise Rejected("segment", f"a segment head is not signed by {manifest.device}")
        try:
            head = read_json(text)
            head["root"], head["init"] = digest(head.get("root")), digest(head.get("init"))
            head["previous"] = digest(head.get("previous"))
            if head.get("v") != 1 or need(head.get("leaves"), int, "leaves") < 1:
                raise ValueError("version or leaves")
            if need(head.get("toNanos"), int, "toNanos") <= need(
                    head.get("fromNanos"), int, "fromNanos"):
                raise ValueError("times")
        except ValueError as e:
            raise Rejected("segment", str(e))
        if (head.get("device"), head.get("boot"), head["init"]) != (
                manifest.device, manifest.boot, manifest.init):
            raise Rejected("segment", f"segment {head.get('segment')} is of another recording")
        if before is not None and head["previous"] != hashlib.sha256(before).digest():
            raise Rejected("segment", f"segment {head.get('segment')} does not follow")
        before = text
        found.append(head)
    return found


def verdict(path, trust, openssl, crl=None, stamped=None):
    try:
        with open(path, "rb") as file:
            if file.read(1) == b"{":  # a package is a ZIP
                return custody(path, trust, openssl)
            file.seek(0)
            return examine(Package(file), trust, openssl, crl, stamped)
    except Rejected as rejected:
        return str(rejected)


def device_keys(manifest, trust, openssl, crl, stamped):
    """Step 3: the key of the manifest, then those before it."""
    chains = [manifest.certificates] + [[text] for text in manifest.earlier]
    if len(manifest.earlier) > 8:
        raise Rejected("certificate", "too many earlier keys")
    keys = []
    for chain in chains:
        at = manifest.begin // SECOND
        device = openssl.key_of([b64(t) for t in chain], trust, at) if 1 <= len(chain) <= 8 else None
        if device is None or device[1] != manifest.device:
            raise Rejected("certificate", "no way from the device to a trusted authority")
        if crl is not None and openssl.revoked([b64(t) for t in chain], trust, crl, stamped):
            raise Rejected("certificate", "a key was taken back, and no time stamp is older")
        keys.append(device[0])
    return keys


def examine(package, trust, openssl, crl, stamped):
    try:
        manifest = Manifest(package.manifest)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as e:
        raise Rejected("manifest", str(e))
    keys = device_keys(manifest, trust, openssl, crl, stamped)
    if not is_signed(openssl, package, keys[0]):
        raise Rejected("signature", f"manifest.jws is not {manifest.device}'s signature")
    found_heads = heads(openssl, manifest, keys)
    crc = hashes(package, manifest, found_heads)
    try:
        fragments, fixes = layout(package, manifest)
    except (struct.error, IndexError):
        raise Rejected("layout", "a box is cut short")
    times(manifest, fragments, fixes)
    commitments(manifest, trust, openssl)
    if not package.framed(crc):
        raise Rejected("package", "the ZIP's headers are not those of its contents")
    return "authentic with gaps" if manifest.gaps or manifest.thinned else "authentic"


def say(path, found, as_json):
    print(json.dumps({"package": path, "verdict": found}) if as_json else f"{path}: {found}", flush=True)


def main():
    parser = argparse.ArgumentParser(description="Verifies evidence packages and custody records.")
    parser.add_argument("packages", nargs="*", help="files; none: their names come on standard input")
    parser.add_argument("--trust", required=True, help="the trusted authorities, PEM")
    parser.add_argument("--timestamp", help="the time stamp over the one package")
    parser.add_argument("--crl", help="the certificates that were taken back, PEM")
    parser.add_argument("--tsa", help="who vouches for its authority, PEM")
    parser.add_argument("--json", action="store_true", help="one JSON object a package")
    arguments = parser.parse_args()
    if not os.path.isfile(arguments.trust):
        parser.error(f"there is no {arguments.trust}")
    if arguments.crl and not os.path.isfile(arguments.crl):
        parser.error(f"there is no {arguments.crl}")
    if arguments.timestamp and (not arguments.tsa or len(arguments.packages) != 1):
        parser.error("a time stamp is over one package, and needs --tsa")
    good = True
    with tempfile.TemporaryDirectory() as folder:
        openssl = OpenSsl(folder)
        stamp, at = None, None
        if arguments.timestamp:
            stamp = timestamp(arguments.timestamp, arguments.packages[0], arguments.tsa, openssl)
            at = stamped_at(stamp)
        for path in arguments.packages or (line.rstrip("\n") for line in sys.stdin):
            try:
                found = verdict(path, arguments.trust, openssl, arguments.crl, at)
            except OSError as e:
                found = f"unreadable: {e.strerror}"
            good = good and found.startswith(("authentic", "sound"))
            say(path, found, arguments.json)
        if stamp:
            good = good and stamp.startswith("stamped")
            say(arguments.timestamp, stamp, arguments.json)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
