package ducksite.engine.plugin;

import java.lang.management.ManagementFactory;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * The statics of the platform through which code of a plugin can be kept, as far as they can be
 * read: what a plugin sets or registers there outlives it.
 */
final class PlatformHolders {

  private final Predicate<ClassLoader> isIts;
  private final List<String> found = new ArrayList<>();

  private PlatformHolders(Predicate<ClassLoader> isIts) {
    this.isIts = isIts;
  }

  /**
   * One text for each.
   *
   * @param isIts whether a loader is the plugin's
   */
  static List<String> of(Predicate<ClassLoader> isIts) {
    PlatformHolders holders = new PlatformHolders(isIts);
    holders.defaults();
    holders.properties();
    holders.managedBeans();
    holders.loggers();
    holders.securityProviders();
    return holders.found;
  }

  private void check(String place, @Nullable Object value) {
    if (value != null && isIts.test(value.getClass().getClassLoader())) {
      found.add(place + " is a " + value.getClass().getName() + " of it");
    }
  }

  private void defaults() {
    check("the default uncaught exception handler", Thread.getDefaultUncaughtExceptionHandler());
    check("the default authenticator", Authenticator.getDefault());
    check("the default cookie handler", CookieHandler.getDefault());
    check("the default proxy selector", ProxySelector.getDefault());
    check("the default response cache", ResponseCache.getDefault());
    check("the default host name verifier", HttpsURLConnection.getDefaultHostnameVerifier());
  }

  private void properties() {
    for (Map.Entry<Object, Object> property : System.getProperties().entrySet()) {
      check("the system property " + property.getKey(), property.getValue());
    }
  }

  private void managedBeans() {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (ObjectName name : server.queryNames(null, null)) {
      try {
        ClassLoader loader = server.getClassLoaderFor(name);
        if (loader != null && isIts.test(loader)) {
          found.add("the MBean " + name + " is of it");
        }
      } catch (InstanceNotFoundException gone) {
        // It was unregistered since it was listed, so it holds nothing.
        continue;
      }
    }
  }

  private void loggers() {
    LogManager manager = LogManager.getLogManager();
    for (String name : Collections.list(manager.getLoggerNames())) {
      Logger logger = manager.getLogger(name);
      if (logger == null) {
        continue;
      }
      String place = " of the logger '" + name + "'";
      check("the filter" + place, logger.getFilter());
      for (Handler handler : logger.getHandlers()) {
        check("a handler" + place, handler);
        check("a formatter" + place, handler.getFormatter());
      }
    }
  }

  private void securityProviders() {
    for (Provider provider : Security.getProviders()) {
      check("the security provider " + provider.getName(), provider);
    }
  }
}
