package cetra.hardware.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.tinylog.Logger;

/**
 * The kernel's memory of what was written, by posix_fadvise(2): a file that it has forgotten is
 * read from the device again.
 */
public final class PageCache {
  private static final int READ_ONLY = 0;
  private static final int DONT_NEED = 4;
  private static final int FIXED_ARGUMENTS = 2;

  private final MethodHandle open =
      call(
          "open",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
          Linker.Option.firstVariadicArg(FIXED_ARGUMENTS));
  private final MethodHandle advise =
      call(
          "posix_fadvise",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
  private final MethodHandle close = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  /**
   * Makes the kernel forget what it holds of a file and has written already.
   *
   * @return whether it was told
   */
  public boolean forget(Path file) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment path = arena.allocateFrom(file.toAbsolutePath().toString());
      int descriptor = (int) open.invokeExact(path, READ_ONLY);
      if (descriptor < 0) {
        return false;
      }
      int told = (int) advise.invokeExact(descriptor, 0L, 0L, DONT_NEED);
      int closed = (int) close.invokeExact(descriptor);
      return told == 0 && closed == 0;
    } catch (Throwable e) { // what invokeExact declares; a call of libc throws nothing
      Logger.warn("the kernel keeps {}: {}", file, e.toString());
      return false;
    }
  }

  private static MethodHandle call(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor, options);
  }
}
