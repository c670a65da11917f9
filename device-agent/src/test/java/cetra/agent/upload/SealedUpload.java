package cetra.agent.upload;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.Issuer;
import cetra.agent.RecordedCar;
import cetra.agent.clip.ClipFolder;
import cetra.agent.index.Clip;
import cetra.agent.index.ClipIndex;
import cetra.agent.index.ClipStore;
import cetra.agent.index.LedgerStore;
import cetra.wire.order.Certainty;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A car with one sealed package, and what becomes of it. */
abstract class SealedUpload {
  static final String ID = "11111111-2222-4333-8444-555555555555";
  static final Clock CLOCK = Clock.fixed(Issuer.at(50), ZoneOffset.UTC);
  static final int CHUNK = ChunkSize.LEAST;

  @TempDir Path path;
  Database database;
  ClipStore clips;
  LedgerStore ledger;
  ClipFolder folder;
  byte[] content = new byte[0];
  UploadGate gate = UploadGate.OPEN;

  @BeforeEach
  void open() throws IOException {
    database = ClipIndex.open(path.resolve("index.sqlite"));
    clips = new ClipStore(database);
    ledger = new LedgerStore(database);
    folder = ClipFolder.open(path.resolve("clips"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  void sealed(int octets) throws IOException {
    content = new byte[octets];
    new Random(13).nextBytes(content);
    Files.write(folder.sealed(ID), content);
    Clip clip =
        Clip.matched(
            ID, "order", "14382", RecordedCar.BOOT, 1, 2, Certainty.LIKELY, Issuer.at(10_000));
    clips.add(clip);
    clips.move(clip, Clip.State.SEALED, "");
  }

  Clip clip() {
    return clips.find(ID).orElseThrow();
  }

  void work(TusServer relay) throws IOException {
    queue(relay).work(clip());
  }

  UploadQueue queue(TusServer relay) {
    try {
      return new UploadQueue(
          clips,
          ledger,
          folder,
          new RelayConnection(relay.uri(), SSLContext.getDefault()),
          gate,
          CLOCK);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void arrivedOnce(TusServer relay) {
    assertThat(relay.finished).hasSize(1);
    assertThat(relay.finished.getFirst()).isEqualTo(content);
    assertThat(clip().state()).isEqualTo(Clip.State.UPLOADED);
    assertThat(folder.path()).isEmptyDirectory();
    assertThat(ledger.rows()).extracting(LedgerStore.Row::event).containsExactly("uploaded");
  }

  void stillHere() {
    assertThat(clip().state()).isEqualTo(Clip.State.SEALED);
    assertThat(folder.sealed(ID)).exists();
    assertThat(ledger.rows()).isEmpty();
  }
}
