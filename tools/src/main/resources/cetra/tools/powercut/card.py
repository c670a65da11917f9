# An nbdkit plugin: serves an image as a memory card that can fail, dawdle, claim more room than it
# has, and keep a log of what it was told.
#
#   image=FILE    what it claims to hold
#   log=FILE      each write and flush: kind, monotonic nanoseconds, offset, length, octets
#   real=OCTETS   room that it really has; what lies beyond begins again after the first quarter
#   faults=FOLDER while it holds a file EIO, all requests fail; ENOSPC, writes fail; slow, writes
#                 take as long as its number of octets a second says
import builtins
import errno
import os
import struct
import time

import nbdkit

API_VERSION = 2

options = {}
image = -1
log = None


def config(key, value):
    options[key] = value


def config_complete():
    global image, log
    image = os.open(options["image"], os.O_RDWR)
    if "log" in options:
        log = builtins.open(options["log"], "ab", buffering=0)


def thread_model():
    return nbdkit.THREAD_MODEL_SERIALIZE_ALL_REQUESTS


def open(readonly):
    return 1


def get_size(h):
    return os.fstat(image).st_size


def can_flush(h):
    return True


def trigger(name):
    return "faults" in options and os.path.exists(os.path.join(options["faults"], name))


def fail_when(name, code):
    if trigger(name):
        nbdkit.set_error(code)
        raise OSError(code, name)


def speed():
    """Octets a second, or None of a card that is as fast as it can be."""
    try:
        with builtins.open(os.path.join(options["faults"], "slow")) as file:
            return float(file.read())
    except (KeyError, FileNotFoundError):
        return None


def dawdle(octets):
    """Looks again often: a card that is healed does not go on sleeping over a large write."""
    begun = time.monotonic()
    while (rate := speed()) and time.monotonic() - begun < octets / rate:
        time.sleep(0.05)


def note(kind, offset, octets):
    if log:
        head = struct.pack(">cqqi", kind, time.monotonic_ns(), offset, len(octets))
        log.write(head + bytes(octets))


def pieces(offset, length):
    """Where octets really lie: (position, first, last)."""
    real = int(options.get("real", get_size(1)))
    spared = real // 4
    done = 0
    while done < length:
        at = offset + done
        if at >= real:
            at = spared + (at - real) % (real - spared)
        step = min(length - done, real - at)
        yield at, done, done + step
        done += step


def pread(h, buf, offset, flags):
    fail_when("EIO", errno.EIO)
    view = memoryview(buf)
    for at, first, last in pieces(offset, len(buf)):
        os.preadv(image, [view[first:last]], at)


def pwrite(h, buf, offset, flags):
    fail_when("EIO", errno.EIO)
    fail_when("ENOSPC", errno.ENOSPC)
    dawdle(len(buf))
    view = memoryview(buf)
    for at, first, last in pieces(offset, len(buf)):
        os.pwrite(image, view[first:last], at)
    note(b"w", offset, buf)


def flush(h, flags):
    fail_when("EIO", errno.EIO)
    note(b"f", 0, b"")
