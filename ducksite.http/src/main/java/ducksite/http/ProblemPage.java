package ducksite.http;

import java.util.List;

/**
 * What a code of an HTTP error means, for whoever follows the {@code type} of a problem.
 *
 * @param status the HTTP status
 * @param meaning what has happened
 * @param remedy what to do
 */
record ProblemPage(String code, int status, String meaning, String remedy) {

  /** All codes, by status. */
  static final List<ProblemPage> ALL =
      List.of(
          of(
              "missing_parameter",
              400,
              "A required parameter has no value.",
              "Add the parameter that the answer names; the route's documentation tells its type."),
          of(
              "invalid_parameter",
              400,
              "A value has the wrong type or is not allowed, or the format is unknown.",
              "Correct the parameter that the answer names."),
          of(
              "invalid_template",
              400,
              "A value cannot become part of the query.",
              "Use a value of the documented form, such as the name of a column."),
          of(
              "invalid_request",
              400,
              "The request names no host, or more than one.",
              "Send one Host header."),
          of(
              "not_authenticated",
              401,
              "The request names no user that the site knows.",
              "Send credentials; the header WWW-Authenticate names their kind."),
          of(
              "forbidden",
              403,
              "The user lacks a role, or the address is for the site's author.",
              "Ask whoever runs the site for the role."),
          of(
              "not_found",
              404,
              "Nothing is at this address.",
              "Look the address up: /routes lists what there is."),
          of(
              "method_not_allowed",
              405,
              "The address does not answer this method.",
              "Use one that the header Allow names."),
          of(
              "not_acceptable",
              406,
              "No form of the answer is one that the request accepts.",
              "Correct Accept or Accept-Encoding, or name a format: ?format=json."),
          of(
              "payload_too_large",
              413,
              "The request's body is larger than the site takes.",
              "Send less at once."),
          of(
              "unsupported_media_type",
              415,
              "The request's body is not JSON, or is coded.",
              "Send JSON with Content-Type: application/json."),
          of(
              "unknown_host",
              421,
              "The Host header names a host that is not this site's.",
              "Use the site's own address; who runs it lists further ones in [server] hosts."),
          of(
              "route_execution_error",
              500,
              "The query of the route failed.",
              "Try other values; who runs the site finds the cause in the log by the request id."),
          of(
              "internal_error",
              500,
              "The server met an error that it did not expect.",
              "Give the request id to whoever runs the site."),
          of(
              "plugin_failed",
              502,
              "A plugin, or the place where data lies, failed.",
              "Try again later; who runs the site finds the cause in the log."),
          of("not_ready", 503, "The site is still being built.", "Try again in a moment."),
          of(
              "authentication_unavailable",
              503,
              "It cannot be decided who asks.",
              "Try again in a moment."),
          of(
              "overloaded",
              503,
              "Too much is going on at once.",
              "Try again after the time that Retry-After tells."),
          of(
              "data_missing",
              503,
              "A file is being replaced at this moment.",
              "Try again in a moment."),
          of(
              "timeout",
              504,
              "The query took longer than it may.",
              "Ask for less: a smaller range, fewer rows."),
          of(
              "plugin_timeout",
              504,
              "A plugin, or the place where data lies, took too long.",
              "Try again later."));

  private static ProblemPage of(String code, int status, String meaning, String remedy) {
    return new ProblemPage(code, status, meaning, remedy);
  }
}
