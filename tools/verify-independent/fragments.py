"""The octets of the clip against the hashes that were sealed (steps 6 to 9)."""
import hashlib
import zlib

from package import CLIP_OFFSET, MIB
from rejected import Rejected


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
        if manifest.thinned:
            rising(segment, manifest.extent, number)
        else:
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


MOST_OF_A_SEGMENT = 4


def rising(segment, extent, number):
    if extent == "preview" and len(segment.fragments) > MOST_OF_A_SEGMENT:
        raise Rejected("gap", "more than a preview", number + MOST_OF_A_SEGMENT)
    before = -1
    for index, _, _, _ in segment.fragments:
        if index <= before:
            raise Rejected("gap", f"fragment {index} is out of order", number)
        before = index
        number += 1


def whole(segment, head, place, must_end, number):
    expected = 0 if place > 0 else segment.fragments[0][0]
    for index, _, _, _ in segment.fragments:
        if index != expected:
            raise Rejected("gap", f"fragment {expected} is missing", number)
        expected += 1
        number += 1
    if must_end and expected != head["leaves"]:
        raise Rejected("gap", "the last fragments are missing", number)
