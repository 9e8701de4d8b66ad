/**
 * The plugin host: it finds plugins (jars with or without modules, jars with private jars, single
 * {@code .java} files), loads each behind a class loader that shows it the JDK and {@code
 * ducksite.api} only, and calls them on bounded threads with a deadline. {@link
 * ducksite.engine.plugin.PluginHost} is the entrance; a {@link ducksite.engine.plugin.Provider} is
 * the handle through which every call goes. Mistakes of a plugin are contained and named; malice is
 * not.
 */
package ducksite.engine.plugin;
