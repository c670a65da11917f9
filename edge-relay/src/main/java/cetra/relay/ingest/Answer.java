package cetra.relay.ingest;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a tus request is answered.
 *
 * @param detail why, in one line; empty for success
 */
record Answer(int status, Map<String, String> headers, String detail) {
  static Answer ok(int status) {
    return new Answer(status, Map.of(), "");
  }

  static Answer refused(int status, String detail) {
    return new Answer(status, Map.of(), detail);
  }

  Answer with(String header, Object value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value.toString());
    return new Answer(status, more, detail);
  }
}
