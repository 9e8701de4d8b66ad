package ducksite.testkit;

import java.io.OutputStream;

/** A sink that keeps how many batches of a result had been read when its first byte came. */
final class FirstByte extends OutputStream {

  private final TestResult.Reading result;
  private int batch;

  FirstByte(TestResult.Reading result) {
    this.result = result;
  }

  /** The number of batches; 0 where no byte came. */
  int batch() {
    return batch;
  }

  @Override
  public void write(int b) {
    if (batch == 0) {
      batch = result.batchesRead();
    }
  }
}
