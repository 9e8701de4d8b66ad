package ducksite.image;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test that drives Chromium. Where there is none it is skipped with a loud line, unless {@code
 * DUCKSITE_REQUIRE_BROWSER} is {@code 1}: then it fails.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("browser")
@ExtendWith(BrowserRequired.Condition.class)
@interface BrowserRequired {
  /** Looks for the browser and its driver. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (Files.isExecutable(Browser.PROGRAM) && Files.isExecutable(Browser.DRIVER)) {
        return ConditionEvaluationResult.enabled("Chromium and its driver are installed.");
      }
      String missing =
          "BROWSER TESTS ARE SKIPPED: %s and %s are needed (Debian: apt-get install chromium chromium-driver): %s"
              .formatted(Browser.PROGRAM, Browser.DRIVER, context.getDisplayName());
      if ("1".equals(System.getenv("DUCKSITE_REQUIRE_BROWSER"))) {
        throw new IllegalStateException(missing);
      }
      System.err.println(missing);
      return ConditionEvaluationResult.disabled(missing);
    }
  }
}
