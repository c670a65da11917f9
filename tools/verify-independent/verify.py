#!/usr/bin/env python3
"""Verifies evidence packages, written from cloud-broker-config/EVIDENCE.md alone.

Python's standard library and the openssl command are all it takes; it shares no code with the other
verifier. Steps are numbered as in the format's description.
"""
import argparse
import base64
import binascii
import datetime
import hashlib
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import zlib

MIB = 1 << 20
SECOND = 10**9
CLIP_OFFSET = 38
NAMES = (b"clip.mp4", b"manifest.json", b"manifest.jws")
DIRECTORY = sum(46 + len(name) for name in NAMES) + 22
SCHEME = b"urn:cetra:track:1\0\0"
UTC = datetime.timezone.utc


class Rejected(Exception):
    def __init__(self, fault, detail, fragment=None):
        where = "" if fragment is None else f" at fragment {fragment}"
        super().__init__(f"rejected: {fault}{where}: {detail}")


# -- openssl ---------------------------------------------------------------------------------------


class OpenSsl:
    """Answers of the openssl command; the same question is asked once."""

    def __init__(self, folder):
        self.folder = folder
        self.known = {}

    def file(self, name, octets):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(octets)
        return path

    def run(self, *arguments):
        return subprocess.run(("openssl",) + arguments, capture_output=True, timeout=60)

    def once(self, question, answer):
        key = hashlib.sha256(repr(question).encode()).digest()
        if key not in self.known:
            self.known[key] = answer()
        return self.known[key]

    def signed(self, public_key, octets, signature):
        return self.once(
            ("signed", public_key, octets, signature),
            lambda: len(signature) == 64
            and self.run(
                "pkeyutl", "-verify", "-rawin", "-pubin",
                "-inkey", self.file("key.pem", public_key),
                "-in", self.file("octets", octets),
                "-sigfile", self.file("signature", signature),
            ).returncode == 0,
        )

    def key_of(self, chain, trust, at):
        """Public key and common name of the first certificate; None where no path is trusted."""
        return self.once(("key", tuple(chain), trust, at), lambda: self.path(chain, trust, at))

    def path(self, chain, trust, at):
        files = []
        for number, der in enumerate(chain):
            pem = self.run("x509", "-inform", "DER", "-in", self.file(f"{number}.der", der))
            if pem.returncode != 0:
                return None
            files.append(self.file(f"{number}.pem", pem.stdout))
        untrusted = self.file("untrusted.pem", b"".join(open(f, "rb").read() for f in files[1:]))
        verified = self.run(
            "verify", "-partial_chain", "-attime", str(at), "-CAfile", trust,
            *(("-untrusted", untrusted) if len(files) > 1 else ()), files[0])
        subject = self.run("x509", "-noout", "-subject", "-nameopt", "multiline,utf8,-esc_msb",
                           "-in", files[0])
        key = self.run("x509", "-noout", "-pubkey", "-in", files[0])
        name = re.search(r"commonName\s*=\s*(.*)", subject.stdout.decode("utf-8", "replace"))
        if verified.returncode != 0 or key.returncode != 0 or not name:
            return None
        return key.stdout, name.group(1).strip()


# -- hashes ----------------------------------------------------------------------------------------


def leads_to(leaf, index, leaves, path, root):
    """RFC 9162 section 2.1.3.2."""
    if not 0 <= index < leaves:
        return False
    at, last, found = index, leaves - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = hashlib.sha256(b"\1" + sibling + found).digest()
            while at & 1 == 0 and at:
                at >>= 1
                last >>= 1
        else:
            found = hashlib.sha256(b"\1" + found + sibling).digest()
        at >>= 1
        last >>= 1
    return last == 0 and found == root


def digest(text):
    if not isinstance(text, str) or not re.fullmatch(r"[0-9a-f]{64}", text):
        raise ValueError(f"{text!r} is no hash")
    return bytes.fromhex(text)


# -- the ZIP ---------------------------------------------------------------------------------------


class Package:
    """Where the contents of the ZIP stand."""

    def __init__(self, file):
        self.file = file
        self.size = os.fstat(file.fileno()).st_size
        self.directory_at = self.size - DIRECTORY
        if self.directory_at < CLIP_OFFSET:
            raise Rejected("package", f"the package of {self.size} octets is cut short")
        directory = self.read(self.directory_at, DIRECTORY)
        sizes, before = [], 0
        for name in NAMES:
            sizes.append(struct.unpack_from("<I", directory, before + 20)[0])
            before += 46 + len(name)
        jws_at = self.directory_at - sizes[2]
        manifest_at = jws_at - 30 - len(NAMES[2]) - sizes[1]
        self.clip_length = manifest_at - 30 - len(NAMES[1]) - CLIP_OFFSET
        if sizes[1] > 8 * MIB or sizes[2] > 8 * MIB or self.clip_length < 0:
            raise Rejected("package", "the directory does not fit the file")
        self.manifest = self.read(manifest_at, sizes[1])
        self.jws = self.read(jws_at, sizes[2])

    def read(self, at, length):
        self.file.seek(at)
        octets = self.file.read(length)
        if len(octets) != length:
            raise Rejected("layout", f"the file ends before octet {at + length}")
        return octets

    def framed(self, clip_crc):
        """Step 14."""
        entries = [(NAMES[0], self.clip_length, clip_crc)]
        entries += [(n, len(c), zlib.crc32(c)) for n, c in zip(NAMES[1:], (self.manifest, self.jws))]
        at, directory, good = 0, b"", True
        for name, size, crc in entries:
            common = struct.pack("<HHHHIIIHH", 0, 0, 0, 0x21, crc, size & 0xFFFFFFFF,
                                 size & 0xFFFFFFFF, len(name), 0)
            local = b"PK\3\4" + struct.pack("<H", 10) + common + name
            good = good and self.read(at, len(local)) == local
            directory += (b"PK\1\2" + struct.pack("<HH", 10, 10) + common
                          + struct.pack("<HHHII", 0, 0, 0, 0, at) + name)
            at += len(local) + size
        directory += b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 3, 3, len(directory), at, 0)
        return good and self.read(self.directory_at, DIRECTORY) == directory


# -- the manifest ----------------------------------------------------------------------------------


def instant(text):
    """Nanoseconds since 1970."""
    form = r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z"
    parts = re.fullmatch(form, text) if isinstance(text, str) else None
    if not parts:
        raise ValueError(f"{text!r} is no instant")
    seconds = datetime.datetime.strptime(parts.group(1), "%Y-%m-%dT%H:%M:%S").replace(tzinfo=UTC)
    return int(seconds.timestamp()) * SECOND + int((parts.group(2) or "0").ljust(9, "0"))


def need(value, kind, name):
    if not isinstance(value, kind) or isinstance(value, bool) and kind is not bool:
        raise ValueError(f"{name} is {value!r}")
    return value


def read_json(octets):
    value = json.loads(octets.decode("utf-8"))
    return need(value, dict, "the manifest")


EARLIEST, LATEST = instant("2000-01-01T00:00:00Z"), instant("2200-01-01T00:00:00Z")


class Manifest:
    """Step 2."""

    def __init__(self, octets):
        raw = read_json(octets)
        if raw.get("format") != "cetra-evidence/1":
            raise ValueError(f"format {raw.get('format')!r}")
        need(raw.get("orderId"), str, "orderId")
        self.device = need(raw.get("device"), str, "device")
        self.begin, self.end = instant(raw.get("from")), instant(raw.get("to"))
        time = need(raw.get("time"), dict, "time")
        self.boot, self.zero = need(time.get("boot"), str, "boot"), instant(time.get("zero"))
        self.bound = need(time.get("boundMillis"), int, "boundMillis")
        self.init = digest(raw.get("init"))
        self.init_length = need(raw.get("initLength"), int, "initLength")
        self.timescale = need(raw.get("timescale"), int, "timescale")
        self.segments = [Segment(s) for s in need(raw.get("segments"), list, "segments")]
        self.gaps = [
            (need(g["fromNanos"], int, "gap"), need(g["toNanos"], int, "gap"), g.get("cause"))
            for g in need(raw.get("gaps"), list, "gaps")]
        self.certificates = [
            need(c, str, "certificate")
            for c in need(raw.get("certificates"), list, "certificates")]
        if not EARLIEST <= self.begin <= self.end <= LATEST:
            raise ValueError("the clip is outside 2000 to 2200")
        if not EARLIEST <= self.zero <= self.end:
            raise ValueError("its boot is not before it")
        if not 0 <= self.bound <= 366 * 86_400_000:
            raise ValueError(f"bound of {self.bound} ms")


class Segment:
    def __init__(self, raw):
        self.head_text = need(raw.get("head"), str, "head")
        self.signature = need(raw.get("signature"), str, "signature")
        self.fragments = [
            (need(f["index"], int, "index"), need(f["length"], int, "length"), digest(f["leaf"]),
             [digest(h) for h in need(f["path"], list, "path")])
            for f in need(raw.get("fragments"), list, "fragments")]
        if any(length < 1 for _, length, _, _ in self.fragments):
            raise ValueError("a fragment of nothing")


def b64(text):
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


def b64url(text):
    octets = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if base64.urlsafe_b64encode(octets).rstrip(b"=").decode() != text:
        raise ValueError("no canonical base64url")
    return octets


def is_signed(openssl, package, key):
    """Step 4."""
    try:
        header, payload, signature = package.jws.decode("ascii").split(".")
        if payload or json.loads(b64url(header)).get("alg") != "Ed25519":
            return False
        body = base64.urlsafe_b64encode(package.manifest).rstrip(b"=")
        return openssl.signed(key, header.encode() + b"." + body, b64url(signature))
    except (ValueError, AttributeError):
        return False


def heads(openssl, manifest, key):
    """Step 5."""
    if not manifest.segments:
        raise Rejected("segment", "the clip is of no segment")
    before, found = None, []
    for segment in manifest.segments:
        text = segment.head_text.encode("utf-8")
        if not openssl.signed(key, text, b64(segment.signature)):
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


# -- the clip --------------------------------------------------------------------------------------


class Clip:
    def __init__(self, package):
        self.package = package
        self.at = 0
        self.crc = 0

    def leaf(self, length):
        found = hashlib.sha256(b"\0")
        left = min(length, self.package.clip_length - self.at)
        while left > 0:
            chunk = self.package.read(CLIP_OFFSET + self.at, min(left, MIB))
            found.update(chunk)
            self.crc = zlib.crc32(chunk, self.crc)
            self.at += len(chunk)
            left -= len(chunk)
        return found.digest()


def hashes(package, manifest, found_heads):
    """Steps 6 to 9; the clip's CRC."""
    clip = Clip(package)
    if clip.leaf(manifest.init_length) != manifest.init:
        raise Rejected("layout", "the init segment is not the recorded one")
    number, last = 0, len(manifest.segments) - 1
    for place, (segment, head) in enumerate(zip(manifest.segments, found_heads)):
        if not segment.fragments:
            raise Rejected("segment", f"piece {place} holds no fragment")
        whole(segment, head, place, place < last, number)
        for index, length, leaf, path in segment.fragments:
            if clip.leaf(length) != leaf:
                raise Rejected("fragment", "the octets are not those recorded", number)
            if not leads_to(leaf, index, head["leaves"], path, head["root"]):
                raise Rejected("fragment", "its proof does not lead to the root", number)
            number += 1
    if clip.at != package.clip_length:
        extra = package.clip_length - clip.at
        raise Rejected("fragment", f"{extra} octets too many at the end", number)
    return clip.crc


def whole(segment, head, place, must_end, number):
    expected = 0 if place > 0 else segment.fragments[0][0]
    for index, _, _, _ in segment.fragments:
        if index != expected:
            raise Rejected("gap", f"fragment {expected} is missing", number)
        expected += 1
        number += 1
    if must_end and expected != head["leaves"]:
        raise Rejected("gap", "the last fragments are missing", number)


class Boxes:
    """Boxes of the clip, never beyond it."""

    def __init__(self, package):
        self.package = package

    def whole(self, at):
        """(name, offset, header, size); None where the clip ends before the box does."""
        left = self.package.clip_length - at
        if left < 8:
            return None
        header = self.package.read(CLIP_OFFSET + at, min(16, left))
        size, name = struct.unpack_from(">I4s", header)
        begins = 8
        if size == 1 and len(header) == 16:
            size, begins = struct.unpack_from(">Q", header, 8)[0], 16
        if size < begins:
            raise Rejected("layout", f"box of {size} octets at {at}")
        return None if size > left else (name, at, begins, size)

    def content(self, box, most):
        _, at, header, size = box
        if size - header > most:
            raise Rejected("layout", f"box of {size} octets at {at}")
        return self.package.read(CLIP_OFFSET + at + header, size - header)


def child(within, name):
    at = 0
    while len(within) - at >= 8:
        size, found = struct.unpack_from(">I4s", within, at)
        if size < 8 or size > len(within) - at:
            break
        if found == name:
            return within[at + 8:at + size]
        at += size
    raise Rejected("layout", f"no {name.decode()} box")


def run_of(moof):
    """Decode time and duration of the first track's pictures."""
    traf = child(moof, b"traf")
    tfhd, tfdt, trun = child(traf, b"tfhd"), child(traf, b"tfdt"), child(traf, b"trun")
    flags = struct.unpack_from(">I", tfhd)[0] & 0xFFFFFF
    at = 8 + (8 if flags & 1 else 0) + (4 if flags & 2 else 0)
    default = struct.unpack_from(">I", tfhd, at)[0] if flags & 8 else 0
    wide = tfdt[0] == 1
    time = struct.unpack_from(">q" if wide else ">I", tfdt, 4)[0]
    flags = struct.unpack_from(">I", trun)[0] & 0xFFFFFF
    pictures = struct.unpack_from(">i", trun, 4)[0]
    if not 1 <= pictures <= 100_000 or not 0 <= time <= (1 << 63) // 2 - 1:
        raise Rejected("layout", f"fragment of {pictures} pictures at tick {time}")
    at = 8 + (4 if flags & 1 else 0) + (4 if flags & 4 else 0)
    each = 4 * sum(1 for f in (0x100, 0x200, 0x400, 0x800) if flags & f)
    if at + pictures * each > len(trun):
        raise Rejected("layout", "moof box is cut short")
    if not flags & 0x100:
        return time, pictures * default
    return time, sum(struct.unpack_from(">I", trun, at + i * each)[0] for i in range(pictures))


def layout(package, manifest):
    """Step 10: (time, duration) of each fragment, and all fixes as (nanoseconds, UTC ms)."""
    boxes = Boxes(package)
    ftyp = boxes.whole(0)
    moov = boxes.whole(ftyp[1] + ftyp[3]) if ftyp and ftyp[0] == b"ftyp" else None
    if not moov or moov[0] != b"moov" or moov[1] + moov[3] > MIB:
        raise Rejected("layout", "the clip does not begin with an init segment")
    mdhd = child(child(child(boxes.content(moov, MIB), b"trak"), b"mdia"), b"mdhd")
    timescale = struct.unpack_from(">i", mdhd, 20 if mdhd[0] == 1 else 12)[0]
    if timescale <= 0:
        raise Rejected("layout", f"timescale {timescale}")
    at = init = moov[1] + moov[3]
    fragments, fixes = [], []
    while at < package.clip_length:
        box, end = boxes.whole(at), at
        if box and box[0] == b"emsg":
            fixes += track(boxes, box)
            end = at + box[3]
            box = boxes.whole(end)
        mdat = boxes.whole(end + box[3]) if box else None
        if not mdat:
            break
        if box[0] != b"moof" or mdat[0] != b"mdat":
            raise Rejected("layout", f"no fragment at octet {at}")
        fragments.append(run_of(boxes.content(box, MIB)))
        at = mdat[1] + mdat[3]
    stated = sum(len(s.fragments) for s in manifest.segments)
    if (at, init, timescale, len(fragments)) != (
            package.clip_length, manifest.init_length, manifest.timescale, stated):
        raise Rejected("layout", f"{len(fragments)} fragments; the manifest has {stated}")
    return fragments, fixes


def track(boxes, box):
    content = boxes.content(box, MIB)
    if content[24:24 + len(SCHEME)] != SCHEME:
        return []
    octets = content[24 + len(SCHEME):]
    if len(octets) % 32:
        raise Rejected("layout", "a fix is cut short")
    fixes = []
    for at in range(0, len(octets), 32):
        nanos, utc, latitude, longitude = struct.unpack_from(">qqii", octets, at)
        if abs(latitude) > 90 * 10**7 or abs(longitude) > 180 * 10**7:
            raise Rejected("layout", "a fix is not on the Earth")
        fixes.append((nanos, utc))
    return fixes


def times(manifest, fragments, fixes):
    """Steps 11 to 13."""
    def nanos(ticks):
        return ticks // manifest.timescale * SECOND + (
            ticks % manifest.timescale * SECOND // manifest.timescale)

    ends = [(nanos(time), nanos(time + duration)) for time, duration in fragments]
    gaps = [(a[1], b[0], "no video") for a, b in zip(ends, ends[1:]) if b[0] - a[1] > SECOND]
    if gaps != manifest.gaps:
        raise Rejected("gap", "the gaps of the clip are not those that its manifest states")
    for name, stated, found in (("from", manifest.begin, ends[0][0]), ("to", manifest.end, ends[-1][1])):
        if abs(stated - (manifest.zero + found)) > SECOND // 1000:
            raise Rejected("time", f"{name} is not what the fragments say")
    off = sum(1 for nanos_, utc in fixes
              if abs(manifest.zero + nanos_ - utc * 10**6) > manifest.bound * 10**6)
    if off * 2 > len(fixes):
        raise Rejected("time", f"{off} of {len(fixes)} fixes are not within the stated bound")


# -- all of it -------------------------------------------------------------------------------------


def verdict(path, trust, openssl):
    try:
        with open(path, "rb") as file:
            return examine(Package(file), trust, openssl)
    except Rejected as rejected:
        return str(rejected)


def examine(package, trust, openssl):
    try:
        manifest = Manifest(package.manifest)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as e:
        raise Rejected("manifest", str(e))
    chain = [b64(text) for text in manifest.certificates]
    at = manifest.begin // SECOND
    device = openssl.key_of(chain, trust, at) if 1 <= len(chain) <= 8 else None
    if device is None or device[1] != manifest.device:
        raise Rejected("certificate", "no way from the device to a trusted authority")
    if not is_signed(openssl, package, device[0]):
        raise Rejected("signature", f"manifest.jws is not {manifest.device}'s signature")
    found_heads = heads(openssl, manifest, device[0])
    crc = hashes(package, manifest, found_heads)
    try:
        fragments, fixes = layout(package, manifest)
    except (struct.error, IndexError):
        raise Rejected("layout", "a box is cut short")
    times(manifest, fragments, fixes)
    if not package.framed(crc):
        raise Rejected("package", "the ZIP's headers are not those of its contents")
    return "authentic with gaps" if manifest.gaps else "authentic"


def main():
    parser = argparse.ArgumentParser(description="Verifies evidence packages.")
    parser.add_argument("packages", nargs="*", help="files; none: their names come on standard input")
    parser.add_argument("--trust", required=True, help="the trusted authorities, PEM")
    parser.add_argument("--json", action="store_true", help="one JSON object a package")
    arguments = parser.parse_args()
    if not os.path.isfile(arguments.trust):
        parser.error(f"there is no {arguments.trust}")
    good = True
    with tempfile.TemporaryDirectory() as folder:
        openssl = OpenSsl(folder)
        for path in arguments.packages or (line.rstrip("\n") for line in sys.stdin):
            try:
                found = verdict(path, arguments.trust, openssl)
            except OSError as e:
                found = f"unreadable: {e.strerror}"
            good = good and found.startswith("authentic")
            line = json.dumps({"package": path, "verdict": found}) if arguments.json else f"{path}: {found}"
            print(line, flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
