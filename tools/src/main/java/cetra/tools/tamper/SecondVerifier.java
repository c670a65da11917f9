package cetra.tools.tamper;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The verifier that was written from the format's description alone, as a process that stays. */
final class SecondVerifier implements AutoCloseable {
  private final Process process;
  private final BufferedWriter asked;
  private final BufferedReader answered;

  SecondVerifier(Path script, Path trust) throws IOException {
    if (!Files.exists(script)) {
      throw new IOException("there is no " + script + "; name it with --verifier");
    }
    this.process =
        new ProcessBuilder(List.of("python3", script.toString(), "--trust", trust.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    this.asked = process.outputWriter(StandardCharsets.UTF_8);
    this.answered = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Its verdict in one line. */
  String verdict(Path file) throws IOException {
    asked.write(file + "\n");
    asked.flush();
    String line = answered.readLine();
    if (line == null) {
      throw new IOException("python3 has ended; it and openssl are needed");
    }
    return line.substring(file.toString().length() + 2);
  }

  @Override
  public void close() throws IOException {
    asked.close();
    process.destroy();
  }
}
