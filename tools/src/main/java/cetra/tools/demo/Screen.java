package cetra.tools.demo;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** What people see: a bar on a terminal and plain lines elsewhere, always on standard error. */
final class Screen {
  private static final long POLL_MILLIS = 100;

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

  /** Follows work until it has reached its end. */
  void follow(String what, long end, LongSupplier done) throws InterruptedException {
    if (terminal) {
      bar(what, end, done);
    } else {
      line(what + " …");
      while (done.getAsLong() < end) {
        Thread.sleep(POLL_MILLIS);
      }
      line(what + ": done");
    }
  }

  private void bar(String what, long end, LongSupplier done) throws InterruptedException {
    ProgressBarBuilder style =
        new ProgressBarBuilder()
            .setTaskName(what)
            .setInitialMax(end)
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .setUnit(" s", 1);
    try (ProgressBar bar = style.build()) {
      long now = done.getAsLong();
      while (now < end) {
        bar.stepTo(now);
        Thread.sleep(POLL_MILLIS);
        now = done.getAsLong();
      }
      bar.stepTo(end);
    }
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
