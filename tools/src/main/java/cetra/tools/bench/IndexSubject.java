package cetra.tools.bench;

import cetra.agent.index.ClipIndex;
import cetra.agent.record.Ring;
import cetra.agent.seal.DeviceKey;
import cetra.wire.key.IdentityFolder;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Rebuilds a lost index by the product's own code, in a process of its own with the agent's heap.
 * Prints the seconds from opening the database until all can be found.
 */
public final class IndexSubject {
  private IndexSubject() {}

  /**
   * Rebuilds.
   *
   * @param arguments the ring, the database that is to be made, the keys, how many segments must be
   *     in it then, the most seconds it may take
   * @throws IOException when it takes longer or segments lack
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    DeviceKey key = DeviceKey.load(new IdentityFolder(Path.of(arguments[2])));
    long segments = Long.parseLong(arguments[3]);
    long mostSeconds = Long.parseLong(arguments[4]);
    Ring ring = Ring.open(Path.of(arguments[0]), Long.MAX_VALUE, 0, key.device(), key);
    long begin = System.nanoTime();
    try (Database database = ClipIndex.open(Path.of(arguments[1]));
        ClipIndex index = new ClipIndex(database, ring, Clock.systemUTC())) {
      await(index, mostSeconds);
      double seconds = (System.nanoTime() - begin) / 1e9;
      long found = database.number("SELECT count(*) FROM segment s JOIN track t USING (segment)");
      if (found != segments) {
        throw new IOException(found + " segments are in the index, not " + segments);
      }
      System.out.println(seconds);
    }
  }

  /** An index that cannot be completed is tried again for ever; a bench must end. */
  private static void await(ClipIndex index, long mostSeconds)
      throws IOException, InterruptedException, ExecutionException {
    CompletableFuture<Void> complete = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                index.awaitComplete();
                complete.complete(null);
              } catch (InterruptedException e) {
                complete.completeExceptionally(e);
              }
            });
    try {
      complete.get(mostSeconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException("the index was not complete in " + mostSeconds + " s", e);
    }
  }
}
