package ducksite.engine.route;

import ducksite.api.Options;
import ducksite.api.route.Preprocessor;
import ducksite.engine.plugin.Provider;

/**
 * A preprocessor of a route with its options.
 *
 * @param provider the plugin's handle
 * @param options the step's own
 */
record Step(Provider<Preprocessor> provider, Options options) {}
