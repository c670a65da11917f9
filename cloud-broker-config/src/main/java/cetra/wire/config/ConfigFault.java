package cetra.wire.config;

import java.io.IOException;

/** A configuration cannot be used; the message names file, line, field and the way out. */
public final class ConfigFault extends IOException {
  private static final long serialVersionUID = 1L;

  /** A fault that a person will read. */
  public ConfigFault(String message) {
    super(message);
  }
}
