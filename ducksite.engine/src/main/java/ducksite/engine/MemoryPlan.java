package ducksite.engine;

import ducksite.engine.project.PoolSettings;
import java.lang.management.ManagementFactory;

/**
 * How the memory of the machine, or of the container, is shared between the heap and the engine.
 *
 * @param total bytes that the process may use
 * @param heap the most bytes of the heap
 * @param standard bytes of the pool that answers requests
 */
public record MemoryPlan(long total, long heap, long standard) {

  /**
   * The engine gets half of what the heap leaves; the rest is for direct buffers, code and the page
   * cache.
   */
  private static final int ENGINE_SHARE = 2;

  private static final long SMALLEST_POOL = 64L << 20;

  /** The plan for this process, with what the project's settings say. */
  public static MemoryPlan of(PoolSettings standard) {
    long total = totalMemory();
    long heap = Runtime.getRuntime().maxMemory();
    long engine = Math.max(SMALLEST_POOL, (total - heap) / ENGINE_SHARE);
    return new MemoryPlan(total, heap, standard.memory() == null ? engine : standard.memory());
  }

  /**
   * Threads of the pool that answers requests: one for each processor unless the project's settings
   * say otherwise.
   */
  public static int threads(PoolSettings standard) {
    return standard.threads() == null
        ? Runtime.getRuntime().availableProcessors()
        : standard.threads();
  }

  /** Queries at once: twice the processors, so that one that waits for a disk leaves none idle. */
  public static int connections(PoolSettings standard) {
    return standard.connections() == null
        ? 2 * Runtime.getRuntime().availableProcessors()
        : standard.connections();
  }

  private static long totalMemory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Runtime.getRuntime().maxMemory() * ENGINE_SHARE;
  }
}
