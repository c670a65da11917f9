"""manifest.json and the segment heads in it, read strictly (steps 2 and 5)."""
import datetime
import json
import re

SECOND = 10**9
UTC = datetime.timezone.utc


def digest(text):
    if not isinstance(text, str) or not re.fullmatch(r"[0-9a-f]{64}", text):
        raise ValueError(f"{text!r} is no hash")
    return bytes.fromhex(text)


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
        self.earlier = [
            need(c, str, "earlier") for c in need(raw.get("earlier") or [], list, "earlier")]
        self.commitments = [
            Commitment(c) for c in need(raw.get("commitments") or [], list, "commitments")]
        self.extent = raw.get("extent", "full")
        if self.extent is None:
            self.extent = "full"
        if self.extent not in ("preview", "low", "full"):
            raise ValueError(f"extent {self.extent!r}")
        self.thinned = self.extent != "full"
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
        key = raw.get("key")
        self.key = 0 if key is None else need(key, int, "key")
        committed = raw.get("committed")
        self.committed = None if committed is None else (
            need(committed["commitment"], int, "commitment"), need(committed["index"], int, "index"),
            [digest(h) for h in need(committed["path"], list, "path")])


class Commitment:
    def __init__(self, raw):
        self.root, self.heads = digest(raw.get("root")), need(raw.get("heads"), int, "heads")
        proof = need(raw.get("proof"), dict, "proof")
        self.index, self.place = need(proof.get("index"), int, "index"), need(proof.get("place"), int, "place")
        self.path = [digest(h) for h in need(proof.get("path"), list, "path")]
        self.log_path = [digest(h) for h in need(proof.get("logPath"), list, "logPath")]
        self.entry = need(proof.get("entry"), str, "entry")
        checkpoint = need(proof.get("checkpoint"), dict, "checkpoint")
        self.credential = need(checkpoint.get("credential"), str, "credential")
        self.note = need(checkpoint.get("note"), str, "note")
        if self.heads < 1 or max(len(self.path), len(self.log_path)) > 64 or len(self.entry) > 1024 or max(
                len(self.credential), len(self.note)) > 4096:
            raise ValueError("a commitment's proof is too long or about nothing")
