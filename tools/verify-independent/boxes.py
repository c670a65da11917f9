"""The boxes of the clip, its fixes and its times (steps 10 to 13)."""
import struct

from manifest import SECOND
from package import CLIP_OFFSET, MIB
from rejected import Rejected

SCHEME = b"urn:cetra:track:1\0\0"


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
    cause = "left out" if manifest.thinned else "no video"
    gaps = [(a[1], b[0], cause) for a, b in zip(ends, ends[1:]) if b[0] - a[1] > SECOND]
    if gaps != manifest.gaps:
        raise Rejected("gap", "the gaps of the clip are not those that its manifest states")
    for name, stated, found in (("from", manifest.begin, ends[0][0]), ("to", manifest.end, ends[-1][1])):
        if abs(stated - (manifest.zero + found)) > SECOND // 1000:
            raise Rejected("time", f"{name} is not what the fragments say")
    off = sum(1 for nanos_, utc in fixes
              if abs(manifest.zero + nanos_ - utc * 10**6) > manifest.bound * 10**6)
    if off * 2 > len(fixes):
        raise Rejected("time", f"{off} of {len(fixes)} fixes are not within the stated bound")
