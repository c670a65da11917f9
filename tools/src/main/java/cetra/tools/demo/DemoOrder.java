package cetra.tools.demo;

import cetra.tools.keys.IssuerKeys;
import cetra.wire.key.IdentityFolder;
import cetra.wire.message.Extent;
import cetra.wire.order.Bilingual;
import cetra.wire.order.Purpose;
import cetra.wire.order.Seen;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.Urgency;
import cetra.wire.order.VideoOrder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The order of the demo: a missing child, seen by two people of the town hall. */
final class DemoOrder {
  private static final int MOST_CLIPS = 50;

  private DemoOrder() {}

  static SignedOrder signed(Scene scene, IdentityFolder issuer, Clock clock) throws IOException {
    Instant now = clock.instant();
    VideoOrder order =
        new VideoOrder(
            VideoOrder.newId(now),
            DemoFolder.ISSUER,
            Purpose.MISSING_PERSON,
            "R8-0123",
            new Bilingual("行方不明児童の捜索", "Search for a missing child"),
            new Bilingual(
                "この時刻にこの交差点を通過した車両の映像が必要です", "Footage of cars that passed this crossing is needed"),
            scene.area(),
            List.of(scene.window()),
            Seen.INSIDE,
            Urgency.LIFE,
            now.plus(Duration.ofHours(6)),
            MOST_CLIPS,
            Extent.FULL);
    return IssuerKeys.sign(issuer, order);
  }
}
