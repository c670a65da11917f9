package cetra.tools.throughput;

import cetra.tools.road.GrantedSite;
import cetra.wire.hash.Hash;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.TlsIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The relay, which hashes and forces what it takes, beside nginx, which does not, and whose files
 * are forced when all have come.
 */
public final class UploadBench implements AutoCloseable {
  /**
   * What one server took for some uploads at once.
   *
   * @param seconds from the first octet to the last acknowledgement, all of them forced
   * @param cpuSeconds of the server
   * @param memoryMiB what it has grown by
   */
  public record Took(double seconds, double cpuSeconds, double memoryMiB) {}

  /**
   * One round.
   *
   * @param uploads at once
   * @param octets of each
   */
  public record Round(int uploads, long octets, Took relay, Took nginx) {}

  private interface Sending {
    void run() throws IOException, InterruptedException;
  }

  private final Path folder;
  private final GrantedSite site;
  private final WebDav nginx;
  private final List<TlsIdentity> cars = new ArrayList<>();
  private final Curl curl;

  private UploadBench(Path folder, GrantedSite site, WebDav nginx, int most) throws IOException {
    this.folder = folder;
    this.site = site;
    this.nginx = nginx;
    this.curl = new Curl(folder);
    for (IdentityFolder car : site.cars(most)) {
      cars.add(car.tls());
    }
  }

  /**
   * Starts both servers.
   *
   * @param most uploads at once
   */
  public static UploadBench start(Path folder, Clock clock, int most)
      throws IOException, InterruptedException {
    GrantedSite site = GrantedSite.start(folder.resolve("site"), clock);
    try {
      return new UploadBench(
          folder, site, WebDav.start(folder.resolve("nginx"), site.keys().tls()), most);
    } catch (IOException | InterruptedException | RuntimeException e) {
      site.close();
      throw e;
    }
  }

  /** So many uploads at once to the one server, then to the other. */
  public Round round(int uploads, long octets) throws IOException, InterruptedException {
    Path file = random(octets);
    Took relay = toTheRelay(uploads, file);
    Took dav = toNginx(uploads, file);
    Files.delete(file);
    return new Round(uploads, octets, relay, dav);
  }

  /** So many rounds to the relay alone. */
  public void warm(int uploads, long octets, int rounds) throws IOException, InterruptedException {
    Path file = random(octets);
    for (int i = 0; i < rounds; i++) {
      toTheRelay(uploads, file);
    }
    Files.delete(file);
  }

  private Took toTheRelay(int uploads, Path file) throws IOException, InterruptedException {
    String hash = Base64.getEncoder().encodeToString(Hash.ofFile(file).bytes());
    List<String> ids = new ArrayList<>();
    for (TlsIdentity car : cars.subList(0, uploads)) {
      ids.add(site.grant(car.name()));
    }
    List<Curl.Upload> all =
        IntStream.range(0, uploads)
            .mapToObj(
                i ->
                    new Curl.Upload(
                        cars.get(i),
                        site.api().resolve("/v1/uploads"),
                        "POST",
                        file,
                        List.of(
                            "Tus-Resumable: 1.0.0",
                            "Upload-Length: " + file.toFile().length(),
                            "Upload-Metadata: offer " + base64(ids.get(i)),
                            "Upload-Checksum: sha256 " + hash,
                            "Content-Type: application/offset+octet-stream")))
            .toList();
    Took took = took(List.of(site.process()), () -> curl.send(all));
    for (String id : ids) {
      if (!site.received(id)) {
        throw new IOException("the relay does not have clip " + id);
      }
    }
    site.forget();
    return took;
  }

  private Took toNginx(int uploads, Path file) throws IOException, InterruptedException {
    List<String> names = IntStream.range(0, uploads).mapToObj(i -> "upload-" + i).toList();
    List<Curl.Upload> all =
        IntStream.range(0, uploads)
            .mapToObj(
                i -> new Curl.Upload(cars.get(i), nginx.file(names.get(i)), "PUT", file, List.of()))
            .toList();
    Took took =
        took(
            nginx.processes(),
            () -> {
              curl.send(all);
              nginx.force(names);
            });
    nginx.forget(names);
    return took;
  }

  private static Took took(List<ProcessHandle> server, Sending sending)
      throws IOException, InterruptedException {
    ProcessUse before = ProcessUse.of(server);
    long begun = System.nanoTime();
    sending.run();
    double seconds = (System.nanoTime() - begun) / 1e9;
    ProcessUse after = ProcessUse.of(server);
    return new Took(
        seconds,
        after.cpuSeconds() - before.cpuSeconds(),
        after.residentMiB() - before.residentMiB());
  }

  private Path random(long octets) throws IOException {
    byte[] content = new byte[Math.toIntExact(octets)];
    new Random(octets).nextBytes(content);
    return Files.write(folder.resolve("content"), content);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    nginx.close();
    site.close();
  }
}
