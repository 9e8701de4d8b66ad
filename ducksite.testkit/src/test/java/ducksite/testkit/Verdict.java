package ducksite.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What a run of a contract said: the tests that failed with their messages, those that were given
 * up with a reason, and those that passed.
 */
record Verdict(Map<String, String> failed, Set<String> aborted, Set<String> passed) {

  static Verdict of(Class<?> contract) {
    Verdict verdict = new Verdict(new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
    LauncherFactory.create()
        .execute(
            request().selectors(selectClass(contract)).build(),
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                  verdict.add(test.getDisplayName().replace("()", ""), result);
                }
              }
            });
    return verdict;
  }

  private void add(String test, TestExecutionResult result) {
    switch (result.getStatus()) {
      case SUCCESSFUL -> passed.add(test);
      case ABORTED -> aborted.add(test);
      case FAILED -> failed.put(test, String.valueOf(result.getThrowable().orElse(null)));
    }
  }
}
