package ducksite.http;

import io.undertow.util.HttpString;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An error as a client sees it. Holds nothing that only the author may see: no SQL, no path, no
 * stack trace.
 *
 * @param status the HTTP status
 * @param code the stable code of the taxonomy
 * @param title a few words, the same for every occurrence
 * @param detail what is wrong this time, null when the title says it
 * @param hint what to do, null when there is nothing
 * @param errors the parameters that are wrong
 */
record HttpProblem(
    int status,
    String code,
    String title,
    @Nullable String detail,
    @Nullable String hint,
    List<ParameterError> errors) {

  /** One wrong parameter. */
  record ParameterError(String parameter, String detail) {}

  HttpProblem {
    errors = List.copyOf(errors);
  }

  static HttpProblem of(int status, String code, String title) {
    return new HttpProblem(status, code, title, null, null, List.of());
  }

  HttpProblem withDetail(@Nullable String text) {
    return new HttpProblem(status, code, title, text, hint, errors);
  }

  HttpProblem withHint(@Nullable String text) {
    return new HttpProblem(status, code, title, detail, text, errors);
  }

  HttpProblem withErrors(List<ParameterError> list) {
    return new HttpProblem(status, code, title, detail, hint, list);
  }

  static HttpProblem notFound() {
    return of(404, "not_found", "Not found")
        .withDetail("There is nothing at this address.")
        .withHint("The start page lists what this site has.");
  }

  static HttpProblem noStartPage() {
    return notFound()
        .withDetail("This site has no start page.")
        .withHint("GET /routes lists its routes; its author finds everything at /-/.");
  }

  static HttpProblem noRoute(String id) {
    return of(404, "not_found", "Not found")
        .withDetail("Route '" + id + "' not found")
        .withHint("GET /routes lists the routes of this site.");
  }

  static HttpProblem methodNotAllowed(Set<HttpString> methods) {
    return of(405, "method_not_allowed", "Method not allowed")
        .withDetail("This address answers " + names(methods) + " only.");
  }

  static String names(Set<HttpString> methods) {
    return methods.stream().map(HttpString::toString).sorted().collect(Collectors.joining(", "));
  }

  static HttpProblem invalidParameter(String parameter, String detail) {
    return of(400, "invalid_parameter", "A parameter is not valid")
        .withDetail(detail)
        .withErrors(List.of(new ParameterError(parameter, detail)));
  }

  static HttpProblem missingParameter(String parameter, String detail) {
    return of(400, "missing_parameter", "A parameter is missing")
        .withDetail(detail)
        .withErrors(List.of(new ParameterError(parameter, detail)));
  }

  static HttpProblem tooLarge(long most) {
    return of(413, "payload_too_large", "The request is too large")
        .withDetail("A request's body may have " + most + " bytes here.");
  }

  static HttpProblem notJson() {
    return of(415, "unsupported_media_type", "The request is not JSON")
        .withDetail("This address takes JSON.")
        .withHint("Send it with the header Content-Type: application/json, without a coding.");
  }

  static HttpProblem forbidden(String detail) {
    return of(403, "forbidden", "Forbidden").withDetail(detail);
  }

  static HttpProblem notAuthenticated() {
    return of(401, "not_authenticated", "Not authenticated")
        .withDetail("This site answers users that it knows.")
        .withHint("Send credentials that are valid here.");
  }

  static HttpProblem roleNeeded() {
    return forbidden("You do not have the role that this address needs.");
  }

  static HttpProblem noCoding() {
    return of(406, "not_acceptable", "No acceptable coding")
        .withDetail("This answer is not to be had in a coding that the request accepts.")
        .withHint("Accept identity; texts and JSON also come as zstd and gzip.");
  }

  static HttpProblem internal() {
    return of(500, "internal_error", "Something went wrong here")
        .withDetail("The server met an error that it did not expect.")
        .withHint("Give the request id to whoever runs this site: the log has the cause.");
  }

  static HttpProblem notReady() {
    return of(503, "not_ready", "Starting")
        .withDetail("The site is being built.")
        .withHint("Try again in a moment.");
  }
}
