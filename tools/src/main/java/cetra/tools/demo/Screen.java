package cetra.tools.demo;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** What people see: a bar on a terminal and plain lines elsewhere, always on standard error. */
final class Screen {
  private static final long POLL_MILLIS = 100;
  private static final int MOST_STILL = 600;

  private final PrintStream out = System.err;
  private final boolean terminal =
      Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();

  boolean terminal() {
    return terminal;
  }

  void line(String text) {
    out.println(text);
  }

  /** One step of somebody, at a time since the order was submitted. */
  void step(Duration at, String who, String what) {
    out.println("%8.2f s  %-9s %s".formatted(at.toMillis() / 1000.0, who, what));
  }

  /**
   * Follows work until it has reached its end.
   *
   * @throws IOException when it does not go on for a minute
   */
  void follow(String what, long end, LongSupplier done) throws IOException, InterruptedException {
    if (terminal) {
      bar(what, end, done);
    } else {
      line(what + " …");
      await(what, end, done, now -> {});
      line(what + ": done");
    }
  }

  private void bar(String what, long end, LongSupplier done)
      throws IOException, InterruptedException {
    ProgressBarBuilder style =
        new ProgressBarBuilder()
            .setTaskName(what)
            .setInitialMax(end)
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .setUnit(" s", 1);
    try (ProgressBar bar = style.build()) {
      await(what, end, done, bar::stepTo);
    }
  }

  private static void await(String what, long end, LongSupplier done, LongConsumer show)
      throws IOException, InterruptedException {
    long before = -1;
    int still = 0;
    for (long now = done.getAsLong(); now < end; now = done.getAsLong()) {
      still = now > before ? 0 : still + 1;
      if (still == MOST_STILL) {
        throw new IOException(what + " stands still at " + now + " of " + end + " seconds");
      }
      before = now;
      show.accept(now);
      Thread.sleep(POLL_MILLIS);
    }
    show.accept(end);
  }

  /** A table with a first row of titles. */
  void table(List<List<String>> rows) {
    for (List<String> row : rows) {
      StringBuilder text = new StringBuilder("  ");
      row.forEach(cell -> text.append("%-11s".formatted(cell)));
      out.println(text.toString().stripTrailing());
    }
  }
}
