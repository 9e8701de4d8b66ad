package ducksite.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parameters of a route as the command line takes them. */
final class Arguments {

  private Arguments() {}

  /**
   * The values of each name in their order.
   *
   * @throws CommandException when an argument is not {@code NAME=VALUE}
   */
  static Map<String, List<String>> of(List<String> arguments) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals <= 0) {
        throw new CommandException("'" + argument + "' is not NAME=VALUE");
      }
      query
          .computeIfAbsent(argument.substring(0, equals), key -> new ArrayList<>())
          .add(argument.substring(equals + 1));
    }
    return query;
  }
}
