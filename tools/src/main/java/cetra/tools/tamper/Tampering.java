package cetra.tools.tamper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/**
 * What can be done to a package by somebody who leaves its ZIP sound, and by a disk that does not.
 */
enum Tampering {
  MEDIA_BIT("a bit of the pictures", true),
  BOX_BIT("a bit of the boxes", true),
  FIX_BIT("a bit of the fixes", true),
  DROPPED("a fragment dropped", true),
  DUPLICATED("a fragment twice", true),
  SWAPPED("two fragments swapped", true),
  SPLICED("a fragment of another trip", true),
  STRIPPED("fixes stripped", true),
  RETIMED("a decode time changed", true),
  LENGTHENED("octets after the last fragment", true),
  SHORTENED("the end cut off, the ZIP mended", true),
  FOREIGN_TRACK("pictures exchanged for noise", true),
  INIT_BIT("a bit of the init segment", false),
  FOREIGN_MANIFEST("another clip's manifest", false),
  MANIFEST_CHAR("a character of the manifest", false),
  GAP_INVENTED("a gap invented", false),
  SIGNATURE_CHAR("a character of the signature", false),
  CERTIFICATE("another car's certificate", false),
  ZIP_BIT("a bit of the ZIP's headers", false),
  TRUNCATED("the file cut short", false);

  private final String words;
  private final boolean locates;

  Tampering(String words, boolean locates) {
    this.words = words;
    this.locates = locates;
  }

  /** What it is, in words. */
  String words() {
    return words;
  }

  /** Whether it touches the manifest's own octets: which of its rules is broken first is open. */
  boolean ofTheManifest() {
    return this == FOREIGN_MANIFEST
        || this == MANIFEST_CHAR
        || this == GAP_INVENTED
        || this == SIGNATURE_CHAR
        || this == CERTIFICATE;
  }

  /** Whether two clips are such that it changes something. */
  boolean needs(Parts clip, Parts other) {
    return clip.fragments().size() > 1
        && (this == CERTIFICATE
            ? !certificates(clip.manifest()).equals(certificates(other.manifest()))
            : !clip.manifest().equals(other.manifest()));
  }

  /**
   * Writes a package that was tampered with.
   *
   * @param other a package of another trip
   * @return the first fragment it touches; empty where it is none in particular
   */
  OptionalInt apply(Parts clip, Parts other, Path to, Random random) throws IOException {
    if (locates) {
      List<byte[]> fragments = clip.fragments();
      int first = fragments(clip, other, fragments, random);
      clip.with(clip.init(), fragments).write(to);
      return OptionalInt.of(first);
    }
    whole(clip, other, to, random);
    return OptionalInt.empty();
  }

  private int fragments(Parts clip, Parts other, List<byte[]> all, Random random) {
    int at = random.nextInt(all.size());
    byte[] one = all.get(at);
    int track = clip.trackLength(at);
    int moof = ByteBuffer.wrap(one).getInt(track);
    switch (this) {
      case MEDIA_BIT -> flip(one, track + moof + 8, one.length, random);
      case BOX_BIT -> flip(one, track, track + moof + 8, random);
      case FIX_BIT -> flip(one, 0, Math.max(track, 8), random);
      case DROPPED -> {
        all.remove(at);
        return at;
      }
      case DUPLICATED -> {
        all.add(at, one.clone());
        return at + 1;
      }
      case SWAPPED -> {
        int next = Math.min(at, all.size() - 2);
        all.add(next, all.remove(next + 1));
        return next;
      }
      case SPLICED -> {
        List<byte[]> theirs = other.fragments();
        byte[] foreign = theirs.get(random.nextInt(theirs.size()));
        if (Arrays.equals(foreign, one)) { // of the same car at the same time
          foreign[foreign.length - 1] ^= 1;
        }
        all.set(at, foreign);
      }
      case STRIPPED -> all.set(at, Arrays.copyOfRange(one, track, one.length));
      case RETIMED -> one[track + lastOctetOfTime(one, track, moof)] ^= 1;
      case LENGTHENED -> {
        return lengthened(all, random);
      }
      case SHORTENED -> {
        int last = all.size() - 1;
        byte[] end = all.get(last);
        all.set(last, Arrays.copyOf(end, end.length - 1 - random.nextInt(end.length - 1)));
        return last;
      }
      case FOREIGN_TRACK -> {
        byte[] noise = new byte[one.length - track - moof - 8];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, one, track + moof + 8, noise.length);
      }
      default -> throw new IllegalStateException(name());
    }
    return at;
  }

  private static int lengthened(List<byte[]> all, Random random) {
    byte[] more = new byte[1 + random.nextInt(500)];
    random.nextBytes(more);
    all.add(more);
    return all.size() - 1;
  }

  /** Where the last octet of the decode time stands in the moof. */
  private static int lastOctetOfTime(byte[] fragment, int track, int moof) {
    String text = new String(fragment, track, moof, StandardCharsets.ISO_8859_1);
    int tfdt = text.indexOf("tfdt");
    boolean wide = fragment[track + tfdt + 4] == 1;
    return tfdt + 8 + (wide ? 8 : 4) - 1;
  }

  private void whole(Parts clip, Parts other, Path to, Random random) throws IOException {
    switch (this) {
      case INIT_BIT -> {
        byte[] init = clip.init();
        flip(init, 0, init.length, random);
        clip.with(init, clip.fragments()).write(to);
      }
      case FOREIGN_MANIFEST -> clip.with(other.manifest(), other.signature()).write(to);
      case MANIFEST_CHAR -> clip.with(changed(clip.manifest(), random), clip.signature()).write(to);
      case GAP_INVENTED -> clip.with(gapInvented(clip.manifest()), clip.signature()).write(to);
      case SIGNATURE_CHAR ->
          clip.with(clip.manifest(), changed(clip.signature(), random)).write(to);
      case CERTIFICATE ->
          clip.with(
                  clip.manifest()
                      .replace(certificates(clip.manifest()), certificates(other.manifest())),
                  clip.signature())
              .write(to);
      case ZIP_BIT -> {
        clip.write(to);
        byte[] all = Files.readAllBytes(to);
        int at = random.nextInt(38 + 193);
        flip(all, at < 38 ? at : all.length - 193 + at - 38, random);
        Files.write(to, all);
      }
      case TRUNCATED -> {
        clip.write(to);
        byte[] all = Files.readAllBytes(to);
        Files.write(to, Arrays.copyOf(all, random.nextInt(all.length)));
      }
      default -> throw new IllegalStateException(name());
    }
  }

  private static String gapInvented(String manifest) {
    String gap = "{\"fromNanos\":1,\"toNanos\":2,\"cause\":\"no video\"}";
    String none = "\"gaps\":[]";
    return manifest.contains(none)
        ? manifest.replace(none, "\"gaps\":[" + gap + "]")
        : manifest.replace("\"gaps\":[", "\"gaps\":[" + gap + ",");
  }

  private static String certificates(String manifest) {
    return manifest.substring(manifest.indexOf("\"certificates\":"));
  }

  private static String changed(String text, Random random) {
    StringBuilder changed = new StringBuilder(text);
    int at = random.nextInt(text.length());
    changed.setCharAt(at, text.charAt(at) == 'x' ? 'y' : 'x');
    return changed.toString();
  }

  private static void flip(byte[] octets, int from, int to, Random random) {
    flip(octets, from + random.nextInt(Math.max(1, to - from)), random);
  }

  private static void flip(byte[] octets, int at, Random random) {
    octets[at] ^= (byte) (1 << random.nextInt(8));
  }
}
