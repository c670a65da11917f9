package cetra.tools.verify;

import cetra.wire.evidence.EvidenceVerdict;
import cetra.wire.evidence.Fragment;
import cetra.wire.evidence.Manifest;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.evidence.TrackPoint;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** What a package proves, and what it does not, line by line in a language. */
public final class Claim {
  private static final double SECOND = 1e9;

  private final Locale locale;
  private final ResourceBundle words;

  /** A claim in a language: Japanese, or else English. */
  public Claim(Locale locale) {
    this.locale = locale;
    this.words =
        ResourceBundle.getBundle(
            "cetra.tools.verify.Words",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  private String say(String key, Object... values) {
    return new MessageFormat(words.getString(key), locale).format(values);
  }

  /** The verdict in one line. */
  public String verdict(EvidenceVerdict verdict) {
    return switch (verdict) {
      case EvidenceVerdict.Authentic authentic -> say(authentic.isWhole() ? "authentic" : "gaps");
      case EvidenceVerdict.Rejected rejected ->
          say(
              "rejected",
              rejected.fault(),
              rejected.fragment().isPresent()
                  ? say("at", text(rejected.fragment().getAsInt()))
                  : "",
              rejected.detail());
    };
  }

  /** What is proven. */
  public List<String> lines(EvidenceVerdict.Authentic authentic) {
    Manifest manifest = authentic.manifest();
    List<Fragment> fragments = authentic.layout().fragments();
    int pictures = fragments.stream().mapToInt(Fragment::pictures).sum();
    List<String> lines = new ArrayList<>();
    lines.add(
        say(
            "recorder",
            manifest.device(),
            manifest.camera(),
            manifest.keyKind(),
            manifest.software()));
    lines.add(
        say(
            "time",
            manifest.from(),
            manifest.to(),
            text(manifest.time().boundMillis()),
            manifest.time().source()));
    lines.add(where(authentic.track()));
    lines.add(
        say(
            manifest.shows().isThinned() ? "thinned" : "whole",
            text(fragments.size()),
            text(manifest.segments().size()),
            text(pictures),
            manifest.shows()));
    lines.addAll(gaps(manifest, authentic));
    long recovered =
        manifest.segments().stream()
            .filter(piece -> SegmentHead.read(piece.head()).recovered())
            .count();
    if (recovered > 0) {
      lines.add(say("recovered", text(recovered)));
    }
    lines.add(say("order", manifest.orderId()));
    lines.add(
        authentic
            .logged()
            .map(logged -> say("committed", logged.at(), logged.log(), text(logged.place())))
            .orElseGet(() -> say("uncommitted")));
    return lines;
  }

  /** Where the clip begins, on the map of 国土地理院; empty when no fix is inside. */
  Optional<String> map(EvidenceVerdict.Authentic authentic) {
    return authentic.track().stream()
        .findFirst()
        .map(
            fix ->
                String.format(
                    Locale.ROOT,
                    "https://maps.gsi.go.jp/#17/%.6f/%.6f/",
                    fix.latitude(),
                    fix.longitude()));
  }

  /** Whom it was checked against. */
  String trust(Object anchor) {
    return say("trust", anchor);
  }

  private List<String> gaps(Manifest manifest, EvidenceVerdict.Authentic authentic) {
    if (manifest.gaps().isEmpty()) {
      return manifest.shows().isThinned() ? List.of() : List.of(say("noGap"));
    }
    long ticks = authentic.layout().fragments().getFirst().time();
    double begin = SECOND * ticks / manifest.timescale();
    return manifest.gaps().stream()
        .map(
            gap ->
                say(
                    "gap",
                    (gap.toNanos() - gap.fromNanos()) / SECOND,
                    (gap.fromNanos() - begin) / SECOND,
                    gap.cause()))
        .toList();
  }

  private String where(List<TrackPoint> track) {
    if (track.isEmpty()) {
      return say("nowhere");
    }
    TrackPoint first = track.getFirst();
    TrackPoint last = track.getLast();
    return say(
        "where",
        first.latitude(),
        first.longitude(),
        last.latitude(),
        last.longitude(),
        text(track.size()));
  }

  /** Without the commas of a language. */
  private static String text(long number) {
    return Long.toString(number);
  }
}
