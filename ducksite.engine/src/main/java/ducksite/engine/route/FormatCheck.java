package ducksite.engine.route;

import ducksite.engine.project.Problem;
import ducksite.engine.project.Problems;
import ducksite.engine.project.RouteSource;
import ducksite.engine.project.Severity;
import ducksite.engine.project.Suggestions;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Checks the formats that a route names against those that the site answers in. */
final class FormatCheck {

  private final Formats formats;
  private final Problems problems;

  FormatCheck(Formats formats, Problems problems) {
    this.formats = formats;
    this.problems = problems;
  }

  /** The formats that may be asked for. */
  Set<String> allowed(RouteSource source) {
    Set<String> allowed = new LinkedHashSet<>();
    for (String written : source.allowedFormats()) {
      Optional<String> known = formats.find(written);
      known.ifPresent(allowed::add);
      if (known.isEmpty()) {
        problems.add(unknownFormat(source, "allowed_formats", written));
      }
    }
    if (formats.find(source.defaultFormat()).isEmpty()) {
      problems.add(unknownFormat(source, "default_format", source.defaultFormat()));
    }
    if (allowed.isEmpty() && !source.allowedFormats().isEmpty()) {
      // A list of which nothing is known must not allow what it leaves out.
      allowed.add(formats.find(source.defaultFormat()).orElse(Formats.JSON));
    }
    return allowed.isEmpty() ? formats.names() : allowed;
  }

  private Problem unknownFormat(RouteSource source, String key, String written) {
    return source
        .position(key)
        .problem(
            "route/unknown-format",
            Severity.ERROR,
            "no renderer answers the format '" + written + "'",
            Suggestions.hint(written, formats.names())
                .orElse("known formats: " + String.join(", ", formats.names())));
  }
}
