package cetra.wire.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much of the footage of a range. Whatever is left out, what is there is the recording itself,
 * octet by octet, and proven like all of it.
 */
public enum Extent {
  /** Half a second of each segment, about every ten seconds; a little more where fixes are rare. */
  @JsonProperty("preview")
  PREVIEW,
  /** The fragments that begin with a key frame, and a fix. */
  @JsonProperty("low")
  LOW,
  /** All of it. */
  @JsonProperty("full")
  FULL;

  /** Of a segment a preview has so many fragments at most. */
  public static final int MOST_OF_A_SEGMENT = 4;

  /** What a message or manifest means that states it, or nothing for all of it. */
  public static Extent of(@Nullable Extent stated) {
    return Objects.requireNonNullElse(stated, FULL);
  }

  /** How it is stated: what is whole says nothing, as before there was anything else. */
  public @Nullable Extent stated() {
    return isThinned() ? this : null;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether something is left out. */
  public boolean isThinned() {
    return this != FULL;
  }

  /** Whether no more is left out than of another one. */
  public boolean reaches(Extent other) {
    return compareTo(other) >= 0;
  }
}
