package ducksite.engine.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The course of one population: the file is made under a name of this process; when its inputs have
 * not moved the entry is shown here, those who wait are answered, and then it is published.
 * Confined to one thread.
 */
final class FlightPlan {

  private static final Logger LOG = LoggerFactory.getLogger(FlightPlan.class);

  private final ResultCache cache;
  private final Flights flights;
  private final Question question;
  private final Flight flight;

  FlightPlan(ResultCache cache, Flights flights, Question question, Flight flight) {
    this.cache = cache;
    this.flights = flights;
    this.question = question;
    this.flight = flight;
  }

  void fly() {
    CachedEntry entry = null;
    try {
      cache.counters().populations.increment();
      entry = populate();
    } catch (Throwable e) {
      flights.failed(question);
      flights.landed(question, flight);
      flight.fail(e);
      if (flight.isKnown()) {
        LOG.warn("an answer of route {} was sent and cannot be kept", question.route(), e);
      }
    }
    if (flight.isKnown()) {
      flight.leave();
    }
    if (entry != null) {
      cache.publish(entry);
    }
  }

  /** The entry to publish; null when the answer is not kept. */
  private @Nullable CachedEntry populate() throws IOException {
    Path own = cache.newOwnFile();
    try {
      long created = System.currentTimeMillis();
      Making making = new Making(created);
      Question.Populated made = question.population().populate(own, making);
      EntryInfo info =
          new EntryInfo(
              made.id(),
              question.route(),
              question.text(),
              making.file(made.id()),
              created,
              made.rows(),
              Files.size(own),
              Checksums.of(own),
              made.queryNanos() / 1000);
      CachedEntry entry = new CachedEntry(info, own);
      boolean kept = made.lasting() && cache.fits(info);
      if (kept) {
        flights.show(entry);
      }
      flights.landed(question, flight);
      flight.land(
          new Flight.Landed(entry, made.lasting(), kept, made.queueNanos(), made.queryNanos()));
      return kept ? entry : null;
    } catch (Throwable e) {
      discard(own);
      throw e;
    }
  }

  /** The population as it sees itself. */
  private final class Making implements Question.Making {

    private final long created;
    private @Nullable KnownRows known;

    Making(long created) {
      this.created = created;
    }

    @Override
    public boolean isCancelled() {
      return flight.isCancelled();
    }

    @Override
    public boolean isAwaited() {
      return flight.isAwaited();
    }

    @Override
    public void known(String id, long queueNanos, long queryNanos) {
      known =
          new KnownRows(
              new EntryName(id, EntryFolder.newFile(id), created), queueNanos, queryNanos);
      flights.know(known, flight);
    }

    /** The name of the entry's file: the one that was told, if one was. */
    String file(String id) {
      return known == null ? EntryFolder.newFile(id) : known.entry().file();
    }
  }

  private static void discard(Path own) {
    try {
      Files.deleteIfExists(own);
    } catch (IOException e) {
      LOG.warn("the file of a failed population cannot be removed", e);
    }
  }
}
