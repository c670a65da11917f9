package cetra.wire.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsHandshakeTest {
  private final Instant now = Instant.now();

  @TempDir Path folder;

  private TlsIdentity identity(String name, Authority authority) throws IOException {
    Path root = folder.resolve("root.pub");
    KeyFile.write(root, IdentityFolder.newEvidenceKey().getPublic());
    return IdentityFolder.tls(
            folder.resolve(name), name, "relay", List.of("127.0.0.1"), authority, root, now)
        .tls();
  }

  /** What the server calls its client, after one octet went each way. */
  private String clientSeenBy(TlsIdentity server, TlsIdentity client) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        SSLServerSocket listening =
            (SSLServerSocket)
                server
                    .context()
                    .getServerSocketFactory()
                    .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listening.setNeedClientAuth(true);
      Future<String> seen = threads.submit(() -> accept(listening));
      try (SSLSocket socket =
          (SSLSocket)
              client
                  .context()
                  .getSocketFactory()
                  .createSocket(InetAddress.getLoopbackAddress(), listening.getLocalPort())) {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(1);
        if (socket.getInputStream().read() != 2) {
          throw new IOException("the server hung up");
        }
        assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
      }
      return seen.get();
    }
  }

  private static String accept(SSLServerSocket listening) throws IOException {
    try (SSLSocket socket = (SSLSocket) listening.accept()) {
      socket.setSoTimeout(10_000);
      if (socket.getInputStream().read() == 1) {
        socket.getOutputStream().write(2);
      }
      return name(socket);
    }
  }

  private static String name(SSLSocket socket) throws SSLPeerUnverifiedException {
    return socket.getSession().getPeerPrincipal().getName();
  }

  @Test
  void twoIdentitiesOfOneAuthoritySpeak() throws Exception {
    Authority authority = Authority.create("operator", now);
    assertThat(clientSeenBy(identity("relay00000000001", authority), identity("car", authority)))
        .isEqualTo("CN=car,OU=relay");
  }

  @Test
  void aClientOfAForeignAuthorityIsRefused() throws Exception {
    Authority authority = Authority.create("operator", now);
    TlsIdentity server = identity("relay00000000001", authority);
    TlsIdentity foreign = identity("thief", Authority.create("operator", now));
    TlsIdentity disguised = new TlsIdentity(foreign.key(), foreign.certificates(), server.trust());
    assertThatThrownBy(() -> clientSeenBy(server, disguised)).isInstanceOf(IOException.class);
  }

  @Test
  void aServerOfAForeignAuthorityIsRefused() throws Exception {
    Authority authority = Authority.create("operator", now);
    TlsIdentity client = identity("car", authority);
    TlsIdentity foreign = identity("thief", Authority.create("operator", now));
    TlsIdentity disguised = new TlsIdentity(foreign.key(), foreign.certificates(), client.trust());
    assertThatThrownBy(() -> clientSeenBy(disguised, client)).isInstanceOf(IOException.class);
  }
}
