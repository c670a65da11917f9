"""What the device committed itself to, and the log that holds it (step 14)."""
import base64
import hashlib
import json
import re

from fragments import leads_to
from manifest import digest, instant, need
from rejected import Rejected

ED25519 = bytes.fromhex("302a300506032b6570032100")  # what stands before a raw key (RFC 8410)


def b64url(text):
    octets = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if base64.urlsafe_b64encode(octets).rstrip(b"=").decode() != text:
        raise ValueError("no canonical base64url")
    return octets


def pem(raw):
    body = base64.encodebytes(ED25519 + raw).decode()
    return f"-----BEGIN PUBLIC KEY-----\n{body}-----END PUBLIC KEY-----\n".encode()


def root_key(trust):
    """The operator's key; None where the file names none."""
    with open(trust, "rb") as file:
        found = re.search(rb"-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----\n?", file.read(), re.S)
    return found.group(0) if found else None


def payload_of(jws, key, openssl):
    """The payload of a compact JWS that the key has signed."""
    header, payload, signature = jws.split(".")
    if json.loads(b64url(header)).get("alg") != "Ed25519":
        raise ValueError("not signed with Ed25519")
    if not openssl.signed(key, f"{header}.{payload}".encode(), b64url(signature)):
        raise ValueError("not signed by the operator's root")
    return json.loads(b64url(payload))


def noted(note, name, raw, openssl):
    """The lines of a signed note."""
    end = note.rindex("\n\n") + 1
    text, begin = note[:end], f"\u2014 {name} "
    tag = hashlib.sha256(name.encode() + b"\n\1" + raw).digest()[:4]
    for line in note[end + 1:].split("\n"):
        if line.startswith(begin):
            octets = base64.b64decode(line[len(begin):], validate=True)
            canonical = base64.b64encode(octets).decode() == line[len(begin):]
            if canonical and octets[:4] == tag and openssl.signed(pem(raw), text.encode(), octets[4:]):
                return text.split("\n")
    raise ValueError("no checkpoint that the log has signed")


def logged(commitment, key, openssl):
    entry = json.loads(commitment.entry)
    at, count = instant(entry.get("at")), need(entry.get("count"), int, "count")
    if entry.get("v") != 1 or not 1 <= count <= 1_000_000:
        raise ValueError("no entry of commitments")
    leaf = hashlib.sha256(b"\0" + commitment.root).digest()
    if not leads_to(leaf, commitment.index, count, commitment.path, digest(entry.get("commitments"))):
        raise ValueError("the commitment is not among those of its entry")
    keeper = payload_of(commitment.credential, key, openssl)
    if not instant(keeper.get("from")) <= at < instant(keeper.get("until")):
        raise ValueError("the log's credential was not valid then")
    lines = noted(commitment.note, keeper["log"], b64url(keeper["publicKey"]), openssl)
    if len(lines) < 4 or lines[0] != keeper["log"] or not re.fullmatch(r"0|[1-9][0-9]{0,17}", lines[1]):
        raise ValueError("no checkpoint of the log")
    entry_leaf = hashlib.sha256(b"\0" + commitment.entry.encode()).digest()
    root = base64.b64decode(lines[2], validate=True)
    if not leads_to(entry_leaf, commitment.place, int(lines[1]), commitment.log_path, root):
        raise ValueError("the entry is not in the log")


def commitments(manifest, trust, openssl):
    key = root_key(trust)
    if key is None:
        return
    try:
        for commitment in manifest.commitments:
            logged(commitment, key, openssl)
    except (ValueError, KeyError, TypeError, AttributeError) as e:
        raise Rejected("commitment", str(e))
    for segment in manifest.segments:
        if segment.committed is None:
            continue
        number, index, path = segment.committed
        leaf = hashlib.sha256(b"\0" + segment.head_text.encode("utf-8")).digest()
        if not 0 <= number < len(manifest.commitments) or not leads_to(
                leaf, index, manifest.commitments[number].heads, path, manifest.commitments[number].root):
            raise Rejected("commitment", "a segment head is not in the commitment that is stated")
