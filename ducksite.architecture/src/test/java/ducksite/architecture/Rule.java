package ducksite.architecture;

import com.tngtech.archunit.lang.ArchRule;

/**
 * One sentence of the house, as a check.
 *
 * @param sentence the rule as a person says it; the test's name
 * @param check the rule as ArchUnit checks it, on packages with any prefix
 * @param planted the simple name of a class below {@code planted} that breaks it
 */
record Rule(String sentence, ArchRule check, String planted) {
  @Override
  public String toString() {
    return sentence;
  }
}
