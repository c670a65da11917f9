package cetra.tools.order;

import cetra.wire.key.Pem;
import cetra.wire.order.Directive;
import cetra.wire.order.SignedDirective;
import cetra.wire.order.SignedOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import picocli.CommandLine.Option;

/** Who signs. */
final class SignerOptions {
  @Option(names = "--credential", required = true, description = "The issuer's credential.jws.")
  private Path credential;

  @Option(names = "--key", required = true, description = "The signer's key, PEM.")
  private Path key;

  @Option(
      names = "--key-id",
      required = true,
      description = "The key's name in the credential, such as 14366.drafter.")
  private String keyId;

  /** Made by the command line. */
  @SuppressWarnings("NullAway.Init")
  SignerOptions() {}

  String keyId() {
    return keyId;
  }

  PrivateKey key() throws IOException {
    return Pem.privateKey(key, "Ed25519");
  }

  String credential() throws IOException {
    return Files.readString(credential).strip();
  }

  SignedDirective sign(Directive directive) throws IOException {
    return SignedDirective.sign(directive, credential(), keyId, key());
  }

  static SignedOrder order(Path file) throws IOException {
    return SignedOrder.read(Files.readString(file));
  }
}
