package cetra.relay.api;

import cetra.relay.ingest.Peer;
import cetra.wire.hash.Hash;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who is asking: by certificate, or by the cookie for which the console's one-time link
 * was exchanged. Only hashes of tokens are kept here, and only in memory.
 */
final class Accounts {
  static final String COOKIE = "cetra";

  private static final Duration LINK = Duration.ofMinutes(30);
  private static final Duration SESSION = Duration.ofHours(12);
  private static final int MOST = 100;

  private final Map<Hash, Instant> links = new ConcurrentHashMap<>();
  private final Map<Hash, Instant> sessions = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final Clock clock;

  Accounts(Clock clock) {
    this.clock = clock;
  }

  /** Who asks on the TLS listener. */
  static Optional<Account> byCertificate(HttpServerRequest request) {
    return Peer.of(request)
        .flatMap(
            peer ->
                peer.is("device")
                    ? Optional.of(new Account.Device(peer.name()))
                    : peer.is("issuer")
                        ? Optional.of(new Account.Issuer(peer.name()))
                        : Optional.empty());
  }

  /** Who asks on the console's listener. */
  Optional<Account> byCookie(HttpServerRequest request) {
    Cookie cookie = request.getCookie(COOKIE);
    return cookie != null && live(sessions.get(hash(cookie.getValue())))
        ? Optional.of(new Account.Console())
        : Optional.empty();
  }

  /** A token that can be exchanged for a session once, within half an hour. */
  String newLink() {
    return add(links, LINK);
  }

  /** Whether a link's token can still be exchanged. */
  boolean opens(String token) {
    return live(links.get(hash(token)));
  }

  /** Exchanges a link's token for a session's; empty when it is none, was used or is too old. */
  Optional<String> login(String token) {
    return live(links.remove(hash(token))) ? Optional.of(add(sessions, SESSION)) : Optional.empty();
  }

  private String add(Map<Hash, Instant> tokens, Duration life) {
    tokens.values().removeIf(until -> !live(until));
    if (tokens.size() >= MOST) {
      tokens.clear();
    }
    byte[] octets = new byte[32];
    random.nextBytes(octets);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    tokens.put(hash(token), clock.instant().plus(life));
    return token;
  }

  private boolean live(@Nullable Instant until) {
    return until != null && clock.instant().isBefore(until);
  }

  private static Hash hash(String token) {
    return Hash.over(token.getBytes(StandardCharsets.UTF_8));
  }
}
