package cetra.hardware.gnss;

import cetra.hardware.Fix;
import cetra.hardware.GnssReceiver;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** The receiver behind a gpsd. */
final class GpsdReceiver implements GnssReceiver {
  private final GpsdSocket socket;
  private final GpsdReports reports;

  private GpsdReceiver(GpsdSocket socket) {
    this.socket = socket;
    Refusals refusals = new Refusals(why -> Logger.info("{}, refused: {}", socket.name(), why));
    this.reports = new GpsdReports(Dates.LIVE, refusals);
  }

  /**
   * Asks for the reports of one device, or of all where its name is empty.
   *
   * @throws IOException when the connection broke
   */
  static GpsdReceiver watch(GpsdSocket socket, String device) throws IOException {
    ObjectNode watch = JsonNodeFactory.instance.objectNode();
    watch.put("enable", true).put("json", true);
    if (!device.isEmpty()) {
      watch.put("device", device);
    }
    socket.send("?WATCH=" + watch + ";");
    return new GpsdReceiver(socket);
  }

  @Override
  public @Nullable Fix read() throws IOException, InterruptedException {
    Fix fix = null;
    while (fix == null) {
      String line = socket.next();
      fix = socket.cut() ? cut() : accept(line);
    }
    return fix;
  }

  @Override
  public void close() {
    socket.close();
  }

  private @Nullable Fix accept(String line) throws IOException {
    try {
      return reports.accept(line, socket.line(), socket.nanos());
    } catch (IOException refused) {
      throw new IOException(socket.name() + ": " + refused.getMessage(), refused);
    }
  }

  private @Nullable Fix cut() {
    reports.cut(socket.line());
    return null;
  }
}
