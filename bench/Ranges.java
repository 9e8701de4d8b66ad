import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;

/**
 * Random ranges of a data file, against the whole file from the same server and against reads
 * without HTTP.
 */
final class Ranges {

  static final String DATA = "/data/flights/flights-3m.parquet";
  static final int LENGTH = 64 * 1024;

  private static final int ROUNDS = 5;

  private Ranges() {}

  public static void main(String[] arguments) throws Exception {
    Bench.run("ranges: 64 KiB of " + DATA + ", 8 connections", arguments, Ranges::measure);
  }

  private static void measure(Bench bench) throws Exception {
    Path demo = bench.demo();
    bench.execute("build", "--root", demo.toString());
    Path file = demo.resolve("data/flights-3m.parquet");
    byte[] content = Files.readAllBytes(file);
    LongAdder checked = new LongAdder();
    LongAdder wrong = new LongAdder();
    double[] requests = new double[ROUNDS];
    double[] ranges = new double[ROUNDS];
    double[] whole = new double[ROUNDS];
    double[] reads = new double[ROUNDS];
    try (Server server = bench.serve(demo, "", "--no-build")) {
      server.ready();
      Load.on(server, (connection, number) -> range(connection, number, content, checked, wrong));
      for (int round = 0; round < ROUNDS; round++) {
        Load.Rate rate =
            Load.on(
                server, (connection, number) -> range(connection, number, content, checked, wrong));
        requests[round] = rate.requests();
        ranges[round] = rate.megabytes();
        whole[round] =
            Load.on(server, (connection, number) -> () -> whole(connection, content, wrong))
                .megabytes();
        reads[round] = reads(file, content).megabytes();
      }
    }
    bench.figure("ranges, median", Bench.median(requests), "req/s");
    bench.figure("ranges, median", Bench.median(ranges), "MB/s");
    bench.figure("whole file, median", Bench.median(whole), "MB/s");
    bench.figure("FileChannel in this process, median", Bench.median(reads), "MB/s");
    bench.figure(
        "ranges / whole file, bytes per second, median", Bench.medianRatio(ranges, whole), "");
    bench.figure(
        "ranges / FileChannel, bytes per second, median", Bench.medianRatio(ranges, reads), "");
    bench.figure("ranges compared byte by byte", checked.sum(), "");
    bench.exactly("answers with a wrong status, length or byte", wrong.sum(), 0, "");
  }

  private static Load.Step range(
      Connection connection, int number, byte[] content, LongAdder checked, LongAdder wrong) {
    SplittableRandom random = new SplittableRandom(number);
    byte[] body = new byte[LENGTH];
    return () -> {
      int start = random.nextInt(content.length - LENGTH);
      String range = "Range: bytes=" + start + "-" + (start + LENGTH - 1);
      Connection.Answer answer =
          connection.exchange(Connection.request(DATA, range), body, Long.MAX_VALUE);
      boolean equal = Arrays.equals(body, 0, LENGTH, content, start, start + LENGTH);
      if (answer.status() != 206 || answer.bytes() != LENGTH || !equal) {
        wrong.increment();
      }
      checked.increment();
      return answer.bytes();
    };
  }

  private static long whole(Connection connection, byte[] content, LongAdder wrong)
      throws Exception {
    Connection.Answer answer = connection.get(DATA);
    if (answer.status() != 200 || answer.bytes() != content.length) {
      wrong.increment();
    }
    return answer.bytes();
  }

  private static Load.Rate reads(Path file, byte[] content) throws Exception {
    List<FileChannel> channels = new ArrayList<>();
    List<Load.Step> steps = new ArrayList<>();
    try {
      for (int number = 0; number < Load.CONNECTIONS; number++) {
        FileChannel channel = FileChannel.open(file);
        channels.add(channel);
        SplittableRandom random = new SplittableRandom(number);
        ByteBuffer buffer = ByteBuffer.allocateDirect(LENGTH);
        steps.add(() -> channel.read(buffer.clear(), random.nextInt(content.length - LENGTH)));
      }
      return Load.of(steps);
    } finally {
      for (FileChannel channel : channels) {
        channel.close();
      }
    }
  }
}
