package cetra.hardware.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * The SHA-256 of OpenSSL 3's libcrypto, by its low-level calls.
 *
 * <p>Design note: OpenSSL prefers that programs ask its providers for a digest (EVP). Those read
 * configuration files and take a megabyte before the first octet is hashed; the calls used here
 * need nothing but the library itself.
 */
final class LibCrypto {
  /** Of SHA256_CTX: 112 octets. */
  static final long CONTEXT_BYTES = 112;

  private static final String LIBRARY = "libcrypto.so.3";
  private static final int DONE = 1;

  private final MethodHandle init;
  private final MethodHandle update;
  private final MethodHandle digest;

  /**
   * The calls of a library.
   *
   * @throws NoSuchElementException when it lacks one
   */
  LibCrypto(SymbolLookup library) {
    init = call(library, "SHA256_Init", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    update =
        call(
            library, "SHA256_Update", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG));
    digest = call(library, "SHA256_Final", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
  }

  /** The board's library; empty where it has none, which is said once. */
  static Optional<LibCrypto> find() {
    return find(LIBRARY);
  }

  /** A library by the name under which the system finds it. */
  static Optional<LibCrypto> find(String library) {
    try {
      return Optional.of(new LibCrypto(SymbolLookup.libraryLookup(library, Arena.global())));
    } catch (IllegalArgumentException | NoSuchElementException e) {
      Logger.warn("hashing in Java, which takes several times the CPU: {}", e.getMessage());
      return Optional.empty();
    }
  }

  void begin(MemorySegment context) {
    try {
      require((int) init.invokeExact(context));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  void update(MemorySegment context, MemorySegment octets, long length) {
    try {
      require((int) update.invokeExact(context, octets, length));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  void finish(MemorySegment hash, MemorySegment context) {
    try {
      require((int) digest.invokeExact(hash, context));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static void require(int result) {
    if (result != DONE) {
      throw new IllegalStateException("it answered " + result);
    }
  }

  private static IllegalStateException failed(Throwable cause) {
    return new IllegalStateException("libcrypto does not hash: " + cause.getMessage(), cause);
  }

  private static MethodHandle call(SymbolLookup library, String name, FunctionDescriptor kind) {
    return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), kind);
  }
}
