package ducksite.engine.plugin.verify;

import ducksite.engine.project.Problem;
import ducksite.engine.project.Severity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form in which the result of an examination is kept: its parts in order, then their digest.
 */
final class VerifiedForm {

  private static final int DIGEST = 32;

  private VerifiedForm() {}

  static byte[] write(Verified verified) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    PluginIdentity identity = verified.identity();
    text(out, identity.id());
    text(out, identity.version());
    text(out, identity.api());
    text(out, identity.description());
    out.writeBoolean(identity.required());
    out.writeInt(identity.declares().size());
    for (Map.Entry<String, List<String>> each : identity.declares().entrySet()) {
      text(out, each.getKey());
      out.writeInt(each.getValue().size());
      for (String value : each.getValue()) {
        text(out, value);
      }
    }
    text(out, identity.schema());
    text(out, verified.module());
    out.writeInt(verified.candidates().size());
    for (Candidate candidate : verified.candidates()) {
      text(out, candidate.spi().getName());
      text(out, candidate.className());
    }
    problems(out, verified.providerDefects());
    problems(out, verified.warnings());
    byte[] body = bytes.toByteArray();
    out.write(Sha256.newDigest().digest(body));
    return bytes.toByteArray();
  }

  /**
   * The result that some bytes hold.
   *
   * @throws IOException when they are not what {@link #write} wrote
   */
  static Verified read(byte[] bytes) throws IOException {
    int length = bytes.length - DIGEST;
    if (length < 0
        || !MessageDigest.isEqual(
            Sha256.newDigest().digest(Arrays.copyOf(bytes, length)),
            Arrays.copyOfRange(bytes, length, bytes.length))) {
      throw new IOException("it is damaged");
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length));
    PluginIdentity identity = identity(in);
    String module = text(in);
    List<Candidate> candidates = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      candidates.add(new Candidate(spi(needed(in)), needed(in)));
    }
    return new Verified(identity, module, candidates, List.of(), problems(in), problems(in));
  }

  private static PluginIdentity identity(DataInputStream in) throws IOException {
    String id = needed(in);
    String version = needed(in);
    String api = text(in);
    String description = needed(in);
    boolean required = in.readBoolean();
    Map<String, List<String>> declares = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String key = needed(in);
      List<String> values = new ArrayList<>();
      for (int rest = in.readInt(); rest > 0; rest--) {
        values.add(needed(in));
      }
      declares.put(key, List.copyOf(values));
    }
    return new PluginIdentity(id, version, api, description, required, declares, needed(in));
  }

  private static Class<?> spi(String name) throws IOException {
    return Spi.ALL.stream()
        .filter(spi -> spi.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IOException("it tells of an unknown interface " + name));
  }

  private static void problems(DataOutputStream out, List<Problem> problems) throws IOException {
    out.writeInt(problems.size());
    for (Problem problem : problems) {
      text(out, problem.code());
      out.writeBoolean(problem.isError());
      text(out, problem.message());
      text(out, problem.hint());
    }
  }

  private static List<Problem> problems(DataInputStream in) throws IOException {
    List<Problem> problems = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      String code = needed(in);
      Severity severity = in.readBoolean() ? Severity.ERROR : Severity.WARNING;
      problems.add(Problem.error(code, needed(in)).withSeverity(severity).withHint(text(in)));
    }
    return problems;
  }

  private static void text(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
    } else {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  private static @Nullable String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static String needed(DataInputStream in) throws IOException {
    String text = text(in);
    if (text == null) {
      throw new IOException("it lacks a text");
    }
    return text;
  }
}
