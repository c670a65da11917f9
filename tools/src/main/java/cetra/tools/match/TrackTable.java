package cetra.tools.match;

import cetra.wire.evidence.TrackPoint;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tracks of many vehicles from a CSV file (RFC 4180) with a header: {@code vehicle_id}, {@code
 * timestamp} as ISO 8601 with offset, {@code latitude}, {@code longitude} in degrees; optional
 * {@code course} in degrees and {@code accuracy} in metres; other columns are ignored. Rows may
 * stand in any order; of rows of a vehicle with the same time the first counts.
 */
final class TrackTable {
  /** A fix takes about a hundred octets of memory. */
  static final int MOST_ROWS = 5_000_000;

  private static final List<String> COLUMNS =
      List.of("vehicle_id", "timestamp", "latitude", "longitude");

  private final Path file;
  private final Map<String, List<TrackPoint>> tracks = new TreeMap<>();
  private long row = 1;
  private int count;

  private TrackTable(Path file) {
    this.file = file;
  }

  /**
   * The fixes of each vehicle in the order of time; monotonic times count from 1970.
   *
   * @throws IOException when the file cannot be read or a value is wrong; names file, line, column
   */
  static Map<String, List<TrackPoint>> read(Path file) throws IOException {
    TrackTable table = new TrackTable(file);
    table.readRows();
    table.tracks.replaceAll((vehicle, track) -> inOrder(track));
    return table.tracks;
  }

  private void readRows() throws IOException {
    CsvMapper mapper =
        CsvMapper.builder()
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.IGNORE_TRAILING_UNMAPPABLE)
            .build();
    try (MappingIterator<Map<String, String>> rows =
        mapper
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(file.toFile())) {
      while (rows.hasNextValue()) {
        row = rows.getCurrentLocation().getLineNr();
        add(rows.nextValue());
      }
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw new IOException(file + " is no CSV table: " + e.getOriginalMessage(), e);
    }
  }

  private void add(Map<String, String> values) throws IOException {
    for (String column : COLUMNS) {
      if (values.getOrDefault(column, "").isEmpty()) {
        throw wrong(
            column, "is missing; the columns " + String.join(", ", COLUMNS) + " are needed");
      }
    }
    Instant at = instant(values.getOrDefault("timestamp", ""));
    double latitude = number(values, "latitude", 90);
    double longitude = number(values, "longitude", 180);
    if (++count > MOST_ROWS) {
      throw new IOException(file + " has more than " + MOST_ROWS + " rows; split it by vehicles");
    }
    tracks
        .computeIfAbsent(values.getOrDefault("vehicle_id", ""), vehicle -> new ArrayList<>())
        .add(
            new TrackPoint(
                Duration.between(Instant.EPOCH, at).toNanos(),
                at,
                latitude,
                longitude,
                Double.NaN,
                number(values, "course", 360),
                number(values, "accuracy", 1e6)));
  }

  private Instant instant(String text) throws IOException {
    try {
      return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
    } catch (DateTimeParseException e) {
      throw wrong("timestamp", "'" + text + "' is no time such as 2026-04-01T09:30:00+09:00");
    }
  }

  private double number(Map<String, String> values, String column, double most) throws IOException {
    String text = values.getOrDefault(column, "");
    if (text.isEmpty()) {
      return Double.NaN;
    }
    try {
      double value = Double.parseDouble(text);
      if (Math.abs(value) <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // said below
    }
    throw wrong(column, "'" + text + "' is no number within ±" + most);
  }

  private IOException wrong(String column, String what) {
    return new IOException(file + " line " + row + ": " + column + " " + what);
  }

  private static List<TrackPoint> inOrder(List<TrackPoint> track) {
    track.sort(Comparator.comparingLong(TrackPoint::nanos));
    List<TrackPoint> ordered = new ArrayList<>(track.size());
    for (TrackPoint point : track) {
      if (ordered.isEmpty() || ordered.getLast().nanos() < point.nanos()) {
        ordered.add(point);
      }
    }
    return ordered;
  }
}
