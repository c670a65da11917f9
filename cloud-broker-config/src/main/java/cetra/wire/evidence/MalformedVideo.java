package cetra.wire.evidence;

import java.io.IOException;

/** A file is not the fragmented MP4 that it should be; says where. */
public final class MalformedVideo extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedVideo(long offset, String fault) {
    super("at octet " + offset + ": " + fault);
  }
}
