package cetra.agent.upload;

import cetra.agent.index.Clip;
import cetra.agent.index.ClipStore;
import io.tus.java.client.TusURLStore;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/** Keeps where uploads go on in the queue itself, so that a restart resumes them. */
final class UploadUrls implements TusURLStore {
  private final ClipStore clips;
  private final RelayConnection relay;

  UploadUrls(ClipStore clips, RelayConnection relay) {
    this.clips = clips;
    this.relay = relay;
  }

  @Override
  public void set(String fingerprint, URL url) {
    if (!atTheRelay(url)) {
      throw new IllegalArgumentException("the relay sends the upload to " + url.getAuthority());
    }
    clips.upload(fingerprint, url.toString());
  }

  @Override
  public @Nullable URL get(String fingerprint) {
    String url = clips.find(fingerprint).map(Clip::upload).orElse("");
    try {
      URL kept = url.isEmpty() ? null : URI.create(url).toURL();
      return kept != null && atTheRelay(kept) ? kept : null;
    } catch (MalformedURLException e) {
      return null;
    }
  }

  @Override
  public void remove(String fingerprint) {
    clips.upload(fingerprint, "");
  }

  /** Footage goes to the relay of the configuration and nowhere else, whatever an answer says. */
  private boolean atTheRelay(URL url) {
    return relay.relay().getScheme().equals(url.getProtocol())
        && relay.relay().getAuthority().equals(url.getAuthority());
  }
}
