package ducksite.plugins.tokens;

import ducksite.api.PluginContext;
import ducksite.api.auth.AuthAdapter;
import ducksite.testkit.AuthAdapterContract;
import ducksite.testkit.TestAuthRequest;
import ducksite.testkit.TestPluginContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

final class TokenContractTest extends AuthAdapterContract {

  @Override
  protected AuthAdapter adapter() {
    return new TokenAdapter();
  }

  @Override
  protected PluginContext pluginContext() {
    try {
      Files.writeString(
          folder().resolve("tokens.txt"), "ada||finance|" + TokenAdapterTest.hash("secret-of-ada"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return TestPluginContext.in(folder()).withOptions(Map.of("file", "tokens.txt"));
  }

  @Override
  protected TestAuthRequest knownRequest() {
    return TestAuthRequest.get("/").withHeader("Authorization", "Bearer secret-of-ada");
  }

  @Override
  protected String knownUser() {
    return "ada";
  }
}
