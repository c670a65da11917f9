package cetra.agent.upload;

import java.io.IOException;

/** The relay has answered, and not as an upload needs it. */
final class TusRefusal extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final int waitSeconds;

  TusRefusal(String request, int status, int waitSeconds) {
    super("the relay answers %d to %s".formatted(status, request));
    this.status = status;
    this.waitSeconds = waitSeconds;
  }

  int status() {
    return status;
  }

  /** When it wants to be asked again; 0 when it does not say. */
  int waitSeconds() {
    return waitSeconds;
  }
}
