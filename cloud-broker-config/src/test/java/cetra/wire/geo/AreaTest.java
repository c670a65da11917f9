package cetra.wire.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cetra.wire.message.Json;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.PolygonArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AreaTest {
  private static final String SQUARE =
      "[[139.12,35.33],[139.13,35.33],[139.13,35.34],[139.12,35.34],[139.12,35.33]]";
  private static final String HOLE =
      "[[139.122,35.332],[139.122,35.334],[139.124,35.334],[139.124,35.332],[139.122,35.332]]";

  private static Area area(String type, String coordinates) {
    return Json.read(
        "{\"type\":\"%s\",\"coordinates\":%s}".formatted(type, coordinates), Area.class);
  }

  private static Area polygon(String... rings) {
    return area("Polygon", "[" + String.join(",", rings) + "]");
  }

  @Test
  void measuresASmallSquareAsGeodesyDoes() {
    PolygonArea reference = new PolygonArea(Geodesic.WGS84, false);
    reference.AddPoint(35.33, 139.12);
    reference.AddPoint(35.33, 139.13);
    reference.AddPoint(35.34, 139.13);
    reference.AddPoint(35.34, 139.12);
    double squareKilometres = reference.Compute(false, true).area / 1e6;
    assertThat(polygon(SQUARE).squareKilometres())
        .isCloseTo(squareKilometres, within(squareKilometres * 1e-5));
  }

  @Test
  void aRingMayRunEitherWay() {
    String reversed =
        "[[139.12,35.33],[139.12,35.34],[139.13,35.34],[139.13,35.33],[139.12,35.33]]";
    assertThat(polygon(reversed).squareKilometres())
        .isCloseTo(polygon(SQUARE).squareKilometres(), within(1e-9));
    assertThat(polygon(reversed).covers(polygon(HOLE))).isTrue();
  }

  @Test
  void aHoleIsNeitherSurfaceNorPlace() {
    double hole = polygon(HOLE).squareKilometres();
    Area holed = polygon(SQUARE, HOLE);
    assertThat(holed.squareKilometres())
        .isCloseTo(polygon(SQUARE).squareKilometres() - hole, within(1e-9));
    assertThat(holed.meets(Area.circle(35.333, 139.123, 20))).isFalse();
    assertThat(polygon(SQUARE).meets(Area.circle(35.333, 139.123, 20))).isTrue();
  }

  @Test
  void partsOfAMultiPolygonAddUp() {
    String east = SQUARE.replace("139.12", "139.22").replace("139.13", "139.23");
    Area both = area("MultiPolygon", "[[" + SQUARE + "],[" + east + "]]");
    assertThat(both.squareKilometres())
        .isCloseTo(2 * polygon(SQUARE).squareKilometres(), within(1e-6));
    assertThat(both.covers(polygon(east))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {10, 500, 640, 100_000})
  void aCircleHasItsSurface(double radius) {
    double expected = Math.PI * radius * radius / 1e6;
    assertThat(Area.circle(35.33, 139.12, radius).squareKilometres())
        .isCloseTo(expected, within(expected * 1e-7));
  }

  /** Nor may a part of it reach over a border because its corners do not. */
  @Test
  void aCircleLiesInAnotherAreaWithAllOfItself() {
    Area town = polygon("[[139,35],[139.1,35],[139.1,35.1],[139,35.1],[139,35]]");
    double toTheBorder = 0.05 * 91_233; // a degree of longitude at 35.05°
    assertThat(town.covers(Area.circle(35.05, 139.05, toTheBorder - 3))).isTrue();
    assertThat(town.covers(Area.circle(35.05, 139.05, toTheBorder + 1))).isFalse();
    Area district = Area.circle(35.05, 139.05, 1000);
    assertThat(district.covers(Area.circle(35.05, 139.05, 1000))).isTrue();
    assertThat(district.covers(Area.circle(35.05, 139.05, 1000.01))).isFalse();
  }

  /** As a geodesic the southern edge would bend to the northern corners and hide the surface. */
  @Test
  void aLongEdgeHidesNoSurface() {
    String bulging =
        IntStream.rangeClosed(0, 40)
            .mapToObj(i -> "[" + (142 - i * 0.1) + "," + arc(138 + (4 - i * 0.1)) + "]")
            .collect(Collectors.joining(","));
    Area lens = polygon("[[138,43],[142,43]," + bulging.substring(bulging.indexOf("],") + 2) + "]");
    assertThat(lens.squareKilometres())
        .isCloseTo(lens.shape().getArea() * 111.2 * 81.5, within(30.0))
        .isGreaterThan(300);
  }

  private static double arc(double longitude) {
    double along = (longitude - 138) / 4;
    return along <= 0 || along >= 1 ? 43 : 43 + 0.05 * Math.sin(Math.PI * along);
  }

  private static final String BAND =
      "[[179.99,35],[-179.99,35],[-179.99,35.01],[179.99,35.01],[179.99,35]]";

  /** The cap is on what is searched: were one long and the other short, an order could cheat. */
  @Test
  void anEdgeAcrossTheAntimeridianGoesTheShortWay() {
    Area band = polygon(BAND);
    assertThat(band.squareKilometres()).isCloseTo(1.82 * 1.11, within(0.02));
    assertThat(band.meets(Area.circle(35.005, 180, 10))).isTrue();
    assertThat(band.covers(Area.circle(35.005, -179.995, 10))).isTrue();
    assertThat(band.covers(Area.circle(35.005, 179.995, 10))).isTrue();
    assertThat(band.meets(Area.circle(35.005, 0, 10))).isFalse();
  }

  @Test
  void whatIsSplitAtTheAntimeridianIsOnePlace() {
    Area split =
        area(
            "MultiPolygon",
            "[[[[179.99,35],[180,35],[180,35.01],[179.99,35.01],[179.99,35]]],"
                + "[[[-180,35],[-179.99,35],[-179.99,35.01],[-180,35.01],[-180,35]]]]");
    assertThat(split.squareKilometres()).isCloseTo(polygon(BAND).squareKilometres(), within(1e-6));
    assertThat(split.covers(Area.circle(35.005, 180, 100))).isTrue();
    assertThat(split.covers(polygon(BAND))).isTrue();
  }

  @Test
  void aHoleAcrossTheAntimeridianIsBesideItsShell() {
    String hole =
        "[[-179.995,35.002],[-179.995,35.004],[-179.993,35.004],[-179.993,35.002],"
            + "[-179.995,35.002]]";
    Area holed = polygon(BAND, hole);
    assertThat(holed.meets(Area.circle(35.003, -179.994, 20))).isFalse();
    assertThat(polygon(BAND).meets(Area.circle(35.003, -179.994, 20))).isTrue();
  }

  @Test
  void aBoxAroundTheWholeEarthIsNoCrossing() {
    Area all = polygon("[[-180,-80],[180,-80],[180,80],[-180,80],[-180,-80]]");
    assertThat(all.covers(Area.circle(35, 139, 1000))).isTrue();
    assertThat(all.covers(Area.circle(-35, -70, 1000))).isTrue();
  }

  @Test
  void aRingAroundAPoleIsRefused() {
    assertThatThrownBy(() -> polygon("[[0,80],[120,80],[-120,80],[0,80]]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pole");
  }

  /** As boundaries of municipalities do: two islands of one ring that share a corner. */
  @Test
  void aRingThatTouchesItselfIsRepaired() {
    Area touching =
        polygon(
            "[[139,35],[139.01,35],[139.01,35.01],[139.02,35.01],[139.02,35.02],[139.01,35.02],"
                + "[139.01,35.01],[139,35.01],[139,35]]");
    assertThat(touching.covers(Area.circle(35.005, 139.005, 10))).isTrue();
    assertThat(touching.covers(Area.circle(35.015, 139.015, 10))).isTrue();
    assertThat(touching.meets(Area.circle(35.015, 139.005, 10))).isFalse();
    assertThat(touching.squareKilometres()).isCloseTo(2 * 1.11 * 0.912, within(0.01));
  }

  @Test
  void aRingThatCrossesItselfIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> polygon("[[139,35],[139.02,35.02],[139.02,35],[139,35.02],[139,35]]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a simple polygon")
        .hasMessageContaining("139.01")
        .hasMessageContaining("35.01");
  }

  @Test
  void aCircleMayLieAcrossTheAntimeridian() {
    Area across = Area.circle(35, 179.999, 1000);
    assertThat(across.squareKilometres()).isCloseTo(Math.PI, within(0.01));
    assertThat(across.covers(Area.circle(35, -179.995, 100))).isTrue();
    assertThat(across.meets(Area.circle(35, -179.98, 100))).isFalse();
  }

  @Test
  void limitsAreKeptOnBothSides() {
    assertThat(Area.circle(85, 0, 1)).isNotNull();
    assertThatThrownBy(() -> Area.circle(85.001, 0, 1)).hasMessageContaining("85");
    assertThatThrownBy(() -> Area.circle(0, 180.001, 1)).hasMessageContaining("180");
    assertThatThrownBy(() -> Area.circle(0, 0, 0)).hasMessageContaining("radius");
    assertThatThrownBy(() -> Area.circle(0, 0, 100_001)).hasMessageContaining("100000");
    assertThat(polygon(ring(9_999)).shape().getNumPoints()).isEqualTo(10_000);
    assertThatThrownBy(() -> polygon(ring(10_000))).hasMessageContaining("10000 vertices");
  }

  private static String ring(int corners) {
    return IntStream.rangeClosed(0, corners)
        .mapToObj(i -> 2 * Math.PI * (i % corners) / corners)
        .map(angle -> "[" + (139 + Math.cos(angle)) + "," + (35 + Math.sin(angle)) + "]")
        .collect(Collectors.joining(",", "[", "]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "3",
        "[]",
        "{\"type\":\"Point\",\"coordinates\":[139,35]}",
        "{\"type\":\"Polygon\"}",
        "{\"type\":\"Polygon\",\"coordinates\":[]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[139,35],[139,36],[139,35]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[139,35],[139,36],[140,35],[139,34]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[139,\"35\"],[139,36],[140,35],[139,35]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[139,1e400],[139,36],[140,35],[139,35]]]}",
        "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[139,35],[139,36],[140,36]]]]}",
        "{\"type\":\"Circle\",\"center\":[139,35],\"radius\":\"wide\"}",
        "{\"type\":\"Circle\",\"radius\":10}",
      })
  void whatIsNoAreaIsRefused(String json) {
    assertThatThrownBy(() -> Json.read(json, Area.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isWrittenAsItWasRead() {
    Area circle = Area.circle(35.33, 139.12, 250);
    assertThat(Json.text(circle))
        .isEqualTo("{\"type\":\"Circle\",\"center\":[139.12,35.33],\"radius\":250.0}");
    assertThat(Json.read(Json.text(circle), Area.class))
        .isEqualTo(circle)
        .hasSameHashCodeAs(circle);
  }
}
