package cetra.wire.key;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * The certificates that their authority has taken back (RFC 5280 section 5), read again whenever
 * the file changes. Safe for many threads.
 */
public final class RevocationList implements Revoked {
  private static final long MOST_BYTES = 16 << 20;

  private record Loaded(FileTime changed, long bytes, X509CRL list) {}

  private final Path file;
  private final Path trust;
  private Optional<Loaded> loaded = Optional.empty();

  /**
   * A list beside the authorities that sign it.
   *
   * @param file the list; a file that is not there revokes nothing
   * @param trust the authorities, in PEM
   */
  public RevocationList(Path file, Path trust) {
    this.file = file;
    this.trust = trust;
  }

  /**
   * Whether a certificate has been taken back.
   *
   * @throws IOException as {@link #since}
   */
  public boolean revoked(X509Certificate certificate) throws IOException {
    return since(certificate).isPresent();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IOException when the list cannot be read or none of the authorities has signed it
   */
  @Override
  public synchronized Optional<Instant> since(X509Certificate certificate) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    FileTime changed = Files.getLastModifiedTime(file);
    long bytes = Files.size(file);
    if (loaded.filter(l -> l.changed.equals(changed) && l.bytes == bytes).isEmpty()) {
      loaded = Optional.of(new Loaded(changed, bytes, read(bytes)));
    }
    return Optional.ofNullable(loaded.orElseThrow().list.getRevokedCertificate(certificate))
        .map(entry -> entry.getRevocationDate().toInstant());
  }

  private X509CRL read(long bytes) throws IOException {
    if (bytes > MOST_BYTES) {
      throw new IOException(file + " has " + bytes + " bytes; a list has at most " + MOST_BYTES);
    }
    try (InputStream in = Files.newInputStream(file)) {
      X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
      if (Pem.certificates(trust).stream().noneMatch(authority -> signed(list, authority))) {
        throw new IOException(file + " is not signed by an authority in " + trust);
      }
      return list;
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " is no list of revoked certificates", e);
    }
  }

  private static boolean signed(X509CRL list, X509Certificate authority) {
    try {
      list.verify(authority.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
