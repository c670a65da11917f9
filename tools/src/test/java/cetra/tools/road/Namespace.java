package cetra.tools.road;

import cetra.tools.simulation.Town;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace with two ways to this machine, the first preferred as Wi-Fi is to a mobile
 * network. Made with iproute2; needs the right to administrate networks.
 */
final class Namespace implements AutoCloseable {
  private static final String NAME = "cetra-car";

  Namespace() throws IOException, InterruptedException {
    close(); // of a run that was killed
    ip("netns", "add", NAME);
    try {
      way(1);
      way(2);
      inside("route", "add", "default", "via", "10.87.1.1", "metric", "100");
      inside("route", "add", Town.NEIGHBOUR + "/32", "via", "10.87.2.1", "metric", "200");
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private static void way(int number) throws IOException, InterruptedException {
    String here = "cetra-road" + number;
    String there = "way" + number;
    ip("link", "add", here, "type", "veth", "peer", "name", there, "netns", NAME);
    ip("addr", "add", "10.87." + number + ".1/24", "dev", here);
    ip("link", "set", here, "up");
    inside("addr", "add", "10.87." + number + ".2/24", "dev", there);
    inside("link", "set", there, "up");
  }

  /** What runs in it. */
  List<String> prefix() {
    return List.of("ip", "netns", "exec", NAME);
  }

  /** The first way ends, as Wi-Fi does at the end of the drive. */
  void losesTheFirstWay() throws IOException, InterruptedException {
    inside("link", "set", "way1", "down");
  }

  /** The first way gets another address, as from a mobile network. */
  void getsAnotherAddress() throws IOException, InterruptedException {
    inside("addr", "del", "10.87.1.2/24", "dev", "way1");
    inside("addr", "add", "10.87.1.77/24", "dev", "way1");
  }

  private static void inside(String... command) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-n", NAME));
    all.addAll(List.of(command));
    ip(all.toArray(String[]::new));
  }

  private static void ip(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said.strip());
    }
  }

  /** Its ends here go with it. */
  @Override
  public void close() throws IOException {
    try {
      new ProcessBuilder("ip", "netns", "del", NAME)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
