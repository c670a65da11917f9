package cetra.hardware.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * What the kernel knows of its own clock, by adjtimex(2): whether a daemon keeps it in step with a
 * time server, and how far it can be off.
 */
public final class KernelTime {
  private static final long TIMEX_BYTES = 208;
  private static final long MAX_ERROR_MICROS = 24;

  /** The answer of a clock that nobody keeps. */
  private static final int TIME_ERROR = 5;

  private final Optional<MethodHandle> adjtimex;

  /** Looks the call up; on a system without it, nothing is ever known. */
  public KernelTime() {
    Linker linker = Linker.nativeLinker();
    this.adjtimex =
        linker
            .defaultLookup()
            .find("adjtimex")
            .map(
                address ->
                    linker.downcallHandle(address, FunctionDescriptor.of(JAVA_INT, ADDRESS)));
  }

  /** How far the system's clock can be off; empty while it is not kept. */
  public Optional<Duration> error() {
    return adjtimex.flatMap(KernelTime::ask);
  }

  private static Optional<Duration> ask(MethodHandle adjtimex) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment timex = arena.allocate(TIMEX_BYTES, Long.BYTES); // modes 0: only asks
      int state = (int) adjtimex.invokeExact(timex);
      return state < 0 || state == TIME_ERROR
          ? Optional.empty()
          : Optional.of(Duration.of(timex.get(JAVA_LONG, MAX_ERROR_MICROS), ChronoUnit.MICROS));
    } catch (Throwable e) { // what invokeExact declares; a call of libc throws nothing
      Logger.warn("the kernel does not tell of its clock: {}", e.toString());
      return Optional.empty();
    }
  }
}
