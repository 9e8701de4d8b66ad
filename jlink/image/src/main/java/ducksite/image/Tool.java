package ducksite.image;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/**
 * The running of tools: those of the JDK in this JVM, others as processes. A failure names the tool
 * and its words.
 */
final class Tool {
  private static final long LIMIT_MINUTES = 5;

  private Tool() {}

  /** Runs one of the JDK's own tools. */
  static void run(String name, List<String> arguments) {
    StringWriter messages = new StringWriter();
    PrintWriter out = new PrintWriter(messages);
    ToolProvider tool =
        ToolProvider.findFirst(name)
            .orElseThrow(() -> new BuildException("This JDK has no " + name + "."));
    int code = tool.run(out, out, arguments.toArray(String[]::new));
    out.flush();
    if (code != 0) {
      throw new BuildException(
          "%s failed:%n%s%n%s".formatted(name, messages, String.join(" ", arguments)));
    }
  }

  /**
   * Runs a process to its end; its output goes to {@code log} and, if it fails, into the message.
   */
  static void run(ProcessBuilder builder, Path log) throws IOException {
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    process.getOutputStream().close();
    if (!succeeded(process)) {
      throw new BuildException(
          "%s failed; its output (%s):%n%s"
              .formatted(String.join(" ", builder.command()), log, Files.readString(log)));
    }
  }

  private static boolean succeeded(Process process) {
    try {
      return process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BuildException("The build was interrupted.", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
