package ducksite.testkit;

import ducksite.api.auth.AuthRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A request with what the test says. Immutable. */
public final class TestAuthRequest implements AuthRequest {

  private final String method;
  private final String path;
  private final String clientAddress;
  private final boolean secure;
  private final Map<String, List<String>> query;
  private final Map<String, List<String>> headers;
  private final Map<String, String> cookies;

  private TestAuthRequest(
      String method,
      String path,
      String clientAddress,
      boolean secure,
      Map<String, List<String>> query,
      Map<String, List<String>> headers,
      Map<String, String> cookies) {
    this.method = method;
    this.path = path;
    this.clientAddress = clientAddress;
    this.secure = secure;
    this.query = query;
    this.headers = headers;
    this.cookies = cookies;
  }

  /** A request by GET from 127.0.0.1, not encrypted, without query, headers and cookies. */
  public static TestAuthRequest get(String path) {
    return new TestAuthRequest("GET", path, "127.0.0.1", false, Map.of(), Map.of(), Map.of());
  }

  /** The same request by another method. */
  public TestAuthRequest withMethod(String other) {
    return new TestAuthRequest(other, path, clientAddress, secure, query, headers, cookies);
  }

  /** The same request from another address. */
  public TestAuthRequest withClientAddress(String address) {
    return new TestAuthRequest(method, path, address, secure, query, headers, cookies);
  }

  /** The same request over an encrypted connection. */
  public TestAuthRequest withSecure() {
    return new TestAuthRequest(method, path, clientAddress, true, query, headers, cookies);
  }

  /** The same request with one more argument in its query, behind those of its name. */
  public TestAuthRequest withArgument(String name, String value) {
    Map<String, List<String>> copy = new LinkedHashMap<>(query);
    List<String> values = new ArrayList<>(query.getOrDefault(name, List.of()));
    values.add(value);
    copy.put(name, List.copyOf(values));
    return new TestAuthRequest(
        method, path, clientAddress, secure, Collections.unmodifiableMap(copy), headers, cookies);
  }

  /** The same request with one more header, behind those of its name. */
  public TestAuthRequest withHeader(String name, String value) {
    Map<String, List<String>> copy = new LinkedHashMap<>(headers);
    List<String> values = new ArrayList<>(headers(name));
    values.add(value);
    copy.put(name.toLowerCase(Locale.ROOT), List.copyOf(values));
    return new TestAuthRequest(
        method, path, clientAddress, secure, query, Collections.unmodifiableMap(copy), cookies);
  }

  /** The same request with a cookie. */
  public TestAuthRequest withCookie(String name, String value) {
    Map<String, String> copy = new LinkedHashMap<>(cookies);
    copy.put(name, value);
    return new TestAuthRequest(
        method, path, clientAddress, secure, query, headers, Collections.unmodifiableMap(copy));
  }

  @Override
  public Set<String> headerNames() {
    return headers.keySet();
  }

  /** The names of its cookies. */
  public Set<String> cookieNames() {
    return cookies.keySet();
  }

  /** The same request with a header's values replaced by one. */
  TestAuthRequest withOnlyHeader(String name, String value) {
    Map<String, List<String>> copy = new LinkedHashMap<>(headers);
    copy.put(name.toLowerCase(Locale.ROOT), List.of(value));
    return new TestAuthRequest(
        method, path, clientAddress, secure, query, Collections.unmodifiableMap(copy), cookies);
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Map<String, List<String>> query() {
    return query;
  }

  @Override
  public boolean isSecure() {
    return secure;
  }

  @Override
  public List<String> headers(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  @Override
  public Optional<String> cookie(String name) {
    return Optional.ofNullable(cookies.get(name));
  }

  @Override
  public String clientAddress() {
    return clientAddress;
  }

  @Override
  public String toString() {
    return method + " " + path + " with headers " + headerNames() + ", cookies " + cookieNames();
  }
}
