package cetra.agent.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cetra.agent.Issuer;
import cetra.agent.RecordedCar;
import cetra.agent.SystemBoard;
import cetra.agent.index.Clip;
import cetra.agent.index.ClipIndex;
import cetra.agent.index.ClipStore;
import cetra.agent.index.LedgerStore;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.DriverPanel;
import cetra.wire.order.Certainty;
import cetra.wire.store.Database;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The owner's page over real HTTP. */
@SuppressWarnings("NullAway.Init")
final class OwnerPageTest {
  private static final String ORDER = "0198d000-0000-7000-8000-000000000001";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;
  private Database database;
  private OwnerQuestions questions;
  private OwnerPage page;
  private URI link;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void serves() throws IOException {
    database = ClipIndex.open(folder.resolve("index.sqlite"));
    questions = new OwnerQuestions(panel("simulated:?answer=silence"), Clock.systemUTC());
    open();
  }

  private void open() throws IOException {
    Withdrawals withdrawals = new Withdrawals(database, RecordedCar.NAME, Clock.systemUTC());
    page = new OwnerPage(folder, 0, database, questions, withdrawals);
    link = URI.create(Files.readString(folder.resolve(OwnerPage.LINK)).strip());
  }

  @AfterEach
  void ends() throws IOException {
    page.close();
    client.close();
    database.close();
  }

  private static DriverPanel panel(String spec) throws IOException {
    return Driver.open(
        DriverPanel.class,
        DeviceSpec.parse(spec),
        new SystemBoard(Clock.systemUTC(), Duration.ZERO));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(link.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String form)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(link.resolve(path + "?" + link.getRawQuery()))
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> home() throws IOException, InterruptedException {
    return get("/?" + link.getRawQuery());
  }

  private CompletableFuture<DriverPanel.Answer> asked(OwnerQuestions whom, String question) {
    CompletableFuture<DriverPanel.Answer> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                answer.complete(whom.ask(question, PATIENCE));
              } catch (InterruptedException | RuntimeException e) {
                answer.completeExceptionally(e);
              }
            });
    await().until(() -> answer.isDone() || whom.open().isPresent());
    return answer;
  }

  @Test
  void aQuestionIsAnsweredOnThePage() throws Exception {
    for (DriverPanel.Answer said :
        new DriverPanel.Answer[] {DriverPanel.Answer.YES, DriverPanel.Answer.NO}) {
      CompletableFuture<DriverPanel.Answer> answer = asked(questions, "交差点 <b>crossing</b>");
      assertThat(home().body())
          .contains("交差点 &lt;b&gt;crossing&lt;/b&gt;")
          .doesNotContain("<b>crossing");
      assertThat(post("/answer", "answer=" + said.name().toLowerCase(java.util.Locale.ROOT)))
          .returns(303, HttpResponse::statusCode);
      assertThat(answer.get()).isEqualTo(said);
      assertThat(home().body()).doesNotContain("crossing");
    }
  }

  @Test
  void theButtonAnswersToo() throws Exception {
    OwnerQuestions button = new OwnerQuestions(panel("simulated:?answer=yes"), Clock.systemUTC());
    assertThat(asked(button, "?").get()).isEqualTo(DriverPanel.Answer.YES);
  }

  @Test
  void silenceOnBothIsSilence() throws Exception {
    assertThat(questions.ask("?", Duration.ofMillis(50))).isEqualTo(DriverPanel.Answer.SILENCE);
    assertThat(questions.open()).isEmpty();
  }

  @Test
  void anAnswerToNothingDoesNoHarm() throws Exception {
    assertThat(post("/answer", "answer=yes").statusCode()).isEqualTo(303);
  }

  @Test
  void whatWasGivenIsShownAndTakenBack() throws Exception {
    Clip clip =
        Clip.matched(
            "11111111-2222-4333-8444-555555555555",
            ORDER,
            "14382",
            RecordedCar.BOOT,
            0,
            10,
            Certainty.LIKELY,
            Issuer.at(10_000));
    ClipStore clips = new ClipStore(database);
    clips.add(clip);
    assertThat(home().body()).contains(ORDER);
    HttpResponse<String> answer = post("/withdraw", "order=" + ORDER);
    assertThat(answer.headers().firstValue("Cetra-Clips")).contains("1");
    assertThat(clips.find(clip.id()).map(Clip::state)).contains(Clip.State.WITHDRAWN);
    assertThat(get("/ledger?" + link.getRawQuery()).body()).contains("withdrawn", ORDER);
    assertThat(new LedgerStore(database).firstBroken()).isEqualTo(-1);
  }

  @Test
  void aLedgerThatWasChangedShows() throws Exception {
    LedgerStore ledger = new LedgerStore(database);
    ledger.append(new LedgerStore.Row(Issuer.at(1), ORDER, "declined", "not for TRAFFIC"));
    assertThat(home().body()).contains("No row was changed");
    database.update("UPDATE ledger SET entry = replace(entry, 'declined', 'asked')");
    assertThat(home().body()).contains("Row 0 was changed");
  }

  @Test
  void onlyWhoHasTheLinkIsLetIn() throws Exception {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve(OwnerPage.LINK))))
        .isEqualTo("rw-------");
    assertThat(get("/").statusCode()).isEqualTo(403);
    assertThat(get("/?key=" + "0".repeat(48)).statusCode()).isEqualTo(403);
    assertThat(get("/ledger").statusCode()).isEqualTo(403);
    assertThat(get("/none?" + link.getRawQuery()).statusCode()).isEqualTo(404);
    assertThat(post("/withdraw", "x".repeat(5000)).statusCode()).isEqualTo(400);
    assertThat(foreign()).startsWith("HTTP/1.1 421");
  }

  /** A page of another name, whose name leads here. */
  private String foreign() throws IOException {
    try (Socket socket = new Socket(link.getHost(), link.getPort())) {
      String request = "GET /?" + link.getRawQuery() + " HTTP/1.1\r\nHost: evil.example\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(12), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void theLinkIsGoneWithThePageAndAnotherOneComes() throws Exception {
    URI before = link;
    page.close();
    assertThat(folder.resolve(OwnerPage.LINK)).doesNotExist();
    open();
    assertThat(link.getRawQuery()).isNotEqualTo(before.getRawQuery());
  }
}
