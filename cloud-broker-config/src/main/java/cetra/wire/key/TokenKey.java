package cetra.wire.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;

/**
 * An EC P-256 key that never leaves a PKCS #11 token: a TPM, a secure element, or SoftHSM. It signs
 * there, under its PIN.
 *
 * @param uri which key of which token
 */
record TokenKey(TokenUri uri) implements KeyPlace {
  private static final int MOST_PIN = 256;

  /**
   * The key that a URI names (RFC 7512).
   *
   * @throws IllegalArgumentException when it names none; says what is wrong
   */
  static TokenKey of(String uri) {
    return new TokenKey(TokenUri.parse(uri));
  }

  /** The key that a file of one line names. */
  static TokenKey read(Path file) throws IOException {
    try {
      return of(Files.readString(file).strip());
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public KeyPair make() throws IOException {
    try {
      store(); // nothing is made without its PIN
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider());
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException | ProviderException e) {
      throw failed("makes no key", e);
    }
  }

  @Override
  public void keep(KeyPair pair, X509Certificate certificate) throws IOException {
    try {
      store().setKeyEntry(uri.object(), pair.getPrivate(), null, new Certificate[] {certificate});
    } catch (GeneralSecurityException | ProviderException e) {
      throw failed("does not keep the key", e);
    }
  }

  @Override
  public PrivateKey open() throws IOException {
    try {
      if (store().getKey(uri.object(), null) instanceof PrivateKey key) {
        return key;
      }
      throw new IOException(
          "the token of %s has no key with a certificate under the label '%s'; ./cetra keys device --token makes both"
              .formatted(uri.module(), uri.object()));
    } catch (GeneralSecurityException | ProviderException e) {
      throw failed("does not open its key", e);
    }
  }

  @Override
  public String kind() {
    return "pkcs11";
  }

  private KeyStore store() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS11", provider());
    try {
      store.load(null, pin());
    } catch (IOException e) {
      throw failed("does not open with the PIN in " + uri.pin(), e);
    }
    return store;
  }

  private char[] pin() throws IOException {
    if (Files.size(uri.pin()) > MOST_PIN) {
      throw new IOException(uri.pin() + " is longer than " + MOST_PIN + " octets, and no PIN");
    }
    return Files.readString(uri.pin()).strip().toCharArray();
  }

  /** One for each token of a process; it stays, for its keys work through it. */
  private Provider provider() throws IOException {
    String name = "cetra-" + Integer.toHexString(uri.hashCode());
    synchronized (TokenKey.class) {
      Provider known = Security.getProvider("SunPKCS11-" + name);
      if (known != null) {
        return known;
      }
      Provider pkcs11 = Security.getProvider("SunPKCS11");
      if (pkcs11 == null) {
        throw new IOException("this Java has no module jdk.crypto.cryptoki, which tokens need");
      }
      try {
        Provider token = pkcs11.configure(settings(name));
        Security.addProvider(token);
        return token;
      } catch (InvalidParameterException | ProviderException | UnsupportedOperationException e) {
        throw failed("does not answer", e);
      }
    }
  }

  private String settings(String name) {
    return "--name=%s%nlibrary=%s%n%s%n"
        .formatted(
            name,
            uri.module(),
            uri.slot().map(number -> "slot=" + number).orElse("slotListIndex=0"));
  }

  private IOException failed(String what, Exception cause) {
    Throwable deepest = cause;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return new IOException(
        "the token of %s %s: %s".formatted(uri.module(), what, deepest.getMessage()), cause);
  }
}
