package cetra.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Two orders overlap: what both ask for goes over the road once, and each gets its own range. */
final class SharedFootageIT extends AtASite {
  /** A handshake, the log, offers, grants and the manifest of the second clip. */
  private static final long TALK = 120_000;

  @Test
  void theSameSecondsAreUploadedOnce() throws Exception {
    Path first = site.delivered(site.order());
    long once = site.road().octetsUp();
    Path second = site.delivered(site.orderMore());
    long more = site.road().octetsUp() - once;

    site.checkAgainstTheRing(first);
    site.checkAgainstTheRing(second);
    assertThat(Files.size(second)).isGreaterThan(Files.size(first) + 10_000);
    assertThat(more).isLessThan(Files.size(second) - Files.size(first) + TALK);
    System.out.printf(
        "%,d octets of two packages of %,d and %,d%n",
        once + more, Files.size(first), Files.size(second));
  }
}
