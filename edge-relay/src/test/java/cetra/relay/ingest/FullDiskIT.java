package cetra.relay.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.relay.RelayFixture;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FullDiskIT {
  @Test
  void uploadsAreToldToComeBackLater(@TempDir Path folder) throws Exception {
    try (RelayFixture town = new RelayFixture(folder, "mosquitto", Integer.MAX_VALUE)) {
      RelayFixture.Footage footage = town.granted(town.ordered(1), 1);
      HttpResponse<String> answer = new Tus(town, footage).create(footage.zip().length);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
  }
}
