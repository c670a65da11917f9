"""The ZIP and where its contents stand (steps 1 and 14)."""
import os
import struct
import zlib

from rejected import Rejected

MIB = 1 << 20
CLIP_OFFSET = 38
NAMES = (b"clip.mp4", b"manifest.json", b"manifest.jws")
DIRECTORY = sum(46 + len(name) for name in NAMES) + 22


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
