/**
 * Tests how Heatlens ships. In come the chart with the values of its ci folder, and the
 * compose file; they are rendered by Helm itself, read by Kubernetes' own model, and held
 * against each other and against the application's configuration.
 */
@NullMarked
package io.heatlens.helm;

import org.jspecify.annotations.NullMarked;
