package cetra.relay.deliver;

import java.io.IOException;

/** A clip's boxes are such that no copy with other times can be made of it. */
final class UnplayableClip extends IOException {
  private static final long serialVersionUID = 1L;

  UnplayableClip(String message) {
    super(message);
  }
}
