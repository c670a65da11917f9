package cetra.wire.broker;

/**
 * The files by which a broker names itself and knows others, as its configuration names them.
 *
 * @param trust the authorities
 * @param certificates its own certificate and those above it
 * @param key its private key
 */
public record BrokerKeys(String trust, String certificates, String key) {}
