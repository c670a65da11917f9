package cetra.relay.ingest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A request's body, pulled piece by piece by a thread that may block. No more than a few pieces are
 * fetched ahead, so a slow disk slows the sender and memory stays constant.
 */
public final class RequestBody {
  /** What comes next. */
  public sealed interface Piece {
    /** Some octets. */
    record Bytes(Buffer buffer) implements Piece {}

    /** Nothing more; all was received. */
    record End() implements Piece {}

    /** Nothing more, and not all was received. */
    record Cut(String why) implements Piece {}
  }

  /** Pieces of 16 KiB that may wait; one at a time would wake two threads for each. */
  private static final int AHEAD = 64;

  private final HttpServerRequest request;
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private int fetched;
  private boolean ended;

  /** Takes over a request; on its event loop, before anything of the body is delivered. */
  public RequestBody(HttpServerRequest request) {
    this.request = request;
    request.pause();
    request.handler(buffer -> pieces.add(new Piece.Bytes(buffer)));
    request.endHandler(end -> pieces.add(new Piece.End()));
    request.exceptionHandler(fault -> pieces.add(new Piece.Cut("the connection was lost")));
  }

  /** Waits for the next piece; cut when none comes in time. */
  public Piece next(Duration idle) throws InterruptedException {
    fetchAhead();
    Piece piece = pieces.poll(idle.toMillis(), TimeUnit.MILLISECONDS);
    fetched--;
    ended = piece instanceof Piece.End;
    return piece == null ? new Piece.Cut("nothing came for " + idle) : piece;
  }

  private void fetchAhead() {
    if (fetched <= AHEAD / 2) {
      try {
        request.fetch(AHEAD - fetched);
      } catch (IllegalStateException ended) {
        // its last pieces wait already
      }
      fetched = AHEAD;
    }
  }

  /** Ends the wait of whoever waits; any thread may. */
  public void cut(String why) {
    pieces.add(new Piece.Cut(why));
  }

  /** The whole body; empty when it is cut or longer than the most octets allowed. */
  public Optional<byte[]> all(int most, Duration idle) throws InterruptedException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      switch (next(idle)) {
        case Piece.Bytes bytes -> {
          if (all.size() + bytes.buffer().length() > most) {
            return Optional.empty();
          }
          all.writeBytes(bytes.buffer().getBytes());
        }
        case Piece.End end -> {
          return Optional.of(all.toByteArray());
        }
        case Piece.Cut cut -> {
          return Optional.empty();
        }
      }
    }
  }

  /**
   * Reads and drops what a request still sends, up to a limit; true when it has ended, so that the
   * connection can be used again.
   */
  public boolean drain(int most, Duration idle) throws InterruptedException {
    int dropped = 0;
    while (!ended && dropped <= most) {
      switch (next(idle)) {
        case Piece.Bytes bytes -> dropped += bytes.buffer().length();
        case Piece.End end -> {
          return true;
        }
        case Piece.Cut cut -> {
          return false;
        }
      }
    }
    return ended;
  }
}
