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

  UploadUrls(ClipStore clips) {
    this.clips = clips;
  }

  @Override
  public void set(String fingerprint, URL url) {
    clips.upload(fingerprint, url.toString());
  }

  @Override
  public @Nullable URL get(String fingerprint) {
    String url = clips.find(fingerprint).map(Clip::upload).orElse("");
    try {
      return url.isEmpty() ? null : URI.create(url).toURL();
    } catch (MalformedURLException e) {
      return null;
    }
  }

  @Override
  public void remove(String fingerprint) {
    clips.upload(fingerprint, "");
  }
}
