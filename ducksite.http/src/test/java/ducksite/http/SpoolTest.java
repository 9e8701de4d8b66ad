package ducksite.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpoolTest {

  private static final int MEMORY = 2 * Spool.CHUNK;
  private static final Runnable NOBODY = () -> {};

  @TempDir Path folder;

  private Spool spool(long fileLimit) {
    return new Spool(folder.resolve("tmp"), MEMORY, fileLimit);
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  private static byte[] drained(Spool spool) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (ByteBuffer next = spool.next(NOBODY); next != null; next = spool.next(NOBODY)) {
      byte[] part = new byte[next.remaining()];
      next.get(part);
      all.write(part);
    }
    return all.toByteArray();
  }

  private List<Path> files() throws IOException {
    if (!Files.exists(folder.resolve("tmp"))) {
      return List.of();
    }
    try (var files = Files.list(folder.resolve("tmp"))) {
      return files.toList();
    }
  }

  @Test
  void theReaderOfASmallBodyHearsOfItsBytesAndItsEndAtOnce() throws IOException {
    for (int size : new int[] {0, 1, Spool.CHUNK - 1}) {
      Spool spool = spool(1 << 20);
      AtomicInteger woken = new AtomicInteger();
      assertNull(
          spool.next(
              () -> {
                woken.incrementAndGet();
                assertTrue(spool.isComplete());
                assertEquals(size, spool.total());
              }));
      spool.write(bytes(size));
      assertFalse(spool.isComplete());
      spool.close();
      assertEquals(1, woken.get());
    }
  }

  @Test
  void aSmallBodyStaysInMemory() throws IOException {
    Spool spool = spool(1 << 20);
    byte[] body = bytes(100);
    spool.write(body, 0, 60);
    for (int index = 60; index < 100; index++) {
      spool.write(body[index]);
    }
    assertNull(spool.next(NOBODY));
    spool.close();
    assertEquals(100, spool.total());
    assertFalse(spool.isFinished());
    assertArrayEquals(body, drained(spool));
    assertTrue(spool.isFinished());
    assertFalse(Files.exists(folder.resolve("tmp")));
  }

  @Test
  void whatDoesNotFitInMemoryGoesToAFileThatIsGoneOnceRead() throws IOException {
    Spool spool = spool(64 << 20);
    byte[] body = bytes(10 * Spool.CHUNK + 17);
    spool.write(body);
    assertTrue(Files.isDirectory(folder.resolve("tmp")));
    spool.close();
    assertArrayEquals(body, drained(spool));
    assertTrue(spool.isFinished());
    assertEquals(List.of(), files());
  }

  @Test
  void memoryIsUsedAgainOnceTheFileIsEmpty() throws IOException {
    Spool spool = spool(64 << 20);
    byte[] first = bytes(5 * Spool.CHUNK);
    spool.write(first);
    spool.flush();
    assertArrayEquals(first, drained(spool));
    byte[] second = bytes(Spool.CHUNK);
    spool.write(second);
    spool.close();
    assertEquals(List.of(), files());
    assertArrayEquals(second, drained(spool));
  }

  @Test
  void theFileNeverGrowsBeyondTheQuotaHoweverLongTheBodyIs() throws IOException {
    long quota = 5 * Spool.CHUNK + 5;
    Spool spool = spool(quota);
    byte[] body = bytes(40 * Spool.CHUNK + 11);
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    int written = 4 * Spool.CHUNK;
    spool.write(body, 0, written);
    spool.flush();
    // From here on the reader lags by the same four pieces all the time.
    while (written < body.length) {
      ByteBuffer next = spool.next(NOBODY);
      byte[] part = new byte[next.remaining()];
      next.get(part);
      read.write(part);
      int more = Math.min(part.length, body.length - written);
      spool.write(body, written, more);
      spool.flush();
      written += more;
      for (Path file : files()) {
        assertTrue(Files.size(file) <= quota, "the file has " + Files.size(file));
      }
    }
    spool.close();
    read.write(drained(spool));
    assertArrayEquals(body, read.toByteArray());
  }

  @Test
  void moreThanTheQuotaFailsTheWriter() {
    Spool spool = spool(3 * Spool.CHUNK);
    IOException failure =
        assertThrows(IOException.class, () -> spool.write(bytes(7 * Spool.CHUNK)));
    assertTrue(failure.getMessage().contains("too slow"), failure.getMessage());
    spool.abandon();
  }

  @Test
  void anAbandonedSpoolFailsTheWriterAndLeavesNoFile() throws IOException {
    Spool spool = spool(64 << 20);
    spool.write(bytes(5 * Spool.CHUNK));
    spool.abandon();
    assertEquals(List.of(), files());
    assertThrows(Spool.AbandonedException.class, () -> spool.write(bytes(2 * Spool.CHUNK)));
    assertEquals(List.of(), files());
    assertTrue(spool.isAbandoned());
  }

  @Test
  void aFailureIsSeenAfterTheBytesBeforeIt() throws IOException {
    Spool spool = spool(64 << 20);
    spool.write(bytes(Spool.CHUNK));
    spool.flush();
    spool.fail(new IOException("planned"));
    assertFalse(spool.isFinished());
    assertEquals(Spool.CHUNK, drained(spool).length);
    assertTrue(spool.isFinished());
    Throwable failure = spool.failure();
    assertEquals("planned", failure == null ? "" : failure.getMessage());
  }

  @Test
  void aReaderThatFoundNothingIsWokenOnce() throws IOException {
    Spool spool = spool(1 << 20);
    AtomicInteger woken = new AtomicInteger();
    assertNull(spool.next(woken::incrementAndGet));
    spool.write(1);
    assertEquals(0, woken.get());
    spool.flush();
    assertEquals(1, woken.get());
    spool.close();
    assertEquals(1, woken.get());
  }

  @Test
  void bytesThatArriveWithTheEndAreNotTakenForTheEnd() throws IOException {
    Spool spool = spool(1 << 20);
    assertNull(spool.next(NOBODY));
    spool.write(bytes(10));
    spool.close();
    assertFalse(spool.isFinished());
    assertEquals(10, drained(spool).length);
    assertTrue(spool.isFinished());
  }

  @Test
  void aWishToBeWokenCanBeTakenBackUntilItWasFulfilled() throws IOException {
    Spool spool = spool(1 << 20);
    assertNull(spool.next(NOBODY));
    assertTrue(spool.detach());
    assertFalse(spool.detach());
    assertNull(spool.next(NOBODY));
    spool.write(1);
    spool.flush();
    assertFalse(spool.detach());
  }

  @Test
  void aReaderOfAnyPaceGetsEveryByteInOrder() throws Exception {
    Spool spool = spool(64 << 20);
    byte[] body = bytes(60 * Spool.CHUNK + 1234);
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  Random random = new Random(7);
                  try (spool) {
                    for (int from = 0; from < body.length; ) {
                      int length = Math.min(body.length - from, 1 + random.nextInt(100_000));
                      spool.write(body, from, length);
                      from += length;
                    }
                  } catch (IOException e) {
                    spool.fail(e);
                  }
                });
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    Random random = new Random(8);
    Semaphore readable = new Semaphore(0);
    while (!spool.isFinished()) {
      ByteBuffer next = spool.next(readable::release);
      if (next == null) {
        if (!spool.isFinished()) {
          readable.acquire();
        }
        continue;
      }
      received.write(next.array(), next.arrayOffset() + next.position(), next.remaining());
      if (random.nextInt(4) == 0) {
        Thread.sleep(1);
      }
    }
    writer.join();
    assertNull(spool.failure());
    assertArrayEquals(body, received.toByteArray());
  }

  @Test
  void aReaderThatHasBegunAndWaitsIsNotTakenForOneThatHasNot() throws IOException {
    Spool spool = spool(1 << 20);
    List<String> woken = new ArrayList<>();
    spool.next(() -> woken.add("begin"));
    spool.write(new byte[10]);
    spool.flush();
    assertEquals(10, spool.next(() -> woken.add("never")).remaining());
    assertNull(spool.next(() -> woken.add("more")));
    assertFalse(spool.detach());
    spool.fail(new IOException("broken"));
    assertEquals(List.of("begin", "more"), woken);
    assertTrue(spool.isFinished());
  }
}
