package cetra.tools.tamper;

import cetra.wire.evidence.EvidencePackage;
import cetra.wire.evidence.Fragment;
import cetra.wire.evidence.FragmentedMp4;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/** A package taken apart, as somebody has it who wants to change it and knows the format well. */
final class Parts {
  private final byte[] init;
  private final List<byte[]> fragments;
  private final List<Fragment> layout;
  private final byte[] manifest;
  private final String signature;

  private Parts(
      byte[] init,
      List<byte[]> fragments,
      List<Fragment> layout,
      byte[] manifest,
      String signature) {
    this.init = init;
    this.fragments = fragments;
    this.layout = layout;
    this.manifest = manifest;
    this.signature = signature;
  }

  static Parts of(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    try (EvidencePackage opened = EvidencePackage.open(file)) {
      FragmentedMp4 layout =
          FragmentedMp4.scan(opened.file(), EvidencePackage.CLIP_OFFSET, opened.clipLength());
      List<byte[]> fragments = new ArrayList<>();
      for (Fragment fragment : layout.fragments()) {
        fragments.add(part(all, fragment.offset(), fragment.length()));
      }
      return new Parts(
          part(all, 0, layout.initLength()),
          fragments,
          layout.fragments(),
          opened.manifest(),
          opened.signature());
    }
  }

  private static byte[] part(byte[] all, long at, long length) {
    int from = EvidencePackage.CLIP_OFFSET + (int) at;
    return Arrays.copyOfRange(all, from, from + (int) length);
  }

  byte[] init() {
    return init.clone();
  }

  /** Copies of the octets of each fragment. */
  List<byte[]> fragments() {
    List<byte[]> copies = new ArrayList<>();
    fragments.forEach(fragment -> copies.add(fragment.clone()));
    return copies;
  }

  /** Octets of a fragment's track box. */
  int trackLength(int fragment) {
    return layout.get(fragment).trackLength();
  }

  String manifest() {
    return new String(manifest, StandardCharsets.UTF_8);
  }

  String signature() {
    return signature;
  }

  Parts with(byte[] otherInit, List<byte[]> otherFragments) {
    return new Parts(otherInit, otherFragments, layout, manifest, signature);
  }

  Parts with(String otherManifest, String otherSignature) {
    return new Parts(
        init, fragments, layout, otherManifest.getBytes(StandardCharsets.UTF_8), otherSignature);
  }

  /** Writes a ZIP that fits its contents, whatever they are. */
  void write(Path file) throws IOException {
    ByteArrayOutputStream clip = new ByteArrayOutputStream();
    clip.writeBytes(init);
    fragments.forEach(clip::writeBytes);
    CRC32 crc = new CRC32();
    crc.update(clip.toByteArray());
    try (FileChannel to =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer octets = ByteBuffer.wrap(clip.toByteArray());
      while (octets.hasRemaining()) {
        to.write(octets, (long) EvidencePackage.CLIP_OFFSET + octets.position());
      }
      EvidencePackage.complete(to, (int) crc.getValue(), manifest, signature);
    }
  }
}
