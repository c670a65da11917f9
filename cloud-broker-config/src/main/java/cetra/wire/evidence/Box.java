package cetra.wire.evidence;

/**
 * One box.
 *
 * @param type four characters in one number
 * @param offset of its first octet
 * @param header octets before its content, 8 or 16
 * @param size octets with the header
 */
record Box(int type, long offset, int header, long size) {
  long end() {
    return offset + size;
  }

  String name() {
    return BoxType.name(type);
  }
}
