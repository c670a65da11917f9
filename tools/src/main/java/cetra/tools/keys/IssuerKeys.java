package cetra.tools.keys;

import cetra.wire.key.IdentityFolder;
import cetra.wire.key.Pem;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.VideoOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Signs as both people of an issuer, with the files of {@link Operator#issuer}. */
public final class IssuerKeys {
  private IssuerKeys() {}

  /** An order of the issuer whose keys these are, signed by its drafter and its approver. */
  public static SignedOrder sign(IdentityFolder issuer, VideoOrder order) throws IOException {
    Path keys = issuer.folder();
    return SignedOrder.sign(
            order,
            Files.readString(keys.resolve("credential.jws")),
            order.issuer() + ".drafter",
            Pem.privateKey(keys.resolve("drafter.key"), "Ed25519"))
        .with(
            order.issuer() + ".approver", Pem.privateKey(keys.resolve("approver.key"), "Ed25519"));
  }
}
