package cetra.wire.evidence;

/** The box types of ISO/IEC 14496-12 that we read, as four characters in one number. */
final class BoxType {
  static final int FTYP = of("ftyp");
  static final int MOOV = of("moov");
  static final int TRAK = of("trak");
  static final int MDIA = of("mdia");
  static final int MDHD = of("mdhd");
  static final int MINF = of("minf");
  static final int STBL = of("stbl");
  static final int STSD = of("stsd");
  static final int EMSG = of("emsg");
  static final int MOOF = of("moof");
  static final int TRAF = of("traf");
  static final int TFHD = of("tfhd");
  static final int TFDT = of("tfdt");
  static final int TRUN = of("trun");
  static final int MDAT = of("mdat");
  static final int UUID = of("uuid");

  private BoxType() {}

  private static int of(String name) {
    return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
  }

  static String name(int type) {
    return "%c%c%c%c"
        .formatted(type >>> 24 & 0xff, type >>> 16 & 0xff, type >>> 8 & 0xff, type & 0xff);
  }
}
